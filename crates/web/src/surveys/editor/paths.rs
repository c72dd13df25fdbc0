//! Every way through a draft: for whom, how many questions, how many minutes.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use mkbroute_application::App;
use mkbroute_application::surveys::editor::open_draft;
use mkbroute_domain::surveys::instrument::Path as Way;
use mkbroute_report::labels::Labels;
use mkbroute_report::words::{capital, choose};

use super::head::DraftHead;
use crate::error::render;
use crate::extract::{Path, SignedIn};
use crate::page::Page;
use crate::surveys::words as sentences;

#[derive(Template)]
#[template(path = "surveys/editor/paths.html")]
struct PathsPage {
    page: Page,
    head: DraftHead,
    /// Ways of the same length together, the longest first.
    lengths: Vec<Length>,
    more: bool,
}

/// The ways that take as long and ask as much.
struct Length {
    minutes: u32,
    questions: usize,
    paths: Vec<PathLine>,
}

struct PathLine {
    /// Counted from 1 over all lengths.
    number: usize,
    because: Vec<String>,
    /// Items that somebody else is asked, but not whoever goes this way.
    left_out: Vec<String>,
}

impl PathsPage {
    /// The shortest and the longest way, in minutes.
    fn range(&self) -> (u32, u32) {
        let minutes = || self.lengths.iter().map(|length| length.minutes);
        let (least, most) = (minutes().min(), minutes().max());
        (least.unwrap_or_default(), most.unwrap_or_default())
    }

    fn count(&self) -> usize {
        self.lengths.iter().map(|length| length.paths.len()).sum()
    }
}

/// The listing.
pub(crate) async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path(slug): Path<String>,
) -> Response {
    let lang = who.locale.lang;
    let open = match open_draft(&app, &who.actor, &slug).await {
        Ok(open) => open,
        Err(error) => return who.refuse(error),
    };
    let labels = Labels::of_instrument(&open.instrument, &[]);
    let found = open.instrument.paths();
    let name = |code: &String| {
        let mut items = open.instrument.items();
        let item = items.find(|(_, item)| item.code == *code);
        item.map_or_else(|| code.clone(), |(_, item)| item.text.get(lang).to_owned())
    };
    let line = |(index, path): (usize, &Way)| PathLine {
        number: index + 1,
        because: path
            .because
            .iter()
            .map(|part| capital(&sentences::part(&labels, part, lang)))
            .collect(),
        left_out: found
            .optional
            .iter()
            .filter(|code| !path.asked.contains(*code))
            .map(name)
            .collect(),
    };
    let alike = |one: &(usize, &Way), other: &(usize, &Way)| {
        (one.1.minutes, one.1.questions) == (other.1.minutes, other.1.questions)
    };
    let paths: Vec<(usize, &Way)> = found.paths.iter().enumerate().collect();
    let lengths = paths.chunk_by(alike).map(|same| Length {
        minutes: same[0].1.minutes,
        questions: same[0].1.questions,
        paths: same.iter().copied().map(line).collect(),
    });
    let page = PathsPage {
        page: who.page(choose(lang, "Paden", "Paths")),
        head: DraftHead::of(&open, "/paden", lang),
        lengths: lengths.collect(),
        more: found.more,
    };
    render(&page, lang)
}
