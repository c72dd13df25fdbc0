//! The form of a business case: rows that are filled, and some to fill.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use mkbroute_application::pathways::{CaseError, CaseSheet, case_sheet, save_case};
use mkbroute_application::{App, AppError};
use mkbroute_domain::pathways::Degree;
use mkbroute_domain::pathways::business_case::{
    BusinessCase, FundingSource, Pool, Purpose, Scenario, Yearly,
};
use mkbroute_report::words::business_case as words;

use super::read::read;
use crate::error::render;
use crate::extract::{Path, Posted, SignedIn};
use crate::forms::{Choice, again, choices};
use crate::page::Page;

/// Empty rows below those that are filled.
const EMPTY_ROWS: usize = 2;

#[derive(Template)]
#[template(path = "pathways/case_form.html")]
struct FormPage {
    page: Page,
    found: CaseSheet,
    case: BusinessCase,
    revision: u32,
    /// Name, and the percentage of losses that it carries.
    parties: Vec<(String, String)>,
    investments: Vec<InvestmentRow>,
    funding: Vec<FundingRow>,
    /// Name in the form, words, and the numbers of each year.
    intakes: Vec<(&'static str, &'static str, String)>,
    /// Who pays, and how much.
    contributions: Vec<(String, String)>,
    /// Which pathway, how much it needs, and whether it starts.
    pathways: Vec<(String, String, bool)>,
    problems: Vec<String>,
    meanwhile: bool,
}

struct InvestmentRow {
    parties: Vec<(usize, String, bool)>,
    purposes: Vec<Choice>,
    money: String,
    hours: String,
    per_hour: String,
}

struct FundingRow {
    parties: Vec<(usize, String, bool)>,
    sources: Vec<Choice>,
    purposes: Vec<Choice>,
    amount: String,
}

/// A form with problems.
struct Typed {
    case: BusinessCase,
    problems: Vec<String>,
    meanwhile: bool,
}

/// The form.
pub(super) async fn form(
    State(app): State<App>,
    who: SignedIn,
    Path(slug): Path<String>,
) -> Response {
    form_page(&app, &who, &slug, None).await
}

/// Keeps the case; with a problem, the form again as it was typed.
pub(super) async fn change(
    State(app): State<App>,
    who: SignedIn,
    Path(slug): Path<String>,
    posted: Posted,
) -> Response {
    let page = who.page("");
    let (case, unreadable) = read(&posted, &page);
    let mut typed = Typed {
        case,
        problems: unreadable,
        meanwhile: false,
    };
    if typed.problems.is_empty() {
        let known = posted.get("revisie").parse().unwrap_or_default();
        match save_case(&app, &who.actor, &slug, (known, &typed.case)).await {
            Ok(()) => return Redirect::to(&format!("/routes/{slug}/begroting")).into_response(),
            Err(CaseError::App(error)) => return who.refuse(error),
            Err(CaseError::ChangedMeanwhile) => typed.meanwhile = true,
            Err(CaseError::Case(problems)) => {
                let problems = problems.into_iter();
                let told = problems.map(|problem| words::case_problem(problem, page.lang));
                typed.problems = told.collect();
            }
        }
    }
    again(form_page(&app, &who, &slug, Some(typed)).await)
}

async fn form_page(app: &App, who: &SignedIn, slug: &str, typed: Option<Typed>) -> Response {
    let found = match case_sheet(app, &who.actor, slug).await {
        Ok(found) if found.may_develop => found,
        Ok(_) => return who.refuse(AppError::Forbidden),
        Err(error) => return who.refuse(error),
    };
    let title = who
        .page("")
        .t("Maak de businesscase", "Make the business case");
    let page = who.page(title);
    let kept = found.kept.as_ref();
    let now = kept.map_or_else(|| fresh(found.pathway.degree), |kept| kept.case.clone());
    let typed = typed.unwrap_or(Typed {
        case: now,
        problems: Vec::new(),
        meanwhile: false,
    });
    let case = typed.case;
    let shown = FormPage {
        revision: kept.map_or(0, |kept| kept.revision),
        parties: parties(&case),
        investments: investments(&case, &page),
        funding: funding(&case, &page),
        intakes: intakes(&case, &page),
        contributions: contributions(&case.pool),
        pathways: pathways(&case.pool),
        problems: typed.problems,
        meanwhile: typed.meanwhile,
        case,
        found,
        page,
    };
    render(&shown, who.locale.lang)
}

/// What a form begins with, for a programme of this degree.
fn fresh(degree: Degree) -> BusinessCase {
    let years = degree.years().and_then(|years| u8::try_from(years).ok());
    BusinessCase {
        duration: years.unwrap_or(2),
        stop: 10,
        horizon: 8,
        parties: Vec::new(),
        investments: Vec::new(),
        funding: Vec::new(),
        yearly: Yearly::default(),
        low: Vec::new(),
        expected: Vec::new(),
        high: Vec::new(),
        pool: Pool::default(),
    }
}

fn parties(case: &BusinessCase) -> Vec<(String, String)> {
    let filled = case.parties.iter();
    let filled = filled.map(|party| (party.name.clone(), party.carries.to_string()));
    filled
        .chain(empty(&(String::new(), String::new())))
        .collect()
}

/// Empty rows.
fn empty<T: Clone>(row: &T) -> impl Iterator<Item = T> + use<'_, T> {
    std::iter::repeat_n(row, EMPTY_ROWS).cloned()
}

/// The rows of parties to choose from, by their number in the form.
fn party_choices(case: &BusinessCase, chosen: usize) -> Vec<(usize, String, bool)> {
    let rows = 0..case.parties.len() + EMPTY_ROWS;
    let choice = |at: usize| {
        let named = case.parties.get(at).map(|party| party.name.as_str());
        let words = format!("{}: {}", at + 1, named.unwrap_or("…"));
        (at, words, at == chosen)
    };
    rows.map(choice).collect()
}

fn purposes(chosen: &str, page: &Page) -> Vec<Choice> {
    let words = |purpose: &Purpose| words::purpose(*purpose, page.lang);
    choices(Purpose::ALL, Purpose::code, words, chosen)
}

fn investments(case: &BusinessCase, page: &Page) -> Vec<InvestmentRow> {
    let row = |at: usize| {
        let found = case.investments.get(at);
        let number = |number: i64| number.to_string();
        let purpose = found.map_or(Purpose::Curriculum, |found| found.purpose);
        InvestmentRow {
            parties: party_choices(case, found.map_or(0, |found| found.party)),
            purposes: purposes(purpose.code(), page),
            money: found.map_or_else(String::new, |found| number(found.money.0)),
            hours: found.map_or_else(String::new, |found| number(found.hours.into())),
            per_hour: found.map_or_else(String::new, |found| number(found.per_hour.0)),
        }
    };
    (0..case.investments.len() + EMPTY_ROWS).map(row).collect()
}

fn funding(case: &BusinessCase, page: &Page) -> Vec<FundingRow> {
    // What the parties pay themselves follows from the rest.
    let own = [FundingSource::Own, FundingSource::InKind].map(FundingSource::code);
    let row = |at: usize| {
        let found = case.funding.get(at);
        let source = found.map_or(FundingSource::SectorFund, |found| found.source);
        let purpose = found.map_or(Purpose::Curriculum, |found| found.purpose);
        let words = |source: &FundingSource| words::source(*source, page.lang);
        let sources = choices(
            FundingSource::ALL,
            FundingSource::code,
            words,
            source.code(),
        );
        FundingRow {
            parties: party_choices(case, found.map_or(0, |found| found.party)),
            sources: sources
                .into_iter()
                .filter(|(code, ..)| !own.contains(&code.as_str()))
                .collect(),
            purposes: purposes(purpose.code(), page),
            amount: found.map_or_else(String::new, |found| found.amount.0.to_string()),
        }
    };
    (0..case.funding.len() + EMPTY_ROWS).map(row).collect()
}

fn intakes(case: &BusinessCase, page: &Page) -> Vec<(&'static str, &'static str, String)> {
    let shown = Scenario::ALL.map(|scenario| {
        let numbers = case.intake(scenario).iter().map(ToString::to_string);
        let words = words::scenario(scenario, page.lang);
        (
            scenario.code(),
            words,
            numbers.collect::<Vec<_>>().join(", "),
        )
    });
    shown.into()
}

fn contributions(pool: &Pool) -> Vec<(String, String)> {
    let filled = pool.contributions.iter();
    let filled = filled.map(|found| (found.by.clone(), found.amount.0.to_string()));
    filled
        .chain(empty(&(String::new(), String::new())))
        .collect()
}

fn pathways(pool: &Pool) -> Vec<(String, String, bool)> {
    let filled = pool.pathways.iter();
    let filled = filled.map(|found| (found.name.clone(), found.needs.0.to_string(), found.starts));
    filled
        .chain(empty(&(String::new(), String::new(), true)))
        .collect()
}
