use anyhow::{Context, Result, ensure};
use mkbroute_e2e::browser::{Browser, Screen};
use mkbroute_e2e::program::Program;
use thirtyfour::prelude::*;

const DRAFT: &str = "/vragenlijsten/concepten/teachers-2";

async fn fill(browser: &Browser, field: &str, words: &str) -> Result<()> {
    let field = browser.find(By::Css(field)).await?;
    field.scroll_into_view().await?;
    Ok(field.send_keys(words).await?)
}

/// Adds a question with two answers; its address is made from its words.
async fn add_a_question(browser: &Browser) -> Result<()> {
    browser.press("Voeg een vraag toe").await?;
    fill(browser, "[name='vraag.nl']", "Heb je genoeg tijd?").await?;
    fill(browser, "[name='vraag.en']", "Do you have enough time?").await?;
    for (line, nl, en) in [(1, "Ja", "Yes"), (2, "Nee", "No")] {
        let field = |lang| format!(".line:nth-of-type({line}) [name='regel.{lang}']");
        fill(browser, &field("nl"), nl).await?;
        fill(browser, &field("en"), en).await?;
    }
    browser.pick(".actions .button").await?;
    browser.find(By::Id("vraag-heb_je_genoeg_tijd")).await?;
    Ok(())
}

/// Only for teachers, by menus alone.
async fn route_it(browser: &Browser, origin: &str) -> Result<()> {
    let address = format!("{origin}{DRAFT}/vragen/heb_je_genoeg_tijd/voorwaarde");
    browser.goto(&address).await?;
    browser.pick("[name='erbij'] option[value='role']").await?;
    browser.press("Voeg regel toe").await?;
    browser
        .pick("[name='lijn.0.antwoord'][value='teacher']")
        .await?;
    browser.press("Bewaar").await?;
    let words = browser.words().await?;
    ensure!(
        words.contains("Alleen als"),
        "the condition reads as a sentence"
    );
    Ok(())
}

/// Somebody from the field comments by link, and reads the decision behind the same link.
async fn comment_and_decline(browser: &Browser, origin: &str) -> Result<()> {
    browser.press("Commentaar").await?;
    fill(browser, "[name='naam']", "docent Zuyd").await?;
    browser.press("Maak een link").await?;
    let link = browser
        .find(By::Css(".link-box code"))
        .await?
        .text()
        .await?;
    browser.press("Afmelden").await?;

    browser.goto(&link).await?;
    browser.pick("#vraag-heb_je_genoeg_tijd summary").await?;
    fill(browser, "[name='c.heb_je_genoeg_tijd']", "Genoeg waarvoor?").await?;
    browser.press("Verstuur commentaar").await?;
    ensure!(
        browser
            .words()
            .await?
            .contains("Je commentaar is verstuurd")
    );
    browser.picture("comment-desktop").await?;

    browser.goto(origin).await?;
    browser.press("Ga verder als Ruben Vos").await?;
    browser.goto(format!("{origin}{DRAFT}/commentaar")).await?;
    fill(browser, "[name='reden']", "De inleiding legt dat uit.").await?;
    browser.press("Neem niet over").await?;
    browser.goto(&link).await?;
    let words = browser.words().await?;
    ensure!(words.contains("niet overgenomen") && words.contains("De inleiding legt dat uit."));
    Ok(())
}

/// From a frozen version over edits, undo and a comment to the next version.
#[tokio::test(flavor = "multi_thread")]
async fn a_researcher_makes_the_next_version_of_a_questionnaire() -> Result<()> {
    let program = Program::demo().await?;
    let origin = program.origin.as_str();
    let browser = Browser::open(Screen::Desktop, true).await?;
    browser.goto(origin).await?;
    browser.press("Ga verder als Ruben Vos").await?;
    browser.press("Vragenlijsten").await?;
    browser
        .press("Maak een concept van Vragenlijst voor docenten")
        .await?;
    add_a_question(&browser).await?;
    route_it(&browser, origin).await?;
    browser.press("Ongedaan maken").await?;
    let undone = browser.words().await?;
    ensure!(!undone.contains("Alleen als"), "the condition is undone");
    browser.press("Opnieuw").await?;
    ensure!(browser.words().await?.contains("Alleen als"), "and redone");

    comment_and_decline(&browser, origin).await?;
    browser.goto(format!("{origin}{DRAFT}")).await?;
    browser.press("Bevriezen").await?;
    browser.press("Bevries als versie 2").await?;
    let path = browser.current_url().await?;
    ensure!(path.path() == "/vragenlijsten/teachers/2", "{path}");
    let version = browser.words().await?;
    version
        .contains("Heb je genoeg tijd?")
        .then_some(())
        .context("the version has the question")
}
