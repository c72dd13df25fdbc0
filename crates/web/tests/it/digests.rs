//! Choosing how often the overview comes, and ending it from a mail.

use axum::http::StatusCode;
use chrono::TimeDelta;
use mkbroute_application::accounts::digest::choose_digest;
use mkbroute_application::surveys::Token;
use mkbroute_domain::accounts::DigestFrequency;
use mkbroute_testkit::{Backend, TestApp};
use rstest::rstest;

use crate::site::Site;

/// The frequency that the page shows as chosen.
fn chosen(page: &str) -> &str {
    let before = page.split(" checked").next().unwrap_or_default();
    let value = before.rsplit("value=\"").next().unwrap_or_default();
    value.split('"').next().unwrap_or_default()
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn somebody_chooses_how_often(#[case] backend: Backend) {
    let mut site = Site::demo(backend).await;
    site.be("ruben-vos").await;
    let page = site.get("/mijn/overzicht").await.text();
    assert_eq!(
        chosen(&page),
        "off",
        "nothing is chosen for made-up persons"
    );
    assert!(page.contains("Wij hebben geen mailadres van je"));
    for frequency in ["daily", "weekly", "off"] {
        let sent = site
            .post("/mijn/overzicht", &[("hoe_vaak", frequency)])
            .await;
        assert_eq!(sent.location(), "/mijn/overzicht?bewaard=ja");
        let page = site.get(&sent.location()).await.text();
        assert_eq!(chosen(&page), frequency);
        assert!(page.contains("Je keuze is bewaard."));
    }
    site.post("/mijn/overzicht", &[("hoe_vaak", "daily")]).await;
    for fields in [&[][..], &[("hoe_vaak", "hourly")]] {
        let refused = site.post("/mijn/overzicht", fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = refused.text();
        assert!(page.contains("Kies hoe vaak de mail komt."));
        assert_eq!(chosen(&page), "daily", "the choice stays");
    }
    let start = site.get("/").await.text();
    assert!(start.contains("href=\"/mijn/overzicht\""));
}

/// A link as a mail brings it, of the researcher who hears daily.
async fn mailed(kit: &TestApp) -> String {
    let ruben = kit.actor("ruben-vos").await;
    choose_digest(&kit.app, &ruben, DigestFrequency::Daily)
        .await
        .unwrap();
    let token = Token::fresh(&kit.app);
    let tx = kit.app.store().begin().await.unwrap();
    let today = kit.app.now().date_naive();
    tx.insert_digest_stop(token.stop_hash(), ruben.person.id, today)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    token.to_string()
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn the_link_in_a_mail_ends_it_without_signing_in(#[case] backend: Backend) {
    let site = Site::demo(backend).await;
    let address = format!("/overzicht/{}", mailed(&site.kit).await);
    let ruben = site.kit.actor("ruben-vos").await.person.id;
    let frequency = async || site.kit.app.store().digest_of(ruben).await.unwrap();

    for _ in 0..2 {
        let page = site.get(&address).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text().contains("Zet de mail uit"));
    }
    assert_eq!(
        frequency().await,
        Some(DigestFrequency::Daily),
        "a look is no press"
    );

    // A page of another site cannot end it in a browser that has the address.
    let foreign = [("sec-fetch-site", "cross-site")];
    let refused = site.post_raw(&address, &foreign, String::new()).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert_eq!(frequency().await, Some(DigestFrequency::Daily));

    // What a mail program sends: no cookie, no origin, this body (RFC 8058).
    let one_click = [("List-Unsubscribe", "One-Click")];
    for _ in 0..2 {
        let done = site.post(&address, &one_click).await;
        assert_eq!(done.status, StatusCode::OK, "no redirect");
        assert!(done.text().contains("De mail komt niet meer."));
    }
    assert_eq!(frequency().await, Some(DigestFrequency::Off));
    let page = site.get(&address).await.text();
    assert!(page.contains("De mail komt niet meer."));
}

#[tokio::test]
async fn a_link_that_is_none_says_what_to_do() {
    let site = Site::demo(Backend::Sqlite).await;
    mailed(&site.kit).await;
    site.kit.clock.advance(TimeDelta::days(1));
    for token in ["nothing", &"A".repeat(43), "%00", "..%2f..%2fetc"] {
        for reply in [
            site.get(&format!("/overzicht/{token}")).await,
            site.post_in_vain(&format!("/overzicht/{token}"), &[]).await,
        ] {
            assert_eq!(reply.status, StatusCode::NOT_FOUND, "{token}");
            assert!(
                reply.text().contains("Deze link werkt niet meer"),
                "{token}"
            );
        }
    }
}
