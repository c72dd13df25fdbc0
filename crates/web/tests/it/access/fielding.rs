//! Preparing, opening, passing on and closing.

use super::table::{For, Row, row};

pub(super) const TABLE: &[Row] = &[
    row("/metingen/nieuw", "/metingen/nieuw", For::Staff),
    row("/metingen/nieuw", "POST /metingen/nieuw", For::Staff),
    row(
        "/metingen/{wave}/plan",
        "/metingen/in-voorbereiding/plan",
        For::Staff,
    ),
    row(
        "/metingen/{wave}/plan",
        "POST /metingen/in-voorbereiding/plan",
        For::Staff,
    ),
    row(
        "/metingen/{wave}/openen",
        "/metingen/in-voorbereiding/openen",
        For::Staff,
    ),
    row(
        "/metingen/{wave}/openen",
        "POST /metingen/nulmeting-2021/openen",
        For::Staff,
    ),
    row(
        "/metingen/{wave}/aantallen",
        "POST /metingen/nulmeting-2021/aantallen",
        For::Staff,
    ),
    row(
        "/metingen/{wave}/sluiten",
        "/metingen/vervolgmeting/sluiten",
        For::Staff,
    ),
    row(
        "/metingen/{wave}/sluiten",
        "POST /metingen/nulmeting-2021/sluiten",
        For::Staff,
    ),
    row(
        "/metingen/{wave}/verlengen",
        "POST /metingen/vervolgmeting/verlengen",
        For::Staff,
    ),
    row(
        "/metingen/{wave}/kopie",
        "POST /metingen/nulmeting-2021/kopie",
        For::Staff,
    ),
    row(
        "/metingen/{wave}/verwijderen",
        "POST /metingen/nulmeting-2021/verwijderen",
        For::Staff,
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
        For::DistributesElsewhere,
    ),
];
