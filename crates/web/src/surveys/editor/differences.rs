//! What changed since the version before, as a page to read.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use mkbroute_application::App;
use mkbroute_application::surveys::editor::open_draft;
use mkbroute_application::surveys::instrument;
use mkbroute_domain::surveys::instrument::{Change, Instrument, Item};
use mkbroute_domain::text::{Lang, Text};
use mkbroute_report::words::choose;

use super::head::DraftHead;
use super::overview::parts;
use super::words;
use crate::error::render;
use crate::extract::{Path, SignedIn};
use crate::page::Page;
use crate::surveys::words as sentences;

#[derive(Template)]
#[template(path = "surveys/editor/differences.html")]
struct DraftPage {
    page: Page,
    head: DraftHead,
    found: Option<Differences>,
}

#[derive(Template)]
#[template(path = "surveys/editor/version_differences.html")]
struct VersionPage {
    page: Page,
    id: String,
    version: u32,
    found: Option<Differences>,
}

/// What changed from one version to a later one.
pub(crate) struct Differences {
    pub(crate) earlier: u32,
    pub(crate) lines: Vec<Difference>,
}

/// One thing that changed.
pub(crate) struct Difference {
    pub(crate) code: String,
    pub(crate) what: &'static str,
    /// Whether answers to it can no longer be compared, or a comparison would go wrong.
    pub(crate) breaks: bool,
    pub(crate) before: Option<Side>,
    pub(crate) after: Option<Side>,
}

/// A question on one side of a comparison.
pub(crate) struct Side {
    pub(crate) text: Text,
    /// Kind, answers, and for whom; what differs is read side by side.
    pub(crate) about: Vec<String>,
}

/// The draft against the latest frozen version.
pub(crate) async fn of_draft(
    State(app): State<App>,
    who: SignedIn,
    Path(slug): Path<String>,
) -> Response {
    let lang = who.locale.lang;
    match open_draft(&app, &who.actor, &slug).await {
        Ok(open) => {
            // A frozen draft is the latest version: it is read against the one before.
            let becomes = open.draft.frozen_as.unwrap_or(u32::MAX);
            let mut versions = open.versions.iter().rev();
            let earlier = versions.find(|version| version.version < becomes);
            let page = DraftPage {
                page: who.page(choose(lang, "Verschillen", "Differences")),
                head: DraftHead::of(&open, "/verschillen", lang),
                found: earlier.map(|earlier| differences(&open.instrument, earlier, lang)),
            };
            render(&page, lang)
        }
        Err(error) => who.refuse(error),
    }
}

/// A frozen version against the one before it.
pub(crate) async fn of_version(
    State(app): State<App>,
    who: SignedIn,
    Path((id, version)): Path<(String, u32)>,
) -> Response {
    let lang = who.locale.lang;
    let later = match instrument(&app, &who.actor, &id, version).await {
        Ok(later) => later,
        Err(error) => return who.refuse(error),
    };
    // Whoever may not see the earlier version reads no differences from it.
    let earlier = instrument(&app, &who.actor, &id, version.saturating_sub(1)).await;
    let title = match lang {
        Lang::Nl => format!("Wat er anders is in versie {version}"),
        Lang::En => format!("What is different in version {version}"),
    };
    let page = VersionPage {
        page: who.page(&title),
        id,
        version,
        found: earlier
            .ok()
            .map(|earlier| differences(&later, &earlier, lang)),
    };
    render(&page, lang)
}

/// What changed, in the order of the later version.
pub(super) fn differences(later: &Instrument, earlier: &Instrument, lang: Lang) -> Differences {
    let mut lines: Vec<Difference> = later
        .compared_with(earlier)
        .into_iter()
        .map(|found| {
            let (what, breaks) = change(found.change, lang);
            difference(&found.code, what, breaks, (earlier, later), lang)
        })
        .collect();
    for aside in later.asides_since(earlier) {
        let what = if aside.routing {
            choose(lang, "voor anderen", "for others")
        } else {
            choose(lang, "andere uitleg", "other explanation")
        };
        let sides = (earlier, later);
        lines.push(difference(&aside.code, what, false, sides, lang));
    }
    Differences {
        earlier: earlier.version,
        lines,
    }
}

fn change(change: Change, lang: Lang) -> (&'static str, bool) {
    match change {
        Change::Added => (choose(lang, "nieuw", "new"), false),
        Change::Removed => (choose(lang, "weg", "gone"), true),
        Change::Reworded => (
            choose(
                lang,
                "andere vraag: niet te vergelijken",
                "other question: does not compare",
            ),
            true,
        ),
        Change::RewordedSilently => (
            choose(
                lang,
                "tikfout hersteld: blijft te vergelijken",
                "typing error mended: still compares",
            ),
            false,
        ),
        Change::AnswersChanged => (
            choose(
                lang,
                "andere antwoorden: niet te vergelijken",
                "other answers: does not compare",
            ),
            true,
        ),
    }
}

fn difference(
    code: &str,
    what: &'static str,
    breaks: bool,
    (earlier, later): (&Instrument, &Instrument),
    lang: Lang,
) -> Difference {
    Difference {
        code: code.to_owned(),
        what,
        breaks,
        before: side(earlier, code, lang),
        after: side(later, code, lang),
    }
}

fn side(instrument: &Instrument, code: &str, lang: Lang) -> Option<Side> {
    let question = instrument.question(code);
    let (text, item) = if let Some(question) = &question {
        (question.text, question.item)
    } else {
        // Words to read and matrices are no questions, but can have other routing.
        let mut items = instrument.items();
        let (_, item) = items.find(|(_, item)| item.code == code)?;
        (&item.text, item)
    };
    Some(Side {
        text: text.clone(),
        about: about(instrument, item, lang),
    })
}

fn about(instrument: &Instrument, item: &Item, lang: Lang) -> Vec<String> {
    let mut about = vec![words::kind(item.kind.type_name(), lang).to_owned()];
    let parts = parts(item, lang);
    if !parts.is_empty() && !matches!(item.kind.type_name(), "matrix") {
        about.push(parts.join(" · "));
    }
    let condition = item.show_if.as_ref();
    about.extend(condition.map(|found| sentences::condition(instrument, found, lang)));
    let help = item.help.as_ref().map(|help| help.get(lang).to_owned());
    about.extend(help);
    about
}
