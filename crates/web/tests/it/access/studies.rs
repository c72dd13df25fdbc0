//! The study and interim releases.

use super::table::{For, Row, row};

pub(super) const TABLE: &[Row] = &[
    row(
        "/metingen/{wave}/tussenstand",
        "/metingen/vervolgmeting/tussenstand",
        For::Reads,
    ),
    row(
        "/metingen/{wave}/tussenstand",
        "POST /metingen/vervolgmeting/tussenstand",
        For::Researcher,
    ),
    row(
        "/metingen/{wave}/tussenstand/{number}",
        "/metingen/vervolgmeting/tussenstand/1",
        For::Reads,
    ),
    row(
        "/metingen/{wave}/tussenstand/{number}/dias.pdf",
        "/metingen/vervolgmeting/tussenstand/1/dias.pdf",
        For::Reads,
    ),
    row(
        "/metingen/{wave}/vragen",
        "/metingen/nulmeting-2021/vragen",
        For::Reads,
    ),
    row(
        "/metingen/{wave}/vragen.csv",
        "/metingen/nulmeting-2021/vragen.csv",
        For::Reads,
    ),
    row("/onderzoek", "/onderzoek", For::Reads),
    row(
        "/onderzoek/vragen/{code}",
        "/onderzoek/vragen/choosing",
        For::Researcher,
    ),
    row(
        "/onderzoek/vragen/{code}",
        "POST /onderzoek/vragen/nieuw",
        For::Researcher,
    ),
    row(
        "/onderzoek/vragen/{code}/verwijderen",
        "POST /onderzoek/vragen/choosing/verwijderen",
        For::Researcher,
    ),
];
