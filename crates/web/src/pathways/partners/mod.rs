//! Who takes part in a pathway: seeing them, and adding an organisation found by words.

mod change;

use std::collections::BTreeMap;

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use mkbroute_application::App;
use mkbroute_application::organisations::{FoundOrganisation, OrganisationName};
use mkbroute_application::pathways::{
    PartnersChange, PartnersError, PartnersPage, change_partners, partners_page,
};
use mkbroute_domain::ids::OrganisationId;
use mkbroute_domain::pathways::profile::{Partner, PartnerProblem};
use mkbroute_domain::pathways::{PartnerRole, Pathway};
use mkbroute_report::words::pathway as words;
use serde::Deserialize;

use super::day;
use crate::error::render;
use crate::extract::{Path, Posted, Query, SignedIn};
use crate::forms::{Choice, again, choices};
use crate::page::Page;
use crate::router::WebState;

/// The partners of a pathway.
pub(super) fn routes() -> Router<WebState> {
    Router::new()
        .route("/routes/{pathway}/partners", get(form).post(add))
        .route(
            "/routes/{pathway}/partners/{organisation}/{role}/{since}",
            get(change::form).post(change::change),
        )
        .route(
            "/routes/{pathway}/partners/{organisation}/{role}/{since}/weg",
            post(change::take_off),
        )
}

/// Which organisation is sought.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    zoek: String,
}

/// A field, and what is wrong with it. Without a field it concerns the whole.
type Wrong = (&'static str, String);

#[derive(Template)]
#[template(path = "pathways/partners.html")]
struct ListPage {
    page: Page,
    pathway: Pathway,
    lines: Vec<Line>,
    found: Vec<FoundOrganisation>,
    words: String,
    form: PartnerForm,
    wrong: Option<Wrong>,
}

/// A partner on the page.
struct Line {
    partner: Partner,
    name: String,
    place: String,
    role: &'static str,
    /// The page on which it is changed.
    address: String,
}

/// What is typed of a partner.
struct PartnerForm {
    organisation: String,
    roles: Vec<Choice>,
    since: String,
    until: String,
}

impl ListPage {
    /// What is wrong with a field.
    fn wrong(&self, field: &str) -> Option<&str> {
        wrong_with(self.wrong.as_ref(), field)
    }

    fn is_chosen(&self, found: &FoundOrganisation) -> bool {
        self.found.len() == 1 || self.form.organisation == found.id.to_string()
    }
}

fn wrong_with<'a>(wrong: Option<&'a Wrong>, field: &str) -> Option<&'a str> {
    let found = wrong.filter(|(wrong, _)| *wrong == field);
    found.map(|(_, words)| words.as_str())
}

impl PartnerForm {
    fn of(typed: &Posted, page: &Page) -> Self {
        Self {
            organisation: typed.get("organisatie").to_owned(),
            roles: choices(
                PartnerRole::ALL,
                PartnerRole::code,
                |role| words::partner_role(*role, page.lang),
                typed.get("rol"),
            ),
            since: typed.get("van").to_owned(),
            until: typed.get("tot").to_owned(),
        }
    }
}

/// Who takes part, with the organisations that are found.
async fn form(
    State(app): State<App>,
    who: SignedIn,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
) -> Response {
    let today = app.now().date_naive().to_string();
    let typed = Posted(vec![
        ("zoek".to_owned(), asked.zoek),
        ("van".to_owned(), today),
    ]);
    list_page(&app, &who, &slug, (&typed, None)).await
}

/// Adds a partner; with a problem, the form again as it was typed.
async fn add(
    State(app): State<App>,
    who: SignedIn,
    Path(slug): Path<String>,
    typed: Posted,
) -> Response {
    let page = who.page("");
    let wrong = match read_new(&typed, &page) {
        Err(wrong) => wrong,
        Ok(partner) => {
            let change = PartnersChange::Add(partner);
            match change_partners(&app, &who.actor, &slug, change).await {
                Ok(()) => return to_list(&slug),
                Err(PartnersError::App(error)) => return who.refuse(error),
                Err(problem) => told(&problem, &page),
            }
        }
    };
    again(list_page(&app, &who, &slug, (&typed, Some(wrong))).await)
}

fn to_list(slug: &str) -> Response {
    Redirect::to(&format!("/routes/{slug}/partners")).into_response()
}

async fn list_page(
    app: &App,
    who: &SignedIn,
    slug: &str,
    (typed, wrong): (&Posted, Option<Wrong>),
) -> Response {
    let words = typed.get("zoek").to_owned();
    let kept = match partners_page(app, &who.actor, slug, &words).await {
        Ok(kept) => kept,
        Err(error) => return who.refuse(error),
    };
    let page = who.page("");
    let page = who.page(page.t("Partners van de route", "Partners of the pathway"));
    let shown = ListPage {
        lines: lines(&kept, &page),
        form: PartnerForm::of(typed, &page),
        found: kept.found,
        pathway: kept.pathway,
        words,
        wrong,
        page,
    };
    render(&shown, who.locale.lang)
}

fn lines(kept: &PartnersPage, page: &Page) -> Vec<Line> {
    let partners = kept.partners.iter();
    let lines = partners.map(|partner| line(&kept.pathway.slug, partner, &kept.names, page));
    lines.collect()
}

fn line(
    slug: &str,
    partner: &Partner,
    names: &BTreeMap<OrganisationId, OrganisationName>,
    page: &Page,
) -> Line {
    let Partner {
        organisation,
        role,
        since,
        ..
    } = partner;
    let called = names.get(organisation).cloned().unwrap_or_default();
    let code = role.code();
    Line {
        name: called.name,
        place: called.place,
        role: words::partner_role(*role, page.lang),
        address: format!("/routes/{slug}/partners/{organisation}/{code}/{since}"),
        partner: partner.clone(),
    }
}

fn read_new(typed: &Posted, page: &Page) -> Result<Partner, Wrong> {
    let organisation = typed.get("organisatie").parse().map_err(|_| {
        let words = page.t(
            "Zoek een organisatie en kies die.",
            "Search for an organisation and choose it.",
        );
        ("organisatie", words.to_owned())
    })?;
    read(typed, OrganisationId(organisation), page)
}

/// The role and the period of an organisation as typed.
fn read(typed: &Posted, organisation: OrganisationId, page: &Page) -> Result<Partner, Wrong> {
    let role = PartnerRole::from_code(typed.get("rol")).ok_or_else(|| {
        let words = page.t("Kies wat de organisatie doet.", "Choose what it does.");
        ("rol", words.to_owned())
    })?;
    let until = match typed.get("tot").trim() {
        "" => None,
        until => Some(day(until, page).map_err(|words| ("tot", words))?),
    };
    Ok(Partner {
        organisation,
        role,
        since: day(typed.get("van"), page).map_err(|words| ("van", words))?,
        until,
    })
}

fn told(problem: &PartnersError, page: &Page) -> Wrong {
    let (field, nl, en) = match problem {
        PartnersError::Partner(PartnerProblem::EndsFirst) => (
            "tot",
            "De laatste dag ligt voor de eerste dag.",
            "The last day lies before the first day.",
        ),
        PartnersError::Partner(PartnerProblem::Twice) => (
            "rol",
            "Deze organisatie heeft deze rol al in deze periode. Kies een andere rol of andere dagen.",
            "This organisation has this role already in this period. Choose another role or other days.",
        ),
        PartnersError::UnknownOrganisation => (
            "organisatie",
            "Deze organisatie bestaat niet meer. Zoek opnieuw.",
            "This organisation does not exist any more. Search again.",
        ),
        PartnersError::Partner(PartnerProblem::Gone)
        | PartnersError::ChangedMeanwhile
        | PartnersError::App(_) => (
            "",
            "Iemand anders wijzigde de partners intussen. Hier staat wat er nu is. Kijk of het klopt en bewaar opnieuw.",
            "Somebody else changed the partners meanwhile. This is what there is now. See whether it is right and keep it again.",
        ),
    };
    (field, page.t(nl, en).to_owned())
}
