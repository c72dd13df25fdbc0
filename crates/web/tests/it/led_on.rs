//! Signing in leads on to the page that somebody wanted to see.

use axum::http::header;
use mkbroute_testkit::Backend;
use rstest::rstest;

use crate::site::{Reply, Site};

const WISHED: &str = "/organisaties?plaats=Utrecht&soort=company";

/// What a reply has the browser remember under this name.
fn cookie(reply: &Reply, name: &str) -> Option<String> {
    let set = reply.headers.get_all(header::SET_COOKIE).iter();
    let mut pairs = set.filter_map(|cookie| cookie.to_str().unwrap().split(';').next());
    let of_name = pairs.find(|pair| pair.starts_with(&format!("{name}=")));
    of_name.map(str::to_owned)
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn signing_in_leads_on_to_the_page_that_was_opened(#[case] backend: Backend) {
    let mut site = Site::demo(backend).await;
    let turned_away = site.get(WISHED).await;
    assert_eq!(turned_away.location(), "/aanmelden");
    let wish = cookie(&turned_away, "mkbroute-naar").unwrap();
    site.use_cookie(&wish);
    let page = site.get("/aanmelden").await.text();
    assert!(page.contains("id=\"daarna\""));

    let signed_in = site.post("/aanmelden/demo/noor-de-wit", &[]).await;
    assert_eq!(signed_in.location(), WISHED);
    assert_eq!(
        cookie(&signed_in, "mkbroute-naar").unwrap(),
        "mkbroute-naar="
    );
    site.keep_cookie(&signed_in);
    assert_eq!(site.get(WISHED).await.status, 200);

    // Whoever leaves is not led to where another was.
    let left = site.post("/afmelden", &[]).await;
    assert_eq!(cookie(&left, "mkbroute-naar").unwrap(), "mkbroute-naar=");
    site.sign_out();
    let page = site.get("/aanmelden").await.text();
    assert!(!page.contains("id=\"daarna\""));
}

#[tokio::test]
async fn only_pages_of_this_site_are_led_on_to() {
    let mut site = Site::demo(Backend::Sqlite).await;
    let no_pages = ["/", "/organisaties/lijst.csv", "/logboek.csv"];
    for no_page in no_pages {
        let turned_away = site.get(no_page).await;
        assert_eq!(turned_away.location(), "/aanmelden", "{no_page}");
        assert_eq!(cookie(&turned_away, "mkbroute-naar"), None, "{no_page}");
    }
    let fetched = [("sec-fetch-dest", "empty")];
    let by_script = site.get_with("/organisaties", &fetched).await;
    assert_eq!(cookie(&by_script, "mkbroute-naar"), None);
    let long = format!("/organisaties?plaats={}", "a".repeat(2_000));
    assert_eq!(cookie(&site.get(&long).await, "mkbroute-naar"), None);

    for elsewhere in [
        "%2F%2Felders%2Eexample",
        "https%3A%2F%2Fx",
        "%FF",
        "%2Fa%0D",
    ] {
        site.use_cookie(&format!("mkbroute-naar={elsewhere}"));
        let signed_in = site.post("/aanmelden/demo/noor-de-wit", &[]).await;
        assert_eq!(signed_in.location(), "/", "{elsewhere}");
    }
}
