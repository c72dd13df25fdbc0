//! Organisations. `{company}` stands for the one on the list of the first pathway.

use super::table::{For, Row, row};

pub(super) const TABLE: &[Row] = &[
    row("/zoeken", "/zoeken?q=bouw", For::All),
    row(
        "/organisaties",
        "/organisaties?soort=hogeschool",
        For::SeesOrganisations,
    ),
    row(
        "/organisaties.csv",
        "/organisaties.csv",
        For::SeesOrganisations,
    ),
    row(
        "/organisaties.xlsx",
        "/organisaties.xlsx",
        For::SeesOrganisations,
    ),
    row(
        "/organisaties/{organisation}/omvang",
        "/organisaties/d1add659-5b90-8a58-af4a-609afc9665ce/omvang",
        For::SeesOrganisations,
    ),
    row(
        "/organisaties/{organisation}/omvang/nieuw",
        "/organisaties/d1add659-5b90-8a58-af4a-609afc9665ce/omvang/nieuw",
        For::ChangesOrganisations,
    ),
    row(
        "/organisaties/{organisation}/omvang/nieuw",
        "POST /organisaties/d1add659-5b90-8a58-af4a-609afc9665ce/omvang/nieuw",
        For::ChangesOrganisations,
    ),
    row(
        "/organisaties/{organisation}/omvang/{period}",
        "/organisaties/{company}/omvang/{period}",
        For::ChangesOrganisations,
    ),
    row(
        "/organisaties/{organisation}/omvang/{period}",
        "POST /organisaties/{company}/omvang/{period}",
        For::ChangesOrganisations,
    ),
    row(
        "/organisaties/{organisation}/omvang/{period}/weg",
        "POST /organisaties/{company}/omvang/{period}/weg",
        For::ChangesOrganisations,
    ),
    row(
        "/organisaties/nieuw",
        "/organisaties/nieuw",
        For::ChangesOrganisations,
    ),
    row(
        "/organisaties/nieuw",
        "POST /organisaties/nieuw",
        For::ChangesOrganisations,
    ),
    row(
        "/organisaties/importeren",
        "/organisaties/importeren",
        For::ChangesOrganisations,
    ),
    row(
        "/organisaties/importeren",
        "POST /organisaties/importeren",
        For::ChangesOrganisations,
    ),
    row(
        "/organisaties/importeren/keuzes",
        "POST /organisaties/importeren/keuzes",
        For::ChangesOrganisations,
    ),
    row(
        "/organisaties/importeren/overnemen",
        "POST /organisaties/importeren/overnemen",
        For::ChangesOrganisations,
    ),
    row(
        "/organisaties/importeren/weg",
        "POST /organisaties/importeren/weg",
        For::ChangesOrganisations,
    ),
    // Nobody here sent a list.
    row(
        "/organisaties/importeren/afgewezen.csv",
        "/organisaties/importeren/afgewezen.csv",
        For::OnlyOwn,
    ),
    row(
        "/organisaties/importeren/afgewezen.xlsx",
        "/organisaties/importeren/afgewezen.xlsx",
        For::OnlyOwn,
    ),
    row(
        "/organisaties/dubbel",
        "/organisaties/dubbel",
        For::ChangesOrganisations,
    ),
    row(
        "/organisaties/dubbel",
        "POST /organisaties/dubbel",
        For::ChangesOrganisations,
    ),
    row(
        "/organisaties/{organisation}/samenvoegen",
        "/organisaties/{company}/samenvoegen",
        For::ChangesOrganisations,
    ),
    // With itself, which is refused with the reason.
    row(
        "/organisaties/{organisation}/samenvoegen",
        "POST /organisaties/{company}/samenvoegen",
        For::ChangesOrganisations,
    ),
    row(
        "/organisaties/{organisation}/twee",
        "POST /organisaties/{company}/twee",
        For::OnlyOwn,
    ),
    row(
        "/organisaties/{organisation}/samengevoegd/{merge}/ongedaan",
        "POST /organisaties/{company}/samengevoegd/00000000-0000-0000-0000-000000000000/ongedaan",
        For::OnlyOwn,
    ),
    row(
        "/organisaties/{organisation}",
        "/organisaties/{company}",
        For::SeesOrganisations,
    ),
    row(
        "/organisaties/{organisation}/wijzigen",
        "/organisaties/{company}/wijzigen",
        For::ChangesOrganisations,
    ),
    row(
        "/organisaties/{organisation}/wijzigen",
        "POST /organisaties/{company}/wijzigen",
        For::ChangesOrganisations,
    ),
    row(
        "/organisaties/{organisation}/contacten/nieuw",
        "/organisaties/{company}/contacten/nieuw",
        For::WorksLeads,
    ),
    row(
        "/organisaties/{organisation}/contacten/nieuw",
        "POST /organisaties/{company}/contacten/nieuw",
        For::WorksLeads,
    ),
    row(
        "/organisaties/{organisation}/contacten/{contact}",
        "/organisaties/{company}/contacten/{contact}",
        For::WorksLeads,
    ),
    row(
        "/organisaties/{organisation}/contacten/{contact}",
        "POST /organisaties/{company}/contacten/{contact}",
        For::WorksLeads,
    ),
    // Nobody is there with this id, so that the others still find theirs.
    row(
        "/organisaties/{organisation}/contacten/{contact}/verwijderen",
        "POST /organisaties/{company}/contacten/00000000-0000-0000-0000-000000000000/verwijderen",
        For::OnlyOwn,
    ),
];
