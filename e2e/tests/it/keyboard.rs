//! Journeys with the keyboard alone: Tab, arrows, space and Enter. At every stop it is seen where the keyboard is.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use mkbroute_e2e::browser::{Browser, Screen};
use mkbroute_e2e::keyboard::At;
use mkbroute_e2e::program::Program;
use mkbroute_testkit::{Backend, SmtpServer};
use thirtyfour::Key;

use crate::passkeys::Device;

async fn be(browser: &Browser, program: &Program, name: &str) -> Result<()> {
    let door = format!("{}/aanmelden", program.origin);
    browser.goto(door).await?;
    browser.enter_on(&format!("Ga verder als {name}")).await
}

/// The administrator gives somebody a role; they ask for a link by mail, sign in and accept.
#[tokio::test(flavor = "multi_thread")]
async fn a_role_is_given_and_somebody_signs_in_by_mail() -> Result<()> {
    let mail = SmtpServer::start();
    let program = Program::demo_with_mail(&mail.url()).await?;
    let browser = Browser::open(Screen::Desktop, true).await?;
    be(&browser, &program, "Anja Kok").await?;
    browser.enter_on("Personen").await?;
    browser.fill_in("naam", "Bo Bakker").await?;
    browser.fill_in("mailadres", "bo@example.org").await?;
    let teacher = |at: &At| at.kind == "radio" && at.name == "rol";
    browser.tab_until("the roles", teacher).await?;
    arrow_until(&browser, "docent").await?;
    browser
        .tab_until("the places", |at| at.name == "waar")
        .await?;
    // Letters choose in a list.
    browser.types("Avans").await?;
    let place = browser.at().await?;
    ensure!(!place.value.is_empty(), "a place is chosen: {place:?}");
    browser.enter_on("Nodig uit").await?;
    browser.reads("Bo Bakker").await?;
    browser.enter_on("Afmelden").await?;

    browser.fill_in("mailadres", "bo@example.org").await?;
    browser.enter_on("Stuur mij een link").await?;
    browser.reads("is er een mail naar je onderweg").await?;
    browser.goto(mailed_link(&mail).await?).await?;
    browser.enter_on("Meld mij aan").await?;
    browser.reads("Bo Bakker").await?;
    browser
        .goto(format!("{}/mijn/rollen", program.origin))
        .await?;
    let accept = |at: &At| at.tag == "button" && at.words.starts_with("Neem aan: docent");
    browser.tab_until("the invitation", accept).await?;
    browser.enter("Neem aan").await?;
    browser.reads("docent").await
}

async fn mailed_link(mail: &SmtpServer) -> Result<String> {
    for _ in 0..100 {
        let mails = mail.mails();
        let link = mails.iter().rev().filter_map(|mail| mail.link());
        if let Some(link) = link.into_iter().find(|link| link.contains("/aanmelden/")) {
            return Ok(link.to_owned());
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    anyhow::bail!("no mail with a link came: {:?}", mail.mails())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passkey_is_added_and_signs_in() -> Result<()> {
    let device = Device::open(Backend::Sqlite).await?;
    let (browser, program) = (&device.browser, &device.program);
    be(browser, program, "Anja Kok").await?;
    browser
        .goto(format!("{}/mijn/passkeys", program.origin))
        .await?;
    browser.fill_in("naam", "mijn laptop").await?;
    browser.enter_on("Voeg een passkey toe").await?;
    browser.reads("mijn laptop").await?;
    browser.enter_on("Afmelden").await?;
    browser.enter_on("Gebruik je passkey").await?;
    browser.reads("Anja Kok").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_measurement_is_planned_and_opened() -> Result<()> {
    let program = Program::demo().await?;
    let browser = Browser::open(Screen::Desktop, true).await?;
    be(&browser, &program, "Ruben Vos").await?;
    browser.enter_on("Metingen").await?;
    browser.enter_on("Bereid een meting voor").await?;
    browser.fill_in("titel_nl", "Toetsenbord").await?;
    browser.fill_in("titel_en", "Keyboard").await?;
    // The order of day and month is that of the browser; both are one here.
    let year = "return new Date().getFullYear()";
    let year = browser.execute(year, Vec::new()).await?.convert::<u32>()?;
    browser.fill_in("van", &format!("0101{year}")).await?;
    browser.fill_in("tot", &format!("0101{}", year + 1)).await?;
    // Registered pathways are ticked already.
    let route = |at: &At| at.name == "route" && at.value == "hva-ict";
    let pathway = browser.tab_until("the pathway", route).await?;
    ensure!(pathway.checked, "{pathway:?}");
    browser.types(" ").await?;
    ensure!(!browser.at().await?.checked, "space unticks a box");
    browser.enter_on("Bewaar en ga verder").await?;
    let page = browser.words().await?;
    ensure!(!page.contains("Kijk nog even"), "{page}");
    browser
        .fill_in("n.toetsenbord-avans-bouw-students", "40")
        .await?;
    browser.enter_on("Bewaar de aantallen").await?;
    browser.enter_on("Open de meting").await?;
    let page = browser.words().await?;
    ensure!(page.contains("Toetsenbord"), "{page}");
    let path = browser.current_url().await?.path().to_owned();
    ensure!(path == "/metingen/toetsenbord", "{path}: {page}");
    Ok(())
}

/// In each group of dots, rows of a matrix too: Tab comes to the group once, space chooses, an arrow chooses the next.
#[tokio::test(flavor = "multi_thread")]
async fn a_questionnaire_is_answered_with_the_arrows() -> Result<()> {
    let program = Program::demo().await?;
    let browser = Browser::open(Screen::Desktop, true).await?;
    let link = "/m/vervolgmeting-avans-bouw-students";
    browser.goto(format!("{}{link}", program.origin)).await?;
    browser.enter_on("Begin").await?;
    browser.enter_on("Naar de vragen").await?;
    let (mut groups, mut rows) = (0, 0);
    while !browser.current_url().await?.path().ends_with("/controle") {
        loop {
            let stop = |at: &At| at.kind == "radio" && !at.answered || at.words == "Verder";
            let at = browser.tab_until("a question or 'Verder'", stop).await?;
            if at.kind != "radio" {
                break;
            }
            browser.types(" ").await?;
            let first = browser.at().await?;
            ensure!(first.checked && first.name == at.name, "{first:?}");
            browser.key(Key::Down).await?;
            let second = browser.at().await?;
            ensure!(second.checked && second.name == at.name, "{second:?}");
            ensure!(second.value != first.value, "an arrow goes on: {second:?}");
            groups += 1;
            rows += usize::from(at.row);
        }
        browser.enter("Verder").await?;
    }
    ensure!(groups > 10 && rows > 5, "{groups} groups, {rows} rows");
    browser.enter_on("Stuur in").await?;
    browser.reads("Je antwoorden zijn ingestuurd").await
}

/// Goes on within a group of dots until the one with these words is chosen.
async fn arrow_until(browser: &Browser, words: &str) -> Result<()> {
    let mut seen = Vec::new();
    for _ in 0..20 {
        let at = browser.at().await?;
        if at.words == words && at.checked {
            return Ok(());
        }
        seen.push(at.words);
        browser.key(Key::Down).await?;
    }
    anyhow::bail!("no arrow chooses '{words}', but {seen:?}")
}

/// The look can fail: without an outline, with a thin one, under something else, and where Tab does not come.
#[tokio::test(flavor = "multi_thread")]
async fn a_keyboard_that_is_not_seen_is_found() -> Result<()> {
    let program = Program::demo().await?;
    let browser = Browser::open(Screen::Desktop, true).await?;
    let weaken = [
        (":focus-visible { outline: none !important }", "no outline"),
        (
            ":focus-visible { outline-width: 1px !important }",
            "no outline",
        ),
        (
            ":focus-visible { outline-color: transparent !important }",
            "no outline",
        ),
        (
            "body::after { content: ''; position: fixed; inset: 0; background: white }",
            "under ",
        ),
        ("main button { visibility: hidden }", "never reaches"),
    ];
    for (style, why) in weaken {
        browser
            .goto(format!("{}/aanmelden", program.origin))
            .await?;
        browser.tab_to("Ga verder als Anja Kok").await?;
        browser
            .goto(format!("{}/aanmelden", program.origin))
            .await?;
        let sheet = format!(
            "const sheet = new CSSStyleSheet(); sheet.replaceSync({style:?}); document.adoptedStyleSheets = [sheet];"
        );
        browser.execute(sheet, Vec::new()).await?;
        let found = browser.tab_to("Ga verder als Anja Kok").await;
        let told = found.err().context(style)?.to_string();
        ensure!(told.contains(why), "{style}: {told}");
    }
    Ok(())
}
