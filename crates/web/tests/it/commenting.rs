//! People from the field comment on a draft by a link, and read what became of it.

use axum::http::StatusCode;
use mkbroute_testkit::Backend;
use rstest::rstest;

use crate::site::Site;

const ROUND: &str = "/vragenlijsten/concepten/students-2/commentaar";

/// The text between two marks.
fn between<'a>(page: &'a str, before: &str, after: &str) -> &'a str {
    let from = page.find(before).unwrap() + before.len();
    page[from..].split(after).next().unwrap()
}

/// Invites somebody and returns the path of their link.
async fn invited(site: &Site) -> String {
    let fields = [("naam", "docent <b>Saxion</b>"), ("doe", "nodig")];
    let page = site.post(ROUND, &fields).await.text();
    assert!(!page.contains("<b>Saxion"));
    let link = between(&page, "<code>http://localhost:8080", "</code>");
    link.to_owned()
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_comment_is_declined_with_a_reason_that_its_author_reads(#[case] backend: Backend) {
    let mut site = Site::demo(backend).await;
    site.be("ruben-vos").await;
    let link = invited(&site).await;
    site.sign_out();
    assert!(site.get(&link).await.text().contains("Hoe oud ben je?"));
    let said = [("c.", ""), ("c.age", "Waarom <script>alert(1)</script>?")];
    let reply = site.post(&link, &said).await;
    assert_eq!(reply.location(), format!("{link}?dank"));
    assert!(
        site.get(&reply.location())
            .await
            .text()
            .contains("Dank je wel")
    );

    site.be("ruben-vos").await;
    let round = site.get(ROUND).await.text();
    assert!(!round.contains("<script>alert") && round.contains("alert(1)"));
    let about = round.split("alert(1)").nth(1).unwrap();
    let decide = between(about, "action=\"", "\"").to_owned();
    let unreasoned = site.post(&decide, &[("doe", "wijs"), ("reden", " ")]).await;
    assert_eq!(unreasoned.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        unreasoned
            .text()
            .contains("Schrijf waarom je dit niet overneemt")
    );
    let reason = [("doe", "wijs"), ("reden", "Nodig om groepen te zien.")];
    assert_eq!(
        site.post(&decide, &reason).await.status,
        StatusCode::SEE_OTHER
    );
    let missing = format!("{ROUND}/00000000-0000-0000-0000-000000000000");
    assert_eq!(
        site.post(&missing, &[("doe", "neem")]).await.status,
        StatusCode::NOT_FOUND
    );

    site.sign_out();
    let mine = site.get(&link).await.text();
    assert!(mine.contains("niet overgenomen") && mine.contains("Nodig om groepen te zien."));
    assert!(!mine.contains("<script>alert"));
    assert!(
        !mine.contains("Ik woon deels bij mijn ouders"),
        "nobody reads what others said"
    );
}

#[tokio::test]
async fn a_closed_round_gives_back_what_was_typed() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.be("ruben-vos").await;
    let link = invited(&site).await;
    assert_eq!(
        site.post(ROUND, &[("doe", "sluit")]).await.status,
        StatusCode::SEE_OTHER
    );
    site.sign_out();
    let shown = site.get(&link).await.text();
    assert!(shown.contains("De commentaarronde is gesloten") && !shown.contains("Verstuur"));
    let late = site.post(&link, &[("c.age", "Te laat gezien")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.text().contains("Te laat gezien"));
}

#[tokio::test]
async fn a_comment_that_is_too_long_or_empty_is_told() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.be("ruben-vos").await;
    let link = invited(&site).await;
    site.sign_out();
    let endless = "x".repeat(2_001);
    let reply = site
        .post(&link, &[("c.age", &endless), ("c.living", "Kort")])
        .await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.text().contains(&endless) && reply.text().contains("Kort"));
    let reply = site.post(&link, &[("c.age", " ")]).await;
    assert!(reply.text().contains("Je hebt nog niets geschreven"));
}

#[tokio::test]
async fn a_link_that_does_not_exist_is_nothing_and_a_name_is_needed() {
    let mut site = Site::demo(Backend::Sqlite).await;
    let unknown = format!("/commentaar/{}", "A".repeat(43));
    for link in ["/commentaar/geen", unknown.as_str()] {
        assert_eq!(site.get(link).await.status, StatusCode::NOT_FOUND);
        let reply = site.post(link, &[("c.age", "Hallo")]).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND);
    }
    site.be("ruben-vos").await;
    let nameless = site.post(ROUND, &[("naam", " ")]).await;
    assert_eq!(nameless.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nameless.text().contains("Vul in wie je uitnodigt"));
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn comments_ask_for_a_decision_at_the_start_until_it_is_taken(#[case] backend: Backend) {
    let mut site = Site::demo(backend).await;
    site.be("noor-de-wit").await;
    let start = site.get("/").await.text();
    assert!(!start.contains("Beslis over commentaar"), "not hers");
    site.be("ruben-vos").await;
    let start = site.get("/").await.text();
    assert!(start.contains("2 opmerkingen wachten op een beslissing"));
    assert!(
        start.contains(&format!("href=\"{ROUND}\"")),
        "one press away"
    );
    let english = site.get("/?lang=en").await.text();
    assert!(english.contains("2 comments wait for a decision"));

    for (left, title) in [(1, "Reistijd naar school"), (0, "Hoe woon je?")] {
        let round = site.get(ROUND).await.text();
        let about = round.split(title).nth(1).unwrap();
        let decide = between(about, "method=\"post\" action=\"", "\"").to_owned();
        site.post(&decide, &[("doe", "neem")]).await;
        let start = site.get("/").await.text();
        let one = start.contains("Eén opmerking wacht op een beslissing");
        assert_eq!(one, left == 1);
        assert_eq!(start.contains(ROUND), left > 0);
    }
}
