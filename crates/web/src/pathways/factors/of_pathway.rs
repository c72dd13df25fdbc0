//! What holds one pathway back and what helps it, with forms to note it and to take it away.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use mkbroute_application::App;
use mkbroute_application::pathways::{
    FactorsOfPathway, NoteFactorError, TypedFactor, end_factor, factors_of_pathway, note_factor,
};
use mkbroute_domain::ids::{FactorId, PersonId};
use mkbroute_domain::pathways::{Factor, FactorKind};
use serde::Deserialize;

use super::words::{factor, of_value, value, wrong};
use crate::error::render;
use crate::extract::{Form, Path, SignedIn};
use crate::forms::{Choice, again};
use crate::page::Page;

/// What is done, as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    doe: String,
    /// What is noted, or the id of what is taken away.
    factor: String,
    zin: String,
}

enum Deed {
    Note(TypedFactor),
    End(FactorId),
}

impl Typed {
    fn deed(&self) -> Deed {
        if let (true, Ok(id)) = (self.doe == "weg", self.factor.parse()) {
            return Deed::End(FactorId(id));
        }
        // What nobody chose is on no list.
        let (kind, code) = of_value(&self.factor).unwrap_or((FactorKind::Barrier, ""));
        Deed::Note(TypedFactor {
            kind,
            code: code.to_owned(),
            sentence: self.zin.clone(),
        })
    }
}

#[derive(Template)]
#[template(path = "pathways/factors.html")]
struct FactorsPage {
    page: Page,
    found: FactorsOfPathway,
    /// What stands, by kind.
    standing: Vec<(FactorKind, Vec<FactorView>)>,
    /// What was taken away, the latest first.
    past: Vec<FactorView>,
    /// What can be noted, by kind: value, words, and whether it is chosen.
    choices: Vec<(FactorKind, Vec<Choice>)>,
    /// What was typed beside what is noted.
    sentence: String,
    wrong: Option<(&'static str, String)>,
}

struct FactorView {
    words: String,
    by: Option<String>,
    ended_by: Option<String>,
    /// What was typed to take it away, if that failed.
    typed: Option<String>,
    factor: Factor,
}

impl FactorsPage {
    /// What is wrong with a field of the form to note something.
    fn wrong(&self, field: &str) -> Option<&str> {
        let ending = self.standing.iter().flat_map(|(_, views)| views);
        if ending.into_iter().any(|view| view.typed.is_some()) {
            return None;
        }
        let found = self.wrong.as_ref().filter(|(wrong, _)| *wrong == field);
        found.map(|(_, words)| words.as_str())
    }

    /// What is wrong with taking something away.
    fn wrong_end(&self, view: &FactorView) -> Option<&str> {
        view.typed.as_ref()?;
        self.wrong.as_ref().map(|(_, words)| words.as_str())
    }
}

/// What was noted.
pub(super) async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path(slug): Path<String>,
) -> Response {
    page(&app, &who, &slug, None).await
}

/// Notes something or takes it away; with a problem, the page again with what was typed.
pub(super) async fn change(
    State(app): State<App>,
    who: SignedIn,
    Path(slug): Path<String>,
    Form(typed): Form<Typed>,
) -> Response {
    let done = match typed.deed() {
        Deed::Note(factor) => note_factor(&app, &who.actor, &slug, &factor)
            .await
            .map(|_| ()),
        Deed::End(id) => end_factor(&app, &who.actor, (&slug, id), &typed.zin).await,
    };
    let problem = match done {
        Ok(()) => return Redirect::to(&format!("/routes/{slug}/factoren")).into_response(),
        Err(NoteFactorError::App(error)) => return who.refuse(error),
        Err(NoteFactorError::Factor(problem)) => wrong(problem, &who.page("")),
    };
    again(page(&app, &who, &slug, Some((typed, problem))).await)
}

async fn page(
    app: &App,
    who: &SignedIn,
    slug: &str,
    failed: Option<(Typed, (&'static str, String))>,
) -> Response {
    let found = match factors_of_pathway(app, &who.actor, slug).await {
        Ok(found) => found,
        Err(error) => return who.refuse(error),
    };
    let page = who.page("");
    let title = page.t(
        "Wat tegenhoudt en wat helpt:",
        "What holds back and what helps:",
    );
    let page = who.page(&format!("{title} {}", page.text(&found.pathway.name)));
    let (typed, wrong) = failed.unzip();
    let typed = typed.unwrap_or_default();
    let views = found
        .factors
        .iter()
        .map(|factor| view(factor, &found, (&typed, &page)));
    let (standing, past): (Vec<_>, Vec<_>) = views.partition(|view| view.factor.stands());
    let shown = FactorsPage {
        choices: choices(&found, (&typed, &page)),
        standing: by_kind(standing),
        past,
        sentence: match typed.deed() {
            Deed::Note(noted) => noted.sentence,
            Deed::End(_) => String::new(),
        },
        wrong,
        found,
        page,
    };
    render(&shown, who.locale.lang)
}

fn view(noted: &Factor, found: &FactorsOfPathway, (typed, page): (&Typed, &Page)) -> FactorView {
    let name = |by: Option<PersonId>| by.and_then(|by| found.names.get(&by).cloned());
    let is_ended_now = matches!(typed.deed(), Deed::End(id) if id == noted.id);
    FactorView {
        words: factor((noted.kind, &noted.code), &found.lists, page).to_owned(),
        by: name(noted.noted_by),
        ended_by: name(noted.ended.as_ref().and_then(|end| end.by)),
        typed: (is_ended_now && noted.stands()).then(|| typed.zin.clone()),
        factor: noted.clone(),
    }
}

fn by_kind(views: Vec<FactorView>) -> Vec<(FactorKind, Vec<FactorView>)> {
    let mut kinds: Vec<_> = FactorKind::ALL.map(|kind| (kind, Vec::new())).into();
    for view in views {
        if let Some((_, own)) = kinds.iter_mut().find(|(kind, _)| *kind == view.factor.kind) {
            own.push(view);
        }
    }
    kinds
}

/// What can be noted: what does not stand there yet.
fn choices(
    found: &FactorsOfPathway,
    (typed, page): (&Typed, &Page),
) -> Vec<(FactorKind, Vec<Choice>)> {
    let stands = |kind: FactorKind, code: &str| {
        let mut standing = found.factors.iter().filter(|factor| factor.stands());
        standing.any(|factor| factor.kind == kind && factor.code == code)
    };
    let of_kind = |kind: FactorKind| {
        let entries = found.lists.factors(kind).iter();
        let free = entries.filter(|entry| !entry.retired && !stands(kind, &entry.code));
        let shown = free.map(|entry| {
            let value = value(kind, &entry.code);
            let is_chosen = value == typed.factor;
            (value, page.text(&entry.text).to_owned(), is_chosen)
        });
        (kind, shown.collect())
    };
    FactorKind::ALL.map(of_kind).into()
}
