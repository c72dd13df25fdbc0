use mkbroute_testkit::Backend;

use crate::site::Site;

/// Addresses that want to confuse, and what they must not be: found or a fault.
const PATHS: [&str; 18] = [
    "//metingen",
    "/metingen//",
    "/metingen/../personen",
    "/metingen/%2e%2e/personen",
    "/metingen/..%2fpersonen",
    "/metingen/%2e%2e%2fpersonen",
    "/metingen/%00",
    "/metingen/%ff%fe",
    "/metingen/nulmeting-2021%00",
    "/metingen/nulmeting-2021%2frapport",
    "/bestanden/x/..%2f..%2fetc%2fpasswd",
    "/bestanden/../../etc/passwd",
    "/METINGEN",
    "/metingen;jsessionid=1",
    "/metingen/nulmeting-2021/rapport/.pdf",
    "/metingen/nulmeting-2021/figuren/..%2f..%2fx.svg",
    "/aanmelden/%0d%0aSet-Cookie:%20x=y",
    "/vragenlijsten/students/99999999999999999999",
];

#[tokio::test]
async fn an_address_that_confuses_leads_to_nothing() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.be("ruben-vos").await;
    for path in PATHS {
        let reply = site.get(path).await;
        let harmless = reply.status.as_u16() == 404 || path.starts_with("/aanmelden/");
        assert!(harmless, "{path}: {}", reply.status);
        assert!(!reply.headers.contains_key("set-cookie"), "{path}");
        assert!(!reply.text().contains("root:"), "{path}");
    }
    let long = format!("/metingen/{}", "x".repeat(60_000));
    assert_eq!(site.get(&long).await.status.as_u16(), 404);
    let long = format!("/metingen?zoek={}", "x".repeat(60_000));
    assert!(site.get(&long).await.status.as_u16() < 500);
}

/// Numbers, dates and names that nobody types, in every place that reads one from the address.
#[tokio::test]
async fn no_query_brings_a_page_down() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.be("anja-kok").await;
    let values = [
        "",
        "-1",
        "0",
        "99999999999999999999",
        "1e9",
        "NaN",
        "%00",
        "%ff",
        "é",
        "2026-13-45",
        "'%20OR%201=1--",
    ];
    let places = [
        "/personen?pagina=",
        "/personen?zoek=",
        "/personen?rol=",
        "/logboek?pagina=",
        "/logboek?van=",
        "/logboek?tot=",
        "/logboek?daad=",
        "/metingen?staat=",
        "/metingen/nulmeting-2021/kan-dit-kloppen?uitspraak=75%25&n=",
        "/metingen/nulmeting-2021/kan-dit-kloppen?n=25&uitspraak=",
        "/metingen/nulmeting-2021/vragen?publiek=",
        "/mijn/bewijs?naar=",
        "/aanmelden/terug?code=x&state=",
        "/?lang=",
    ];
    for place in places {
        for value in values {
            let address = format!("{place}{value}");
            let reply = site.get(&address).await;
            assert!(
                !reply.status.is_server_error(),
                "{address}: {}",
                reply.status
            );
            let language = reply.text();
            assert!(!language.contains("Failed to deserialize"), "{address}");
        }
    }
}
