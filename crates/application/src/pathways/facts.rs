//! What the program knows of pathways from which a criterion follows.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use mkbroute_domain::ids::{OrganisationId, PathwayId};
use mkbroute_domain::organisations::size::{NotedPeriod, judge_noted};
use mkbroute_domain::pathways::criteria::PathwayFacts;
use mkbroute_store::WithStudents;

use crate::{App, AppError};

/// The facts of a pathway, or of all, today. A pathway of which none are known is not among them.
///
/// The company is the unit: one with a student at the pathway, by the list of the pathway, counts once. Its size
/// is what its accounting periods say today.
pub(super) async fn facts(
    app: &App,
    of: Option<PathwayId>,
) -> Result<BTreeMap<PathwayId, PathwayFacts>, AppError> {
    let found = app.store().companies_with_students(of).await?;
    let mut sized: Vec<OrganisationId> = Vec::new();
    for here in found.values() {
        sized.extend(&here.sized);
    }
    sized.sort_unstable();
    sized.dedup();
    let periods = app.store().periods_of_each(&sized).await?;
    let today = app.now().date_naive();
    let counted = found
        .into_iter()
        .map(|(pathway, here)| (pathway, counted(&here, &periods, today)));
    Ok(counted.collect())
}

/// The facts of one pathway, today.
pub(super) async fn facts_of(app: &App, pathway: PathwayId) -> Result<PathwayFacts, AppError> {
    let found = facts(app, Some(pathway)).await?;
    Ok(found.get(&pathway).copied().unwrap_or_default())
}

fn counted(
    here: &WithStudents,
    periods: &BTreeMap<OrganisationId, Vec<NotedPeriod>>,
    today: NaiveDate,
) -> PathwayFacts {
    let mut facts = PathwayFacts::default();
    for company in &here.sized {
        let noted = periods.get(company).map_or(&[][..], Vec::as_slice);
        let judged = judge_noted(noted, today);
        facts.in_mkb.add_size(judged.map(|judged| judged.range));
    }
    let sized = u32::try_from(here.sized.len()).unwrap_or(u32::MAX);
    facts.in_mkb.unknown += here.companies.saturating_sub(sized);
    facts
}
