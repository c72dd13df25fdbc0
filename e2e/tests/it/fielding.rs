//! A measurement as its people live it: researcher, coordinator, student on a phone, company by
//! keyboard. Each on both databases.

use anyhow::{Result, ensure};
use mkbroute_e2e::browser::{Browser, Screen};
use mkbroute_e2e::program::Program;
use mkbroute_testkit::Backend;
use rstest::rstest;
use thirtyfour::prelude::*;

use crate::respondent::walk_to_review;

async fn be(browser: &Browser, program: &Program, name: &str) -> Result<()> {
    browser
        .goto(format!("{}/aanmelden", program.origin))
        .await?;
    browser.press(&format!("Ga verder als {name}")).await
}

/// Prepares a measurement at the first pathway that began a month ago, and opens it.
async fn open_measurement(browser: &Browser, program: &Program) -> Result<()> {
    be(browser, program, "Ruben Vos").await?;
    browser.press("Metingen").await?;
    browser.press("Bereid een meting voor").await?;
    browser.write("titel_nl", "Proefmeting").await?;
    browser.write("titel_en", "Trial measurement").await?;
    let days = "const day = (n) => new Date(Date.now() + n * 864e5).toISOString().slice(0, 10); \
        document.getElementsByName('van')[0].value = day(-30); \
        document.getElementsByName('tot')[0].value = day(30);";
    browser.execute(days, Vec::new()).await?;
    // Every registered pathway takes part, until somebody says otherwise.
    let others = "[name='route']:checked:not([value='avans-bouw'])";
    for route in browser.find_all(By::Css(others)).await? {
        route.parent().await?.scroll_into_view().await?;
        route.parent().await?.click().await?;
    }
    browser.picture("plan-desktop").await?;
    browser.press("Bewaar en ga verder").await?;
    browser
        .write("n.proefmeting-avans-bouw-students", "9")
        .await?;
    browser
        .write("n.proefmeting-avans-bouw-companies", "40")
        .await?;
    browser.press("Bewaar de aantallen").await?;
    ensure!(
        browser.words().await?.contains("nooit apart in beeld"),
        "the numbers tell what cannot be published"
    );
    browser.picture("opening-desktop").await?;
    browser.press("Open de meting").await
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_measurement_goes_from_empty_to_closed(#[case] backend: Backend) -> Result<()> {
    let program = Program::demo_on(backend).await?;
    let researcher = Browser::open(Screen::Desktop, true).await?;
    open_measurement(&researcher, &program).await?;

    pass_on_late(&program).await?;
    let own = student_is_interrupted(&program).await?;
    student_continues_elsewhere(&program, &own).await?;
    company_by_keyboard(&program).await?;

    researcher
        .goto(format!("{}/metingen/proefmeting", program.origin))
        .await?;
    let followed = researcher.words().await?;
    ensure!(followed.contains("laat verstuurd op"), "{followed}");
    researcher.picture("wave-open-desktop").await?;
    researcher.press("Sluiten of verlengen").await?;
    researcher.picture("closing-desktop").await?;
    researcher.press("Ja, sluit de meting").await?;
    let closed = researcher.words().await?;
    ensure!(closed.contains("Studenten: 1"), "{closed}");
    ensure!(closed.contains("Bedrijven: 1"), "{closed}");
    researcher.press("Lees het rapport").await?;

    // The way back to the answers is gone.
    researcher.goto(&own).await?;
    ensure!(
        researcher
            .words()
            .await?
            .contains("Deze link kennen wij niet")
    );
    Ok(())
}

/// A coordinator forwards late, and says why.
async fn pass_on_late(program: &Program) -> Result<()> {
    let browser = Browser::open(Screen::Phone, true).await?;
    be(&browser, program, "Noor de Wit").await?;
    let place = "/metingen/proefmeting/uitzetten/proefmeting-avans-bouw-students";
    browser.goto(format!("{}{place}", program.origin)).await?;
    let mail = browser.find(By::Css("textarea[readonly]")).await?;
    let words = mail.value().await?.unwrap_or_default();
    ensure!(
        words.contains("/m/proefmeting-avans-bouw-students"),
        "{words}"
    );
    ensure!(
        browser.words().await?.contains("stil: niet gemeld"),
        "the page warns of silence"
    );
    let yes = browser
        .find(By::Css("[name='verstuurd'][value='ja']"))
        .await?;
    yes.parent().await?.scroll_into_view().await?;
    yes.parent().await?.click().await?;
    browser.write("reden", "De groep begon later.").await?;
    browser.picture("pass-on-phone").await?;
    browser.press("Meld").await?;
    ensure!(browser.words().await?.contains("laat verstuurd op"));
    Ok(())
}

/// A student on a phone, without script: begins, answers a part, and stops. The personal address.
async fn student_is_interrupted(program: &Program) -> Result<String> {
    let browser = Browser::open(Screen::Phone, false).await?;
    let link = format!("{}/m/proefmeting-avans-bouw-students", program.origin);
    browser.goto(&link).await?;
    let words = browser.words().await?;
    ensure!(words.contains("vertrouwelijk"), "nine people: {words}");
    ensure!(!words.contains("anoniem"));
    browser.press("Begin").await?;
    let own = browser.current_url().await?.to_string();
    browser.press("Naar de vragen").await?;
    browser.write("v.age", "24").await?;
    browser.press("Verder").await?;
    // English midway: what is typed stays, and nothing is kept before its time.
    choose_first(&browser).await?;
    browser.press("English").await?;
    ensure!(browser.words().await?.contains("Continue"));
    let still = browser.find_all(By::Css("input:checked")).await?;
    ensure!(!still.is_empty(), "the choice is still there");
    browser.press("Nederlands").await?;
    browser.press("Verder").await?;
    Ok(own)
}

async fn choose_first(browser: &Browser) -> Result<()> {
    let first = browser
        .find(By::Css(
            "main input[type='radio'], main input[type='checkbox']",
        ))
        .await?;
    let label = first.parent().await?;
    label.scroll_into_view().await?;
    label.click().await?;
    Ok(())
}

/// The same link on another device, with script: what was kept is there; typing is kept by itself.
async fn student_continues_elsewhere(program: &Program, own: &str) -> Result<()> {
    let browser = Browser::open(Screen::Desktop, true).await?;
    browser.goto(own).await?;
    browser.press("Ga verder").await?;
    let age = browser.find(By::Name("v.age")).await?;
    ensure!(
        age.value().await?.as_deref() == Some("24"),
        "the answer is kept"
    );
    browser.write("v.age", "25").await?;
    wait_for_status(&browser, "Bewaard om").await?;
    browser.refresh().await?;
    let age = browser.find(By::Name("v.age")).await?;
    ensure!(
        age.value().await?.as_deref() == Some("25"),
        "typing was kept by itself"
    );
    offline_keeps_what_is_typed(&browser).await?;
    walk_to_review(&browser).await?;
    browser.press("Stuur in").await?;
    ensure!(
        browser
            .words()
            .await?
            .contains("Je antwoorden zijn ingestuurd")
    );
    ensure!(own.starts_with(&program.origin));
    Ok(())
}

/// Without a connection the page says so, and what was typed is sent when it is back.
async fn offline_keeps_what_is_typed(browser: &Browser) -> Result<()> {
    let network = |offline: bool| {
        serde_json::json!({
            "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1
        })
    };
    browser
        .cdp()
        .send_raw("Network.enable", serde_json::json!({}))
        .await?;
    browser
        .cdp()
        .send_raw("Network.emulateNetworkConditions", network(true))
        .await?;
    browser.write("v.age", "26").await?;
    wait_for_status(browser, "Geen verbinding").await?;
    browser
        .cdp()
        .send_raw("Network.emulateNetworkConditions", network(false))
        .await?;
    wait_for_status(browser, "Bewaard om").await?;
    Ok(())
}

async fn wait_for_status(browser: &Browser, words: &str) -> Result<()> {
    for _ in 0..150 {
        if browser
            .find(By::Id("bewaard"))
            .await?
            .text()
            .await?
            .contains(words)
        {
            return Ok(());
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    anyhow::bail!("the page never said '{words}'")
}

/// A company answers with the keyboard alone: Tab, arrows, space and Enter.
async fn company_by_keyboard(program: &Program) -> Result<()> {
    let browser = Browser::open(Screen::Desktop, true).await?;
    let link = format!("{}/m/proefmeting-avans-bouw-companies", program.origin);
    browser.goto(&link).await?;
    ensure!(
        browser.words().await?.contains("anoniem"),
        "forty companies"
    );
    enter_on(&browser, "Begin").await?;
    enter_on(&browser, "Naar de vragen").await?;
    for _ in 0..12 {
        if browser.current_url().await?.path().ends_with("/controle") {
            break;
        }
        let first = "main input[type='radio'], main input[type='checkbox']";
        if !browser.find_all(By::Css(first)).await?.is_empty() {
            tab_to(
                &browser,
                "matches(\"main input[type='radio'], main input[type='checkbox']\")",
            )
            .await?;
            browser.active_element().await?.send_keys(" ").await?;
        }
        enter_on(&browser, "Verder").await?;
    }
    enter_on(&browser, "Stuur in").await?;
    ensure!(
        browser
            .words()
            .await?
            .contains("Uw antwoorden zijn ingestuurd")
    );
    Ok(())
}

/// Presses Tab until the element in focus answers to this, as script.
async fn tab_to(browser: &Browser, wanted: &str) -> Result<()> {
    let script = format!("return document.activeElement.{wanted}");
    for _ in 0..80 {
        let there = browser.execute(script.clone(), Vec::new()).await?;
        if there.convert::<bool>().unwrap_or(false) {
            return Ok(());
        }
        browser
            .active_element()
            .await?
            .send_keys(Key::Tab + "")
            .await?;
    }
    anyhow::bail!("the keyboard never reached {wanted}")
}

/// Goes to a button or link with the keyboard and presses Enter.
async fn enter_on(browser: &Browser, words: &str) -> Result<()> {
    tab_to(browser, &format!("textContent.trim() === {words:?}")).await?;
    let focused = browser.active_element().await?;
    browser
        .leave(words, focused.send_keys(Key::Enter + ""))
        .await
}
