//! Inviting people directly.

use super::table::{For, Row, row};

pub(super) const TABLE: &[Row] = &[
    row(
        "/metingen/{wave}/uitnodigen/{code}",
        "/metingen/vervolgmeting/uitnodigen/vervolgmeting-avans-bouw-students",
        For::Distributes,
    ),
    row(
        "/metingen/{wave}/uitnodigen/{code}",
        "POST /metingen/vervolgmeting/uitnodigen/vervolgmeting-avans-bouw-students",
        For::Distributes,
    ),
    row(
        "/metingen/{wave}/uitnodigen/{code}",
        "/metingen/vervolgmeting/uitnodigen/vervolgmeting-saxion-bouwkunde-students",
        For::DistributesElsewhere,
    ),
    row(
        "/metingen/{wave}/uitnodigen/{code}/adres",
        "POST /metingen/vervolgmeting/uitnodigen/vervolgmeting-avans-bouw-students/adres",
        For::Distributes,
    ),
    row(
        "/metingen/{wave}/uitnodigen/{code}/adressen.csv",
        "/metingen/vervolgmeting/uitnodigen/vervolgmeting-avans-bouw-students/adressen.csv",
        For::Distributes,
    ),
    row(
        "/metingen/{wave}/uitnodigen/{code}/adressen.csv",
        "/metingen/vervolgmeting/uitnodigen/vervolgmeting-saxion-bouwkunde-students/adressen.csv",
        For::DistributesElsewhere,
    ),
    row(
        "/metingen/{wave}/uitnodigen/{code}/brieven",
        "POST /metingen/vervolgmeting/uitnodigen/vervolgmeting-avans-bouw-students/brieven",
        For::Distributes,
    ),
    row(
        "/metingen/{wave}/uitnodigen/{code}/herinneren",
        "POST /metingen/vervolgmeting/uitnodigen/vervolgmeting-avans-bouw-students/herinneren",
        For::Staff,
    ),
];
