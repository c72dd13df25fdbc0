//! Preparing, opening, passing on and closing.

use super::{For, Row, row};

pub(super) const TABLE: &[Row] = &[
    row("/metingen/nieuw", "/metingen/nieuw", For::SetsUp),
    row("/metingen/nieuw", "POST /metingen/nieuw", For::SetsUp),
    row(
        "/metingen/{wave}/plan",
        "/metingen/in-voorbereiding/plan",
        For::SetsUp,
    ),
    row(
        "/metingen/{wave}/plan",
        "POST /metingen/in-voorbereiding/plan",
        For::SetsUp,
    ),
    row(
        "/metingen/{wave}/openen",
        "/metingen/in-voorbereiding/openen",
        For::SetsUp,
    ),
    row(
        "/metingen/{wave}/openen",
        "POST /metingen/nulmeting-2021/openen",
        For::SetsUp,
    ),
    row(
        "/metingen/{wave}/aantallen",
        "POST /metingen/nulmeting-2021/aantallen",
        For::SetsUp,
    ),
    row(
        "/metingen/{wave}/sluiten",
        "/metingen/vervolgmeting/sluiten",
        For::SetsUp,
    ),
    row(
        "/metingen/{wave}/sluiten",
        "POST /metingen/nulmeting-2021/sluiten",
        For::SetsUp,
    ),
    row(
        "/metingen/{wave}/verlengen",
        "POST /metingen/vervolgmeting/verlengen",
        For::SetsUp,
    ),
    row(
        "/metingen/{wave}/kopie",
        "POST /metingen/nulmeting-2021/kopie",
        For::SetsUp,
    ),
    row(
        "/metingen/{wave}/verwijderen",
        "POST /metingen/nulmeting-2021/verwijderen",
        For::SetsUp,
    ),
    row(
        "/metingen/{wave}/uitzetten/{code}",
        "/metingen/vervolgmeting/uitzetten/vervolgmeting-avans-bouw-students",
        For::Distributes,
    ),
    row(
        "/metingen/{wave}/uitzetten/{code}",
        "POST /metingen/vervolgmeting/uitzetten/vervolgmeting-avans-bouw-students",
        For::Distributes,
    ),
    row(
        "/metingen/{wave}/uitzetten/{code}",
        "/metingen/vervolgmeting/uitzetten/vervolgmeting-saxion-bouwkunde-students",
        For::SetsUp,
    ),
];
