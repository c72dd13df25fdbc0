//! The program behind a door that tests knock on.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use mkbroute_domain::surveys::instrument::RespondentGroup;
use mkbroute_testkit::{Backend, TestApp, forms};
use mkbroute_web::{Limits, ProviderSettings, TrustedProxies, WebConfig, router};
use tower::ServiceExt;

pub(crate) struct Site {
    pub(crate) kit: TestApp,
    router: Router,
    origin: String,
    cookie: Option<String>,
}

pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl Reply {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// The page without the tokens of its forms, which look different every time.
    pub(crate) fn lasting(&self) -> String {
        let text = self.text();
        let mut parts = text.split("name=\"csrf\" value=\"");
        let first = parts.next().unwrap_or_default().to_owned();
        let rest = parts.map(|part| part.split_once('"').map_or(part, |(_, rest)| rest));
        first + &rest.collect::<String>()
    }

    pub(crate) fn location(&self) -> String {
        let location = self.headers.get(header::LOCATION);
        location.map_or_else(String::new, |to| to.to_str().unwrap().to_owned())
    }
}

impl Site {
    /// The demonstration, nobody signed in.
    pub(crate) async fn demo(backend: Backend) -> Self {
        Self::with(TestApp::demo(backend).await, true)
    }

    pub(crate) fn with(kit: TestApp, demo: bool) -> Self {
        Self::built(kit, config(demo, true))
    }

    /// The same program under another address.
    pub(crate) fn at(kit: TestApp, origin: &str) -> Self {
        let mut config = config(true, true);
        config.https = origin.starts_with("https://");
        origin.clone_into(&mut config.origin);
        Self::built(kit, config)
    }

    fn built(kit: TestApp, config: WebConfig) -> Self {
        Self {
            router: router(kit.app.clone(), config.clone()),
            origin: config.origin,
            kit,
            cookie: None,
        }
    }

    /// Limits how often somebody may ask.
    pub(crate) fn limit(&mut self, limits: Limits) {
        let mut config = config(true, true);
        config.limits = limits;
        self.router = router(self.kit.app.clone(), config);
    }

    /// Gives the open wave twelve students and a first interim release.
    pub(crate) async fn with_interim_release(&mut self) {
        self.kit
            .respond("vervolgmeting", RespondentGroup::Students, 0..12)
            .await;
        self.be("ruben-vos").await;
        let made = self.post("/metingen/vervolgmeting/tussenstand", &[]).await;
        assert_eq!(made.location(), "/metingen/vervolgmeting/tussenstand/1");
    }

    /// Prepares a measurement of students at two pathways, as the researcher; returns its address.
    pub(crate) async fn with_planned_wave(&mut self) -> String {
        self.be("ruben-vos").await;
        let fields = [
            ("titel_nl", "In voorbereiding"),
            ("titel_en", "Being prepared"),
            ("van", "2026-11-23"),
            ("tot", "2027-01-31"),
            ("taal_meting", "nl"),
            ("lijst.students", "students@1"),
            ("route", "avans-bouw"),
            ("route", "saxion-bouwkunde"),
        ];
        let made = self.post("/metingen/nieuw", &fields).await;
        assert_eq!(made.location(), "/metingen/in-voorbereiding/openen");
        "/metingen/in-voorbereiding".to_owned()
    }

    /// Begins the plan of a pathway, as whoever is signed in.
    pub(crate) async fn with_plan(&self) {
        let fields = [("uit", "bachelor"), ("begin", "2028-09-01")];
        let begun = self.post("/routes/avans-bouw/plan", &fields).await;
        assert_eq!(begun.location(), "/routes/avans-bouw/plan");
    }

    /// Lets people of an institution sign in at this provider.
    pub(crate) fn use_provider(&mut self, issuer: &str) {
        let mut config = config(true, true);
        config.provider = Some(ProviderSettings {
            issuer: issuer.to_owned(),
            client_id: "mkbroute".into(),
            client_secret: Some("geheim".into()),
            name: "de hogeschool".into(),
        });
        self.router = router(self.kit.app.clone(), config);
    }

    /// Takes the mail server away.
    pub(crate) fn unplug_mail(&mut self) {
        self.router = router(self.kit.app.clone(), config(true, false));
    }

    /// Signs in as a persona.
    pub(crate) async fn be(&mut self, slug: &str) {
        let reply = self.post(&format!("/aanmelden/demo/{slug}"), &[]).await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER);
        self.keep_cookie(&reply);
    }

    /// Signs in with the cookie of a reply.
    pub(crate) fn keep_cookie(&mut self, reply: &Reply) {
        let cookie = reply.headers[header::SET_COOKIE].to_str().unwrap();
        self.cookie = cookie.split(';').next().map(str::to_owned);
    }

    /// Goes on in the browser that has these cookies.
    pub(crate) fn use_cookie(&mut self, cookies: &str) {
        self.cookie = Some(cookies.to_owned());
    }

    /// The cookies of the browser.
    pub(crate) fn cookies(&self) -> String {
        self.cookie.clone().unwrap_or_default()
    }

    pub(crate) fn sign_out(&mut self) {
        self.cookie = None;
    }

    pub(crate) async fn get(&self, address: &str) -> Reply {
        self.send(Method::GET, address, &[], Body::empty()).await
    }

    /// Asks as a script does, with these headers and the cookies that are there.
    pub(crate) async fn get_with(&self, address: &str, headers: &[(&str, &str)]) -> Reply {
        self.send(Method::GET, address, headers, Body::empty())
            .await
    }

    /// Ends something, as a script does.
    pub(crate) async fn delete(&self, address: &str, headers: &[(&str, &str)]) -> Reply {
        self.send(Method::DELETE, address, headers, Body::empty())
            .await
    }

    /// Sends what a script sends.
    pub(crate) async fn post_with(
        &self,
        address: &str,
        headers: &[(&str, &str)],
        body: impl Into<Body>,
    ) -> Reply {
        self.send(Method::POST, address, headers, body.into()).await
    }

    /// Sends a form.
    pub(crate) async fn post(&self, address: &str, fields: &[(&str, &str)]) -> Reply {
        self.post_raw(address, &[], as_form(fields)).await
    }

    /// Asks in a browser that was never here.
    pub(crate) async fn get_fresh(&self, address: &str) -> Reply {
        self.send_bare(Method::GET, address, Body::empty()).await
    }

    /// Sends a form in a browser that was never here.
    pub(crate) async fn post_fresh(&self, address: &str, fields: &[(&str, &str)]) -> Reply {
        self.send_bare(Method::POST, address, as_form(fields).into())
            .await
    }

    async fn send_bare(&self, method: Method, address: &str, body: Body) -> Reply {
        let request = Request::builder().method(method).uri(address);
        let host = self.origin.split("://").nth(1).unwrap();
        let request = request.header(header::HOST, host).header(FORM.0, FORM.1);
        self.ask(request.body(body).unwrap()).await
    }

    /// Sends a form as a browser without script does, with the cookies that are there and no other.
    pub(crate) async fn post_plain(&self, address: &str, fields: &[(&str, &str)]) -> Reply {
        let request = Request::post(address).header(header::HOST, "localhost:8080");
        let cookies = self.cookie.as_deref().unwrap_or_default();
        let request = request.header(header::COOKIE, cookies);
        let request = request.header(FORM.0, FORM.1);
        self.ask(request.body(as_form(fields).into()).unwrap())
            .await
    }

    /// Sends what carries its token itself, or none.
    pub(crate) async fn post_bare(
        &self,
        address: &str,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> Reply {
        let request = Request::post(address).header(header::HOST, "localhost:8080");
        let cookies = [Some(forms::COOKIE), self.cookie.as_deref()];
        let cookies: Vec<&str> = cookies.into_iter().flatten().collect();
        let mut request = request.header(header::COOKIE, cookies.join("; "));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.ask(request.body(body.into()).unwrap()).await
    }

    /// Sends something else than a form.
    pub(crate) async fn send_file(
        &self,
        address: &str,
        headers: &[(&str, &str)],
        body: &'static str,
    ) -> Reply {
        self.send(Method::POST, address, headers, body.into()).await
    }

    /// Asks with another method.
    pub(crate) async fn send_as(&self, method: &str, address: &str) -> Reply {
        let method: Method = method.parse().unwrap();
        let token = [(forms::HEADER, forms::TOKEN)];
        self.send(method, address, &token, Body::empty()).await
    }

    /// Sends a form that is taken though there is nothing to do.
    pub(crate) async fn post_in_vain(&self, address: &str, fields: &[(&str, &str)]) -> Reply {
        self.send(Method::POST, address, &[FORM], as_form(fields).into())
            .await
    }

    pub(crate) async fn post_raw(
        &self,
        address: &str,
        headers: &[(&str, &str)],
        body: String,
    ) -> Reply {
        let mut all = vec![FORM];
        all.extend(headers);
        let before = self.kit.app.store().audit_head().await;
        let reply = self.send(Method::POST, address, &all, body.into()).await;
        let after = self.kit.app.store().audit_head().await;
        let must_prove = reply.location().starts_with("/mijn/bewijs");
        if is_done(address, reply.status) && is_told(address) && !must_prove {
            assert_ne!(before, after, "the log does not tell of POST {address}");
        }
        reply
    }

    async fn send(
        &self,
        method: Method,
        address: &str,
        headers: &[(&str, &str)],
        body: Body,
    ) -> Reply {
        let mut request = Request::builder()
            .method(method.clone())
            .uri(address)
            .header(header::ACCEPT_LANGUAGE, "nl");
        if !headers.iter().any(|(name, _)| *name == "host") {
            request = request.header(header::HOST, "localhost:8080");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let cookies = [Some(forms::COOKIE), self.cookie.as_deref()];
        let cookies: Vec<&str> = cookies.into_iter().flatten().collect();
        request = request.header(header::COOKIE, cookies.join("; "));
        if method == Method::POST && !headers.iter().any(|(name, _)| *name == forms::HEADER) {
            request = request.header(forms::HEADER, forms::TOKEN);
        }
        self.ask(request.body(body).unwrap()).await
    }

    async fn ask(&self, request: Request<Body>) -> Reply {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        Reply {
            status: parts.status,
            headers: parts.headers,
            bytes,
        }
    }
}

/// Whether a form did what it is for. Most lead on then; some show a page.
fn is_done(address: &str, status: StatusCode) -> bool {
    let shows_a_page = [
        "/link",
        "/sleutels",
        "/webhooks",
        "/brieven",
        "/herinneren",
        "/commentaar",
    ];
    let shows = shows_a_page.iter().any(|end| address.ends_with(end));
    status == StatusCode::SEE_OTHER
        || status == StatusCode::OK && (shows || address.contains("/uitnodigen/"))
}

/// Whether the log tells of a form that was accepted. Respondents and those who comment by link are
/// not signed in, and nobody keeps what they do; who asks for a link to sign in is not known yet.
fn is_told(address: &str) -> bool {
    let untold = ["/a/", "/m/", "/commentaar/", "/mijn/zoekopdrachten"];
    // A list is looked at before it is taken over, which is told; comparing changes nothing.
    let alone = [
        "/aanmelden",
        "/organisaties/dubbel",
        "/organisaties/importeren",
        "/organisaties/importeren/keuzes",
        "/organisaties/importeren/weg",
    ];
    // A phone that brings nothing new, and a meeting of which everybody was noted.
    let nothing_new = address.ends_with("/deur") || address.ends_with("/vervolg");
    !nothing_new
        && !alone.contains(&address)
        && !untold.iter().any(|start| address.starts_with(start))
}

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

fn as_form(fields: &[(&str, &str)]) -> String {
    let pairs = fields.iter();
    let pairs = pairs.map(|(name, value)| format!("{name}={}", encoded(value)));
    pairs.collect::<Vec<_>>().join("&")
}

fn config(demo: bool, mail: bool) -> WebConfig {
    WebConfig {
        demo,
        https: false,
        origin: "http://localhost:8080".into(),
        mail,
        provider: None,
        trusted_proxies: TrustedProxies::default(),
        limits: Limits::None,
    }
}

fn encoded(text: &str) -> String {
    let one = |byte: u8| match byte {
        byte if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    text.bytes().map(one).collect::<Vec<_>>().concat()
}
