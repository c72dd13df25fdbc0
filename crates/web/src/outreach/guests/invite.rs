//! Companies of the list of a pathway are invited to a meeting, or noted as having come without invitation.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use mkbroute_application::App;
use mkbroute_application::outreach::{
    GUESTS_A_MEETING, InviteError, InvitePage as Found, invite, invite_page,
};
use mkbroute_domain::ids::{ContactId, EventId, OrganisationId};
use mkbroute_domain::outreach::Stage;
use serde::Deserialize;

use super::{InAddress, address};
use crate::error::render;
use crate::extract::{Path, Posted, Query, SignedIn};
use crate::forms::{Choice, again, choices};
use crate::page::Page;

/// Which companies are sought.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    zoek: String,
    #[serde(default)]
    fase: String,
}

/// Somebody who can be chosen.
struct Candidate {
    value: String,
    words: String,
    is_chosen: bool,
    /// Whether they stand on the list already.
    is_guest: bool,
}

#[derive(Template)]
#[template(path = "outreach/invite.html")]
struct InvitePage {
    page: Page,
    found: Found,
    asked: Asked,
    stages: Vec<Choice>,
    /// The name, place and stage of each company, and who can be chosen there.
    companies: Vec<(String, Vec<Candidate>)>,
    /// Whether those who are chosen came without invitation.
    came: bool,
    /// Whether somebody can be invited still.
    is_open: bool,
    here: String,
    wrong: Option<String>,
}

/// The companies that can be invited.
pub(super) async fn form(
    State(app): State<App>,
    who: SignedIn,
    Path((pathway, event)): Path<InAddress>,
    Query(asked): Query<Asked>,
) -> Response {
    shown(&app, &who, (&pathway, EventId(event)), (asked, None)).await
}

/// Invites those who are chosen.
pub(super) async fn invite_chosen(
    State(app): State<App>,
    who: SignedIn,
    Path((pathway, event)): Path<InAddress>,
    typed: Posted,
) -> Response {
    let at = (pathway.as_str(), EventId(event));
    let chosen: Vec<_> = typed.all("gast").filter_map(read).collect();
    let came = typed.get("hoe") == "kwam";
    let error = match invite(&app, &who.actor, at, (&chosen, came)).await {
        Ok(_) => return Redirect::to(&address(at.0, at.1)).into_response(),
        Err(InviteError::App(error)) => return who.refuse(error),
        Err(error) => problem(&error, &who.page("")),
    };
    let asked = Asked {
        zoek: typed.get("zoek").to_owned(),
        fase: typed.get("fase").to_owned(),
    };
    again(shown(&app, &who, at, (asked, Some((&typed, error)))).await)
}

/// A company, or somebody of it, as the form names them.
fn value(company: OrganisationId, contact: Option<ContactId>) -> String {
    contact.map_or_else(|| company.to_string(), |id| format!("{company}.{id}"))
}

fn read(value: &str) -> Option<(OrganisationId, Option<ContactId>)> {
    let (company, contact) = match value.split_once('.') {
        None => (value, None),
        Some((company, contact)) => (company, Some(ContactId(contact.parse().ok()?))),
    };
    Some((OrganisationId(company.parse().ok()?), contact))
}

fn problem(error: &InviteError, page: &Page) -> String {
    match error {
        InviteError::Full => {
            let most = page.t(
                "Zo veel gasten passen op een lijst:",
                "So many guests fit on a list:",
            );
            format!("{most} {GUESTS_A_MEETING}.")
        }
        InviteError::Day => page
            .t(
                "Uitnodigen kan tot en met de dag zelf. Wie kwam, noteer je vanaf die dag.",
                "Inviting is possible up to the day itself. Who came is noted from that day on.",
            )
            .to_owned(),
        InviteError::NotInvitable(_) => page
            .t(
                "Een van de gekozen bedrijven doet niet mee, of iemand wil geen bericht. Kies opnieuw.",
                "One of the chosen companies declined, or somebody wants no message. Choose again.",
            )
            .to_owned(),
        InviteError::Nobody | InviteError::App(_) => page
            .t("Kies minstens één bedrijf of persoon.", "Choose at least one company or person.")
            .to_owned(),
    }
}

async fn shown(
    app: &App,
    who: &SignedIn,
    at: (&str, EventId),
    (asked, failed): (Asked, Option<(&Posted, String)>),
) -> Response {
    let sought = (asked.zoek.as_str(), Stage::from_code(&asked.fase));
    let found = match invite_page(app, &who.actor, at, sought).await {
        Ok(found) => found,
        Err(error) => return who.refuse(error),
    };
    let page = who.page("");
    let title = page.t("Wie nodig je uit?", "Whom do you invite?");
    let page = who.page(title);
    let (typed, wrong) = failed.unzip();
    let is_open = found.kept.event.on >= app.now().date_naive();
    let came = typed.map_or(!is_open, |typed| typed.get("hoe") == "kwam");
    let shown = InvitePage {
        stages: stages(&page, &asked.fase),
        companies: companies(&found, typed, &page),
        here: address(at.0, at.1),
        is_open,
        came,
        asked,
        found,
        wrong,
        page,
    };
    render(&shown, who.locale.lang)
}

fn stages(page: &Page, chosen: &str) -> Vec<Choice> {
    let open = Stage::ALL.iter().copied();
    let open = open.filter(|stage| *stage != Stage::Declined);
    choices(open, Stage::code, |stage| page.stage(stage), chosen)
}

fn companies(found: &Found, typed: Option<&Posted>, page: &Page) -> Vec<(String, Vec<Candidate>)> {
    let guests = &found.kept.event.guests;
    let candidate = |company: OrganisationId, contact: Option<ContactId>, words: String| {
        let value = value(company, contact);
        Candidate {
            is_chosen: typed.is_some_and(|typed| typed.all("gast").any(|sent| sent == value)),
            is_guest: guests
                .iter()
                .any(|guest| guest.organisation == company && guest.contact == contact),
            value,
            words,
        }
    };
    let shown = found.companies.iter().map(|invitable| {
        let company = invitable.lead.company;
        let named = invitable.contacts.iter();
        let named = named.map(|who| candidate(company, Some(who.id), who.name.clone()));
        let somebody = page.t("iemand van dit bedrijf", "somebody of this company");
        let anybody = candidate(company, None, somebody.to_owned());
        let place = match invitable.company.place.as_str() {
            "" => String::new(),
            place => format!(", {place}"),
        };
        let stage = page.stage(&invitable.lead.stage);
        let title = format!("{}{place} ({stage})", invitable.company.name);
        (title, named.chain([anybody]).collect())
    });
    shown.collect()
}
