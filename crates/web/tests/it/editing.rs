//! Making a questionnaire with plain forms, and everything that can get in between.

use axum::http::StatusCode;
use mkbroute_testkit::Backend;
use rstest::rstest;

use crate::site::Site;

const DRAFT: &str = "/vragenlijsten/concepten/students-2";

async fn researcher(backend: Backend) -> Site {
    let mut site = Site::demo(backend).await;
    site.be("ruben-vos").await;
    site
}

/// The revision that the forms of a page carry.
fn revision(page: &str) -> String {
    let mark = "name=\"herziening\" value=\"";
    let from = page.find(mark).unwrap() + mark.len();
    page[from..].split('"').next().unwrap().to_owned()
}

/// Sends a form of the draft as its present page would.
async fn send(site: &Site, below: &str, fields: &[(&str, &str)]) -> crate::site::Reply {
    let page = site.get(DRAFT).await.text();
    let revision = revision(&page);
    let mut all = vec![("herziening", revision.as_str())];
    all.extend(fields);
    site.post(&format!("{DRAFT}{below}"), &all).await
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_question_is_added_routed_moved_undone_and_the_draft_frozen(#[case] backend: Backend) {
    let site = researcher(backend).await;
    let question = [
        ("soort", "single"),
        ("deel", "you"),
        ("vraag.nl", "Heb je een auto?"),
        ("vraag.en", "Do you have a car?"),
        ("regel.code", ""),
        ("regel.nl", "Ja"),
        ("regel.en", "Yes"),
        ("regel.code", ""),
        ("regel.nl", "Nee"),
        ("regel.en", "No"),
        ("doe", "bewaar"),
    ];
    let reply = send(&site, "/vragen/nieuwe-vraag", &question).await;
    assert_eq!(reply.location(), format!("{DRAFT}#vraag-heb_je_een_auto"));

    let address = "/vragen/heb_je_een_auto/voorwaarde";
    let add = [("erbij", "living"), ("doe", "toevoegen")];
    let menus = send(&site, address, &add).await.text();
    assert!(menus.contains("Bij mijn ouders") && menus.contains("lijn.0.antwoord"));
    let line = [
        ("lijn.0.vraag", "living"),
        ("lijn.0.hoe", "niet"),
        ("lijn.0.antwoord", "parents"),
        ("doe", "bewaar"),
    ];
    let reply = send(&site, address, &line).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER);
    let page = site.get(DRAFT).await.text();
    assert!(page.contains("Alleen als niet (“Hoe woon je?” is “Bij mijn ouders of verzorgers”)."));

    let up = [
        ("wat", "vraag"),
        ("code", "heb_je_een_auto"),
        ("waarheen", "omhoog"),
    ];
    assert_eq!(
        send(&site, "/verplaats", &up).await.status,
        StatusCode::SEE_OTHER
    );
    let away = [
        ("wat", "vraag"),
        ("code", "heb_je_een_auto"),
        ("waarheen", "weg"),
    ];
    send(&site, "/verplaats", &away).await;
    assert!(!site.get(DRAFT).await.text().contains("Heb je een auto?"));
    send(&site, "/stap", &[("naar", "terug")]).await;
    assert!(site.get(DRAFT).await.text().contains("Heb je een auto?"));
    let history = site.get(&format!("{DRAFT}/geschiedenis")).await.text();
    assert!(history.contains("Vraag weggehaald") && history.contains("Ruben Vos"));

    let differences = site.get(&format!("{DRAFT}/verschillen")).await.text();
    assert!(differences.contains("Do you have a car?"));
    let reply = send(&site, "/bevriezen", &[]).await;
    assert_eq!(reply.location(), "/vragenlijsten/students/2");
    assert!(
        site.get("/vragenlijsten/students/2")
            .await
            .text()
            .contains("Heb je een auto?")
    );
    let list = site.get("/vragenlijsten").await.text();
    assert!(list.contains("/vragenlijsten/students/2/verschillen"));
    let late = send_to_frozen(&site).await;
    assert_eq!(late.status, StatusCode::CONFLICT, "a version never changes");
}

#[tokio::test]
async fn a_version_that_came_between_is_told_before_freezing() {
    let site = researcher(Backend::Sqlite).await;
    let begun = site.post("/vragenlijsten/students/1/concept", &[]).await;
    let other = begun.location();
    assert_ne!(other, DRAFT);
    assert!(!site.get(DRAFT).await.text().contains("id=\"nieuwer\""));
    let freeze = format!("{other}/bevriezen");
    let frozen = site.post(&freeze, &[("herziening", "1")]).await;
    assert_eq!(frozen.location(), "/vragenlijsten/students/2");

    for below in ["", "/bevriezen"] {
        let page = site.get(&format!("{DRAFT}{below}")).await.text();
        assert!(page.contains("Sinds dit concept begon, is een andere versie bevroren"));
        assert!(page.contains("href=\"/vragenlijsten/students/2/verschillen\""));
    }
    let refused = send(&site, "/bevriezen", &[]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    let page = refused.text();
    assert!(page.contains("versie 2 kwam ertussen"));
    assert!(page.contains("type=\"checkbox\" name=\"ondanks\" value=\"2\""));
    let despite = [("ondanks", "1")];
    let refused = send(&site, "/bevriezen", &despite).await;
    assert_eq!(refused.status, StatusCode::CONFLICT, "of another version");

    let worked_in = send(&site, "/verwerkt", &[("versie", "2")]).await;
    assert_eq!(worked_in.location(), format!("{DRAFT}/bevriezen"));
    let page = site.get(&worked_in.location()).await.text();
    assert!(!page.contains("id=\"nieuwer\"") && !page.contains("name=\"ondanks\""));
    let stale = [("herziening", "1"), ("versie", "2")];
    let stale = site.post(&format!("{DRAFT}/verwerkt"), &stale).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    let frozen = send(&site, "/bevriezen", &[]).await;
    assert_eq!(frozen.location(), "/vragenlijsten/students/3");
}

#[tokio::test]
async fn a_draft_is_frozen_despite_a_version_that_came_between() {
    let site = researcher(Backend::Sqlite).await;
    let begun = site.post("/vragenlijsten/students/1/concept", &[]).await;
    let frozen = send(&site, "/bevriezen", &[]).await;
    assert_eq!(frozen.location(), "/vragenlijsten/students/2");
    let freeze = format!("{}/bevriezen", begun.location());
    let despite = [("herziening", "1"), ("ondanks", "2")];
    let frozen = site.post(&freeze, &despite).await;
    assert_eq!(frozen.location(), "/vragenlijsten/students/3");
}

#[tokio::test]
async fn a_file_of_a_known_questionnaire_for_another_group_is_refused() {
    let site = researcher(Backend::Sqlite).await;
    let file = site.get(&format!("{DRAFT}/bestand.toml")).await.text();
    let file = file.replace("group = \"students\"", "group = \"companies\"");
    let new = [("bestand", file.as_str())];
    let refused = site.post("/vragenlijsten/nieuw", &new).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = refused.text();
    assert!(page.contains("is voor studenten, maar dit bestand is voor bedrijven"));
    assert!(
        page.contains("Hoe woon je?"),
        "what was pasted is still there"
    );
    let english = site.post("/vragenlijsten/nieuw?lang=en", &new).await.text();
    assert!(english.contains("is for students, but this file is for companies"));
    let refused = send(&site, "/bestand", &new).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("voor een andere groep"));
}

async fn send_to_frozen(site: &Site) -> crate::site::Reply {
    let fields = [("herziening", "1"), ("titel.nl", "Te laat")];
    site.post(&format!("{DRAFT}/teksten"), &fields).await
}

#[tokio::test]
async fn of_two_editors_the_later_one_reads_what_they_typed() {
    let mut site = researcher(Backend::Sqlite).await;
    let address = format!("{DRAFT}/vragen/age");
    let stale = revision(&site.get(&address).await.text());
    site.be("samira-haddad").await;
    let question = |nl: &'static str, revision: &str| {
        let fields = [
            ("herziening", revision),
            ("soort", "number"),
            ("vraag.nl", nl),
            ("vraag.en", "How old?"),
            ("min", "15"),
            ("max", "80"),
            ("decimalen", "0"),
            ("eenheid.nl", "jaar"),
            ("eenheid.en", "years"),
            ("doe", "bewaar"),
        ];
        fields.map(|(name, value)| (name.to_owned(), value.to_owned()))
    };
    let post = async |site: &Site, fields: [(String, String); 10]| {
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        site.post(&address, &fields).await
    };
    let first = post(&site, question("Je leeftijd?", &stale)).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER);
    site.be("ruben-vos").await;
    let second = post(&site, question("Wat is je leeftijd nu?", &stale)).await;
    assert_eq!(second.status, StatusCode::CONFLICT);
    let page = second.text();
    assert!(page.contains("Samira Haddad veranderde dit net vóór jou"));
    assert!(
        page.contains("Wat is je leeftijd nu?"),
        "what was typed is there"
    );
    let again = post(&site, question("Wat is je leeftijd nu?", &revision(&page))).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "and can be saved");
}

#[tokio::test]
async fn what_a_question_lacks_is_told_with_what_was_typed() {
    let site = researcher(Backend::Sqlite).await;
    let new = "/vragen/nieuwe-vraag";
    let wordless = [
        ("soort", "open"),
        ("vraag.en", "Only English"),
        ("tekens", "100"),
        ("deel", "you"),
    ];
    let reply = send(&site, new, &wordless).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        reply.text().contains("Vul de Nederlandse tekst in")
            && reply.text().contains("Only English")
    );
    let unread = [
        ("soort", "number"),
        ("vraag.nl", "Hoeveel?"),
        ("min", "veel"),
        ("deel", "you"),
    ];
    let reply = send(&site, new, &unread).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.text().contains("value=\"veel\""));
    let kind = [
        ("soort", "single"),
        ("soort_nieuw", "matrix"),
        ("vraag.nl", "Wat vind je van"),
        ("doe", "soort"),
    ];
    let form = send(&site, new, &kind).await.text();
    assert!(form.contains("Stellingen") && form.contains("Wat vind je van"));

    let half = [
        ("soort", "single"),
        ("vraag.nl", "Half af"),
        ("deel", "you"),
        ("doe", "bewaar"),
    ];
    assert_eq!(
        send(&site, new, &half).await.status,
        StatusCode::SEE_OTHER,
        "a draft may be half done"
    );
    let page = site.get(DRAFT).await.text();
    assert!(page.contains("Half af: Geef ten minste twee antwoorden"));
    assert!(page.contains("De Engelse tekst ontbreekt"));
    let refused = send(&site, "/bevriezen", &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_condition_that_says_nothing_yet_is_told_at_its_line() {
    let site = researcher(Backend::Sqlite).await;
    let line = [
        ("lijn.0.vraag", "age"),
        ("lijn.0.hoe", "minstens"),
        ("doe", "bewaar"),
    ];
    let reply = send(&site, "/vragen/living/voorwaarde", &line).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.text().contains("Vul een getal in"));
    let none = send(
        &site,
        "/vragen/reistijd_naar_school/voorwaarde",
        &[("doe", "bewaar")],
    )
    .await;
    assert_eq!(none.status, StatusCode::SEE_OTHER, "everybody again");
    assert_eq!(
        site.get(&format!("{DRAFT}/vragen/nergens/voorwaarde"))
            .await
            .status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn the_text_goes_out_and_comes_back_as_one_step() {
    let site = researcher(Backend::Sqlite).await;
    let file = site.get(&format!("{DRAFT}/bestand.toml")).await.text();
    let changed = file.replace("Hoe woon je?", "Waar woon je?");
    let reply = send(&site, "/bestand", &[("bestand", &changed)]).await;
    assert_eq!(reply.location(), DRAFT);
    assert!(site.get(DRAFT).await.text().contains("Waar woon je?"));
    send(&site, "/stap", &[("naar", "terug")]).await;
    assert!(site.get(DRAFT).await.text().contains("Hoe woon je?"));
    let broken = send(&site, "/bestand", &[("bestand", "format = <script>")]).await;
    assert_eq!(broken.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = broken.text();
    assert!(page.contains("Regel 1") && !page.contains("<script>"));
    let other = file.replace("id = \"students\"", "id = \"others\"");
    let other = send(&site, "/bestand", &[("bestand", &other)]).await;
    assert!(other.text().contains("van een andere vragenlijst"));
}

#[tokio::test]
async fn a_trial_is_refused_or_kept_as_a_response_would_be() {
    let site = researcher(Backend::Sqlite).await;
    let preview = format!("{DRAFT}/voorbeeld");
    let reply = site.post(&preview, &[("v.age", "7")]).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.text().contains("van 15 tot en met 80") && reply.text().contains("value=\"7\""));
    let reply = site.post(&preview, &[("v.age", "27")]).await;
    assert_eq!(reply.location(), format!("{DRAFT}/proef"));
    let trials = site.get(&format!("{DRAFT}/proef")).await.text();
    assert!(trials.contains("1 antwoorden, zouden aangenomen worden") && trials.contains("27"));
    site.post(&format!("{DRAFT}/proef"), &[]).await;
    assert!(
        site.get(&format!("{DRAFT}/proef"))
            .await
            .text()
            .contains("geen proefantwoorden")
    );
}

#[tokio::test]
async fn a_new_questionnaire_begins_with_a_title_or_a_file() {
    let site = researcher(Backend::Sqlite).await;
    let new = "/vragenlijsten/nieuw";
    let nameless = [
        ("titel.nl", " "),
        ("titel.en", "Mentors"),
        ("groep", "teachers"),
    ];
    let reply = site.post(new, &nameless).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.text().contains("value=\"Mentors\""));
    let named = [("titel.nl", "Praktijkbegeleiders"), ("groep", "companies")];
    let reply = site.post(new, &named).await;
    let draft = "/vragenlijsten/concepten/praktijkbegeleiders-1";
    assert_eq!(reply.location(), draft);
    assert!(
        site.get(draft)
            .await
            .text()
            .contains("Er is nog geen vraag")
    );
    let broken = site.post(new, &[("bestand", "format = 1")]).await;
    assert_eq!(broken.status, StatusCode::UNPROCESSABLE_ENTITY);
    let list = site.get("/vragenlijsten").await.text();
    assert!(list.contains("praktijkbegeleiders-1"));
}

#[tokio::test]
async fn a_question_comes_from_the_library_and_paths_are_listed() {
    let site = researcher(Backend::Sqlite).await;
    let found = site
        .get(&format!("{DRAFT}/bibliotheek?zoek=leerbedrijf"))
        .await;
    assert_eq!(found.status, StatusCode::OK);
    let copy = [
        ("uit", "teachers"),
        ("versie", "1"),
        ("code", "role"),
        ("deel", "you"),
    ];
    let reply = send(&site, "/bibliotheek", &copy).await;
    assert_eq!(reply.location(), format!("{DRAFT}#vraag-role"));
    let lost = [
        ("uit", "teachers"),
        ("versie", "1"),
        ("code", "role"),
        ("deel", "gone"),
    ];
    let reply = send(&site, "/bibliotheek", &lost).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    let paths = site.get(&format!("{DRAFT}/paden")).await.text();
    assert!(paths.contains("paden.") && paths.contains("Slaat over:"));
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn the_list_of_questionnaires_is_filtered_by_words_and_state(#[case] backend: Backend) {
    let site = researcher(backend).await;
    let titles = async |query: &str| {
        let page = site.get(&format!("/vragenlijsten{query}")).await.text();
        let cards = page.split("<section class=\"card\"><h2>").skip(1);
        let title = |card: &str| card.split('<').next().unwrap().to_owned();
        cards.map(title).collect::<Vec<_>>()
    };
    let all = titles("").await;
    assert!(all.len() >= 5, "{all:?}");
    assert_eq!(titles("?zoek=&staat=").await, all);
    assert_eq!(titles("?staat=onzin").await, all, "no such state");
    let teachers = ["Vragenlijst voor docenten"];
    assert_eq!(titles("?zoek=DOCENTEN+vragenlijst").await, teachers);
    assert_eq!(titles("?zoek=questionnaire+teachers").await, teachers);
    assert_eq!(
        titles("?staat=concept").await,
        ["Vragenlijst voor studenten"]
    );
    assert_eq!(titles("?zoek=students-2").await.len(), 1, "by its draft");
    assert!(titles("?zoek=docenten&staat=concept").await.is_empty());
    let used = titles("?staat=gebruikt").await.len();
    let unused = titles("?staat=ongebruikt").await.len();
    assert_eq!(used + unused, all.len());
    assert_eq!(titles("?staat=commentaar").await.len(), 1);
    let round = [("doe", "sluit")];
    site.post(&format!("{DRAFT}/commentaar"), &round).await;
    assert!(titles("?staat=commentaar").await.is_empty());

    let nothing = site.get("/vragenlijsten?zoek=%3Cb%3E&staat=concept").await;
    let page = nothing.text();
    assert!(page.contains("Niets gevonden") && page.contains("Toon alles"));
    assert!(page.contains("value=\"&#60;b&#62;\"") && !page.contains("<b>"));
    assert!(page.contains("<option value=\"concept\" selected>"));
}

/// A page that asks too little is told, and the draft can be frozen all the same.
#[tokio::test]
async fn a_short_page_is_advised_against_but_freezes() {
    let site = researcher(Backend::Sqlite).await;
    let advice = "antwoordt prettiger met 3 tot 6 vragen";
    assert!(!site.get(DRAFT).await.text().contains(advice));
    let page = [
        ("titel.nl", "Tot slot nog dit"),
        ("titel.en", "One more thing"),
    ];
    let made = send(&site, "/delen/nieuwe-pagina", &page).await.location();
    let told = site.get(DRAFT).await.text();
    assert!(told.contains(advice));
    let id = made.split('#').nth(1).unwrap();
    let line = format!("<a href=\"#{id}\">Tot slot nog dit: deze pagina vraagt nog niets.</a>");
    assert!(told.contains(&line), "{line}");
    let freezing = site.get(&format!("{DRAFT}/bevriezen")).await.text();
    assert!(freezing.contains("Bevries als versie 2"));
}
