//! Pathways and their development.

use super::table::{For, Row, row};

pub(super) const TABLE: &[Row] = &[
    row("/routes", "/routes?fase=starting", For::All),
    row("/routes.csv", "/routes.csv", For::All),
    row("/routes.xlsx", "/routes.xlsx", For::All),
    row("/routes/{pathway}", "/routes/avans-bouw", For::All),
    row("/routes/overzicht", "/routes/overzicht", For::All),
    row("/routes/nieuw", "/routes/nieuw", For::ProgrammeTeam),
    row("/routes/nieuw", "POST /routes/nieuw", For::ProgrammeTeam),
    row(
        "/routes/{pathway}/fase",
        "/routes/avans-bouw/fase",
        For::Develops,
    ),
    row(
        "/routes/{pathway}/fase",
        "POST /routes/avans-bouw/fase",
        For::Develops,
    ),
    row(
        "/routes/{pathway}/criteria/{criterion}",
        "/routes/avans-bouw/criteria/salary",
        For::Develops,
    ),
    row(
        "/routes/{pathway}/criteria/{criterion}",
        "POST /routes/avans-bouw/criteria/salary",
        For::Develops,
    ),
    row(
        "/routes/{pathway}/instroom",
        "/routes/avans-bouw/instroom",
        For::Develops,
    ),
    row(
        "/routes/{pathway}/instroom",
        "POST /routes/avans-bouw/instroom",
        For::Develops,
    ),
    row(
        "/routes/{pathway}/profiel",
        "/routes/avans-bouw/profiel",
        For::Develops,
    ),
    row(
        "/routes/{pathway}/profiel",
        "POST /routes/avans-bouw/profiel",
        For::Develops,
    ),
    row(
        "/routes/{pathway}/partners",
        "/routes/avans-bouw/partners",
        For::Develops,
    ),
    row(
        "/routes/{pathway}/partners",
        "POST /routes/avans-bouw/partners",
        For::Develops,
    ),
    row(
        "/routes/{pathway}/partners/{organisation}/{role}/{since}",
        "/routes/avans-bouw/partners/d1add659-5b90-8a58-af4a-609afc9665ce/branch/2020-09-01",
        For::Develops,
    ),
    row(
        "/routes/{pathway}/partners/{organisation}/{role}/{since}",
        "POST /routes/avans-bouw/partners/d1add659-5b90-8a58-af4a-609afc9665ce/branch/2020-09-01",
        For::Develops,
    ),
    row(
        "/routes/{pathway}/partners/{organisation}/{role}/{since}/weg",
        "POST /routes/avans-bouw/partners/d1add659-5b90-8a58-af4a-609afc9665ce/branch/2020-09-01/weg",
        For::Develops,
    ),
    row(
        "/routes/{pathway}/programma",
        "POST /routes/avans-bouw/programma",
        For::ProgrammeTeam,
    ),
    row(
        "/routes/{pathway}/plan",
        "/routes/avans-bouw/plan",
        For::SeesDevelopment,
    ),
    row(
        "/routes/{pathway}/plan",
        "POST /routes/avans-bouw/plan",
        For::Develops,
    ),
    row(
        "/routes/{pathway}/plan/eerste-dag",
        "POST /routes/avans-bouw/plan/eerste-dag",
        For::Develops,
    ),
    row(
        "/routes/{pathway}/plan/stappen/{step}",
        "/routes/avans-bouw/plan/stappen/nieuw",
        For::Develops,
    ),
    row(
        "/routes/{pathway}/plan/stappen/{step}",
        "POST /routes/avans-bouw/plan/stappen/nieuw",
        For::Develops,
    ),
    row(
        "/routes/{pathway}/plan/afspraken",
        "/routes/avans-bouw/plan/afspraken",
        For::Develops,
    ),
    row(
        "/routes/{pathway}/plan/afspraken",
        "POST /routes/avans-bouw/plan/afspraken",
        For::Develops,
    ),
    row(
        "/routes/{pathway}/begroting",
        "/routes/avans-bouw/begroting",
        For::SeesDevelopment,
    ),
    row(
        "/routes/{pathway}/begroting.csv",
        "/routes/avans-bouw/begroting.csv",
        For::SeesDevelopment,
    ),
    row(
        "/routes/{pathway}/begroting.xlsx",
        "/routes/avans-bouw/begroting.xlsx",
        For::SeesDevelopment,
    ),
    row(
        "/routes/{pathway}/begroting/wijzigen",
        "/routes/avans-bouw/begroting/wijzigen",
        For::Develops,
    ),
    row(
        "/routes/{pathway}/begroting/wijzigen",
        "POST /routes/avans-bouw/begroting/wijzigen",
        For::Develops,
    ),
    row(
        "/routes/{pathway}/ondersteuning",
        "/routes/avans-bouw/ondersteuning",
        For::Develops,
    ),
    row(
        "/routes/{pathway}/ondersteuning",
        "POST /routes/avans-bouw/ondersteuning",
        For::Develops,
    ),
    // Nobody's.
    row(
        "/routes/{pathway}/ondersteuning/{request}",
        "/routes/avans-bouw/ondersteuning/00000000-0000-0000-0000-000000000000",
        For::OnlyOwn,
    ),
    row(
        "/routes/{pathway}/ondersteuning/{request}",
        "POST /routes/avans-bouw/ondersteuning/00000000-0000-0000-0000-000000000000",
        For::OnlyOwn,
    ),
    row("/ondersteuning", "/ondersteuning", For::ProgrammeTeam),
    row(
        "/ondersteuning.csv",
        "/ondersteuning.csv",
        For::ProgrammeTeam,
    ),
    row(
        "/ondersteuning.xlsx",
        "/ondersteuning.xlsx",
        For::ProgrammeTeam,
    ),
    row(
        "/routes/{pathway}/factoren",
        "/routes/avans-bouw/factoren",
        For::SeesDevelopment,
    ),
    row(
        "/routes/{pathway}/factoren",
        "POST /routes/avans-bouw/factoren",
        For::Develops,
    ),
    row(
        "/ondersteuning/factoren",
        "/ondersteuning/factoren",
        For::Staff,
    ),
    row(
        "/ondersteuning/factoren.csv",
        "/ondersteuning/factoren.csv",
        For::Staff,
    ),
    row(
        "/ondersteuning/factoren.xlsx",
        "/ondersteuning/factoren.xlsx",
        For::Staff,
    ),
    row(
        "/ondersteuning/factoren/lijst",
        "/ondersteuning/factoren/lijst",
        For::Staff,
    ),
    row(
        "/ondersteuning/factoren/lijst.csv",
        "/ondersteuning/factoren/lijst.csv",
        For::Staff,
    ),
    row(
        "/ondersteuning/factoren/lijst.xlsx",
        "/ondersteuning/factoren/lijst.xlsx",
        For::Staff,
    ),
    row("/leernetwerk", "/leernetwerk", For::SeesNetwork),
    row("/leernetwerk.csv", "/leernetwerk.csv", For::SeesNetwork),
    row("/leernetwerk.xlsx", "/leernetwerk.xlsx", For::SeesNetwork),
    row(
        "/leernetwerk/nieuw",
        "/leernetwerk/nieuw",
        For::ProgrammeTeam,
    ),
    row(
        "/leernetwerk/nieuw",
        "POST /leernetwerk/nieuw",
        For::ProgrammeTeam,
    ),
    row(
        "/leernetwerk/{meeting}",
        "/leernetwerk/{network}",
        For::SeesNetwork,
    ),
    // Without an answer the page asks for one.
    row(
        "/leernetwerk/{meeting}",
        "POST /leernetwerk/{network}",
        For::SeesNetwork,
    ),
    row(
        "/leernetwerk/{meeting}/wijzigen",
        "/leernetwerk/{network}/wijzigen",
        For::ProgrammeTeam,
    ),
    row(
        "/leernetwerk/{meeting}/wijzigen",
        "POST /leernetwerk/{network}/wijzigen",
        For::ProgrammeTeam,
    ),
    row(
        "/leernetwerk/{meeting}/aanwezig",
        "/leernetwerk/{network}/aanwezig",
        For::ProgrammeTeam,
    ),
    row(
        "/leernetwerk/{meeting}/aanwezig",
        "POST /leernetwerk/{network}/aanwezig",
        For::ProgrammeTeam,
    ),
];
