//! A pathway from idea to start: by the programme team on a phone without script, and by its coordinator with the
//! keyboard alone.

use anyhow::Result;
use mkbroute_e2e::browser::{Browser, Screen};
use mkbroute_e2e::keyboard::At;
use mkbroute_e2e::program::Program;
use mkbroute_testkit::Backend;
use rstest::rstest;

async fn add_an_idea(browser: &Browser) -> Result<()> {
    browser.press("Routes").await?;
    browser.press("Voeg een route toe").await?;
    browser.write("naam_nl", "Ad Zorgtechnologie").await?;
    browser
        .pick("[name='hogeschool'] option:nth-of-type(2)")
        .await?;
    browser.pick("[name='sector'] option[value='care']").await?;
    browser.pick("[name='graad'][value='ad']").await?;
    browser
        .write("reden", "Drie bedrijven vroegen erom")
        .await?;
    browser.press("Voeg de route toe").await?;
    // The English name is missing; nothing else has to be typed again.
    browser
        .reads("Geef de route ook een naam in het Engels.")
        .await?;
    browser.write("naam_en", "Ad in care technology").await?;
    browser.press("Voeg de route toe").await?;
    browser.reads("5 voorwaarden zijn nog niet vervuld").await
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn the_programme_brings_an_idea_to_its_start_on_a_phone(
    #[case] backend: Backend,
) -> Result<()> {
    let program = Program::demo_on(backend).await?;
    let browser = Browser::open(Screen::Phone, false).await?;
    browser
        .goto(format!("{}/aanmelden", program.origin))
        .await?;
    browser.press("Ga verder als Samira Haddad").await?;
    add_an_idea(&browser).await?;
    for phase in ["exploring", "developing", "starting"] {
        browser.press("Wijzig de fase").await?;
        browser
            .pick(&format!("[name='fase'][value='{phase}']"))
            .await?;
        browser.write("reden", "De stuurgroep besloot het").await?;
        browser.press("Wijzig de fase").await?;
    }
    for _ in 0..5 {
        browser.press("Leg vast wat er nu is").await?;
        browser.pick("[name='niveau'][value='met']").await?;
        browser.write("bewijs", "Staat in de studiegids").await?;
        browser.press("Bewaar het oordeel").await?;
    }
    browser.reads("Alle voorwaarden zijn vervuld").await?;
    browser.reads("De volgende fase is gevestigd").await?;
    browser.picture("pathway-phone").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_coordinator_judges_and_counts_with_the_keyboard_alone() -> Result<()> {
    let program = Program::demo().await?;
    let browser = Browser::open(Screen::Desktop, true).await?;
    browser
        .goto(format!("{}/aanmelden", program.origin))
        .await?;
    browser.enter_on("Ga verder als Noor de Wit").await?;
    browser.enter_on("Routes").await?;
    browser
        .enter_on("Bachelors Bouwkunde en Civiele techniek")
        .await?;
    let salary = |at: &At| at.tag == "a" && at.words.contains("De student krijgt loon");
    browser.tab_until("the salary", salary).await?;
    browser.enter("Beoordeel").await?;
    browser
        .tab_until("the levels", |at| at.name == "niveau")
        .await?;
    browser.types(" ").await?;
    browser.fill_in("bewijs", "Alle contracten gezien").await?;
    browser.enter_on("Bewaar het oordeel").await?;
    browser.reads("Alle contracten gezien").await?;

    browser.enter_on("Vul aantallen in").await?;
    browser.fill_in("lichting", "2026-09").await?;
    browser.fill_in("doel", "20").await?;
    browser.fill_in("begonnen", "14").await?;
    browser.enter_on("Bewaar de aantallen").await?;
    browser.reads("2026-09").await
}
