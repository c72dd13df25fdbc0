//! Requests in words.

use mkbroute_domain::pathways::lists::Entry;
use mkbroute_domain::pathways::{SupportProblem, SupportState};
use mkbroute_report::words::pathway::support_state;

use crate::page::Page;

impl Page {
    /// How far a request is.
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass by reference"
    )]
    pub(super) fn support_state(&self, found: &SupportState) -> &'static str {
        support_state(*found, self.lang)
    }

    /// How long it took, or takes until now; nothing for what was withdrawn.
    #[expect(clippy::ref_option, reason = "templates pass by reference")]
    pub(super) fn support_days(&self, days: &Option<i64>) -> String {
        match days {
            None => "–".to_owned(),
            Some(1) => self.t("1 dag", "1 day").to_owned(),
            Some(days) => format!("{days} {}", self.t("dagen", "days")),
        }
    }
}

/// A kind of support in words; its code if the list does not hold it any more.
pub(super) fn kind<'a>(code: &'a str, kinds: &'a [Entry], page: &Page) -> &'a str {
    let mut known = kinds.iter();
    let found = known.find(|entry| entry.code == code);
    found.map_or(code, |entry| entry.text.get(page.lang))
}

/// Which field is wrong, and how to mend it.
pub(super) fn wrong(problem: SupportProblem, page: &Page) -> (&'static str, String) {
    let (field, nl, en) = match problem {
        SupportProblem::Kind => (
            "soort",
            "Kies waarmee het programma kan helpen.",
            "Choose what the programme can help with.",
        ),
        SupportProblem::NoQuestion => ("vraag", "Schrijf je vraag op.", "Write your question."),
        SupportProblem::NoAnswer => ("antwoord", "Schrijf een antwoord.", "Write an answer."),
        SupportProblem::TooLong => (
            "",
            "De tekst is te lang. Gebruik hoogstens 4000 tekens.",
            "The text is too long. Use at most 4000 characters.",
        ),
        SupportProblem::State => (
            "",
            "Dat kan niet meer: kijk hoe het nu met de vraag staat.",
            "That cannot be done any more: see how the question stands now.",
        ),
    };
    (field, page.t(nl, en).to_owned())
}
