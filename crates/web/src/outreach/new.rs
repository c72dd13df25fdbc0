//! A company is put on the list of a pathway: one that is known, found by its name, or a new one.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use mkbroute_application::App;
use mkbroute_application::organisations::{Alike, FoundOrganisation};
use mkbroute_application::outreach::{
    AddLeadError, Company, NewCompany, NewLead, NewLeadPage, add_lead, new_lead_page,
};
use mkbroute_domain::ids::{EventId, OrganisationId, PersonId};
use mkbroute_domain::organisations::OrganisationProblem;
use mkbroute_domain::outreach::{LeadSource, Motive, Stage};
use mkbroute_report::words::organisation::identifier_error;
use mkbroute_report::words::outreach::stage_problem;
use serde::Deserialize;

use super::day;
use super::filter::events;
use super::lead_form::{Wrong, motives, owners};
use crate::error::render;
use crate::extract::{Path, Posted, Query, SignedIn};
use crate::forms::{Choice, again, choices};
use crate::page::Page;

/// The value of the choice for a company that is not known yet.
const NEW: &str = "nieuw";

/// Which company is sought.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    zoek: String,
}

#[derive(Template)]
#[template(path = "outreach/lead_new.html")]
struct NewPage {
    page: Page,
    found: NewLeadPage,
    words: String,
    form: NewForm,
    wrong: Option<Wrong>,
    /// The place on the list of a company that stands there already.
    listed: Option<String>,
    /// Whether what was typed looks like a company to choose from.
    looks_alike: bool,
}

/// What is typed of a new company on the list.
struct NewForm {
    company: String,
    name: String,
    place: String,
    kvk: String,
    on: String,
    stages: Vec<Choice>,
    sources: Vec<Choice>,
    events: Vec<Choice>,
    owners: Vec<Choice>,
    motives: Vec<Choice>,
}

impl NewPage {
    /// What is wrong with a field.
    fn wrong(&self, field: &str) -> Option<&str> {
        let found = self.wrong.as_ref().filter(|(wrong, _)| *wrong == field);
        found.map(|(_, words)| words.as_str())
    }

    fn is_chosen(&self, company: &FoundOrganisation) -> bool {
        self.form.company == company.id.to_string()
    }
}

/// The form, with the companies that are found.
pub(crate) async fn form(
    State(app): State<App>,
    who: SignedIn,
    Path(pathway): Path<String>,
    Query(asked): Query<Asked>,
) -> Response {
    shown(&app, &who, &pathway, asked.zoek, None).await
}

/// Puts the company on the list; with a problem, the form again as it was typed.
pub(crate) async fn add(
    State(app): State<App>,
    who: SignedIn,
    Path(pathway): Path<String>,
    typed: Posted,
) -> Response {
    let page = who.page("");
    let mut alike = Vec::new();
    let (wrong, listed) = match read(&typed, &page) {
        Err(wrong) => (wrong, None),
        Ok(new) => match add_lead(&app, &who.actor, &pathway, new).await {
            Ok(id) => {
                let address = format!("/routes/{pathway}/bedrijven/{id}");
                return Redirect::to(&address).into_response();
            }
            Err(AddLeadError::App(error)) => return who.refuse(error),
            Err(AddLeadError::Listed(id)) => {
                let words = page.t(
                    "Dit bedrijf staat al op de lijst.",
                    "This company stands on the list already.",
                );
                let address = format!("/routes/{pathway}/bedrijven/{id}");
                (("bedrijf", words.to_owned()), Some(address))
            }
            Err(error) => {
                let told = problem(&error, &page);
                if let AddLeadError::Alike(found) = error {
                    alike = found;
                }
                (told, None)
            }
        },
    };
    let words = typed.get("zoek").to_owned();
    let failed = Some(Failed {
        typed: &typed,
        wrong,
        listed,
        alike,
    });
    again(shown(&app, &who, &pathway, words, failed).await)
}

fn read(typed: &Posted, page: &Page) -> Result<NewLead, Wrong> {
    let company = match typed.get("bedrijf") {
        NEW => Company::New(NewCompany {
            name: typed.get("naam").trim().to_owned(),
            place: typed.get("plaats").trim().to_owned(),
            kvk: typed.get("kvk").trim().to_owned(),
            sure: typed.get("ander") == "ja",
        }),
        id => {
            let id = id.parse().map_err(|_| {
                let words = page.t("Kies een bedrijf.", "Choose a company.");
                ("bedrijf", words.to_owned())
            })?;
            Company::Known(OrganisationId(id))
        }
    };
    let source = LeadSource::from_code(typed.get("bron"));
    let stage = Stage::from_code(typed.get("fase")).filter(|stage| stage.rank().is_some());
    let on = day(typed.get("op"), page).map_err(|words| ("op", words))?;
    Ok(NewLead {
        company,
        source: source.unwrap_or(LeadSource::Other),
        event: typed.get("bijeenkomst").parse().ok().map(EventId),
        motives: typed.all("motief").filter_map(Motive::from_code).collect(),
        owner: typed.get("wie").parse().ok().map(PersonId),
        stage: stage.unwrap_or(Stage::Approached),
        on,
    })
}

fn problem(error: &AddLeadError, page: &Page) -> Wrong {
    let fixed = |field, nl, en| (field, page.t(nl, en).to_owned());
    match error {
        AddLeadError::Stage(problem) => ("op", stage_problem(*problem, page.lang)),
        AddLeadError::Kvk(error) => ("kvk", identifier_error(*error, page.lang)),
        AddLeadError::Company(OrganisationProblem::LongName) => {
            fixed("naam", "De naam is te lang.", "The name is too long.")
        }
        AddLeadError::Company(OrganisationProblem::SiteWithoutPlace) => {
            fixed("plaats", "Vul de plaats in.", "Give the place.")
        }
        AddLeadError::Company(_) => fixed("naam", "Vul de naam in.", "Give the name."),
        AddLeadError::Known(_) => fixed(
            "kvk",
            "Dit KvK-nummer is van een bedrijf dat al bekend is. Zoek het hierboven en kies het.",
            "This KvK number is that of a company that is known already. Search for it above and choose it.",
        ),
        AddLeadError::Alike(_) => fixed(
            "bedrijf",
            "Dit lijkt op een bedrijf dat al bekend is. Kies het hieronder, of kruis aan dat het een ander is.",
            "This looks like a company that is known already. Choose it below, or tick that it is another.",
        ),
        AddLeadError::NotAnOwner => fixed(
            "wie",
            "Deze persoon praat niet voor deze route met bedrijven.",
            "This person does not talk with companies for this pathway.",
        ),
        AddLeadError::Listed(_) | AddLeadError::App(_) => {
            fixed("", "Dat lukte nu niet.", "That did not work now.")
        }
    }
}

/// What a form with a problem shows.
struct Failed<'a> {
    typed: &'a Posted,
    wrong: Wrong,
    listed: Option<String>,
    /// Companies that are known and look like what was typed.
    alike: Vec<Alike>,
}

async fn shown(
    app: &App,
    who: &SignedIn,
    pathway: &str,
    words: String,
    failed: Option<Failed<'_>>,
) -> Response {
    let mut found = match new_lead_page(app, &who.actor, pathway, &words).await {
        Ok(found) => found,
        Err(error) => return who.refuse(error),
    };
    let page = who.page("");
    let page = who.page(page.t(
        "Een bedrijf op de lijst zetten",
        "Put a company on the list",
    ));
    let looks_alike = failed
        .as_ref()
        .is_some_and(|failed| !failed.alike.is_empty());
    let (typed, wrong, listed) = match failed {
        Some(failed) => {
            offer(&mut found.companies, failed.alike);
            (Some(failed.typed), Some(failed.wrong), failed.listed)
        }
        None => (None, None, None),
    };
    let shown = NewPage {
        form: NewForm::of(app, &found, typed, &page),
        words,
        wrong,
        listed,
        looks_alike,
        found,
        page,
    };
    render(&shown, who.locale.lang)
}

/// Adds the companies that look like what was typed to those to choose from.
fn offer(companies: &mut Vec<FoundOrganisation>, alike: Vec<Alike>) {
    for found in alike {
        if companies.iter().all(|known| known.id != found.id) {
            companies.push(FoundOrganisation {
                id: found.id,
                name: found.name,
                place: found.place,
            });
        }
    }
}

impl NewForm {
    fn of(app: &App, found: &NewLeadPage, typed: Option<&Posted>, page: &Page) -> Self {
        let or = |name: &str, otherwise: &str| {
            typed.map_or(otherwise, |typed| typed.get(name)).to_owned()
        };
        let (stage, source) = (or("fase", Stage::Approached.code()), or("bron", ""));
        let today = app.now().date_naive().to_string();
        let ticked =
            |code: &str| typed.is_some_and(|typed| typed.all("motief").any(|one| one == code));
        // Whoever finds nothing types a new one.
        let company = if found.companies.is_empty() { NEW } else { "" };
        Self {
            company: or("bedrijf", company),
            name: or("naam", ""),
            place: or("plaats", ""),
            kvk: or("kvk", ""),
            on: or("op", &today),
            stages: choices(Stage::ROAD, Stage::code, |found| page.stage(found), &stage),
            sources: choices(
                LeadSource::ALL,
                LeadSource::code,
                |found| page.lead_source(found),
                &source,
            ),
            events: events(&found.choices, &or("bijeenkomst", ""), page),
            owners: owners(&found.choices, &or("wie", &found.actor.to_string())),
            motives: motives(page, ticked),
        }
    }
}
