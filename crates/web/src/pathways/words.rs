//! Pathways in words, for pages.

use mkbroute_domain::pathways::business_case::Euros;
use mkbroute_domain::pathways::criteria::{CriteriaSet, Level, Outcome};
use mkbroute_domain::pathways::{Degree, FactorKind, Phase};
use mkbroute_report::words::{capital, number, pathway as words};

use crate::page::Page;

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "templates pass by reference"
)]
impl Page {
    /// An amount of money.
    pub(super) fn euros(&self, amount: &Euros) -> String {
        number::euros(*amount, self.lang)
    }

    pub(super) fn phase(&self, found: &Phase) -> &'static str {
        words::phase(*found, self.lang)
    }

    pub(super) fn level(&self, found: &Level) -> &'static str {
        words::level(*found, self.lang)
    }

    pub(super) fn outcome(&self, found: &Outcome) -> &'static str {
        words::outcome(*found, self.lang)
    }

    pub(super) fn factor_kind(&self, found: &FactorKind) -> String {
        capital(words::factor_kind(*found, self.lang))
    }

    pub(super) fn degree(&self, found: &Degree) -> &'static str {
        words::degree(*found, self.lang)
    }

    pub(super) fn sector<'a>(&self, code: &'a str) -> &'a str {
        words::sector(code, self.lang)
    }
}

/// How a level looks: the words say it, the colour repeats it.
pub(super) fn level_class(level: Level) -> &'static str {
    match level {
        Level::Met => "badge good",
        Level::Partly => "badge strong",
        Level::NotMet => "badge bad",
        Level::Unknown => "badge",
    }
}

/// How an outcome looks.
pub(super) fn outcome_class(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::MkbRoute => "badge good",
        Outcome::InDevelopment => "badge strong",
        Outcome::NotYet => "badge bad",
    }
}

/// A criterion in words; its code if no set names it.
pub(super) fn criterion(code: &str, sets: &[&CriteriaSet], page: &Page) -> String {
    let mut named = sets.iter().filter_map(|set| set.criterion(code));
    named.next().map_or_else(
        || code.to_owned(),
        |found| page.text(&found.text).to_owned(),
    )
}
