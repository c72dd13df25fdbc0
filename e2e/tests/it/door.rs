//! The list at the door on a phone: it works without a connection, also after a reload, and comes together with
//! what another phone ticked.

use std::time::Duration;

use anyhow::{Result, bail, ensure};
use mkbroute_e2e::browser::{Browser, Screen};
use mkbroute_e2e::program::Program;
use mkbroute_testkit::Backend;
use rstest::rstest;
use serde_json::json;
use thirtyfour::prelude::*;

/// Whether this device holds what the list needs without a connection.
const TAKEN_ALONG: &str = r#"
const done = arguments[0];
const there = async () => {
  const worker = await navigator.serviceWorker.getRegistration(location.pathname);
  const kept = await (await caches.open("mkbroute-deur")).keys();
  return Boolean(worker?.active) && kept.length >= 3;
};
there().then(done, () => done(false));
"#;

async fn open_list(program: &Program) -> Result<Browser> {
    let browser = Browser::open(Screen::Phone, true).await?;
    browser
        .goto(format!("{}/aanmelden", program.origin))
        .await?;
    browser.press("Ga verder als Noor de Wit").await?;
    let meetings = format!("{}/routes/avans-bouw/bijeenkomsten", program.origin);
    browser.goto(meetings).await?;
    browser.press("Ontbijt met bouwbedrijven").await?;
    browser.press("Lijst aan de deur").await?;
    says(&browser, "Bewaard.").await?;
    Ok(browser)
}

/// Waits until the list says this of what is ticked.
async fn says(browser: &Browser, words: &str) -> Result<()> {
    let mut said = String::new();
    for _ in 0..150 {
        said = browser.find(By::Id("stand")).await?.text().await?;
        if said.contains(words) {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    bail!("the list never said '{words}', but '{said}'")
}

async fn is_taken_along(browser: &Browser) -> Result<()> {
    for _ in 0..150 {
        let there = browser.execute_async(TAKEN_ALONG, Vec::new()).await?;
        if there.json() == &json!(true) {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    bail!("the list was never kept on the device")
}

async fn connect(browser: &Browser, offline: bool) -> Result<()> {
    let network = json!({
        "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1
    });
    let cdp = browser.cdp();
    cdp.send_raw("Network.enable", json!({})).await?;
    cdp.send_raw("Network.emulateNetworkConditions", network)
        .await?;
    Ok(())
}

/// The box beside a name.
async fn guest(browser: &Browser, name: &str) -> Result<WebElement> {
    let path = format!("//label[contains(., '{name}')]/input");
    Ok(browser.find(By::XPath(path)).await?)
}

async fn tick(browser: &Browser, name: &str) -> Result<()> {
    let found = guest(browser, name).await?;
    found.scroll_into_view().await?;
    Ok(found.click().await?)
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_ticked_without_a_connection_and_comes_together(
    #[case] backend: Backend,
) -> Result<()> {
    let program = Program::demo_on(backend).await?;
    let browser = open_list(&program).await?;
    is_taken_along(&browser).await?;
    let other = open_list(&program).await?;
    connect(&browser, true).await?;
    tick(&browser, "Petra Noord").await?;
    says(&browser, "later verzonden: 1").await?;
    tick(&other, "Joost Baks").await?;
    says(&other, "Bewaard.").await?;
    browser.picture("door-offline").await?;
    connect(&browser, false).await?;
    says(&browser, "Bewaard.").await?;
    ensure!(guest(&browser, "Joost Baks").await?.is_selected().await?);
    other.refresh().await?;
    ensure!(guest(&other, "Petra Noord").await?.is_selected().await?);
    other.press("Ontbijt met bouwbedrijven").await?;
    ensure!(other.words().await?.contains("waren er: 2"));

    // Nobody answers any more: the device has the page, and what was ticked since.
    drop(program);
    tick(&browser, "Nadia el Amrani").await?;
    says(&browser, "later verzonden: 1").await?;
    browser.refresh().await?;
    says(&browser, "later verzonden: 1").await?;
    for name in ["Petra Noord", "Joost Baks", "Nadia el Amrani"] {
        ensure!(guest(&browser, name).await?.is_selected().await?, "{name}");
    }
    Ok(())
}
