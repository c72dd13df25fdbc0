//! What the program keeps of persons, and what they can do about it.

use axum::http::{StatusCode, header};
use mkbroute_domain::accounts::privacy::{Activity, REGISTER};
use mkbroute_testkit::Backend;
use rstest::rstest;

use crate::site::Site;

#[tokio::test]
async fn the_notice_tells_every_activity_in_both_languages() {
    let site = Site::demo(Backend::Sqlite).await;
    for (lang, words) in [("nl", "Hoe lang"), ("en", "How long")] {
        let page = site.get(&format!("/privacy?lang={lang}")).await.text();
        let told = page.matches(words).count();
        assert_eq!(told, Activity::ALL.len(), "{lang}");
    }
    let page = site.get("/privacy").await.text();
    assert!(page.contains("concept tot de instelling"));
}

#[tokio::test]
async fn the_register_names_every_personal_column() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.be("anja-kok").await;
    let page = site.get("/privacy/register").await.text();
    let file = site.get("/privacy/register.csv").await.text();
    for table in REGISTER {
        for column in table.personal() {
            let name = format!("{}.{}", table.name, column.name);
            assert!(page.contains(&name) && file.contains(&name), "{name}");
        }
    }
    assert_eq!(file.lines().count(), 1 + Activity::ALL.len());
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn somebody_sees_mends_takes_along_and_erases_what_is_theirs(#[case] backend: Backend) {
    let mut site = Site::demo(backend).await;
    site.be("noor-de-wit").await;
    let way = site.get("/mijn/aanmeldingen").await.text();
    assert!(way.contains("href=\"/mijn/gegevens\""));
    let page = site.get("/mijn/gegevens").await.text();
    assert!(page.contains("Wie je bent") && page.contains("Noor de Wit"));
    assert!(!page.contains("Ruben Vos"), "nobody else is on it");

    let wrong = site
        .post("/mijn/gegevens", &[("naam", " "), ("taal", "en")])
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text().contains("Vul een naam in."));
    let mended = [("naam", "Noor Jansen"), ("taal", "en")];
    let reply = site.post("/mijn/gegevens", &mended).await;
    assert_eq!(reply.location(), "/mijn/gegevens");
    let reply = site.get("/mijn/gegevens.json").await;
    let kind = &reply.headers[header::CONTENT_DISPOSITION];
    assert_eq!(kind, "attachment; filename=\"gegevens.json\"");
    let told: serde_json::Value = serde_json::from_str(&reply.text()).unwrap();
    assert_eq!(told["tables"]["persons"][0]["name"], "Noor Jansen");
    assert_eq!(told["tables"]["persons"][0]["lang"], "en");
    assert_eq!(told["tables"]["grants"][0]["role"], "coordinator");

    let unsure = site.post("/mijn/gegevens/wissen", &[]).await;
    assert_eq!(unsure.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unsure.text().contains("Er is niets gewist"));
    let erased = site.post("/mijn/gegevens/wissen", &[("zeker", "ja")]).await;
    assert_eq!(erased.location(), "/aanmelden");
    assert_eq!(site.get("/").await.location(), "/aanmelden");
}

#[tokio::test]
async fn the_administrator_erases_who_asks_and_the_log_keeps_a_number() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.be("anja-kok").await;
    let page = site.get("/personen/noor-de-wit/gegevens").await.text();
    assert!(page.contains("Gegevens van Noor de Wit"));
    let sure = [("zeker", "ja")];
    let reply = site.post("/personen/noor-de-wit/wissen", &sure).await;
    assert_eq!(reply.location(), "/personen");
    let page = site.get("/personen").await.text();
    assert!(!page.contains("Noor de Wit"));
    let log = site.get("/logboek").await.text();
    assert!(log.contains("wiste een persoon") && log.contains("niet meer bekend"));
    let reply = site.post("/personen/anja-kok/wissen", &sure).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.text().contains("de enige beheerder"));
}

#[tokio::test]
async fn an_address_is_looked_up_and_erased() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.be("anja-kok").await;
    let wrong = site
        .post("/privacy/verzoeken", &[("adres", "geen adres")])
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text().contains("value=\"geen adres\""));
    let nothing = [("adres", "niemand@example.nl")];
    let found = site.post("/privacy/verzoeken", &nothing).await.text();
    assert!(found.contains("Van dit adres is niets bewaard"));
    let gone = site
        .post("/privacy/verzoeken/wissen", &nothing)
        .await
        .text();
    assert!(gone.contains("Het adres stond op geen lijst."));
}

#[tokio::test]
async fn what_goes_by_itself_is_shown_before_it_goes() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.be("anja-kok").await;
    let page = site.get("/privacy/bewaartermijnen").await.text();
    assert!(page.contains("verlopen aanmeldingen en links"));
    assert!(page.contains("personen zonder rol"));
    let reply = site.post("/privacy/bewaartermijnen", &[]).await;
    assert_eq!(reply.location(), "/privacy/bewaartermijnen");
}
