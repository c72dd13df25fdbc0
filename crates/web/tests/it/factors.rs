//! What holds pathways back and helps them on, on the pages of a pathway and of the programme.

use axum::http::StatusCode;
use mkbroute_testkit::Backend;

use crate::site::Site;

const OWN: &str = "/routes/avans-bouw/factoren";

#[tokio::test]
async fn a_factor_is_noted_and_taken_away_on_the_page_of_a_pathway() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.be("noor-de-wit").await;
    let sheet = site.get("/routes/avans-bouw").await.text();
    assert!(sheet.contains(OWN));
    let typed = [("doe", "noteer"), ("factor", ""), ("zin", "Zo <is> het")];
    let wrong = site.post(OWN, &typed).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = wrong.text();
    assert!(page.contains("Kies wat de route tegenhoudt") && page.contains("Zo &#60;is&#62; het"));
    let twice = [("doe", "noteer"), ("factor", "helping_factor.branch")];
    let twice = site.post(OWN, &twice).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(twice.text().contains("Dit staat er al"));

    let noted = [
        ("doe", "noteer"),
        ("factor", "barrier.policy"),
        ("zin", "Zo <is> het"),
    ];
    assert_eq!(site.post(OWN, &noted).await.location(), OWN);
    let page = site.get(OWN).await.text();
    assert!(page.contains("Zo &#60;is&#62; het") && page.contains("Noor de Wit"));
    assert!(
        !page.contains("value=\"barrier.policy\""),
        "it stands there"
    );

    let id = page.split("Zo &#60;is&#62; het").nth(1).unwrap();
    let id = id.split("name=\"factor\" value=\"").nth(1).unwrap();
    let id = id.split('"').next().unwrap();
    let long = "x".repeat(501);
    let wrong = site
        .post(OWN, &[("doe", "weg"), ("factor", id), ("zin", &long)])
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = wrong.text();
    assert!(page.contains("<details open>") && page.contains(&long));
    let away = [("doe", "weg"), ("factor", id), ("zin", "Er is beleid")];
    assert_eq!(site.post(OWN, &away).await.location(), OWN);
    let page = site.get(OWN).await.text();
    let past = page.split("Wat niet meer geldt").nth(1).unwrap();
    assert!(past.contains("Er is beleid") && past.contains("Zo &#60;is&#62; het"));
    let late = site.post(OWN, &away).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.text().contains("haalde dit intussen weg"));
}

#[tokio::test]
async fn who_develops_nothing_sees_what_was_noted_and_changes_nothing() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.be("karim-aziz").await;
    let page = site.get(OWN).await.text();
    assert!(page.contains("De branche betaalt mee") && !page.contains("Haal weg"));
    assert!(!page.contains("Kies uit de lijst"));
}

#[tokio::test]
async fn the_programme_counts_factors_by_phase() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.be("samira-haddad").await;
    let counts = "/ondersteuning/factoren";
    let page = site.get(counts).await.text();
    let small = page.split("te klein om uit te komen</th>").nth(1).unwrap();
    let row = small.split("</tr>").next().unwrap();
    assert!(
        row.contains("factor=barrier.small_intake&#38;toen=developing"),
        "{row}"
    );
    assert!(
        row.contains("factor=barrier.small_intake&#38;toen=established"),
        "{row}"
    );
    assert!(row.contains("factor=barrier.small_intake\">2<"), "{row}");
    for (query, there, absent) in [
        (
            "?soort=helping_factor",
            "Wat helpt</h2>",
            "Wat tegenhoudt</h2>",
        ),
        (
            "?fase=nu",
            "waarin zij nu zijn",
            "toen het genoteerd werd</caption>",
        ),
        (
            "?sector=care",
            "Hierbij noteerde geen route iets",
            "<caption>",
        ),
        (
            "?van=onzin&tot=2099-01-01",
            "small_intake",
            "Hierbij noteerde",
        ),
    ] {
        let page = site.get(&format!("{counts}{query}")).await.text();
        assert!(page.contains(there), "{query}: {there}");
        assert!(!page.contains(absent), "{query}: {absent}");
    }
    let csv = site
        .get("/ondersteuning/factoren.csv?soort=barrier")
        .await
        .text();
    assert_eq!(csv.lines().count(), 1 + 12 * 7, "{csv}");
    assert!(
        csv.contains("barrier,small_intake,established,1,1"),
        "{csv}"
    );
}

#[tokio::test]
async fn the_programme_reads_what_was_noted_and_takes_it_along() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.be("samira-haddad").await;
    let list = "/ondersteuning/factoren/lijst";
    for (query, count, there) in [
        ("", "8 keer", "De subsidie liep af"),
        ("?welke=alles", "9 keer", "Vier bedrijven tekenden alsnog"),
        (
            "?factor=barrier.small_intake&toen=developing",
            "1 keer",
            "/routes/hva-ict/factoren",
        ),
        ("?nu=paused", "1 keer", "/routes/fontys-mobiliteit/factoren"),
        (
            "?factor=barrier.policy",
            "Niets past hierbij",
            "Wis wat je koos",
        ),
        ("?pagina=9", "Nog geen route noteerde iets", "Zoek"),
    ] {
        let page = site.get(&format!("{list}{query}")).await.text();
        assert!(
            page.contains(count) && page.contains(there),
            "{query}: {page}"
        );
    }
    let csv = site
        .get("/ondersteuning/factoren/lijst.csv?welke=alles")
        .await
        .text();
    assert_eq!(csv.lines().count(), 10, "{csv}");
    assert!(csv.contains("avans-bouw,barrier,no_commitment,"), "{csv}");
    for file in ["factoren", "factoren/lijst"] {
        let xlsx = site.get(&format!("/ondersteuning/{file}.xlsx")).await;
        assert!(xlsx.bytes.starts_with(b"PK"), "{file}");
    }
}
