//! Every way through a draft: for whom, how many questions, how many minutes.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use mkbroute_application::App;
use mkbroute_application::surveys::editor::open_draft;
use mkbroute_report::labels::Labels;
use mkbroute_report::words::{capital, choose};

use super::head::DraftHead;
use crate::error::render;
use crate::extract::SignedIn;
use crate::page::Page;
use crate::surveys::words as sentences;

#[derive(Template)]
#[template(path = "surveys/editor/paths.html")]
struct PathsPage {
    page: Page,
    head: DraftHead,
    lines: Vec<PathLine>,
    more: bool,
}

struct PathLine {
    minutes: u32,
    questions: usize,
    because: Vec<String>,
    /// Items that somebody else is asked, but not whoever goes this way.
    left_out: Vec<String>,
}

impl PathsPage {
    /// The shortest and the longest way, in minutes.
    fn range(&self) -> (u32, u32) {
        let minutes = || self.lines.iter().map(|line| line.minutes);
        let (least, most) = (minutes().min(), minutes().max());
        (least.unwrap_or_default(), most.unwrap_or_default())
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
    let lines = found.paths.iter().map(|path| PathLine {
        minutes: path.minutes,
        questions: path.questions,
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
    });
    let page = PathsPage {
        page: who.page(choose(lang, "Paden", "Paths")),
        head: DraftHead::of(&open, "/paden", lang),
        lines: lines.collect(),
        more: found.more,
    };
    render(&page, lang)
}
