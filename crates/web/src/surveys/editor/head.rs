//! What stands above every page of a draft: where it is, what it becomes, undo and redo.

use mkbroute_application::surveys::editor::OpenDraft;
use mkbroute_domain::text::Lang;
use mkbroute_report::words::{choose, group};

/// The head of a page of a draft.
#[derive(Clone, Debug)]
pub(crate) struct DraftHead {
    pub(crate) slug: String,
    pub(crate) title: String,
    pub(crate) version: u32,
    pub(crate) group: &'static str,
    pub(crate) revision: u32,
    pub(crate) undo: bool,
    pub(crate) redo: bool,
    pub(crate) frozen: Option<u32>,
    /// Versions that were frozen since the draft began and are not worked in.
    pub(crate) newer: Vec<u32>,
    pub(crate) instrument: String,
    pub(crate) minutes: u32,
    pub(crate) questions: usize,
    /// The tabs with the present one marked.
    pub(crate) tabs: Vec<(String, &'static str, bool)>,
}

impl DraftHead {
    /// The head, with the tab whose address ends in `here` marked.
    pub(super) fn of(open: &OpenDraft, here: &str, lang: Lang) -> Self {
        let draft = &open.draft;
        let frozen = draft.frozen_as;
        let tab = |(below, nl, en): (&'static str, &'static str, &'static str)| {
            (
                super::at(&draft.slug, below),
                choose(lang, nl, en),
                below == here,
            )
        };
        let tabs = [
            ("", "Vragen", "Questions"),
            ("/voorbeeld", "Voorbeeld", "Preview"),
            ("/paden", "Paden", "Paths"),
            ("/verschillen", "Verschillen", "Differences"),
            ("/commentaar", "Commentaar", "Comments"),
            ("/bestand", "Als tekst", "As text"),
            ("/geschiedenis", "Geschiedenis", "History"),
            ("/bevriezen", "Bevriezen", "Freeze"),
        ];
        Self {
            slug: draft.slug.clone(),
            title: open.instrument.title.get(lang).to_owned(),
            version: frozen.unwrap_or_else(|| open.next_version()),
            group: group(draft.group, lang),
            revision: draft.revision,
            undo: open.undo.is_some() && frozen.is_none(),
            redo: open.redo.is_some() && frozen.is_none(),
            frozen,
            newer: open.newer(),
            instrument: draft.instrument.clone(),
            minutes: open.instrument.minutes(),
            questions: open.instrument.questions().count(),
            tabs: tabs.map(tab).to_vec(),
        }
    }
}
