//! Signing in with an account at an institution: at a real provider, and at one that lies.

mod lying;

use axum::http::{StatusCode, header};
use chrono::TimeDelta;
use mkbroute_application::accounts::issue_sign_in_link;
use mkbroute_testkit::oidc_provider::OidcProvider;
use mkbroute_testkit::{Backend, TestApp};
use rstest::rstest;

use self::lying::{Liar, Lie};
use crate::site::{Reply, Site};

const BEGIN: &str = "/aanmelden/instelling";
const PLACE: &str = "/mijn/aanmeldingen";

/// A browser that keeps every cookie.
struct Browser {
    site: Site,
    jar: Vec<(String, String)>,
}

impl Browser {
    async fn at(backend: Backend, issuer: &str) -> Self {
        let mut site = Site::with(TestApp::demo(backend).await, true);
        site.kit.go_to_present();
        site.use_provider(issuer);
        let jar = Vec::new();
        Self { site, jar }
    }

    fn keep(&mut self, reply: &Reply) {
        for set in reply.headers.get_all(header::SET_COOKIE) {
            let pair = set.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            self.jar.retain(|(known, _)| known != name);
            self.jar.push((name.to_owned(), value.to_owned()));
        }
        let pairs = self.jar.iter();
        let pairs = pairs.map(|(name, value)| format!("{name}={value}"));
        let line = pairs.collect::<Vec<_>>().join("; ");
        self.site.use_cookie(&line);
    }

    async fn get(&mut self, address: &str) -> Reply {
        let reply = self.site.get(address).await;
        self.keep(&reply);
        reply
    }

    async fn post(&mut self, address: &str) -> Reply {
        let reply = self.site.post(address, &[]).await;
        self.keep(&reply);
        reply
    }

    /// Signs in with a link, as the coordinator.
    async fn sign_in(&mut self, slug: &str) {
        let person = self.site.kit.actor(slug).await.person.id;
        let token = issue_sign_in_link(&self.site.kit.app, person).await;
        let link = format!("/aanmelden/{}", token.unwrap());
        assert_eq!(self.post(&link).await.location(), "/");
    }

    fn signed_in(&self) -> bool {
        let mut jar = self.jar.iter();
        jar.any(|(name, value)| name == "mkbroute" && !value.is_empty())
    }
}

/// Signs in as Anna at the provider, where the program led; gives the way back.
async fn at_provider(address: &str) -> String {
    let client = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .unwrap();
    let form = [("sub", "anna")];
    let reply = client.post(address).form(&form).send().await.unwrap();
    let status = reply.status();
    let back = reply.headers().get("location").cloned();
    let back = back.unwrap_or_else(|| panic!("{status} from {address}"));
    let back = back.to_str().unwrap();
    back.strip_prefix("http://localhost:8080")
        .unwrap()
        .to_owned()
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn an_account_signs_in_who_linked_it(#[case] backend: Backend) {
    let provider = OidcProvider::start();
    let mut browser = Browser::at(backend, &provider.issuer()).await;
    let page = browser.get("/aanmelden").await.text();
    assert!(page.contains("href=\"/aanmelden/instelling\""));

    // Nobody linked it yet: no mail address and no name lets anybody in.
    let to = browser.get(BEGIN).await.location();
    assert!(to.starts_with(&provider.issuer()), "{to}");
    assert!(to.contains("code_challenge_method=S256") && to.contains("nonce="));
    let back = at_provider(&to).await;
    let reply = browser.get(&back).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.text().contains("nog niet gekoppeld"));
    assert!(!browser.signed_in());

    browser.sign_in("noor-de-wit").await;
    let to = browser.get("/mijn/instelling/koppelen").await.location();
    let back = at_provider(&to).await;
    assert_eq!(browser.get(&back).await.location(), PLACE);
    let page = browser.get(PLACE).await.text();
    assert!(page.contains("anna@hogeschool.example, hogeschool.example"));
    // A code works once.
    let again = browser.get(&back).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.text().contains("verlopen"));

    browser.post("/afmelden").await;
    let to = browser.get(BEGIN).await.location();
    let back = at_provider(&to).await;
    assert_eq!(browser.get(&back).await.location(), "/");
    let page = browser.get(PLACE).await.text();
    assert!(page.contains("Noor de Wit") && page.contains("via de instelling"));

    // Somebody else cannot have it, too.
    browser.post("/afmelden").await;
    browser.sign_in("ruben-vos").await;
    let to = browser.get("/mijn/instelling/koppelen").await.location();
    let back = at_provider(&to).await;
    assert!(
        browser
            .get(&back)
            .await
            .text()
            .contains("al bij iemand anders")
    );

    browser.post("/afmelden").await;
    browser.sign_in("noor-de-wit").await;
    let page = browser.get(PLACE).await.text();
    let unlink = page.split("action=\"/mijn/instelling/").nth(1).unwrap();
    let unlink = format!("/mijn/instelling/{}", unlink.split('"').next().unwrap());
    assert_eq!(browser.post(&unlink).await.location(), PLACE);
    browser.post("/afmelden").await;
    let to = browser.get(BEGIN).await.location();
    let back = at_provider(&to).await;
    assert!(
        browser
            .get(&back)
            .await
            .text()
            .contains("nog niet gekoppeld")
    );
}

#[tokio::test]
async fn linking_wants_a_fresh_factor() {
    let provider = OidcProvider::start();
    let mut browser = Browser::at(Backend::Sqlite, &provider.issuer()).await;
    browser.sign_in("noor-de-wit").await;
    browser.site.kit.clock.advance(TimeDelta::minutes(10));
    let asked = browser.get("/mijn/instelling/koppelen").await;
    assert_eq!(asked.location(), "/mijn/bewijs?naar=/mijn/aanmeldingen");
}

/// What came back in a browser where nothing was asked signs nobody in.
#[tokio::test]
async fn an_answer_counts_in_the_browser_that_asked_and_for_a_while() {
    let provider = OidcProvider::start();
    let mut browser = Browser::at(Backend::Sqlite, &provider.issuer()).await;
    let to = browser.get(BEGIN).await.location();
    let back = at_provider(&to).await;
    let jar = std::mem::take(&mut browser.jar);
    browser.site.sign_out();
    let stolen = browser.get(&back).await;
    assert!(stolen.text().contains("verlopen"));
    browser.jar = jar;
    for changed in [
        "/aanmelden/terug".to_owned(),
        "/aanmelden/terug?code=x".to_owned(),
        "/aanmelden/terug?code=%00&state=%FF".to_owned(),
        format!("{back}x"),
        back.replace("state=", "state=A"),
    ] {
        let reply = browser.get(&changed).await;
        let status = reply.status;
        assert!(status.is_client_error(), "{changed}: {status}");
        assert!(!browser.signed_in());
    }
    let to = browser.get(BEGIN).await.location();
    let back = at_provider(&to).await;
    browser.site.kit.clock.advance(TimeDelta::minutes(10));
    assert!(browser.get(&back).await.text().contains("verlopen"));
}

const UNTRUE: &str = "Het antwoord van je instelling klopt niet";
const DOWN: &str = "Je instelling is nu niet bereikbaar";
const REFUSED: &str = "Je instelling liet je niet door";

#[tokio::test]
async fn a_provider_that_lies_signs_nobody_in() {
    let liar = Liar::start().await;
    let mut browser = Browser::at(Backend::Sqlite, &liar.issuer).await;
    browser.sign_in("noor-de-wit").await;
    liar.tell(Lie::None, browser.site.kit.app.now());
    let to = browser.get("/mijn/instelling/koppelen").await.location();
    let back = liar.sign_in(&to);
    assert_eq!(
        browser.get(&back).await.location(),
        PLACE,
        "the truth is taken"
    );
    browser.post("/afmelden").await;
    for (lie, words) in [
        (Lie::Issuer, UNTRUE),
        (Lie::Key, UNTRUE),
        (Lie::Nonce, UNTRUE),
        (Lie::NoNonce, UNTRUE),
        (Lie::Audience, UNTRUE),
        (Lie::Expired, UNTRUE),
        (Lie::Future, UNTRUE),
        (Lie::NoToken, UNTRUE),
        (Lie::OtherUser, UNTRUE),
        (Lie::OtherAccessToken, UNTRUE),
        (Lie::Garbage, UNTRUE),
        (Lie::RefusesCode, REFUSED),
        (Lie::Breaks, DOWN),
    ] {
        let now = browser.site.kit.app.now();
        liar.tell(Lie::None, now);
        let to = browser.get(BEGIN).await.location();
        let back = liar.sign_in(&to);
        liar.tell(lie, now);
        let reply = browser.get(&back).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{lie:?}");
        let page = reply.text();
        assert!(page.contains(words), "{lie:?}: {page}");
        assert!(!browser.signed_in(), "{lie:?}");
    }
    // A clock that differs a little is no lie.
    for skewed in [Lie::JustExpired, Lie::SlightlyAhead] {
        let now = browser.site.kit.app.now();
        liar.tell(skewed, now);
        let to = browser.get(BEGIN).await.location();
        let back = liar.sign_in(&to);
        assert_eq!(browser.get(&back).await.location(), "/", "{skewed:?}");
        browser.post("/afmelden").await;
    }
}

#[tokio::test]
async fn a_provider_that_is_down_or_says_nonsense_of_itself_is_told() {
    let liar = Liar::start().await;
    let mut browser = Browser::at(Backend::Sqlite, &liar.issuer).await;
    let now = browser.site.kit.app.now();
    for (lie, words) in [
        (Lie::OtherIssuerAtDiscovery, UNTRUE),
        (Lie::NonsenseAtDiscovery, DOWN),
        (Lie::BreaksAtDiscovery, DOWN),
        (Lie::LeadsAwayAtDiscovery, DOWN),
        (Lie::EndlessAtDiscovery, DOWN),
    ] {
        liar.tell(lie, now);
        let reply = browser.get(BEGIN).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{lie:?}");
        assert!(reply.text().contains(words), "{lie:?}: {}", reply.text());
    }
    browser.site.use_provider("http://127.0.0.1:1");
    let reply = browser.get(BEGIN).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.text().contains(DOWN));
    // Down while somebody is on the way.
    browser.site.use_provider(&liar.issuer);
    liar.tell(Lie::None, now);
    let to = browser.get(BEGIN).await.location();
    let back = liar.sign_in(&to);
    browser.site.use_provider("http://127.0.0.1:1");
    assert!(browser.get(&back).await.text().contains(DOWN));
    let refused = browser.get(BEGIN).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    browser.site.use_provider(&liar.issuer);
    let to = browser.get(BEGIN).await.location();
    let back = liar
        .sign_in(&to)
        .replace("code=code", "error=access_denied");
    assert!(browser.get(&back).await.text().contains(REFUSED));
    let to = browser.get(BEGIN).await.location();
    let back = liar.sign_in(&to) + "&iss=https://elders.example";
    assert!(browser.get(&back).await.text().contains(UNTRUE));
}

/// Somebody who took the code of another's visit has not what it was asked with.
#[tokio::test]
async fn the_code_comes_with_the_verifier_of_the_visit() {
    let liar = Liar::start().await;
    let mut browser = Browser::at(Backend::Sqlite, &liar.issuer).await;
    liar.tell(Lie::None, browser.site.kit.app.now());
    let first = browser.get(BEGIN).await.location();
    let second = browser.get(BEGIN).await.location();
    let back = liar.sign_in(&second);
    // The provider knows the challenge of the first visit only.
    liar.sign_in(&first);
    assert!(browser.get(&back).await.text().contains(REFUSED));
}
