//! Who may open what. A route without a row here fails the first test.

mod fielding;
mod invitations;
mod studies;
mod table;

use axum::http::StatusCode;
use mkbroute_testkit::Backend;

use self::table::{For, Row, TABLE};
use crate::site::Site;

/// Every row of every table.
fn rows() -> impl Iterator<Item = &'static Row> {
    TABLE
        .iter()
        .chain(fielding::TABLE)
        .chain(invitations::TABLE)
        .chain(studies::TABLE)
}

#[test]
fn every_route_says_who_may_open_it() {
    let source = concat!(
        include_str!("../../src/router.rs"),
        include_str!("../../src/surveys/fielding/mod.rs"),
        include_str!("../../src/surveys/invitations.rs")
    );
    let routes = source.split(".route(").skip(1).map(|rest| {
        let from = rest.find('"').unwrap() + 1;
        let to = from + rest[from..].find('"').unwrap();
        &rest[from..to]
    });
    let missing: Vec<&str> = routes
        .filter(|route| !rows().any(|row| row.route == *route))
        .collect();
    assert!(missing.is_empty(), "no authorisation case for {missing:?}");
}

async fn ask(site: &Site, example: &str) -> (StatusCode, String) {
    let reply = match example.strip_prefix("POST ") {
        // Without an address to do something to, nothing is done.
        Some(address) if address.ends_with("/adres") => site.post_in_vain(address, &[]).await,
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
    for row in rows().filter(|row| row.who != For::All) {
        let reply = ask(&site, row.example).await;
        // A form is not thrown away: after signing in, its page can be sent once more.
        let expected = if row.example.starts_with("POST ") {
            (StatusCode::UNAUTHORIZED, String::new())
        } else {
            (StatusCode::SEE_OTHER, "/aanmelden".to_owned())
        };
        assert_eq!(reply, expected, "{}", row.example);
    }
}

#[tokio::test]
async fn each_role_opens_what_the_table_gives_it() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.with_interim_release().await;
    site.with_planned_wave().await;
    for (persona, researcher) in [
        ("ruben-vos", true),
        ("noor-de-wit", false),
        ("samira-haddad", false),
        ("joost-bakker", false),
        ("anja-kok", false),
    ] {
        site.be(persona).await;
        for row in rows() {
            let expected = match row.who {
                For::All => continue,
                For::SignedIn => true,
                For::OnlyOwn => false,
                For::Researcher => researcher,
                For::Staff => researcher || persona == "samira-haddad",
                For::Administrator => persona == "anja-kok",
                For::Distributes => {
                    matches!(persona, "ruben-vos" | "samira-haddad" | "noor-de-wit")
                }
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
