//! A share by its nearest word.

use mkbroute_analysis::result::{ItemResult, Phrase};
use mkbroute_domain::text::Lang;

use super::choose;

/// How a majority is called: by a simple fraction that its share is near, else by that word.
pub fn share(item: &ItemResult, code: &str, lang: Lang) -> &'static str {
    let near = item.phrases.iter().find_map(|phrase| match phrase {
        Phrase::Fraction {
            category,
            numerator,
            denominator,
        } if category == code => Some((*numerator, *denominator)),
        _ => None,
    });
    let (nl, en) = match near {
        Some((2, 3)) => ("Ongeveer twee derde", "About two thirds"),
        Some((3, 4)) => ("Ongeveer driekwart", "About three quarters"),
        _ => ("Een meerderheid", "A majority"),
    };
    choose(lang, nl, en)
}
