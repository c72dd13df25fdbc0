use anyhow::{Context, Result, ensure};
use mkbroute_e2e::browser::{Browser, Screen};
use mkbroute_e2e::program::Program;
use mkbroute_testkit::poppler;
use thirtyfour::prelude::*;

/// The journey of the baseline: sign in, look at the figures, read the report, take the PDF along.
#[tokio::test(flavor = "multi_thread")]
async fn a_researcher_goes_from_sign_in_to_the_pdf() -> Result<()> {
    let program = Program::demo().await?;
    let browser = Browser::open(Screen::Desktop, true).await?;
    browser.goto(&program.origin).await?;
    browser.press("Ga verder als Ruben Vos").await?;
    browser.press("Metingen").await?;
    browser.press("Nulmeting 2021-2022").await?;
    ensure!(browser.words().await?.contains("gereconstrueerd"));

    browser.press("Bekijk").await?;
    browser.glance("readme-results").await?;
    let released = browser.words().await?;
    ensure!(
        released.contains("6,7 (5,8 tot 7,6)"),
        "a mean with its interval"
    );
    ensure!(
        released.contains("een groep is te klein"),
        "what is withheld says why"
    );
    browser.press("Toon alles (niet voor publicatie)").await?;
    let everything = browser.words().await?;
    ensure!(everything.contains("niet voor publicatie"));
    ensure!(
        everything.contains("29 van de 31"),
        "a researcher sees the withheld count"
    );

    browser.press("Nulmeting 2021-2022").await?;
    browser.press("Lees het rapport").await?;
    ensure!(
        browser
            .words()
            .await?
            .contains("op geen enkele wijze representatief")
    );

    let link = browser
        .find(By::LinkText("Download als PDF"))
        .await?
        .attr("href")
        .await?;
    let link = link.context("the button has an address")?;
    let pdf = download(&browser, &format!("{}{link}", program.origin)).await?;
    let text = poppler::text(&pdf);
    ensure!(text.contains("Wie deden mee") && text.contains("6,7 (5,8 tot 7,6)"));
    ensure!(!text.contains("29 van de 31"), "withheld in the release");
    ensure!(poppler::info(&pdf).contains("Tagged:          yes"));
    Ok(())
}

/// Fetches an address with the session of the browser.
async fn download(browser: &Browser, address: &str) -> Result<Vec<u8>> {
    let cookie = browser.get_named_cookie("mkbroute").await?;
    let response = reqwest::Client::new()
        .get(address)
        .header("Cookie", format!("mkbroute={}", cookie.value))
        .send()
        .await?
        .error_for_status()?;
    Ok(response.bytes().await?.to_vec())
}

/// Where no demonstration runs, the printed link signs the first administrator in, once.
#[tokio::test(flavor = "multi_thread")]
async fn the_first_administrator_signs_in_with_the_printed_link() -> Result<()> {
    let program = Program::serve().await?;
    let link = program
        .printed()
        .iter()
        .find_map(|line| {
            line.split_whitespace()
                .find(|word| word.contains("/aanmelden/"))
        })
        .context("serve prints a link at the first start")?
        .to_owned();
    let browser = Browser::open(Screen::Desktop, true).await?;
    browser.goto(&link).await?;
    browser.press("Meld mij aan").await?;
    ensure!(browser.words().await?.contains("Wat vraagt nu om jou"));
    browser.press("Metingen").await?;
    ensure!(browser.words().await?.contains("nog geen metingen"));
    browser.press("Personen").await?;
    ensure!(browser.words().await?.contains("Iemand uitnodigen"));
    browser.picture("persons-desktop").await?;
    browser.press("Afmelden").await?;

    browser.goto(&link).await?;
    browser.press("Meld mij aan").await?;
    ensure!(browser.words().await?.contains("Deze link werkt niet meer"));
    Ok(())
}
