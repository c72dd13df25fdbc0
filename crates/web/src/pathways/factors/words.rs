//! Factors in words.

use mkbroute_domain::pathways::lists::Lists;
use mkbroute_domain::pathways::{FactorKind, FactorProblem};

use crate::page::Page;

/// A factor in words; its code if the lists do not hold it any more.
pub(super) fn factor<'a>(
    (kind, code): (FactorKind, &'a str),
    lists: &'a Lists,
    page: &Page,
) -> &'a str {
    let mut known = lists.factors(kind).iter();
    let found = known.find(|entry| entry.code == code);
    found.map_or(code, |entry| entry.text.get(page.lang))
}

/// How a factor stands in forms and addresses.
pub(super) fn value(kind: FactorKind, code: &str) -> String {
    format!("{}.{code}", kind.code())
}

/// The factor that stands so in a form or an address.
pub(super) fn of_value(value: &str) -> Option<(FactorKind, &str)> {
    let (kind, code) = value.split_once('.')?;
    Some((FactorKind::from_code(kind)?, code))
}

/// Which field is wrong, and how to mend it.
pub(super) fn wrong(problem: FactorProblem, page: &Page) -> (&'static str, String) {
    let (field, nl, en) = match problem {
        FactorProblem::Unknown => (
            "factor",
            "Kies wat de route tegenhoudt of helpt.",
            "Choose what holds the pathway back or helps it.",
        ),
        FactorProblem::There => (
            "factor",
            "Dit staat er al. Kies iets anders.",
            "This stands there already. Choose something else.",
        ),
        FactorProblem::Ended => (
            "",
            "Iemand anders haalde dit intussen weg. Hieronder staat wat er nu geldt.",
            "Somebody else took this away meanwhile. Below is what holds now.",
        ),
        FactorProblem::TooLong => (
            "zin",
            "De tekst is te lang. Gebruik hoogstens 500 tekens.",
            "The text is too long. Use at most 500 characters.",
        ),
    };
    (field, page.t(nl, en).to_owned())
}
