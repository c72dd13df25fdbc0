//! What a difference says, or why there is none to read.

use mkbroute_analysis::compare::Difference;
use mkbroute_analysis::compare::permission::{Permission, Refusal, Weakness};
use mkbroute_domain::text::Lang;

use super::FOUND;
use crate::words::{choose, number};

/// Whether chance explains the difference, and whether the ranks say the same.
pub(super) fn verdict(found: &Difference, lang: Lang) -> String {
    let p = found.p_adjusted.unwrap_or(found.p);
    let first = match (p < FOUND, found.value > 0.0) {
        (true, true) => choose(lang, "hoger", "higher"),
        (true, false) => choose(lang, "lager", "lower"),
        (false, _) => choose(lang, "verschil niet aangetoond", "no difference found"),
    };
    let mut words = first.to_owned();
    if p < FOUND
        && let Some(g) = found.g
    {
        words = format!("{words}; g = {}", number::one_decimal(g, lang));
    }
    if found
        .p_ranks
        .is_some_and(|ranks| (ranks < FOUND) != (found.p < FOUND))
    {
        words.push_str(choose(
            lang,
            "; een toets op rangorde zegt anders",
            "; a test of ranks says otherwise",
        ));
    }
    if found.asymptotic {
        words.push_str(choose(lang, " (bij benadering)", " (approximately)"));
    }
    words
}

/// Why there is no difference to read.
pub(crate) fn permission(permission: Permission, lang: Lang) -> String {
    match permission {
        Permission::Allowed => choose(
            lang,
            "geen verschil te berekenen",
            "no difference can be computed",
        )
        .into(),
        Permission::DescriptiveOnly { because } => {
            let first = choose(
                lang,
                "verschil niet te duiden",
                "difference cannot be interpreted",
            );
            match (because, lang) {
                (Weakness::SmallGroup, Lang::Nl) => format!("{first}: minder dan tien antwoorden"),
                (Weakness::SmallGroup, Lang::En) => format!("{first}: fewer than ten answers"),
                (Weakness::LowPower { .. }, Lang::Nl) => {
                    format!("{first}: alleen een heel groot verschil zou opvallen")
                }
                (Weakness::LowPower { .. }, Lang::En) => {
                    format!("{first}: only a very large difference would be seen")
                }
            }
        }
        Permission::Refused { because } => {
            let (nl, en) = match because {
                Refusal::TooFewAnswers => ("te weinig antwoorden", "too few answers"),
                Refusal::NotInBoth => {
                    ("niet in beide metingen gevraagd", "not asked in both waves")
                }
                Refusal::OtherWording => (
                    "de vraag is anders gesteld",
                    "the question was worded otherwise",
                ),
                Refusal::OtherScale => ("de antwoorden zijn anders", "the answers differ"),
                Refusal::FewUnlinked => ("anders terug te rekenen", "could be computed back"),
            };
            choose(lang, nl, en).into()
        }
    }
}
