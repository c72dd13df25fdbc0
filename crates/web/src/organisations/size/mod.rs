//! How large a company is and why: its accounting periods, noted, changed and taken away.

mod typed;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use mkbroute_application::App;
use mkbroute_application::organisations::{
    KeptPeriod, SizeError, SizeSheet, note_period, organisation_size, period_to_note, remove_period,
};
use mkbroute_domain::ids::OrganisationId;
use mkbroute_domain::organisations::size::{NotedProblem, PeriodProblem, SizeJudgement};
use mkbroute_report::words::organisation as words;
use uuid::Uuid;

use super::{Wrong, about};
use crate::error::render;
use crate::extract::{Path, Posted, SignedIn};
use crate::forms::again;
use crate::page::Page;

#[derive(Template)]
#[template(path = "organisations/size.html")]
struct SizePage {
    page: Page,
    sheet: SizeSheet,
}

impl SizePage {
    fn words(&self, judgement: &SizeJudgement) -> String {
        words::size(judgement, self.page.lang)
    }

    /// The figures of a period in one line; nothing for what is not known.
    fn figures(&self, kept: &KeptPeriod) -> String {
        typed::in_words(&kept.noted.period.enterprise.own, &self.page)
    }

    /// Who else counts or does not, one by one.
    fn ties(&self, kept: &KeptPeriod) -> Vec<String> {
        let related = kept.noted.period.enterprise.related.iter();
        let line = |found| typed::tie_in_words(found, &self.page);
        related.map(line).collect()
    }
}

#[derive(Template)]
#[template(path = "organisations/period.html")]
struct PeriodPage {
    page: Page,
    organisation: OrganisationId,
    name: String,
    /// Where the form is sent.
    action: String,
    /// `None` for a new period.
    revision: Option<u32>,
    typed: Posted,
    /// Rows for others, numbered.
    rows: Vec<usize>,
    wrong: Vec<Wrong>,
}

impl PeriodPage {
    /// What is wrong with a field.
    fn wrong(&self, field: &str) -> Option<&str> {
        about(&self.wrong, field)
    }

    fn value(&self, field: &str) -> &str {
        self.typed.get(field)
    }

    fn ticked(&self, field: &str) -> bool {
        self.typed.ticked(field)
    }

    /// The name of a field in a row.
    #[expect(clippy::unused_self, reason = "templates reach it through the page")]
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass by reference"
    )]
    fn at(&self, field: &str, row: &usize) -> String {
        format!("{field}-{row}")
    }
}

/// How large it is, and why.
pub(super) async fn show(State(app): State<App>, who: SignedIn, Path(id): Path<Uuid>) -> Response {
    match organisation_size(&app, &who.actor, OrganisationId(id)).await {
        Ok(sheet) => {
            if let Some(into) = sheet.kept.merged_into {
                return Redirect::to(&format!("/organisaties/{into}/omvang")).into_response();
            }
            let page = who.page("");
            let page = who.page(page.t("Omvang", "Size"));
            render(&SizePage { page, sheet }, who.locale.lang)
        }
        Err(error) => who.refuse(error),
    }
}

/// The form for a new period.
pub(super) async fn new(State(app): State<App>, who: SignedIn, Path(id): Path<Uuid>) -> Response {
    shown(&app, &who, (id, None), None).await
}

/// The form for a period that is known.
pub(super) async fn edit(
    State(app): State<App>,
    who: SignedIn,
    Path((id, period)): Path<(Uuid, Uuid)>,
) -> Response {
    shown(&app, &who, (id, Some(period)), None).await
}

/// Adds a period.
pub(super) async fn add(
    State(app): State<App>,
    who: SignedIn,
    Path(id): Path<Uuid>,
    posted: Posted,
) -> Response {
    keep(&app, &who, (id, None), posted).await
}

/// Changes a period.
pub(super) async fn change(
    State(app): State<App>,
    who: SignedIn,
    Path((id, period)): Path<(Uuid, Uuid)>,
    posted: Posted,
) -> Response {
    keep(&app, &who, (id, Some(period)), posted).await
}

/// Takes a period away.
pub(super) async fn remove(
    State(app): State<App>,
    who: SignedIn,
    Path((id, period)): Path<(Uuid, Uuid)>,
    posted: Posted,
) -> Response {
    let revision = posted.get("revisie").parse().unwrap_or(0);
    let of = (OrganisationId(id), period);
    match remove_period(&app, &who.actor, of, revision).await {
        Ok(()) => Redirect::to(&format!("/organisaties/{id}/omvang")).into_response(),
        Err(SizeError::App(error)) => who.refuse(error),
        Err(error) => {
            let wrong = vec![problem(&error, &who.page(""))];
            again(shown(&app, &who, (id, Some(period)), Some((None, wrong))).await)
        }
    }
}

/// An organisation, and a period of it.
type At = (Uuid, Option<Uuid>);

async fn keep(app: &App, who: &SignedIn, (id, period): At, posted: Posted) -> Response {
    let page = who.page("");
    let wrong = match typed::read(&posted, &page) {
        Err(wrong) => wrong,
        Ok(typed) => {
            let revision = posted.get("revisie").parse().unwrap_or(0);
            let of = (OrganisationId(id), period);
            match note_period(app, &who.actor, of, revision, typed).await {
                Ok(()) => {
                    let address = format!("/organisaties/{id}/omvang");
                    return Redirect::to(&address).into_response();
                }
                Err(SizeError::App(error)) => return who.refuse(error),
                Err(error) => vec![problem(&error, &page)],
            }
        }
    };
    again(shown(app, who, (id, period), Some((Some(posted), wrong))).await)
}

/// What was typed, if it is shown again, and what is wrong with it.
type Failed = (Option<Posted>, Vec<Wrong>);

async fn shown(app: &App, who: &SignedIn, at: At, failed: Option<Failed>) -> Response {
    let of = OrganisationId(at.0);
    let (organisation, kept) = match period_to_note(app, &who.actor, (of, at.1)).await {
        Ok(found) => found,
        Err(error) => return who.refuse(error),
    };
    let page = who.page("");
    let title = match kept {
        None => page.t(
            "Cijfers van een jaar toevoegen",
            "Add the figures of a year",
        ),
        Some(_) => page.t(
            "Cijfers van een jaar wijzigen",
            "Change the figures of a year",
        ),
    };
    let page = who.page(title);
    let (typed, wrong) = failed.unwrap_or_default();
    let typed = typed.unwrap_or_else(|| kept.as_ref().map(typed::of).unwrap_or_default());
    let last = at.1.map_or_else(|| "nieuw".to_owned(), |id| id.to_string());
    let shown = PeriodPage {
        action: format!("/organisaties/{}/omvang/{last}", at.0),
        organisation: of,
        name: organisation.organisation.name,
        revision: kept.as_ref().map(|kept| kept.revision),
        rows: typed::rows_shown(&typed),
        typed,
        wrong,
        page,
    };
    render(&shown, who.locale.lang)
}

fn problem(error: &SizeError, page: &Page) -> Wrong {
    let (field, nl, en) = match error {
        SizeError::Noted(NotedProblem::NoSource) => (
            "bron",
            "Vul in waar de cijfers vandaan komen.",
            "Fill in where the figures come from.",
        ),
        SizeError::Noted(NotedProblem::TooLong) => (
            "bron",
            "De bron of een naam is te lang. Gebruik hoogstens 200 tekens.",
            "The source or a name is too long. Use at most 200 characters.",
        ),
        SizeError::Noted(NotedProblem::NoName) => (
            "",
            "Geef elk ander bedrijf een naam.",
            "Give every other company a name.",
        ),
        SizeError::Noted(NotedProblem::Period(PeriodProblem::SameYear(_))) => (
            "sluit",
            "Er zijn al cijfers van dit jaar. Wijzig die.",
            "There are figures of this year already. Change those.",
        ),
        SizeError::Noted(NotedProblem::Period(PeriodProblem::Future)) => (
            "sluit",
            "Deze dag ligt meer dan een jaar na vandaag.",
            "This day lies more than a year after today.",
        ),
        SizeError::Noted(NotedProblem::Period(PeriodProblem::MoreThanWhole)) => (
            "overheid",
            "Een belang is hoogstens 100%.",
            "A share is at most 100%.",
        ),
        SizeError::ChangedMeanwhile | SizeError::App(_) => (
            "",
            "Iemand anders wijzigde deze cijfers intussen. Kijk op de pagina Omvang wat er nu staat en begin daar opnieuw.",
            "Somebody else changed these figures meanwhile. See on the page Size what there is now and begin there again.",
        ),
    };
    (field.to_owned(), page.t(nl, en).to_owned())
}
