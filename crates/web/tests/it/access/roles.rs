//! Persons and their roles. `{student}`, `{supervisor}` and `{invitation}` stand for grants of the demonstration.

use super::table::{For, Row, row};

pub(super) const TABLE: &[Row] = &[
    row("/personen", "/personen", For::Manages),
    row("/personen", "POST /personen", For::Manages),
    row(
        "/personen/{slug}",
        "/personen/lotte-smit",
        For::ManagesStudent,
    ),
    row(
        "/personen/{slug}",
        "/personen/wil-peters",
        For::ManagesSupervisor,
    ),
    row(
        "/personen/{slug}/link",
        "POST /personen/lotte-smit/link",
        For::ManagesStudent,
    ),
    row(
        "/personen/{slug}/link",
        "POST /personen/wil-peters/link",
        For::ManagesSupervisor,
    ),
    row(
        "/personen/{slug}/adres",
        "POST /personen/lotte-smit/adres",
        For::ManagesStudent,
    ),
    row(
        "/personen/{slug}/rollen",
        "POST /personen/lotte-smit/rollen",
        For::ManagesStudent,
    ),
    row(
        "/personen/{slug}/rollen",
        "POST /personen/wil-peters/rollen",
        For::ManagesSupervisor,
    ),
    row(
        "/personen/{slug}/rollen/{grant}",
        "/personen/lotte-smit/rollen/{student}",
        For::ManagesStudent,
    ),
    row(
        "/personen/{slug}/rollen/{grant}",
        "/personen/wil-peters/rollen/{supervisor}",
        For::ManagesSupervisor,
    ),
    row(
        "/personen/{slug}/rollen/{grant}/einde",
        "POST /personen/lotte-smit/rollen/{student}/einde",
        For::ManagesStudent,
    ),
    row(
        "/personen/{slug}/rollen/{grant}/einde",
        "POST /personen/wil-peters/rollen/{supervisor}/einde",
        For::ManagesSupervisor,
    ),
    row(
        "/personen/{slug}/rollen/{grant}/intrekken",
        "POST /personen/lotte-smit/rollen/{student}/intrekken",
        For::ManagesStudent,
    ),
    row(
        "/personen/{slug}/rollen/{grant}/intrekken",
        "POST /personen/wil-peters/rollen/{supervisor}/intrekken",
        For::ManagesSupervisor,
    ),
    row("/mijn/rollen", "/mijn/rollen", For::SignedIn),
    // A role that one does not have; `choosing_a_role` chooses one.
    row("/mijn/rollen/kies", "POST /mijn/rollen/kies", For::Teacher),
    row(
        "/mijn/rollen/{grant}/aannemen",
        "POST /mijn/rollen/{invitation}/aannemen",
        For::Teacher,
    ),
    row(
        "/mijn/rollen/{grant}/afwijzen",
        "POST /mijn/rollen/{invitation}/afwijzen",
        For::Teacher,
    ),
    row(
        "/mijn/rollen/{grant}/neerleggen",
        "/mijn/rollen/{invitation}/neerleggen",
        For::Teacher,
    ),
    row(
        "/mijn/rollen/{grant}/neerleggen",
        "POST /mijn/rollen/{invitation}/neerleggen",
        For::Teacher,
    ),
];
