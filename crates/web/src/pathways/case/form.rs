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

use super::filled::{filled, rows};
use super::read::read;
use crate::error::render;
use crate::extract::{Path, Posted, SignedIn};
use crate::forms::{Choice, again, choices};
use crate::page::Page;

#[derive(Template)]
#[template(path = "pathways/case_form.html")]
struct FormPage {
    page: Page,
    found: CaseSheet,
    /// What the fields hold.
    typed: Posted,
    revision: u32,
    /// Name, and the percentage of losses that it carries.
    parties: Vec<[String; 2]>,
    investments: Vec<InvestmentRow>,
    funding: Vec<FundingRow>,
    /// Name in the form, words, and the numbers of each year.
    intakes: Vec<(&'static str, &'static str, String)>,
    /// Who pays, and how much.
    contributions: Vec<[String; 2]>,
    /// Whether it starts, which pathway, and how much it needs.
    pathways: Vec<[String; 3]>,
    /// Something is typed of a pool.
    pools: bool,
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
struct Failed {
    typed: Posted,
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
    let (case, mut problems) = read(&posted, &page);
    let mut meanwhile = false;
    if problems.is_empty() {
        let known = posted.get("revisie").parse().unwrap_or_default();
        match save_case(&app, &who.actor, &slug, (known, &case)).await {
            Ok(()) => return Redirect::to(&format!("/routes/{slug}/begroting")).into_response(),
            Err(CaseError::App(error)) => return who.refuse(error),
            Err(CaseError::ChangedMeanwhile) => meanwhile = true,
            Err(CaseError::Case(found)) => {
                let told = found.into_iter();
                problems.extend(told.map(|problem| words::case_problem(problem, page.lang)));
            }
        }
    }
    let failed = Failed {
        typed: posted,
        problems,
        meanwhile,
    };
    again(form_page(&app, &who, &slug, Some(failed)).await)
}

async fn form_page(app: &App, who: &SignedIn, slug: &str, failed: Option<Failed>) -> Response {
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
    let now = || match kept {
        Some(kept) => filled(&kept.case),
        None => filled(&fresh(found.pathway.degree)),
    };
    let Failed {
        typed,
        problems,
        meanwhile,
    } = failed.unwrap_or_else(|| Failed {
        typed: now(),
        problems: Vec::new(),
        meanwhile: false,
    });
    let parties = rows(&typed, ["partij", "draagt"], 0);
    let shown = FormPage {
        revision: kept.map_or(0, |kept| kept.revision),
        investments: investments(&typed, &parties, &page),
        funding: funding(&typed, &parties, &page),
        intakes: intakes(&typed, &page),
        contributions: rows(&typed, ["pot_van", "pot_bedrag"], 0),
        pathways: rows(&typed, ["pot_begint", "pot_route", "pot_nodig"], 1),
        pools: ["pot_van", "pot_bedrag", "pot_route", "pot_nodig"]
            .iter()
            .any(|name| typed.all(name).any(|cell| !cell.is_empty())),
        parties,
        problems,
        meanwhile,
        typed,
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

/// The rows of parties to choose from, by their number in the form.
fn party_choices(parties: &[[String; 2]], chosen: &str) -> Vec<(usize, String, bool)> {
    let chosen: usize = chosen.parse().unwrap_or_default();
    let choice = |(at, [name, _]): (usize, &[String; 2])| {
        let name = if name.is_empty() { "…" } else { name };
        (at, format!("{}: {name}", at + 1), at == chosen)
    };
    parties.iter().enumerate().map(choice).collect()
}

fn purposes(chosen: &str, page: &Page) -> Vec<Choice> {
    let words = |purpose: &Purpose| words::purpose(*purpose, page.lang);
    choices(Purpose::ALL, Purpose::code, words, chosen)
}

fn investments(typed: &Posted, parties: &[[String; 2]], page: &Page) -> Vec<InvestmentRow> {
    let names = [
        "investering_partij",
        "investering_doel",
        "investering_geld",
        "investering_uren",
        "uurprijs",
    ];
    let row = |[party, purpose, money, hours, per_hour]: [String; 5]| InvestmentRow {
        parties: party_choices(parties, &party),
        purposes: purposes(&purpose, page),
        money,
        hours,
        per_hour,
    };
    rows(typed, names, 2).into_iter().map(row).collect()
}

fn funding(typed: &Posted, parties: &[[String; 2]], page: &Page) -> Vec<FundingRow> {
    // What the parties pay themselves follows from the rest.
    let paid = FundingSource::ALL
        .into_iter()
        .filter(|source| !matches!(source, FundingSource::Own | FundingSource::InKind));
    let paid: Vec<FundingSource> = paid.collect();
    let words = |source: &FundingSource| words::source(*source, page.lang);
    let row = |[source, party, purpose, amount]: [String; 4]| FundingRow {
        parties: party_choices(parties, &party),
        sources: choices(paid.clone(), FundingSource::code, words, &source),
        purposes: purposes(&purpose, page),
        amount,
    };
    let names = ["bron", "bron_partij", "bron_doel", "bron_bedrag"];
    rows(typed, names, 3).into_iter().map(row).collect()
}

fn intakes(typed: &Posted, page: &Page) -> Vec<(&'static str, &'static str, String)> {
    let shown = Scenario::ALL.map(|scenario| {
        let words = words::scenario(scenario, page.lang);
        (
            scenario.code(),
            words,
            typed.get(scenario.code()).to_owned(),
        )
    });
    shown.into()
}
