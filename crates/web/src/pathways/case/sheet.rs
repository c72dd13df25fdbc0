//! A business case on one page: what is invested, from which intake it comes out, who carries the risk.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use mkbroute_application::App;
use mkbroute_application::pathways::{CaseSheet, case_sheet};
use mkbroute_domain::pathways::business_case::{
    BusinessCase, Euros, Outlook, PartyRisk, PoolResult, Scenario, SourceSum,
};
use mkbroute_report::picture::{Drawing, course_sample, courses};
use mkbroute_report::words::{business_case as words, number};

use super::years::students;
use crate::error::render;
use crate::extract::{Path, SignedIn};
use crate::page::Page;

#[derive(Template)]
#[template(path = "pathways/case.html")]
struct CasePage {
    page: Page,
    found: CaseSheet,
    shown: Option<Shown>,
}

/// A case that was made.
struct Shown {
    case: BusinessCase,
    /// Invested by all, and what of it nobody else paid.
    investment: (Euros, Euros),
    covers: Option<u32>,
    pays_back: Option<u32>,
    picture: Drawing,
    scenarios: Vec<ScenarioView>,
    risks: Vec<PartyRisk>,
    sources: Vec<SourceSum>,
    pool: Option<PoolResult>,
}

/// A scenario with its years.
struct ScenarioView {
    words: &'static str,
    sample: Drawing,
    outlook: Outlook,
    pays_back_in: Option<u32>,
    covers_itself_in: Option<u32>,
    deepest: Euros,
}

/// The page of a business case.
pub(super) async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path(slug): Path<String>,
) -> Response {
    let found = match case_sheet(&app, &who.actor, &slug).await {
        Ok(found) => found,
        Err(error) => return who.refuse(error),
    };
    let title = who.page("").t("Businesscase", "Business case");
    let page = who.page(title);
    let kept = found.kept.as_ref();
    let shown = CasePage {
        shown: kept.map(|kept| Shown::of(&kept.case, &page)),
        found,
        page,
    };
    render(&shown, who.locale.lang)
}

impl Shown {
    fn of(case: &BusinessCase, page: &Page) -> Self {
        let outlooks = Scenario::ALL.map(|scenario| case.outlook(scenario));
        let pool = &case.pool;
        Self {
            investment: case.investment(),
            covers: case.intake_that_covers_a_year(),
            pays_back: case.intake_that_pays_back(),
            picture: drawn(&outlooks, page),
            risks: case.risks(),
            sources: case.sources(),
            pool: (!pool.is_empty()).then(|| pool.result()),
            scenarios: outlooks
                .into_iter()
                .enumerate()
                .map(|(at, outlook)| ScenarioView::of(at, outlook, page))
                .collect(),
            case: case.clone(),
        }
    }
}

impl ScenarioView {
    fn of(at: usize, outlook: Outlook, page: &Page) -> Self {
        Self {
            words: words::scenario(outlook.scenario, page.lang),
            sample: course_sample(at),
            pays_back_in: outlook.pays_back_in(),
            covers_itself_in: outlook.covers_itself_in(),
            deepest: outlook.deepest(),
            outlook,
        }
    }
}

/// How much is left or short up to each year, in each scenario.
fn drawn(outlooks: &[Outlook; 3], page: &Page) -> Drawing {
    let amounts = outlooks.each_ref().map(cumulative);
    let years = outlooks.iter().filter_map(|outlook| outlook.years.first());
    let first = years.map(|year| year.number).next().unwrap_or_default();
    courses(amounts.each_ref().map(Vec::as_slice), first, |amount| {
        number::euros(whole(amount), page.lang)
    })
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "amounts beside lines are round"
)]
fn whole(amount: f64) -> Euros {
    Euros(amount as i64)
}

#[expect(
    clippy::cast_precision_loss,
    reason = "an amount is far below what a number holds exactly"
)]
fn cumulative(outlook: &Outlook) -> Vec<f64> {
    let years = outlook.years.iter();
    years.map(|year| year.cumulative.0 as f64).collect()
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "templates pass by reference"
)]
impl Page {
    /// An intake that is needed; in words if none is enough.
    #[expect(clippy::ref_option, reason = "templates pass by reference")]
    fn needed(&self, intake: &Option<u32>) -> String {
        match intake {
            Some(intake) => intake.to_string(),
            None => self
                .t("geen enkele instroom is genoeg", "no intake is enough")
                .to_owned(),
        }
    }

    /// A year of a case; in words if it never comes.
    #[expect(clippy::ref_option, reason = "templates pass by reference")]
    fn in_year(&self, year: &Option<u32>) -> String {
        match year {
            Some(year) => format!("{} {year}", self.t("jaar", "year")),
            None => self
                .t("niet binnen deze jaren", "not within these years")
                .to_owned(),
        }
    }

    /// How many study in a year of a case.
    fn studying(&self, year: &mkbroute_domain::pathways::business_case::Year) -> String {
        number::one_decimal(students(year), self.lang)
    }

    fn source_of_money(&self, sum: &SourceSum) -> &'static str {
        words::source(sum.source, self.lang)
    }
}
