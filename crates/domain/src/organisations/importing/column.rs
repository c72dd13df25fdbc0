//! What a column of a list can be.

use crate::coded::coded;
use crate::organisations::duplicates::fold;

coded! {
    /// A column of a list of organisations.
    pub enum ListColumn {
        Name = "name",
        Kind = "kind",
        Place = "place",
        Postcode = "postcode",
        Kvk = "kvk",
        Vestiging = "vestiging",
        SiteName = "site_name",
        Rsin = "rsin",
        Sbi = "sbi",
        Brin = "brin",
    }
}

/// What people write above the columns, folded and without spaces.
const HEADERS: [(ListColumn, &[&str]); 10] = [
    (
        ListColumn::Name,
        &[
            "naam",
            "bedrijfsnaam",
            "bedrijf",
            "organisatie",
            "organisatienaam",
            "handelsnaam",
            "statutairenaam",
            "name",
            "company",
            "companyname",
            "organisation",
            "organization",
        ],
    ),
    (
        ListColumn::Kind,
        &[
            "soort",
            "type",
            "kind",
            "soortorganisatie",
            "organisatietype",
        ],
    ),
    (
        ListColumn::Place,
        &[
            "plaats",
            "woonplaats",
            "vestigingsplaats",
            "stad",
            "plaatsnaam",
            "place",
            "city",
            "town",
        ],
    ),
    (
        ListColumn::Postcode,
        &["postcode", "pc", "postalcode", "zip", "zipcode"],
    ),
    (
        ListColumn::Kvk,
        &[
            "kvk",
            "kvknummer",
            "kvknr",
            "kamervankoophandel",
            "dossiernummer",
            "cocnumber",
            "kvknumber",
        ],
    ),
    (
        ListColumn::Vestiging,
        &[
            "vestigingsnummer",
            "vestigingsnr",
            "vestiging",
            "branchnumber",
        ],
    ),
    (
        ListColumn::SiteName,
        &["vestigingsnaam", "naamvestiging", "sitename", "site"],
    ),
    (ListColumn::Rsin, &["rsin", "rsinnummer", "fiscaalnummer"]),
    (
        ListColumn::Sbi,
        &[
            "sbi",
            "sbicode",
            "sbi2025",
            "sbi2008",
            "branchecode",
            "activiteit",
        ],
    ),
    (ListColumn::Brin, &["brin", "brincode", "brinnummer"]),
];

/// What a column with this name probably is.
pub fn guess(header: &str) -> Option<ListColumn> {
    let folded = fold(header).concat();
    let known = HEADERS.iter();
    let mut known = known.filter(|(_, names)| names.contains(&folded.as_str()));
    known.next().map(|(column, _)| *column)
}
