use mkbroute_testkit::Backend;

use crate::access::rows;
use crate::site::{Reply, Site};

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

fn check(reply: &Reply, of: &str) {
    let header = |name: &str| {
        let value = reply.headers.get(name);
        value
            .unwrap_or_else(|| panic!("{of} has no {name}"))
            .to_str()
            .unwrap()
    };
    let policy = header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'"), "{of}");
    assert!(policy.contains("frame-ancestors 'none'"), "{of}");
    assert!(
        policy.contains("form-action 'self'") && policy.contains("base-uri 'none'"),
        "{of}"
    );
    assert!(!policy.contains("unsafe"), "{of}");
    assert_eq!(header("x-content-type-options"), "nosniff", "{of}");
    assert_eq!(header("referrer-policy"), "no-referrer", "{of}");
    assert_eq!(header("x-frame-options"), "DENY", "{of}");
    assert!(!header("cache-control").is_empty(), "{of}");
    // Whoever is refused is told why; only a redirect needs no words.
    // What is kept while somebody types is told to a script by the status alone.
    let silent = reply.status.is_redirection() || of.ends_with("/bewaar");
    assert!(
        silent || !reply.bytes.is_empty(),
        "{of} says nothing with {}",
        reply.status
    );
    assert!(!reply.status.is_server_error(), "{of}: {}", reply.status);
}

#[tokio::test]
async fn every_reply_of_every_address_carries_the_security_headers() {
    let mut site = Site::demo(Backend::Sqlite).await;
    for persona in [None, Some("ruben-vos"), Some("joost-bakker")] {
        if let Some(slug) = persona {
            site.be(slug).await;
        }
        for row in rows().filter(|row| !row.route.starts_with("/afmelden")) {
            let reply = match row.example.strip_prefix("POST ") {
                Some(address) => site.post_in_vain(address, &[]).await,
                None => site.get(row.example).await,
            };
            check(&reply, row.example);
        }
    }
}

#[tokio::test]
async fn refusals_and_files_carry_them_too() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.be("ruben-vos").await;
    let large = format!("zoek={}", "x".repeat(300 * 1024));
    let status = |reply: &Reply| reply.status.as_u16();
    let replies = [
        (404, site.get("/nergens").await),
        (404, site.get("/bestanden/x/geen.css").await),
        (404, site.get("/metingen/%ff").await),
        (400, site.get("/personen?pagina=%zz&pagina=x").await),
        (405, site.send_as("DELETE", "/metingen").await),
        (405, site.send_as("POST", "/metingen").await),
        (
            413,
            site.post_raw("/onderzoek/vragen/choosing", &[FORM], large)
                .await,
        ),
        (
            403,
            site.post_raw(
                "/metingen/nieuw",
                &[("sec-fetch-site", "cross-site")],
                String::new(),
            )
            .await,
        ),
        (
            421,
            site.get_with("/metingen", &[("host", "elders.example")])
                .await,
        ),
        (200, site.get("/metingen/nulmeting-2021/rapport.pdf").await),
        (200, site.get("/metingen/nulmeting-2021/cijfers.csv").await),
        (200, site.get("/metingen/nulmeting-2021/cijfers.xlsx").await),
        (200, site.get("/bestanden/x/style.css").await),
        (200, site.get("/api/v1/openapi.json").await),
        (401, site.get("/api/v1/waves").await),
        (404, site.get("/api/nergens").await),
        (405, site.send_as("DELETE", "/api/v1/waves").await),
    ];
    for (number, (expected, reply)) in replies.iter().enumerate() {
        assert_eq!(status(reply), *expected, "reply {number}: {}", reply.text());
        check(reply, &format!("reply {number} with {expected}"));
    }
    assert!(replies[4].1.headers.contains_key("allow"));
}

#[tokio::test]
async fn cookies_are_out_of_reach_of_script_and_bound_to_this_host() {
    let site = Site::demo(Backend::Sqlite).await;
    let safe = |reply: &Reply, prefix: &str| {
        let cookies: Vec<_> = reply.headers.get_all("set-cookie").iter().collect();
        assert!(!cookies.is_empty());
        for cookie in cookies {
            let cookie = cookie.to_str().unwrap();
            assert!(cookie.starts_with(prefix), "{cookie}");
            assert!(cookie.contains("; HttpOnly; SameSite=Lax"), "{cookie}");
            assert!(
                cookie.contains("; Path=/;") && !cookie.contains("Domain"),
                "{cookie}"
            );
            assert_eq!(
                cookie.ends_with("; Secure"),
                prefix.starts_with("__Host-"),
                "{cookie}"
            );
        }
    };
    safe(
        &site.post("/aanmelden/demo/ruben-vos", &[]).await,
        "mkbroute",
    );
    let secure = Site::at(site.kit, "https://mkb.example");
    let fresh = secure.get_fresh("/aanmelden?lang=en").await;
    safe(&fresh, "__Host-mkbroute");
    assert_eq!(fresh.headers.get_all("set-cookie").iter().count(), 2);
    assert!(fresh.headers.contains_key("strict-transport-security"));
}

/// Whoever answers gets no cookie by which they could be known.
#[tokio::test]
async fn respondents_get_no_cookie() {
    let site = Site::demo(Backend::Sqlite).await;
    let link = "/m/vervolgmeting-avans-bouw-students";
    let shown = site.get_fresh(link).await;
    let begun = site.post_fresh(link, &[]).await;
    let answering = site.get_fresh(&begun.location()).await;
    for reply in [shown, begun, answering] {
        assert!(reply.status.as_u16() < 400, "{}", reply.status);
        assert!(reply.headers.get("set-cookie").is_none());
        assert!(!reply.text().contains("name=\"csrf\""));
    }
}
