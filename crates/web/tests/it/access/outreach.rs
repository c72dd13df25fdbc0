//! Companies on their way to a pathway. `{lead}` stands for one of the demonstration, `{event}` and
//! `{guest}` for its next meeting and somebody invited to it, `{mailing}` for a letter.

use super::table::{For, Row, row};

pub(super) const TABLE: &[Row] = &[
    row(
        "/routes/{pathway}/bedrijven",
        "/routes/avans-bouw/bedrijven",
        For::WorksLeads,
    ),
    row(
        "/routes/{pathway}/bedrijven",
        "/routes/saxion-bouwkunde/bedrijven",
        For::WorksLeadsElsewhere,
    ),
    row(
        "/routes/{pathway}/bedrijven.csv",
        "/routes/avans-bouw/bedrijven.csv",
        For::WorksLeads,
    ),
    row(
        "/routes/{pathway}/bedrijven.xlsx",
        "/routes/avans-bouw/bedrijven.xlsx",
        For::WorksLeads,
    ),
    row(
        "/routes/{pathway}/bedrijven/bord",
        "/routes/avans-bouw/bedrijven/bord",
        For::WorksLeads,
    ),
    row(
        "/routes/{pathway}/bedrijven/nieuw",
        "/routes/avans-bouw/bedrijven/nieuw",
        For::WorksLeads,
    ),
    row(
        "/routes/{pathway}/bedrijven/nieuw",
        "POST /routes/avans-bouw/bedrijven/nieuw",
        For::WorksLeads,
    ),
    row(
        "/routes/{pathway}/bedrijven/{lead}",
        "/routes/avans-bouw/bedrijven/{lead}",
        For::WorksLeads,
    ),
    // The company stands on another list.
    row(
        "/routes/{pathway}/bedrijven/{lead}",
        "/routes/saxion-bouwkunde/bedrijven/{lead}",
        For::OnlyOwn,
    ),
    row(
        "/routes/{pathway}/bedrijven/{lead}/stap",
        "POST /routes/avans-bouw/bedrijven/{lead}/stap",
        For::WorksLeads,
    ),
    row(
        "/routes/{pathway}/bedrijven/{lead}/gesprek",
        "POST /routes/avans-bouw/bedrijven/{lead}/gesprek",
        For::WorksLeads,
    ),
    row(
        "/routes/{pathway}/bedrijven/{lead}/stap/terug",
        "POST /routes/avans-bouw/bedrijven/{lead}/stap/terug",
        For::WorksLeads,
    ),
    row(
        "/routes/{pathway}/bedrijven/{lead}/gesprek/{conversation}/weg",
        "POST /routes/avans-bouw/bedrijven/{lead}/gesprek/00000000-0000-0000-0000-000000000001/weg",
        For::WorksLeads,
    ),
    row(
        "/routes/{pathway}/bedrijven/{lead}/gegevens",
        "POST /routes/avans-bouw/bedrijven/{lead}/gegevens",
        For::WorksLeads,
    ),
    row(
        "/routes/{pathway}/bijeenkomsten",
        "/routes/avans-bouw/bijeenkomsten",
        For::WorksLeads,
    ),
    row(
        "/routes/{pathway}/bijeenkomsten/nieuw",
        "/routes/avans-bouw/bijeenkomsten/nieuw",
        For::WorksLeads,
    ),
    row(
        "/routes/{pathway}/bijeenkomsten/nieuw",
        "POST /routes/avans-bouw/bijeenkomsten/nieuw",
        For::WorksLeads,
    ),
    row(
        "/routes/{pathway}/bijeenkomsten/{event}",
        "/routes/avans-bouw/bijeenkomsten/{event}",
        For::WorksLeads,
    ),
    row(
        "/routes/{pathway}/bijeenkomsten/{event}/wijzigen",
        "/routes/avans-bouw/bijeenkomsten/{event}/wijzigen",
        For::WorksLeads,
    ),
    row(
        "/routes/{pathway}/bijeenkomsten/{event}/wijzigen",
        "POST /routes/avans-bouw/bijeenkomsten/{event}/wijzigen",
        For::WorksLeads,
    ),
    row(
        "/routes/{pathway}/bijeenkomsten/{event}/weg",
        "POST /routes/avans-bouw/bijeenkomsten/{event}/weg",
        For::WorksLeads,
    ),
    row(
        "/routes/{pathway}/bijeenkomsten/{event}/gasten.csv",
        "/routes/avans-bouw/bijeenkomsten/{event}/gasten.csv",
        For::WorksLeads,
    ),
    row(
        "/routes/{pathway}/bijeenkomsten/{event}/gasten.xlsx",
        "/routes/avans-bouw/bijeenkomsten/{event}/gasten.xlsx",
        For::WorksLeads,
    ),
    row(
        "/routes/{pathway}/bijeenkomsten/{event}/uitnodigen",
        "/routes/avans-bouw/bijeenkomsten/{event}/uitnodigen",
        For::WorksLeads,
    ),
    row(
        "/routes/{pathway}/bijeenkomsten/{event}/uitnodigen",
        "POST /routes/avans-bouw/bijeenkomsten/{event}/uitnodigen",
        For::WorksLeads,
    ),
    row(
        "/routes/{pathway}/bijeenkomsten/{event}/gasten/{guest}",
        "POST /routes/avans-bouw/bijeenkomsten/{event}/gasten/{guest}",
        For::WorksLeads,
    ),
    row(
        "/routes/{pathway}/bijeenkomsten/{event}/vervolg",
        "POST /routes/avans-bouw/bijeenkomsten/{event}/vervolg",
        For::WorksLeads,
    ),
    row(
        "/routes/{pathway}/bijeenkomsten/{event}/deur",
        "/routes/avans-bouw/bijeenkomsten/{event}/deur",
        For::WorksLeads,
    ),
    row(
        "/routes/{pathway}/bijeenkomsten/{event}/deur",
        "POST /routes/avans-bouw/bijeenkomsten/{event}/deur",
        For::WorksLeads,
    ),
    // The meeting tells of another pathway.
    row(
        "/routes/{pathway}/bijeenkomsten/{event}",
        "/routes/saxion-bouwkunde/bijeenkomsten/{event}",
        For::OnlyOwn,
    ),
    row(
        "/routes/{pathway}/brief",
        "/routes/avans-bouw/brief",
        For::WorksLeads,
    ),
    row(
        "/routes/{pathway}/brief",
        "POST /routes/avans-bouw/brief",
        For::WorksLeads,
    ),
    // About a meeting of another pathway.
    row(
        "/routes/{pathway}/brief",
        "/routes/saxion-bouwkunde/brief?bijeenkomst={event}",
        For::OnlyOwn,
    ),
    row(
        "/routes/{pathway}/brieven",
        "/routes/avans-bouw/brieven",
        For::WorksLeads,
    ),
    row(
        "/routes/{pathway}/brieven/{mailing}",
        "/routes/avans-bouw/brieven/{mailing}",
        For::WorksLeads,
    ),
    row(
        "/routes/{pathway}/werving",
        "/routes/avans-bouw/werving",
        For::WorksLeads,
    ),
    row("/werving", "/werving", For::SeesFunnel),
];
