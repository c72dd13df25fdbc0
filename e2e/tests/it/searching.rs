//! Finding what there is while typing.

use anyhow::{Result, ensure};
use mkbroute_e2e::browser::{Browser, Screen};
use mkbroute_e2e::program::Program;
use mkbroute_testkit::Backend;
use rstest::rstest;
use thirtyfour::prelude::*;

/// Typing alone shows what is found, also mistyped; the keyboard goes on to it.
#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn somebody_types_and_goes_where_it_leads(#[case] backend: Backend) -> Result<()> {
    let program = Program::demo_on(backend).await?;
    let browser = Browser::open(Screen::Phone, true).await?;
    browser.goto(&format!("{}/zoeken", program.origin)).await?;
    browser.types("bouwkunda").await?;
    let found = browser
        .query(By::Css("#gevonden a[href='/routes/saxion-bouwkunde']"))
        .first()
        .await?;
    found.wait_until().displayed().await?;
    browser.picture("search-phone").await?;
    // The address can be shared.
    let address = browser.current_url().await?;
    ensure!(address.query() == Some("q=bouwkunda"), "{address}");
    browser.enter_on("Ad Bouwkunde").await?;
    let words = browser.words().await?;
    ensure!(words.contains("Saxion"), "{words}");
    Ok(())
}

/// Without script the button does the same.
#[tokio::test(flavor = "multi_thread")]
async fn the_button_finds_without_script() -> Result<()> {
    let program = Program::demo().await?;
    let browser = Browser::open(Screen::Phone, false).await?;
    browser.goto(&format!("{}/zoeken", program.origin)).await?;
    browser
        .find(By::Id("q"))
        .await?
        .send_keys("toegankelijk")
        .await?;
    browser.press("Zoek").await?;
    let found = browser.find(By::Css("#gevonden a")).await?;
    ensure!(found.text().await? == "Toegankelijkheid");
    Ok(())
}
