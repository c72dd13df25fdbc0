//! Companies with names and places as in life.

use mkbroute_domain::ids::{OrganisationId, SiteId};
use mkbroute_domain::organisations::{Organisation, OrganisationKind, Registered, Site};
use uuid::Uuid;

/// Of a trade, a family and a place, of which there are as many as in life.
pub fn company(number: u128) -> Organisation {
    let (trade, family, place) = (number % 61, number / 61 % 1_499, number % 211);
    Organisation {
        id: OrganisationId(Uuid::from_u128(number)),
        kind: OrganisationKind::Company,
        name: format!(
            "{} {} {}",
            word(trade, "bedrijf"),
            word(family + 100, "s"),
            number / 91_439
        ),
        registered: Registered::default(),
        parent: None,
        sites: vec![Site {
            id: SiteId(Uuid::from_u128(number)),
            name: String::new(),
            place: word(place + 5_000, "dam"),
            postcode: None,
            vestiging: None,
            rio_location: None,
        }],
    }
}

/// A word that can be said, another for each number.
pub fn word(number: u128, end: &str) -> String {
    const PARTS: [&str; 16] = [
        "ba", "ker", "vor", "lin", "ste", "mo", "gar", "tim", "wes", "dro", "hul", "pen", "ra",
        "zie", "nok", "schu",
    ];
    let part = |place: u32| PARTS[usize::try_from(number >> (4 * place) & 15).unwrap_or_default()];
    format!("{}{}{}{end}", part(0), part(1), part(2))
}
