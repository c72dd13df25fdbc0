//! Who may open what. A route without a row here fails the first test.

use axum::http::StatusCode;
use mkbroute_testkit::Backend;

use crate::site::Site;

#[derive(Clone, Copy, Debug, PartialEq)]
enum For {
    /// Everybody, signed in or not.
    All,
    /// Everybody who is signed in.
    SignedIn,
    /// Administrators only.
    Administrator,
    /// Researchers only.
    Researcher,
    /// Who makes questionnaires: researchers and the programme team.
    Editor,
}

struct Row {
    route: &'static str,
    /// An address to try; `POST` before it for a form.
    example: &'static str,
    who: For,
}

const fn row(route: &'static str, example: &'static str, who: For) -> Row {
    Row {
        route,
        example,
        who,
    }
}

const TABLE: &[Row] = &[
    row("/", "/", For::SignedIn),
    row("/stijl", "/stijl", For::All),
    row("/aanmelden", "/aanmelden", For::All),
    row(
        "/aanmelden/demo/{person}",
        "/aanmelden/demo/nobody",
        For::All,
    ),
    row("/aanmelden/{token}", "/aanmelden/nothing", For::All),
    row("/afmelden", "POST /afmelden", For::All),
    row("/personen", "/personen", For::Administrator),
    row("/personen", "POST /personen", For::Administrator),
    row(
        "/personen/{slug}/link",
        "POST /personen/ruben-vos/link",
        For::Administrator,
    ),
    row("/metingen", "/metingen", For::SignedIn),
    row(
        "/metingen/{wave}",
        "/metingen/nulmeting-2021",
        For::SignedIn,
    ),
    row(
        "/metingen/{wave}/bevriezen",
        "POST /metingen/nulmeting-2021/bevriezen",
        For::Researcher,
    ),
    row(
        "/metingen/{wave}/resultaten/{group}",
        "/metingen/nulmeting-2021/resultaten/companies",
        For::SignedIn,
    ),
    row(
        "/metingen/{wave}/resultaten/{group}",
        "/metingen/nulmeting-2021/resultaten/companies?publiek=onderzoeker",
        For::Researcher,
    ),
    row(
        "/metingen/{wave}/rapport",
        "/metingen/nulmeting-2021/rapport",
        For::SignedIn,
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
        For::SignedIn,
    ),
    row(
        "/metingen/{wave}/cijfers.csv",
        "/metingen/nulmeting-2021/cijfers.csv?publiek=onderzoeker",
        For::Researcher,
    ),
    row(
        "/metingen/{wave}/cijfers.csv",
        "/metingen/nulmeting-2021/cijfers.csv",
        For::SignedIn,
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
        For::SignedIn,
    ),
    row(
        "/metingen/{wave}/samenvatting.pdf",
        "/metingen/nulmeting-2021/samenvatting.pdf?publiek=onderzoeker",
        For::Researcher,
    ),
    row(
        "/metingen/{wave}/samenvatting.pdf",
        "/metingen/nulmeting-2021/samenvatting.pdf",
        For::SignedIn,
    ),
    row(
        "/metingen/{wave}/vergelijken",
        "/metingen/gesimuleerd-2025/vergelijken",
        For::SignedIn,
    ),
    row(
        "/metingen/{wave}/vergelijken/{earlier}",
        "/metingen/gesimuleerd-2025/vergelijken/nulmeting-2021",
        For::SignedIn,
    ),
    row(
        "/metingen/{wave}/vergelijken/{earlier}",
        "/metingen/gesimuleerd-2025/vergelijken/nulmeting-2021?publiek=onderzoeker",
        For::Researcher,
    ),
    row(
        "/metingen/{wave}/kan-dit-kloppen",
        "/metingen/nulmeting-2021/kan-dit-kloppen",
        For::SignedIn,
    ),
    row(
        "/vragenlijsten/{id}/{version}",
        "/vragenlijsten/students/1",
        For::SignedIn,
    ),
    row(
        "/vragenlijsten/{id}/{version}/bestand.toml",
        "/vragenlijsten/students/1/bestand.toml",
        For::SignedIn,
    ),
    row("/vragenlijsten", "/vragenlijsten", For::Editor),
    row("/vragenlijsten/nieuw", "/vragenlijsten/nieuw", For::Editor),
    row(
        "/vragenlijsten/nieuw",
        "POST /vragenlijsten/nieuw",
        For::Editor,
    ),
    row(
        "/vragenlijsten/{id}/{version}/concept",
        "POST /vragenlijsten/teachers/1/concept",
        For::Editor,
    ),
    row(
        "/vragenlijsten/concepten/{draft}",
        "/vragenlijsten/concepten/students-2",
        For::Editor,
    ),
    row(
        "/vragenlijsten/concepten/{draft}/stap",
        "POST /vragenlijsten/concepten/students-2/stap",
        For::Editor,
    ),
    row(
        "/vragenlijsten/concepten/{draft}/verplaats",
        "POST /vragenlijsten/concepten/students-2/verplaats",
        For::Editor,
    ),
    row(
        "/vragenlijsten/concepten/{draft}/teksten",
        "/vragenlijsten/concepten/students-2/teksten",
        For::Editor,
    ),
    row(
        "/vragenlijsten/concepten/{draft}/teksten",
        "POST /vragenlijsten/concepten/students-2/teksten",
        For::Editor,
    ),
    row(
        "/vragenlijsten/concepten/{draft}/delen/{section}",
        "/vragenlijsten/concepten/students-2/delen/you",
        For::Editor,
    ),
    row(
        "/vragenlijsten/concepten/{draft}/delen/{section}",
        "POST /vragenlijsten/concepten/students-2/delen/you",
        For::Editor,
    ),
    row(
        "/vragenlijsten/concepten/{draft}/vragen/{code}",
        "/vragenlijsten/concepten/students-2/vragen/age",
        For::Editor,
    ),
    row(
        "/vragenlijsten/concepten/{draft}/vragen/{code}",
        "POST /vragenlijsten/concepten/students-2/vragen/age",
        For::Editor,
    ),
    row(
        "/vragenlijsten/concepten/{draft}/vragen/{code}/voorwaarde",
        "/vragenlijsten/concepten/students-2/vragen/age/voorwaarde",
        For::Editor,
    ),
    row(
        "/vragenlijsten/concepten/{draft}/vragen/{code}/voorwaarde",
        "POST /vragenlijsten/concepten/students-2/vragen/age/voorwaarde",
        For::Editor,
    ),
    row(
        "/vragenlijsten/concepten/{draft}/bibliotheek",
        "/vragenlijsten/concepten/students-2/bibliotheek",
        For::Editor,
    ),
    row(
        "/vragenlijsten/concepten/{draft}/voorbeeld",
        "/vragenlijsten/concepten/students-2/voorbeeld",
        For::Editor,
    ),
    row(
        "/vragenlijsten/concepten/{draft}/voorbeeld",
        "POST /vragenlijsten/concepten/students-2/voorbeeld",
        For::Editor,
    ),
    row(
        "/vragenlijsten/concepten/{draft}/proef",
        "/vragenlijsten/concepten/students-2/proef",
        For::Editor,
    ),
    row(
        "/vragenlijsten/concepten/{draft}/proef",
        "POST /vragenlijsten/concepten/students-2/proef",
        For::Editor,
    ),
    row(
        "/vragenlijsten/concepten/{draft}/paden",
        "/vragenlijsten/concepten/students-2/paden",
        For::Editor,
    ),
    row(
        "/vragenlijsten/concepten/{draft}/verschillen",
        "/vragenlijsten/concepten/students-2/verschillen",
        For::Editor,
    ),
    row(
        "/vragenlijsten/concepten/{draft}/geschiedenis",
        "/vragenlijsten/concepten/students-2/geschiedenis",
        For::Editor,
    ),
    row(
        "/vragenlijsten/concepten/{draft}/bestand",
        "/vragenlijsten/concepten/students-2/bestand",
        For::Editor,
    ),
    row(
        "/vragenlijsten/concepten/{draft}/bestand",
        "POST /vragenlijsten/concepten/students-2/bestand",
        For::Editor,
    ),
    row(
        "/vragenlijsten/concepten/{draft}/bestand.toml",
        "/vragenlijsten/concepten/students-2/bestand.toml",
        For::Editor,
    ),
    row(
        "/vragenlijsten/concepten/{draft}/commentaar",
        "/vragenlijsten/concepten/students-2/commentaar",
        For::Editor,
    ),
    row(
        "/vragenlijsten/concepten/{draft}/commentaar",
        "POST /vragenlijsten/concepten/students-2/commentaar",
        For::Editor,
    ),
    row(
        "/vragenlijsten/concepten/{draft}/commentaar/{comment}",
        "POST /vragenlijsten/concepten/students-2/commentaar/00000000-0000-0000-0000-000000000000",
        For::Editor,
    ),
    row(
        "/vragenlijsten/concepten/{draft}/bevriezen",
        "/vragenlijsten/concepten/students-2/bevriezen",
        For::Editor,
    ),
    row(
        "/vragenlijsten/concepten/{draft}/bevriezen",
        "POST /vragenlijsten/concepten/students-2/bevriezen",
        For::Editor,
    ),
    row(
        "/vragenlijsten/{id}/{version}/verschillen",
        "/vragenlijsten/students/1/verschillen",
        For::SignedIn,
    ),
    row("/commentaar/{token}", "/commentaar/nothing", For::All),
    row(
        "/m/{code}",
        "/m/vervolgmeting-avans-bouw-students",
        For::All,
    ),
    row("/a/{token}", "/a/nothing", For::All),
    row("/a/{token}/deel/{part}", "/a/nothing/deel/1", For::All),
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
];

#[test]
fn every_route_says_who_may_open_it() {
    let source = include_str!("../../src/router.rs");
    let routes = source.split(".route(").skip(1).map(|rest| {
        let from = rest.find('"').unwrap() + 1;
        let to = from + rest[from..].find('"').unwrap();
        &rest[from..to]
    });
    let missing: Vec<&str> = routes
        .filter(|route| !TABLE.iter().any(|row| row.route == *route))
        .collect();
    assert!(missing.is_empty(), "no authorisation case for {missing:?}");
}

async fn ask(site: &Site, example: &str) -> (StatusCode, String) {
    let reply = match example.strip_prefix("POST ") {
        Some(address) => site.post(address, &[]).await,
        None => site.get(example).await,
    };
    (reply.status, reply.location())
}

fn opened(reply: &(StatusCode, String)) -> bool {
    reply.0 != StatusCode::NOT_FOUND && reply.1 != "/aanmelden"
}

#[tokio::test]
async fn who_is_not_signed_in_is_sent_to_sign_in() {
    let site = Site::demo(Backend::Sqlite).await;
    for row in TABLE.iter().filter(|row| row.who != For::All) {
        let reply = ask(&site, row.example).await;
        assert_eq!(
            reply,
            (StatusCode::SEE_OTHER, "/aanmelden".to_owned()),
            "{}",
            row.example
        );
    }
}

#[tokio::test]
async fn each_role_opens_what_the_table_gives_it() {
    let mut site = Site::demo(Backend::Sqlite).await;
    for (persona, researcher) in [
        ("ruben-vos", true),
        ("noor-de-wit", false),
        ("samira-haddad", false),
        ("joost-bakker", false),
        ("anja-kok", false),
    ] {
        site.be(persona).await;
        for row in TABLE {
            let expected = match row.who {
                For::All => continue,
                For::SignedIn => true,
                For::Researcher => researcher,
                For::Editor => researcher || persona == "samira-haddad",
                For::Administrator => persona == "anja-kok",
            };
            let reply = ask(&site, row.example).await;
            assert_eq!(
                opened(&reply),
                expected,
                "{persona} {} {reply:?}",
                row.example
            );
        }
    }
}

/// Whoever may not see a thing learns no more than that there is nothing.
#[tokio::test]
async fn what_is_forbidden_looks_like_what_is_not_there() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.be("joost-bakker").await;
    let forbidden = "/metingen/nulmeting-2021/rapport?publiek=onderzoeker";
    let absent = "/metingen/geen/rapport?publiek=onderzoeker";
    let (forbidden, absent) = (site.get(forbidden).await, site.get(absent).await);
    assert_eq!(forbidden.status, absent.status);
    assert_eq!(
        forbidden.text().replace("nulmeting-2021", "geen"),
        absent.text()
    );
}

#[tokio::test]
async fn a_company_sees_no_numbers_of_responses() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.be("joost-bakker").await;
    let page = site.get("/metingen/nulmeting-2021").await.text();
    assert!(
        !page.contains("Respons</h2>"),
        "companies do not follow responses"
    );
    site.be("noor-de-wit").await;
    let page = site.get("/metingen/nulmeting-2021").await.text();
    assert!(page.contains("Respons</h2>"));
}

#[tokio::test]
async fn signing_out_ends_the_session_for_good() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.be("ruben-vos").await;
    assert_eq!(site.get("/metingen").await.status, StatusCode::OK);
    site.post("/afmelden", &[]).await;
    // The browser still sends the old cookie.
    assert_eq!(site.get("/metingen").await.location(), "/aanmelden");
    site.sign_out();
}

#[tokio::test]
async fn personas_exist_in_the_demonstration_only() {
    let demo = Site::demo(Backend::Sqlite).await;
    let real = Site::with(demo.kit, false);
    let reply = real.post("/aanmelden/demo/ruben-vos", &[]).await;
    assert_eq!(reply.status, StatusCode::NOT_FOUND);
    let page = real.get("/aanmelden").await.text();
    assert!(!page.contains("Ruben"), "{page}");
}

#[tokio::test]
async fn an_administrator_lets_somebody_in_with_a_link_that_works_once() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.be("anja-kok").await;
    let nameless = site
        .post("/personen", &[("naam", " "), ("rol", "researcher")])
        .await;
    assert_eq!(nameless.status, StatusCode::UNPROCESSABLE_ENTITY);
    let homeless = [("naam", "Piet"), ("rol", "coordinator"), ("route", "")];
    let homeless = site.post("/personen", &homeless).await;
    assert_eq!(homeless.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        homeless.text().contains("value=\"Piet\""),
        "what was typed stays"
    );

    let fields = [
        ("naam", "Fatima <b>Aziz</b>"),
        ("rol", "researcher"),
        ("route", ""),
    ];
    assert_eq!(
        site.post("/personen", &fields).await.location(),
        "/personen"
    );
    let page = site.get("/personen").await.text();
    assert!(page.contains("Fatima") && !page.contains("<b>Aziz"));
    let row = page.split("Fatima").nth(1).unwrap();
    let from = row.find("action=\"").unwrap() + "action=\"".len();
    let action = &row[from..from + row[from..].find('"').unwrap()];
    let shown = site.post(action, &[]).await.text();
    let link = shown.split("<code>").nth(1).unwrap();
    let link = link.split("</code>").next().unwrap();
    let path = link.strip_prefix("http://localhost:8080").unwrap();

    site.sign_out();
    assert_eq!(site.post(path, &[]).await.location(), "/");
    let again = site.post(path, &[]).await;
    assert!(again.text().contains("Deze link werkt niet meer"));
}
