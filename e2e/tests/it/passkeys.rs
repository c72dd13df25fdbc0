//! Passkeys with the authenticator that Chromium plays.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use mkbroute_e2e::browser::{Browser, Screen};
use mkbroute_e2e::program::Program;
use mkbroute_testkit::Backend;
use rstest::rstest;
use serde_json::{Value, json};
use thirtyfour::By;

/// A window on the demonstration, with an authenticator in the device.
pub(crate) struct Device {
    pub(crate) browser: Browser,
    pub(crate) program: Program,
    authenticator: String,
}

impl Device {
    pub(crate) async fn open(backend: Backend) -> Result<Self> {
        let program = Program::demo_on(backend).await?;
        let browser = Browser::open(Screen::Desktop, true).await?;
        let tools = browser.cdp();
        tools.send_raw("WebAuthn.enable", json!({})).await?;
        let options = json!({ "options": {
            "protocol": "ctap2", "transport": "internal", "hasResidentKey": true,
            "hasUserVerification": true, "isUserVerified": true,
            "automaticPresenceSimulation": true
        }});
        let made = tools.send_raw("WebAuthn.addVirtualAuthenticator", options);
        let authenticator = made.await?["authenticatorId"]
            .as_str()
            .context("an id")?
            .to_owned();
        Ok(Self {
            browser,
            program,
            authenticator,
        })
    }

    async fn go(&self, path: &str) -> Result<()> {
        let address = format!("{}{path}", self.program.origin);
        Ok(self.browser.goto(&address).await?)
    }

    /// Whether whoever holds the device can show who they are.
    async fn recognise(&self, recognised: bool) -> Result<()> {
        let wish = json!({ "authenticatorId": self.authenticator, "isUserVerified": recognised });
        self.browser
            .cdp()
            .send_raw("WebAuthn.setUserVerified", wish)
            .await?;
        Ok(())
    }

    async fn path(&self) -> Result<String> {
        Ok(self.browser.current_url().await?.path().to_owned())
    }

    async fn reads(&self, words: &str) -> Result<()> {
        let page = self.browser.words().await?;
        ensure!(
            page.contains(words),
            "'{words}' is not on {}: {page}",
            self.path().await?
        );
        Ok(())
    }

    /// As the administrator, with a passkey called so.
    async fn with_passkey(&self, name: &str) -> Result<()> {
        self.go("/aanmelden").await?;
        self.browser.press("Ga verder als Anja Kok").await?;
        self.go("/mijn/passkeys").await?;
        let field = self.browser.find(By::Id("naam")).await?;
        field.send_keys(name).await?;
        self.browser.press("Voeg een passkey toe").await?;
        self.reads(name).await
    }
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn somebody_adds_a_passkey_signs_in_with_it_and_removes_it(
    #[case] backend: Backend,
) -> Result<()> {
    let device = Device::open(backend).await?;
    let browser = &device.browser;
    device.with_passkey("mijn laptop").await?;
    device.reads("Nog niet gebruikt").await?;
    browser.picture("passkeys-one").await?;

    // The same device makes no second one.
    let field = browser.find(By::Id("naam")).await?;
    field.send_keys("nog een").await?;
    let add = By::XPath("//button[normalize-space()='Voeg een passkey toe']");
    browser.find(add).await?.click().await?;
    tokio::time::sleep(Duration::from_secs(1)).await;
    device.reads("Er is geen passkey gemaakt").await?;

    browser.press("Afmelden").await?;
    browser.press("Gebruik je passkey").await?;
    ensure!(device.path().await? == "/");
    device.reads("Anja Kok").await?;
    device.go("/mijn/aanmeldingen").await?;
    device.reads("met een passkey").await?;

    device.go("/mijn/bewijs?naar=/personen").await?;
    browser.press("Gebruik je passkey").await?;
    ensure!(device.path().await? == "/personen");
    device.go("/logboek").await?;
    device.reads("liet opnieuw zien wie die is").await?;

    device.go("/mijn/passkeys").await?;
    let remove = By::XPath("//summary[starts-with(normalize-space(), 'Verwijder')]");
    browser.find(remove).await?.click().await?;
    browser.press("Verwijder deze passkey mijn laptop").await?;
    device.reads("Je hebt nog geen passkey").await?;
    browser.press("Afmelden").await?;
    browser.press("Gebruik je passkey").await?;
    device.reads("Deze passkey kennen wij niet").await?;
    ensure!(device.path().await? == "/aanmelden/passkey");
    Ok(())
}

/// Keeps what a form would send instead of sending it.
const KEEP: &str = "HTMLFormElement.prototype.submit = function () { \
    window.kept = [...new FormData(this)]; };";
/// Sends what was kept, from another page if one likes; gives the status and where it led.
const SEND: &str = "const [path, fields, done] = arguments; \
    const headers = { 'x-csrf-token': document.querySelector('[name=csrf]').value }; \
    fetch(path, { method: 'POST', headers, body: new URLSearchParams(fields) }) \
    .then((reply) => done([reply.status, new URL(reply.url).pathname]));";

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_counts_once_and_for_what_was_asked() -> Result<()> {
    let device = Device::open(Backend::Sqlite).await?;
    let browser = &device.browser;
    device.with_passkey("mijn laptop").await?;
    browser.press("Afmelden").await?;
    browser.execute(KEEP, vec![]).await?;
    let button = By::XPath("//button[normalize-space()='Gebruik je passkey']");
    browser.find(button).await?.click().await?;
    let kept = loop {
        let kept = browser
            .execute("return window.kept ?? null", vec![])
            .await?;
        let kept = kept.json().clone();
        if !kept.is_null() {
            break kept;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    };
    let send = async |path: &str, fields: &Value| -> Result<Value> {
        let sent = browser.execute_async(SEND, vec![json!(path), fields.clone()]);
        Ok(sent.await?.json().clone())
    };
    // The signature is that of another question.
    let mut forged = kept.clone();
    let other = send("/aanmelden/passkey/vraag", &json!([])).await?;
    ensure!(other[0] == 200);
    let fresh = "const headers = { 'x-csrf-token': document.querySelector('[name=csrf]').value }; \
        fetch('/aanmelden/passkey/vraag', { method: 'POST', headers }) \
        .then((reply) => reply.json()).then(({ ceremony }) => arguments[0](ceremony))";
    let fresh = browser.execute_async(fresh, vec![]).await?;
    // Before it stands the token of the form.
    forged[1][1] = fresh.json().clone();
    ensure!(send("/aanmelden/passkey", &forged).await?[0] == 422);

    ensure!(send("/aanmelden/passkey", &kept).await? == json!([200, "/"]));
    ensure!(send("/afmelden", &json!([])).await?[0] == 200);
    let again = send("/aanmelden/passkey", &kept).await?;
    ensure!(again == json!([422, "/aanmelden/passkey"]), "{again}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_not_recognised_reads_why_and_goes_on_with_a_link() -> Result<()> {
    let device = Device::open(Backend::Sqlite).await?;
    let browser = &device.browser;
    device.with_passkey("mijn laptop").await?;
    browser.press("Afmelden").await?;
    device.recognise(false).await?;
    let button = By::XPath("//button[normalize-space()='Gebruik je passkey']");
    browser.find(button).await?.click().await?;
    tokio::time::sleep(Duration::from_secs(1)).await;
    device.reads("Dat lukte niet").await?;
    browser.picture("sign-in-not-recognised").await?;

    let without = Browser::open(Screen::Phone, false).await?;
    without
        .goto(&format!("{}/aanmelden", device.program.origin))
        .await?;
    without.press("Gebruik je passkey").await?;
    let page = without.words().await?;
    ensure!(
        page.contains("Zonder JavaScript werken passkeys niet"),
        "{page}"
    );
    Ok(())
}
