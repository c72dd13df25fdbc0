//! The plan of the pathway of which the report on the baseline tells how much of its curriculum is in hand. The
//! basis is the report's; the steps are those of the template, the first day and the business case are made up.

use chrono::{Datelike, NaiveDate};
use mkbroute_domain::pathways::business_case::BusinessCase;
use mkbroute_domain::pathways::criteria::{Evidence, EvidenceKind};
use mkbroute_domain::pathways::plan::{Agreed, CurriculumBasis, Plan, StepKind, StepState};
use mkbroute_domain::pathways::{Degree, Pathway};
use mkbroute_store::Tx;

use super::seed::SeedError;
use crate::App;
use crate::pathways::plan_templates;

const CASE: &str = include_str!("../../../../data/demo-business-case.toml");

/// Years until the first students begin.
const AHEAD: i32 = 3;

/// Keeps a plan that grows from this programme.
pub(super) async fn fill(
    app: &App,
    tx: &Tx,
    pathway: &Pathway,
    basis: &CurriculumBasis,
) -> Result<(), SeedError> {
    let wrong = || SeedError::Pathways("a plan has no template or no first day".to_owned());
    let year = app.now().year() + AHEAD;
    let begins = NaiveDate::from_ymd_opt(year, 9, 1).ok_or_else(wrong)?;
    let templates = plan_templates()?;
    let template = templates.of(Degree::Bachelor).ok_or_else(wrong)?;
    let plan = with_basis(template.plan(begins), basis);
    let agreed = Agreed {
        basis: Some(basis.clone()),
        ..Agreed::default()
    };
    tx.save_plan(pathway.id, 0, (&plan, &agreed)).await?;
    tx.save_business_case(pathway.id, 0, &case()?).await?;
    Ok(())
}

fn case() -> Result<BusinessCase, SeedError> {
    toml::from_str(CASE).map_err(|error| SeedError::Pathways(error.to_string()))
}

/// The plan in which the step about the basis is done, as the report says.
fn with_basis(mut plan: Plan, basis: &CurriculumBasis) -> Plan {
    let mut steps = plan.steps.iter_mut();
    if let Some(step) = steps.find(|step| step.kind == StepKind::CurriculumBasis) {
        step.state = StepState::Done;
        step.evidence.push(Evidence {
            kind: EvidenceKind::Report,
            note: basis.from.clone(),
            place: "Nulmeting Mkb-routes in het hbo 2021-2022".to_owned(),
            on: None,
        });
    }
    plan
}
