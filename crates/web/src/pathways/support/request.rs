//! One request: its question, who sees to it, and the answer.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use mkbroute_application::App;
use mkbroute_application::pathways::{
    HandleSupportError, RequestSheet, SupportDeed, handle_support, support_kinds, support_request,
};
use mkbroute_domain::ids::{PersonId, SupportRequestId};
use mkbroute_domain::pathways::SupportState;
use serde::Deserialize;
use uuid::Uuid;

use super::words::{kind, wrong};
use crate::error::render;
use crate::extract::{Form, Path, SignedIn};
use crate::forms::again;
use crate::page::Page;

/// What is done, as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    doe: String,
    wie: String,
    antwoord: String,
    revisie: String,
}

#[derive(Template)]
#[template(path = "pathways/support_request.html")]
struct RequestPage {
    page: Page,
    sheet: RequestSheet,
    kind: String,
    asked_by: Option<String>,
    owner: Option<String>,
    days: Option<i64>,
    /// Those who may see to it: id, name, and whether they do.
    team: Vec<(String, String, bool)>,
    answer: String,
    wrong: Option<(&'static str, String)>,
    is_open: bool,
    is_answered: bool,
    takes_answers: bool,
}

impl RequestPage {
    /// What is wrong with a field.
    fn wrong(&self, field: &str) -> Option<&str> {
        let found = self.wrong.as_ref().filter(|(wrong, _)| *wrong == field);
        found.map(|(_, words)| words.as_str())
    }
}

/// The request.
pub(super) async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path((slug, id)): Path<(String, Uuid)>,
) -> Response {
    page(&app, &who, (&slug, SupportRequestId(id)), None).await
}

/// Does something to it; with a problem, the page again with what was typed.
pub(super) async fn handle(
    State(app): State<App>,
    who: SignedIn,
    Path((slug, id)): Path<(String, Uuid)>,
    Form(typed): Form<Typed>,
) -> Response {
    let at = (slug.as_str(), SupportRequestId(id));
    let known = typed.revisie.parse().unwrap_or(0);
    let Some(deed) = deed(&typed) else {
        return page(&app, &who, at, None).await;
    };
    let problem = match handle_support(&app, &who.actor, at, (known, deed)).await {
        Ok(()) => {
            return Redirect::to(&format!("/routes/{slug}/ondersteuning/{id}")).into_response();
        }
        Err(HandleSupportError::App(error)) => return who.refuse(error),
        Err(problem) => words(&problem, &who.page("")),
    };
    again(page(&app, &who, at, Some((typed, problem))).await)
}

fn deed(typed: &Typed) -> Option<SupportDeed> {
    match typed.doe.as_str() {
        "toewijzen" => Some(SupportDeed::Assign(typed.wie.parse().ok().map(PersonId))),
        "antwoorden" => Some(SupportDeed::Answer(typed.antwoord.clone())),
        "gelezen" => Some(SupportDeed::Read),
        "intrekken" => Some(SupportDeed::Withdraw),
        _ => None,
    }
}

fn words(problem: &HandleSupportError, page: &Page) -> (&'static str, String) {
    let (field, nl, en) = match problem {
        HandleSupportError::Request(problem) => return wrong(*problem, page),
        HandleSupportError::Owner => (
            "wie",
            "Kies iemand van het programma.",
            "Choose somebody of the programme.",
        ),
        HandleSupportError::ChangedMeanwhile | HandleSupportError::App(_) => (
            "",
            "Iemand anders wijzigde deze vraag intussen. Hieronder staat wat er nu geldt. Wat jij typte staat er nog: kijk of het klopt en bewaar opnieuw.",
            "Somebody else changed this question meanwhile. Below is how it stands now. What you typed still stands here: see whether it is right and keep it again.",
        ),
    };
    (field, page.t(nl, en).to_owned())
}

async fn page(
    app: &App,
    who: &SignedIn,
    at: (&str, SupportRequestId),
    failed: Option<(Typed, (&'static str, String))>,
) -> Response {
    let found = support_request(app, &who.actor, at).await;
    let (sheet, kinds) = match found.and_then(|found| Ok((found, support_kinds()?))) {
        Ok(found) => found,
        Err(error) => return who.refuse(error),
    };
    let page = who.page("");
    let page = who.page(page.t("Vraag om ondersteuning", "Question for support"));
    let (typed, wrong) = failed.unzip();
    let request = &sheet.kept.request;
    let chosen = request.owner.map(|owner| owner.to_string());
    let chosen = match &typed {
        Some(typed) if typed.doe == "toewijzen" => Some(typed.wie.clone()),
        _ => chosen,
    };
    let name = |id: Option<PersonId>| id.and_then(|id| sheet.names.get(&id).cloned());
    let team = sheet.team.iter().map(|(id, name)| {
        let id = id.to_string();
        let is_chosen = chosen.as_ref() == Some(&id);
        (id, name.clone(), is_chosen)
    });
    let answer = typed.filter(|typed| typed.doe == "antwoorden");
    let shown = RequestPage {
        kind: kind(&request.kind, &kinds, &page).to_owned(),
        asked_by: name(request.asked_by),
        owner: name(request.owner),
        days: request.days(app.now().date_naive()),
        team: team.collect(),
        answer: answer.map_or_else(|| request.answer.clone(), |typed| typed.antwoord),
        wrong,
        is_open: request.state == SupportState::Open,
        is_answered: request.state == SupportState::Answered,
        takes_answers: sheet.may_answer
            && matches!(request.state, SupportState::Open | SupportState::Answered),
        page,
        sheet,
    };
    render(&shown, who.locale.lang)
}
