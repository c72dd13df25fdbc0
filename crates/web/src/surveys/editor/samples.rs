//! What the page of components shows of the editor.

use chrono::{DateTime, Utc};
use mkbroute_domain::ids::CommentId;
use mkbroute_domain::surveys::draft::{Comment, CommentVerdict, Decision};
use mkbroute_domain::surveys::instrument::{Instrument, RespondentGroup};
use mkbroute_domain::text::{Lang, Text};
use mkbroute_report::words::{choose, group};

use super::differences::{Differences, differences};
use super::head::DraftHead;

/// Parts of the pages of a draft.
pub(crate) struct Samples {
    /// A draft that others overtook.
    pub(crate) draft: DraftHead,
    /// One that became a version.
    pub(crate) frozen: DraftHead,
    pub(crate) differences: Differences,
    /// What keeps it from being frozen: where, and what.
    pub(crate) problems: Vec<(String, String)>,
    pub(crate) notice: Option<String>,
    /// Without a decision, and with one.
    pub(crate) comments: Vec<Comment>,
    pub(crate) title: Text,
}

/// Parts of the pages of a draft of this questionnaire.
pub(crate) fn samples(instrument: &Instrument, lang: Lang) -> Samples {
    let draft = head(instrument, lang);
    let mut changed = instrument.clone();
    if let Some(first) = changed.sections.first_mut() {
        first.items.rotate_left(1);
        first.items.pop();
    }
    if let Some(item) = changed
        .sections
        .iter_mut()
        .flat_map(|part| &mut part.items)
        .next()
    {
        item.text = Text::new("Een andere vraag", "Another question");
        item.wording += 1;
    }
    let problem = choose(
        lang,
        "Een vraag: wat er nog moet",
        "A question: what is needed",
    );
    let notice = choose(
        lang,
        "Iemand veranderde dit net vóór jou.",
        "Somebody changed this just before you.",
    );
    Samples {
        frozen: DraftHead {
            frozen: Some(2),
            newer: Vec::new(),
            ..draft.clone()
        },
        draft,
        differences: differences(&changed, instrument, lang),
        problems: vec![("#inhoud".to_owned(), problem.to_owned())],
        notice: Some(notice.to_owned()),
        comments: comments(lang),
        title: Text::new("Een titel", "A title"),
    }
}

fn head(instrument: &Instrument, lang: Lang) -> DraftHead {
    let tab = |nl, en, here| ("#inhoud".to_owned(), choose(lang, nl, en), here);
    DraftHead {
        slug: "students-2".to_owned(),
        title: instrument.title.get(lang).to_owned(),
        version: 3,
        group: group(RespondentGroup::Students, lang),
        revision: 1,
        undo: true,
        redo: false,
        frozen: None,
        newer: vec![2],
        instrument: "students".to_owned(),
        minutes: instrument.minutes(),
        questions: instrument.questions().count(),
        tabs: vec![
            tab("Vragen", "Questions", true),
            tab("Voorbeeld", "Preview", false),
        ],
    }
}

fn comments(lang: Lang) -> Vec<Comment> {
    let comment = |decision| Comment {
        id: CommentId(uuid::Uuid::nil()),
        author: choose(lang, "een docent", "a teacher").to_owned(),
        item: String::new(),
        body: choose(lang, "Wat beter kan.", "What could be better.").to_owned(),
        made_at: DateTime::<Utc>::UNIX_EPOCH,
        decision,
    };
    let declined = Decision {
        verdict: CommentVerdict::Declined,
        reason: choose(lang, "Waarom niet.", "Why not.").to_owned(),
    };
    vec![comment(None), comment(Some(declined))]
}
