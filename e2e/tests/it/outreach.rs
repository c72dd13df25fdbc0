//! The road to a first company: a coordinator on a phone without script, the branch organisation with the keyboard
//! alone, on both databases.

use std::io::Write;

use anyhow::{Context, Result, bail, ensure};
use chrono::NaiveDate;
use mkbroute_e2e::browser::{Browser, Screen};
use mkbroute_e2e::keyboard::At;
use mkbroute_e2e::program::Program;
use mkbroute_testkit::Backend;
use rstest::rstest;
use thirtyfour::prelude::*;

/// Two that are new, one that is known by its number, and one that is no company.
const LIST: &str = "Bedrijf;Plaats;KvK
Bouwbedrijf Zandloper;Breda;87654321
Installatie Zandloper;Tilburg;87654322
Zonder nummer;Breda;8765
";

async fn begin(program: &Program, screen: Screen, script: bool, who: &str) -> Result<Browser> {
    let browser = Browser::open(screen, script).await?;
    let door = format!("{}/aanmelden", program.origin);
    browser.goto(door).await?;
    browser.press(&format!("Ga verder als {who}")).await?;
    Ok(browser)
}

/// Fills in today, in the order in which this browser takes the keys of a day.
async fn write_today(browser: &Browser, name: &str) -> Result<()> {
    let today = "return new Date().toISOString().slice(0, 10)";
    let today = browser.execute(today, Vec::new()).await?;
    let today: NaiveDate = today.convert()?;
    let field = browser.find(By::Name(name)).await?;
    for order in ["%d%m%Y", "%m%d%Y"] {
        field.send_keys(today.format(order).to_string()).await?;
        if field.prop("value").await? == Some(today.to_string()) {
            return Ok(());
        }
        field.clear().await?;
    }
    bail!("no day could be typed into '{name}'")
}

/// The box or button before these words.
async fn tick(browser: &Browser, words: &str) -> Result<()> {
    let path = format!("//label[contains(., '{words}')]/input");
    let found = browser.find(By::XPath(path)).await?;
    found.scroll_into_view().await?;
    Ok(found.click().await?)
}

/// Sends a list with one mistake, and takes over the rest.
async fn take_over_a_list(browser: &Browser) -> Result<()> {
    let mut list = tempfile::NamedTempFile::with_suffix(".csv")?;
    list.write_all(LIST.as_bytes())?;
    browser.press("Organisaties").await?;
    browser.press("Neem een lijst over").await?;
    let file = browser.find(By::Name("bestand")).await?;
    let path = list.path().to_str().context("a path")?;
    file.send_keys(path).await?;
    browser.press("Stuur").await?;
    browser.reads("Zonder nummer").await?;
    tick(browser, "De rest, zonder de afgewezen rijen").await?;
    browser.press("Bewaar en kijk opnieuw").await?;
    browser.press("Neem over: 2").await?;
    browser.write("zoek", "zandloper").await?;
    browser.press("Zoek").await?;
    browser.reads("Bouwbedrijf Zandloper").await?;
    browser.reads("Installatie Zandloper").await
}

async fn put_on_the_list(browser: &Browser) -> Result<()> {
    browser.press("Routes").await?;
    browser
        .press("Bachelors Bouwkunde en Civiele techniek")
        .await?;
    browser.press("Bedrijven voor deze route").await?;
    browser.press("Zet een bedrijf op de lijst").await?;
    browser.write("zoek", "zandloper").await?;
    browser.press("Zoek").await?;
    tick(browser, "Bouwbedrijf Zandloper, Breda").await?;
    browser
        .pick("[name='fase'] option[value='interested']")
        .await?;
    browser.press("Zet op de lijst").await?;
    browser.reads("Bouwbedrijf Zandloper").await?;
    browser
        .write("gezegd", "Wil een monteur laten doorleren")
        .await?;
    browser.press("Bewaar het gesprek").await?;
    browser.reads("Wil een monteur laten doorleren").await
}

/// A meeting of today: invited, ticked at the door by the page alone, and noted on the list.
async fn meet(browser: &Browser) -> Result<()> {
    browser.press("Bedrijven").await?;
    browser.press("Bijeenkomsten").await?;
    browser.press("Voeg een bijeenkomst toe").await?;
    browser.write("naam", "Avond in Breda").await?;
    write_today(browser, "op").await?;
    browser.press("Bewaar").await?;
    browser.press("Avond in Breda").await?;
    browser.press("Nodig bedrijven uit").await?;
    browser.write("zoek", "zandloper").await?;
    browser.press("Zoek").await?;
    browser.reads("Bouwbedrijf Zandloper").await?;
    browser.pick("[name='gast']").await?;
    browser.press("Zet op de gastenlijst").await?;
    browser.press("Lijst aan de deur").await?;
    tick(browser, "Bouwbedrijf Zandloper").await?;
    browser.press("Bewaar").await?;
    browser.reads("waren er: 1").await?;
    browser.press("Noteer dat zij er waren").await?;
    browser.picture("meeting-phone").await
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_coordinator_brings_a_company_from_a_list_to_its_word(
    #[case] backend: Backend,
) -> Result<()> {
    let program = Program::demo_on(backend).await?;
    let browser = begin(&program, Screen::Phone, false, "Noor de Wit").await?;
    take_over_a_list(&browser).await?;
    put_on_the_list(&browser).await?;
    meet(&browser).await?;
    browser.press("Bouwbedrijf Zandloper").await?;
    browser.reads("was op een bijeenkomst").await?;
    browser
        .pick("[name='fase'] option[value='committed']")
        .await?;
    browser.press("Bewaar de stap").await?;
    browser.press("Bedrijven").await?;
    browser.press("Bord").await?;
    browser.reads("Bouwbedrijf Zandloper").await?;
    browser.press("Hoe ver komen zij?").await?;
    browser.reads("Avond in Breda").await
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_branch_organisation_sees_how_far_its_pathway_and_companies_are(
    #[case] backend: Backend,
) -> Result<()> {
    let program = Program::demo_on(backend).await?;
    let browser = begin(&program, Screen::Desktop, true, "Peter Jansen").await?;
    browser.enter_on("Routes").await?;
    browser
        .enter_on("Bachelors Bouwkunde en Civiele techniek")
        .await?;
    // On what each judgement rests, which a visitor does not see.
    browser.reads("Tijdlijn").await?;
    browser.enter_on("Het ontwikkelplan").await?;
    browser.reads("De coördinator kan er een beginnen").await?;
    browser.enter_on("Werving").await?;
    browser.reads("Zo ver of verder").await?;
    browser.enter_on("Organisaties").await?;
    browser.fill_in("zoek", "Avans").await?;
    browser
        .tab_until("the button", |at: &At| at.words == "Zoek")
        .await?;
    browser.enter("Zoek").await?;
    browser.enter_on("Avans").await?;
    browser.reads("BRIN").await?;
    let page = browser.words().await?;
    ensure!(!page.contains("Contacten"), "whom others know is theirs");
    Ok(())
}
