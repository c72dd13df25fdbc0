//! Which organisations are probably one and the same.
//!
//! The KvK number decides where both have one. Otherwise names are compared without their legal form,
//! accents and punctuation, together with the place. Only organisations that share a key are compared,
//! so that the work grows with their number and not with its square; keys forgive a letter too many, too
//! few, wrong or swapped.

mod find;
mod judge;
mod keys;
mod name;

use crate::coded::coded;

use super::Organisation;
use super::identifier::{Kvk, Postcode, Vestiging};

pub use find::{Found, Pair, find};
pub use judge::{Because, judge};
pub use keys::{keys, name_at_place};
pub use name::{fold, name_words, place_key};

/// By what organisations are compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Likeable {
    pub name: String,
    pub place: String,
    pub postcode: Option<Postcode>,
    pub kvk: Option<Kvk>,
    pub vestiging: Option<Vestiging>,
}

impl From<&Organisation> for Likeable {
    fn from(organisation: &Organisation) -> Self {
        let site = organisation.sites.first();
        Self {
            name: organisation.name.clone(),
            place: organisation.place().unwrap_or_default().to_owned(),
            postcode: site.and_then(|site| site.postcode.clone()),
            kvk: organisation.registered.kvk.clone(),
            vestiging: site.and_then(|site| site.vestiging.clone()),
        }
    }
}

coded! {
    /// How sure it is that two are one, the surest first.
    pub enum Likeness {
        Certain = "certain",
        Probable = "probable",
        Possible = "possible",
    }
}

#[cfg(test)]
mod tests;
