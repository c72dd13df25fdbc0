use axum::http::StatusCode;
use mkbroute_testkit::{Backend, forms};

use crate::access::rows;
use crate::site::Site;

const ADDRESS: &str = "/aanmelden/demo/ruben-vos";

#[tokio::test]
async fn a_form_from_another_site_is_refused() {
    let site = Site::demo(Backend::Sqlite).await;
    for headers in [
        [("sec-fetch-site", "cross-site")].as_slice(),
        &[("sec-fetch-site", "same-site")],
        &[("origin", "https://elders.example")],
        // The name of a host is no proof: whoever asks writes it.
        &[
            ("origin", "http://elders.example"),
            ("host", "localhost:8080"),
        ],
    ] {
        let reply = site.post_raw(ADDRESS, headers, String::new()).await;
        assert_eq!(reply.status, StatusCode::FORBIDDEN, "{headers:?}");
        assert!(reply.headers.get("set-cookie").is_none());
    }
    for headers in [
        [("origin", "http://localhost:8080")].as_slice(),
        // Browsers hide the origin, as our pages name no referrer.
        &[("origin", "null"), ("sec-fetch-site", "same-origin")],
        &[("origin", "null")],
        &[],
    ] {
        let reply = site.post_raw(ADDRESS, headers, String::new()).await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{headers:?}");
    }
}

#[tokio::test]
async fn a_form_without_the_token_of_its_browser_is_refused() {
    let site = Site::demo(Backend::Sqlite).await;
    let other = forms::TOKEN.replace('A', "B");
    for token in ["", "AAAA", "\u{e9}", &other, &forms::TOKEN[1..]] {
        let reply = site
            .post_raw(ADDRESS, &[(forms::HEADER, token)], String::new())
            .await;
        assert_eq!(reply.status, StatusCode::FORBIDDEN, "{token}");
        assert!(reply.text().contains("Er is niets gedaan"));
        let field = format!("csrf={token}");
        let reply = site.post_raw(ADDRESS, &[(forms::HEADER, "")], field).await;
        assert_eq!(reply.status, StatusCode::FORBIDDEN, "{token}");
    }
    // Whoever has the token of one browser cannot use it in another.
    let reply = site.post_fresh(ADDRESS, &[("csrf", forms::TOKEN)]).await;
    assert_eq!(reply.status, StatusCode::FORBIDDEN);
}

/// The token outlives the session, so that what stood open is not lost.
#[tokio::test]
async fn a_form_that_stood_open_while_its_owner_signed_in_anew_is_taken() {
    let mut site = Site::demo(Backend::Sqlite).await;
    let page = site.get_fresh("/aanmelden").await;
    let cookie = page.headers["set-cookie"].to_str().unwrap();
    let cookie = cookie.split(';').next().unwrap().to_owned();
    let text = page.text();
    let token = text.split("name=\"csrf\" value=\"").nth(1).unwrap();
    let token = token.split('"').next().unwrap();
    for _ in 0..2 {
        site.use_cookie(&cookie);
        let reply = site.post_plain(ADDRESS, &[("csrf", token)]).await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER);
        let session = reply.headers["set-cookie"].to_str().unwrap();
        let session = session.split(';').next().unwrap();
        site.use_cookie(&format!("{cookie}; {session}"));
        let fields = [("csrf", token), ("titel_nl", "Proef")];
        let reply = site.post_plain("/metingen/nieuw", &fields).await;
        assert_eq!(
            reply.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{}",
            reply.text()
        );
        assert!(
            reply.text().contains("Proef"),
            "what was typed is still there"
        );
    }
    assert_ne!(cookie, forms::COOKIE);
}

/// Opens what the tables of addresses name, and looks at the forms.
#[tokio::test]
async fn every_form_that_somebody_signed_in_can_send_carries_the_token() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.with_interim_release().await;
    let mut forms = 0;
    for persona in [
        None,
        Some("ruben-vos"),
        Some("anja-kok"),
        Some("noor-de-wit"),
        Some("karim-aziz"),
    ] {
        match persona {
            Some(slug) => site.be(slug).await,
            None => site.sign_out(),
        }
        let shown = rows().filter(|row| !row.example.starts_with("POST "));
        for address in shown.map(|row| row.example).chain(["/metingen/nieuw"]) {
            let page = site.get(address).await.text();
            for form in page.split("<form").skip(1) {
                let (form, _) = form.split_once("</form>").unwrap();
                if !form.starts_with(" method=\"post\"") || is_exempt(form) {
                    continue;
                }
                forms += 1;
                assert!(form.contains("name=\"csrf\" value=\""), "{address}: {form}");
            }
        }
    }
    assert!(forms > 150, "only {forms} forms were seen");
}

fn is_exempt(form: &str) -> bool {
    let exempt = ["/a/", "/m/", "/commentaar/", "/overzicht/"];
    exempt
        .iter()
        .any(|begin| form.contains(&format!("action=\"{begin}")))
}

/// Files are sent to one address only, which reads a table from them: there is nothing to re-encode or to serve from
/// elsewhere.
#[tokio::test]
async fn no_other_address_takes_a_file() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.be("ruben-vos").await;
    let kind = [("content-type", "multipart/form-data; boundary=x")];
    let body = "--x\r\nContent-Disposition: form-data; name=\"bestand\"; filename=\"x.svg\"\r\n\r\n<svg/>\r\n--x--\r\n";
    for row in rows().filter(|row| row.route != "/organisaties/importeren") {
        let Some(address) = row.example.strip_prefix("POST ") else {
            let page = site.get(row.example).await.text();
            assert!(
                !page.contains("type=\"file\"") && !page.contains("multipart/"),
                "{}",
                row.example
            );
            continue;
        };
        // A mail program that ends the overview may send its words like that (RFC 8058); they are not read.
        if address.starts_with("/overzicht/") {
            continue;
        }
        let reply = site.send_file(address, &kind, body).await;
        assert_eq!(
            reply.status,
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "{address}"
        );
        assert!(reply.text().contains("geen bestand"), "{address}");
    }
}
