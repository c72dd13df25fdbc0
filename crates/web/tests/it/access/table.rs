//! Every address with who may open it.

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum For {
    /// Everybody, signed in or not.
    All,
    /// Everybody who is signed in, also without a role.
    SignedIn,
    /// Everybody who is signed in, each only what is theirs: the example is nobody's.
    OnlyOwn,
    /// Everybody whose role reads measurements and what is released.
    Reads,
    /// Administrators only.
    Administrator,
    /// Researchers only.
    Researcher,
    /// Researchers and the programme team: who makes questionnaires and sets measurements up.
    Staff,
    /// Those who reach the people of the first pathway.
    Distributes,
    /// Those who reach the people of another pathway.
    DistributesElsewhere,
    /// Whoever manages the roles of some others.
    Manages,
    /// Whoever manages the student of the first pathway.
    ManagesStudent,
    /// Whoever manages the supervisor of the company.
    ManagesSupervisor,
    /// Those who talk with companies for the first pathway.
    WorksLeads,
    /// Those who talk with companies for another pathway.
    WorksLeadsElsewhere,
    /// Those who see how many companies come how far.
    SeesFunnel,
    /// Those who see organisations.
    SeesOrganisations,
    /// Those who add and change organisations.
    ChangesOrganisations,
    /// Those who develop the first pathway.
    Develops,
    /// Those who see how the first pathway is developed.
    SeesDevelopment,
    /// Those who see the meetings of the learning network.
    SeesNetwork,
    /// The programme team only.
    ProgrammeTeam,
    /// Only the teacher of the demonstration, whose invitation it is.
    Teacher,
}

pub(crate) struct Row {
    pub(crate) route: &'static str,
    /// An address to try; `POST` before it for a form.
    pub(crate) example: &'static str,
    pub(super) who: For,
}

pub(super) const fn row(route: &'static str, example: &'static str, who: For) -> Row {
    Row {
        route,
        example,
        who,
    }
}

pub(super) const TABLE: &[Row] = &[
    row("/", "/", For::SignedIn),
    row("/stijl", "/stijl", For::All),
    row("/toegankelijkheid", "/toegankelijkheid", For::All),
    row("/health/live", "/health/live", For::All),
    row("/health/ready", "/health/ready", For::All),
    row("/aanmelden", "/aanmelden", For::All),
    row("/aanmelden", "POST /aanmelden", For::All),
    row("/mijn/sleutels", "/mijn/sleutels", For::SignedIn),
    row("/mijn/sleutels", "POST /mijn/sleutels", For::SignedIn),
    row(
        "/mijn/sleutels/{id}",
        "POST /mijn/sleutels/00000000-0000-0000-0000-000000000000",
        For::OnlyOwn,
    ),
    row("/mijn/webhooks", "/mijn/webhooks", For::SignedIn),
    row("/mijn/webhooks", "POST /mijn/webhooks", For::SignedIn),
    row(
        "/mijn/webhooks/{id}",
        "/mijn/webhooks/00000000-0000-0000-0000-000000000000",
        For::OnlyOwn,
    ),
    row(
        "/mijn/webhooks/{id}/einde",
        "POST /mijn/webhooks/00000000-0000-0000-0000-000000000000/einde",
        For::OnlyOwn,
    ),
    row("/mijn/aanmeldingen", "/mijn/aanmeldingen", For::SignedIn),
    row(
        "/mijn/aanmeldingen/andere",
        "POST /mijn/aanmeldingen/andere",
        For::SignedIn,
    ),
    row(
        "/mijn/aanmeldingen/{id}",
        "POST /mijn/aanmeldingen/00000000-0000-0000-0000-000000000000",
        For::OnlyOwn,
    ),
    row("/mijn/passkeys", "/mijn/passkeys", For::SignedIn),
    row("/mijn/passkeys", "POST /mijn/passkeys", For::SignedIn),
    row(
        "/mijn/passkeys/vraag",
        "POST /mijn/passkeys/vraag",
        For::SignedIn,
    ),
    row(
        "/mijn/passkeys/kwijt",
        "POST /mijn/passkeys/kwijt",
        For::SignedIn,
    ),
    row(
        "/mijn/passkeys/{id}",
        "POST /mijn/passkeys/00000000-0000-0000-0000-000000000000",
        For::SignedIn,
    ),
    row(
        "/mijn/passkeys/{id}/verwijderen",
        "POST /mijn/passkeys/00000000-0000-0000-0000-000000000000/verwijderen",
        For::OnlyOwn,
    ),
    row("/mijn/overzicht", "/mijn/overzicht", For::SignedIn),
    row("/mijn/overzicht", "POST /mijn/overzicht", For::SignedIn),
    row(
        "/mijn/zoekopdrachten",
        "/mijn/zoekopdrachten",
        For::SignedIn,
    ),
    row(
        "/mijn/zoekopdrachten",
        "POST /mijn/zoekopdrachten",
        For::OnlyOwn,
    ),
    row(
        "/mijn/zoekopdrachten/{search}",
        "POST /mijn/zoekopdrachten/00000000-0000-0000-0000-000000000000",
        For::OnlyOwn,
    ),
    row("/overzicht/{token}", "/overzicht/nothing", For::All),
    row("/overzicht/{token}", "POST /overzicht/nothing", For::All),
    row("/bericht/{token}", "/bericht/nothing", For::All),
    row("/bericht/{token}", "POST /bericht/nothing", For::All),
    row("/mijn/bewijs", "/mijn/bewijs", For::SignedIn),
    row("/mijn/bewijs", "POST /mijn/bewijs", For::SignedIn),
    row(
        "/mijn/bewijs/vraag",
        "POST /mijn/bewijs/vraag",
        For::SignedIn,
    ),
    row("/aanmelden/passkey", "POST /aanmelden/passkey", For::All),
    row(
        "/aanmelden/passkey/vraag",
        "POST /aanmelden/passkey/vraag",
        For::All,
    ),
    row("/aanmelden/instelling", "/aanmelden/instelling", For::All),
    row("/aanmelden/terug", "/aanmelden/terug", For::All),
    row(
        "/mijn/instelling/koppelen",
        "/mijn/instelling/koppelen",
        For::OnlyOwn,
    ),
    row(
        "/mijn/instelling/{id}",
        "POST /mijn/instelling/00000000-0000-0000-0000-000000000000",
        For::OnlyOwn,
    ),
    row("/aanmelden/verstuurd", "/aanmelden/verstuurd", For::All),
    row(
        "/aanmelden/demo/{person}",
        "/aanmelden/demo/nobody",
        For::All,
    ),
    row("/aanmelden/{token}", "/aanmelden/nothing", For::All),
    row("/afmelden", "POST /afmelden", For::All),
    row("/privacy", "/privacy", For::All),
    row("/privacy/register", "/privacy/register", For::Administrator),
    row(
        "/privacy/register.csv",
        "/privacy/register.csv",
        For::Administrator,
    ),
    row(
        "/privacy/verzoeken",
        "/privacy/verzoeken",
        For::Administrator,
    ),
    row(
        "/privacy/verzoeken",
        "POST /privacy/verzoeken",
        For::Administrator,
    ),
    row(
        "/privacy/verzoeken/wissen",
        "POST /privacy/verzoeken/wissen",
        For::Administrator,
    ),
    row(
        "/privacy/bewaartermijnen",
        "/privacy/bewaartermijnen",
        For::Administrator,
    ),
    row(
        "/privacy/bewaartermijnen",
        "POST /privacy/bewaartermijnen",
        For::Administrator,
    ),
    row("/mijn/gegevens", "/mijn/gegevens", For::SignedIn),
    row("/mijn/gegevens", "POST /mijn/gegevens", For::SignedIn),
    row("/mijn/gegevens.json", "/mijn/gegevens.json", For::SignedIn),
    row(
        "/personen/{slug}/gegevens",
        "/personen/ruben-vos/gegevens",
        For::Administrator,
    ),
    row(
        "/personen/{slug}/gegevens.json",
        "/personen/ruben-vos/gegevens.json",
        For::Administrator,
    ),
    row(
        "/personen/{slug}/wissen",
        "POST /personen/ruben-vos/wissen",
        For::Administrator,
    ),
    row(
        "/mijn/gegevens/wissen",
        "POST /mijn/gegevens/wissen",
        For::SignedIn,
    ),
    row("/logboek", "/logboek", For::Administrator),
    row("/logboek.csv", "/logboek.csv", For::Administrator),
    row(
        "/logboek/controle",
        "POST /logboek/controle",
        For::Administrator,
    ),
    row("/metingen", "/metingen", For::SignedIn),
    row("/metingen/{wave}", "/metingen/nulmeting-2021", For::Reads),
    row(
        "/metingen/{wave}/bevriezen",
        "POST /metingen/nulmeting-2021/bevriezen",
        For::Researcher,
    ),
    row(
        "/metingen/{wave}/resultaten/{group}",
        "/metingen/nulmeting-2021/resultaten/companies",
        For::Reads,
    ),
    row(
        "/metingen/{wave}/resultaten/{group}",
        "/metingen/nulmeting-2021/resultaten/companies?publiek=onderzoeker",
        For::Researcher,
    ),
    row(
        "/metingen/{wave}/rapport",
        "/metingen/nulmeting-2021/rapport",
        For::Reads,
    ),
    row(
        "/metingen/{wave}/rapport",
        "/metingen/nulmeting-2021/rapport?publiek=onderzoeker",
        For::Researcher,
    ),
    row(
        "/metingen/{wave}/rapport.pdf",
        "/metingen/nulmeting-2021/rapport.pdf?publiek=onderzoeker",
        For::Researcher,
    ),
    row(
        "/metingen/{wave}/cijfers.json",
        "/metingen/nulmeting-2021/cijfers.json?publiek=onderzoeker",
        For::Researcher,
    ),
    row(
        "/metingen/{wave}/cijfers.json",
        "/metingen/nulmeting-2021/cijfers.json",
        For::Reads,
    ),
    row(
        "/metingen/{wave}/cijfers.csv",
        "/metingen/nulmeting-2021/cijfers.csv?publiek=onderzoeker",
        For::Researcher,
    ),
    row(
        "/metingen/{wave}/cijfers.csv",
        "/metingen/nulmeting-2021/cijfers.csv",
        For::Reads,
    ),
    row(
        "/metingen/{wave}/cijfers.xlsx",
        "/metingen/nulmeting-2021/cijfers.xlsx?publiek=onderzoeker",
        For::Researcher,
    ),
    row(
        "/metingen/{wave}/cijfers.parquet",
        "/metingen/nulmeting-2021/cijfers.parquet?publiek=onderzoeker",
        For::Researcher,
    ),
    row(
        "/metingen/{wave}/figuren/{file}",
        "/metingen/nulmeting-2021/figuren/students.sat_job_suits.svg?publiek=onderzoeker",
        For::Researcher,
    ),
    row(
        "/metingen/{wave}/figuren/{file}",
        "/metingen/nulmeting-2021/figuren/students.sat_job_suits.png",
        For::Reads,
    ),
    row(
        "/metingen/{wave}/samenvatting.pdf",
        "/metingen/nulmeting-2021/samenvatting.pdf?publiek=onderzoeker",
        For::Researcher,
    ),
    row(
        "/metingen/{wave}/samenvatting.pdf",
        "/metingen/nulmeting-2021/samenvatting.pdf",
        For::Reads,
    ),
    row(
        "/metingen/{wave}/vergelijken",
        "/metingen/gesimuleerd-2025/vergelijken",
        For::Reads,
    ),
    row(
        "/metingen/{wave}/vergelijken/{earlier}",
        "/metingen/gesimuleerd-2025/vergelijken/nulmeting-2021",
        For::Reads,
    ),
    row(
        "/metingen/{wave}/vergelijken/{earlier}",
        "/metingen/gesimuleerd-2025/vergelijken/nulmeting-2021?publiek=onderzoeker",
        For::Researcher,
    ),
    row(
        "/metingen/{wave}/kan-dit-kloppen",
        "/metingen/nulmeting-2021/kan-dit-kloppen",
        For::Reads,
    ),
    row(
        "/vragenlijsten/{id}/{version}",
        "/vragenlijsten/students/1",
        For::Reads,
    ),
    row(
        "/vragenlijsten/{id}/{version}/bestand.toml",
        "/vragenlijsten/students/1/bestand.toml",
        For::Reads,
    ),
    row("/vragenlijsten", "/vragenlijsten", For::Staff),
    row("/vragenlijsten/nieuw", "/vragenlijsten/nieuw", For::Staff),
    row(
        "/vragenlijsten/nieuw",
        "POST /vragenlijsten/nieuw",
        For::Staff,
    ),
    row(
        "/vragenlijsten/{id}/{version}/concept",
        "POST /vragenlijsten/teachers/1/concept",
        For::Staff,
    ),
    row(
        "/vragenlijsten/concepten/{draft}",
        "/vragenlijsten/concepten/students-2",
        For::Staff,
    ),
    row(
        "/vragenlijsten/concepten/{draft}/stap",
        "POST /vragenlijsten/concepten/students-2/stap",
        For::Staff,
    ),
    row(
        "/vragenlijsten/concepten/{draft}/verplaats",
        "POST /vragenlijsten/concepten/students-2/verplaats",
        For::Staff,
    ),
    row(
        "/vragenlijsten/concepten/{draft}/teksten",
        "/vragenlijsten/concepten/students-2/teksten",
        For::Staff,
    ),
    row(
        "/vragenlijsten/concepten/{draft}/teksten",
        "POST /vragenlijsten/concepten/students-2/teksten",
        For::Staff,
    ),
    row(
        "/vragenlijsten/concepten/{draft}/delen/{section}",
        "/vragenlijsten/concepten/students-2/delen/you",
        For::Staff,
    ),
    row(
        "/vragenlijsten/concepten/{draft}/delen/{section}",
        "POST /vragenlijsten/concepten/students-2/delen/you",
        For::Staff,
    ),
    row(
        "/vragenlijsten/concepten/{draft}/vragen/{code}",
        "/vragenlijsten/concepten/students-2/vragen/age",
        For::Staff,
    ),
    row(
        "/vragenlijsten/concepten/{draft}/vragen/{code}",
        "POST /vragenlijsten/concepten/students-2/vragen/age",
        For::Staff,
    ),
    row(
        "/vragenlijsten/concepten/{draft}/vragen/{code}/voorwaarde",
        "/vragenlijsten/concepten/students-2/vragen/age/voorwaarde",
        For::Staff,
    ),
    row(
        "/vragenlijsten/concepten/{draft}/vragen/{code}/voorwaarde",
        "POST /vragenlijsten/concepten/students-2/vragen/age/voorwaarde",
        For::Staff,
    ),
    row(
        "/vragenlijsten/concepten/{draft}/bibliotheek",
        "/vragenlijsten/concepten/students-2/bibliotheek",
        For::Staff,
    ),
    row(
        "/vragenlijsten/concepten/{draft}/voorbeeld",
        "/vragenlijsten/concepten/students-2/voorbeeld",
        For::Staff,
    ),
    row(
        "/vragenlijsten/concepten/{draft}/voorbeeld",
        "POST /vragenlijsten/concepten/students-2/voorbeeld",
        For::Staff,
    ),
    row(
        "/vragenlijsten/concepten/{draft}/proef",
        "/vragenlijsten/concepten/students-2/proef",
        For::Staff,
    ),
    row(
        "/vragenlijsten/concepten/{draft}/proef",
        "POST /vragenlijsten/concepten/students-2/proef",
        For::Staff,
    ),
    row(
        "/vragenlijsten/concepten/{draft}/paden",
        "/vragenlijsten/concepten/students-2/paden",
        For::Staff,
    ),
    row(
        "/vragenlijsten/concepten/{draft}/verschillen",
        "/vragenlijsten/concepten/students-2/verschillen",
        For::Staff,
    ),
    row(
        "/vragenlijsten/concepten/{draft}/geschiedenis",
        "/vragenlijsten/concepten/students-2/geschiedenis",
        For::Staff,
    ),
    row(
        "/vragenlijsten/concepten/{draft}/bestand",
        "/vragenlijsten/concepten/students-2/bestand",
        For::Staff,
    ),
    row(
        "/vragenlijsten/concepten/{draft}/bestand",
        "POST /vragenlijsten/concepten/students-2/bestand",
        For::Staff,
    ),
    row(
        "/vragenlijsten/concepten/{draft}/bestand.toml",
        "/vragenlijsten/concepten/students-2/bestand.toml",
        For::Staff,
    ),
    row(
        "/vragenlijsten/concepten/{draft}/commentaar",
        "/vragenlijsten/concepten/students-2/commentaar",
        For::Staff,
    ),
    row(
        "/vragenlijsten/concepten/{draft}/commentaar",
        "POST /vragenlijsten/concepten/students-2/commentaar",
        For::Staff,
    ),
    row(
        "/vragenlijsten/concepten/{draft}/commentaar/{comment}",
        "POST /vragenlijsten/concepten/students-2/commentaar/00000000-0000-0000-0000-000000000000",
        For::Staff,
    ),
    row(
        "/vragenlijsten/concepten/{draft}/bevriezen",
        "/vragenlijsten/concepten/students-2/bevriezen",
        For::Staff,
    ),
    row(
        "/vragenlijsten/concepten/{draft}/bevriezen",
        "POST /vragenlijsten/concepten/students-2/bevriezen",
        For::Staff,
    ),
    row(
        "/vragenlijsten/concepten/{draft}/verwerkt",
        "POST /vragenlijsten/concepten/students-2/verwerkt",
        For::Staff,
    ),
    row(
        "/vragenlijsten/{id}/{version}/verschillen",
        "/vragenlijsten/students/1/verschillen",
        For::Reads,
    ),
    row("/commentaar/{token}", "/commentaar/nothing", For::All),
    row(
        "/m/{code}",
        "/m/vervolgmeting-avans-bouw-students",
        For::All,
    ),
    row("/a/{token}", "/a/nothing", For::All),
    row("/a/{token}/deel/{part}", "/a/nothing/deel/1", For::All),
    row(
        "/a/{token}/deel/{part}/bewaar",
        "POST /a/nothing/deel/1/bewaar",
        For::All,
    ),
    row("/a/{token}/begin", "POST /a/nothing/begin", For::All),
    row("/a/{token}/controle", "/a/nothing/controle", For::All),
    row(
        "/a/{token}/intrekken",
        "POST /a/nothing/intrekken",
        For::All,
    ),
    row(
        "/bestanden/{hash}/{name}",
        "/bestanden/x/style.css",
        For::All,
    ),
    row("/aan-de-deur.js", "/aan-de-deur.js", For::All),
];
