//! Who may open what. A route without a row here fails the first test.

mod crossing;
mod fielding;
mod invitations;
mod organisations;
mod outreach;
mod pathways;
mod roles;
mod studies;
pub(crate) mod table;

use axum::http::StatusCode;
use mkbroute_testkit::Backend;

pub(crate) use self::table::Row;
use self::table::{For, TABLE};
use crate::site::{Reply, Site};

/// Every row of every table.
pub(crate) fn rows() -> impl Iterator<Item = &'static Row> {
    TABLE
        .iter()
        .chain(fielding::TABLE)
        .chain(invitations::TABLE)
        .chain(outreach::TABLE)
        .chain(studies::TABLE)
        .chain(roles::TABLE)
        .chain(organisations::TABLE)
        .chain(pathways::TABLE)
}

#[test]
fn every_route_says_who_may_open_it() {
    let source = concat!(
        include_str!("../../src/router.rs"),
        include_str!("../../src/surveys/fielding/mod.rs"),
        include_str!("../../src/surveys/invitations.rs"),
        include_str!("../../src/outreach/mod.rs"),
        include_str!("../../src/organisations/mod.rs"),
        include_str!("../../src/pathways/mod.rs"),
        include_str!("../../src/pathways/partners/mod.rs"),
        include_str!("../../src/pathways/plan/mod.rs"),
        include_str!("../../src/pathways/case/mod.rs"),
        include_str!("../../src/pathways/support/mod.rs"),
        include_str!("../../src/pathways/factors/mod.rs"),
        include_str!("../../src/pathways/network/mod.rs")
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

async fn ask(site: &Site, example: &str) -> Reply {
    match example.strip_prefix("POST ") {
        // Without an address to do something to, nothing is done.
        Some(address) if address.ends_with("/adres") => site.post_in_vain(address, &[]).await,
        Some(address) => site.post(address, &[]).await,
        None => site.get(example).await,
    }
}

fn opened(reply: &(StatusCode, String)) -> bool {
    reply.0 != StatusCode::NOT_FOUND && reply.1 != "/aanmelden"
}

#[tokio::test]
async fn who_is_not_signed_in_is_sent_to_sign_in() {
    let site = Site::demo(Backend::Sqlite).await;
    for row in rows().filter(|row| row.who != For::All) {
        let reply = ask(&site, row.example).await;
        let reply = (reply.status, reply.location());
        // A form is not thrown away: after signing in, its page can be sent once more.
        let expected = if row.example.starts_with("POST ") {
            (StatusCode::UNAUTHORIZED, String::new())
        } else {
            (StatusCode::SEE_OTHER, "/aanmelden".to_owned())
        };
        assert_eq!(reply, expected, "{}", row.example);
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
        forbidden.lasting().replace("nulmeting-2021", "geen"),
        absent.lasting()
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
async fn an_invitation_that_lacks_something_is_asked_for_again() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.be("anja-kok").await;
    let nameless = [("naam", " "), ("rol", "researcher"), ("waar", "programme")];
    let nameless = site.post("/personen", &nameless).await;
    assert_eq!(nameless.status, StatusCode::UNPROCESSABLE_ENTITY);
    let homeless = [
        ("naam", "Piet"),
        ("rol", "coordinator"),
        ("waar", "programme"),
    ];
    let homeless = site.post("/personen", &homeless).await;
    assert_eq!(homeless.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        homeless
            .text()
            .contains("De rol coördinator geldt voor één route")
    );
    assert!(
        homeless.text().contains("value=\"Piet\""),
        "what was typed stays"
    );
}

#[tokio::test]
async fn an_administrator_lets_somebody_in_with_a_link_that_works_once() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.be("anja-kok").await;
    let fields = [
        ("naam", "Fatima <b>Aziz</b>"),
        ("rol", "researcher"),
        ("waar", "programme"),
    ];
    let sheet = site.post("/personen", &fields).await.location();
    assert!(sheet.starts_with("/personen/p-"), "{sheet}");
    let page = site.get(&sheet).await.text();
    assert!(page.contains("Fatima") && !page.contains("<b>Aziz"));
    let shown = site.post(&format!("{sheet}/link"), &[]).await.text();
    let link = shown.split("<code>").nth(1).unwrap();
    let link = link.split("</code>").next().unwrap();
    let path = link.strip_prefix("http://localhost:8080").unwrap();

    site.sign_out();
    let signed_in = site.post(path, &[]).await;
    assert_eq!(signed_in.location(), "/");
    let again = site.post(path, &[]).await;
    assert!(again.text().contains("Deze link werkt niet meer"));

    // An invitation gives no right until it is accepted.
    site.keep_cookie(&signed_in);
    let results = "/metingen/nulmeting-2021/resultaten/companies?publiek=onderzoeker";
    assert_eq!(site.get(results).await.status, StatusCode::NOT_FOUND);
    assert!(
        site.get("/")
            .await
            .text()
            .contains("Je bent uitgenodigd als onderzoeker")
    );
    let page = site.get("/mijn/rollen").await.text();
    let accept = form_of(&page, "/aannemen");
    assert_eq!(site.post(&accept, &[]).await.location(), "/mijn/rollen");
    assert_eq!(site.get(results).await.status, StatusCode::OK);
    let twice = site.post(&accept, &[]).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);

    // Taken back, it gives none at the next request, also where somebody is signed in.
    let theirs = site.cookies();
    site.sign_out();
    site.be("anja-kok").await;
    let page = site.get(&sheet).await.text();
    let grant = page
        .split(&format!("href=\"{sheet}/rollen/"))
        .nth(1)
        .unwrap();
    let grant = format!("{sheet}/rollen/{}", grant.split('"').next().unwrap());
    assert!(site.get(&grant).await.text().contains("Ja, trek de rol in"));
    let taken = site.post(&format!("{grant}/intrekken"), &[]).await;
    assert_eq!(taken.location(), sheet);
    let page = site.get(&sheet).await.text();
    assert!(page.contains("ingetrokken (Anja Kok"), "{page}");
    assert!(page.contains("aangenomen (Fatima"), "{page}");
    site.use_cookie(&theirs);
    assert_eq!(site.get(results).await.status, StatusCode::NOT_FOUND);
    assert!(site.get("/").await.text().contains("Je hebt nu geen rol"));
}

/// The address of the form that ends so.
fn form_of(page: &str, end: &str) -> String {
    let mut addresses = page.split("action=\"").skip(1);
    let address = addresses.find_map(|rest| {
        let address = rest.split('"').next().unwrap();
        address.ends_with(end).then(|| address.to_owned())
    });
    address.unwrap()
}

#[tokio::test]
async fn choosing_a_role_changes_what_is_seen_and_renews_the_session() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.be("karim-aziz").await;
    assert!(site.get("/").await.text().contains("Karim Aziz · docent"));
    let page = site.get("/mijn/rollen").await.text();
    assert!(!page.contains("Wissel van rol"), "one role");
    assert_eq!(site.get("/personen").await.status, StatusCode::NOT_FOUND);
    site.post(&form_of(&page, "/aannemen"), &[]).await;
    // A coordinator comes before a teacher.
    assert!(
        site.get("/")
            .await
            .text()
            .contains("Karim Aziz · coördinator")
    );
    assert_eq!(site.get("/personen").await.status, StatusCode::OK);

    let before = site.cookies();
    let chosen = site.post("/mijn/rollen/kies", &[("rol", "teacher")]).await;
    assert_eq!(chosen.location(), "/");
    site.keep_cookie(&chosen);
    assert_ne!(site.cookies(), before);
    assert!(site.get("/").await.text().contains("Karim Aziz · docent"));
    assert_eq!(site.get("/personen").await.status, StatusCode::NOT_FOUND);
    for role in ["researcher", "", "koning"] {
        let foreign = site.post("/mijn/rollen/kies", &[("rol", role)]).await;
        assert_eq!(foreign.status, StatusCode::NOT_FOUND, "{role}");
    }
    let now = site.cookies();
    site.use_cookie(&before);
    assert_eq!(
        site.get("/").await.location(),
        "/aanmelden",
        "the old id is nothing"
    );
    site.use_cookie(&now);
    let page = site.get("/mijn/rollen").await.text();
    let lay_down = page.split("href=\"/mijn/rollen/").nth(1).unwrap();
    let lay_down = format!("/mijn/rollen/{}", lay_down.split('"').next().unwrap());
    assert!(
        site.get(&lay_down)
            .await
            .text()
            .contains("Ja, leg de rol neer")
    );
    assert_eq!(site.post(&lay_down, &[]).await.location(), "/mijn/rollen");
    assert!(
        site.get("/mijn/rollen")
            .await
            .text()
            .contains("neergelegd (Karim Aziz")
    );
}

/// A name that is sought, a role, a state and a pathway: all must fit.
#[tokio::test]
async fn persons_are_found_by_name_role_state_and_pathway() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.be("anja-kok").await;
    for (query, there, absent) in [
        ("zoek=SMIT", "Lotte Smit", "Karim Aziz"),
        ("zoek=%25", "Niemand past hierbij", "Lotte Smit"),
        ("rol=student", "Lotte Smit", "Karim Aziz"),
        ("staat=uitgenodigd", "Karim Aziz", "Lotte Smit"),
        (
            "rol=student&staat=uitgenodigd",
            "Niemand past hierbij",
            "Karim Aziz",
        ),
        ("route=hva-ict", "Karim Aziz", "Lotte Smit"),
        ("staat=voorbij", "Niemand past hierbij", "Lotte Smit"),
        ("pagina=2", "Hier is nog niemand", "Lotte Smit"),
        (
            "pagina=-1&rol=niets&staat=niets",
            "Lotte Smit",
            "Niemand past",
        ),
    ] {
        let page = site.get(&format!("/personen?{query}")).await.text();
        let list = page.split("id=\"toevoegen\"").next().unwrap();
        assert!(list.contains(there), "{query}: {there}");
        assert!(!list.contains(absent), "{query}: {absent}");
    }
    site.be("noor-de-wit").await;
    let page = site.get("/personen").await.text();
    assert!(page.contains("Lotte Smit") && page.contains("Karim Aziz"));
    for foreign in [
        "Ruben Vos",
        "Wil Peters",
        "Joost Bakker",
        "het hele programma",
    ] {
        assert!(!page.contains(foreign), "{foreign}");
    }
}
