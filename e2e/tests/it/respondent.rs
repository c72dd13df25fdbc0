use anyhow::{Result, ensure};
use mkbroute_e2e::browser::{Browser, Screen};
use mkbroute_e2e::program::Program;
use thirtyfour::prelude::*;

/// Finds the link for a group of respondents as the coordinator sees it.
async fn link_for(program: &Program, browser: &Browser, group: &str) -> Result<String> {
    browser.goto(&program.origin).await?;
    browser.press("Ga verder als Ruben Vos").await?;
    browser.press("Bekijk de respons").await?;
    let row = format!("//tr[td[normalize-space()='{group}']]//a");
    let address = browser.find(By::XPath(row)).await?.attr("href").await?;
    // The line leads to the mail that is passed on; the link in it ends with the same code.
    let address = address.unwrap_or_default();
    let code = address.rsplit('/').next().unwrap_or_default();
    Ok(format!("{}/m/{code}", program.origin))
}

async fn choose(browser: &Browser, item: &str, value: &str) -> Result<()> {
    let input = format!("input[name='v.{item}'][value='{value}']");
    let input = browser.find(By::Css(input)).await?;
    input.parent().await?.scroll_into_view().await?;
    input.parent().await?.click().await?;
    Ok(())
}

/// Types into the fields of an item: one, or year and month.
async fn fill(browser: &Browser, item: &str, texts: &[&str]) -> Result<()> {
    let fields = browser
        .find_all(By::Css(format!("[name='v.{item}']")))
        .await?;
    ensure!(
        fields.len() == texts.len(),
        "{item} has {} fields",
        fields.len()
    );
    for (field, text) in fields.iter().zip(texts) {
        field.clear().await?;
        field.send_keys(*text).await?;
    }
    Ok(())
}

/// A whole questionnaire on a phone without any script, with an error on the way.
#[tokio::test(flavor = "multi_thread")]
async fn a_teacher_answers_on_a_phone_without_script() -> Result<()> {
    let program = Program::demo().await?;
    let browser = Browser::open(Screen::Phone, false).await?;
    let link = link_for(&program, &browser, "Docenten").await?;
    browser.goto(&link).await?;
    ensure!(browser.words().await?.contains("Wij vragen geen naam"));
    browser.picture("answer-link-phone").await?;
    browser.press("Begin").await?;
    browser.picture("answer-begin-phone").await?;
    browser.press("Naar de vragen").await?;

    choose(&browser, "role", "teacher").await?;
    fill(&browser, "since", &["1800", "9"]).await?;
    browser.press("Verder").await?;
    ensure!(
        browser
            .words()
            .await?
            .contains("Kijk nog even naar deze antwoorden"),
        "a year out of range is told"
    );
    browser.picture("answer-problem-phone").await?;
    browser.glance("readme-answer").await?;
    let kept = browser.find(By::Css("[name='v.since']")).await?;
    ensure!(
        kept.value().await?.as_deref() == Some("1800"),
        "what was typed stays"
    );
    fill(&browser, "since", &["2019", "9"]).await?;

    walk_to_review(&browser).await?;
    ensure!(
        browser.words().await?.contains("september 2019"),
        "the check page shows the answer"
    );
    browser.picture("answer-check-phone").await?;
    browser.press("Stuur in").await?;
    ensure!(
        browser
            .words()
            .await?
            .contains("Uw antwoorden zijn ingestuurd")
    );
    browser.picture("answer-receipt-phone").await?;

    browser.goto(&program.origin).await?;
    browser.press("Bekijk de respons").await?;
    let row = "//tr[th[normalize-space()='Docenten']]/td[contains(@class,'number')]";
    let count = browser.find(By::XPath(row)).await?.text().await?;
    ensure!(count == "1", "the response counts at once: {count}");
    Ok(())
}

pub(crate) async fn walk_to_review(browser: &Browser) -> Result<()> {
    for _ in 0..12 {
        if browser.current_url().await?.path().ends_with("/controle") {
            return Ok(());
        }
        browser.press("Verder").await?;
    }
    anyhow::bail!("the check page did not come: {}", browser.words().await?)
}

/// With script, an item appears as soon as its condition holds.
#[tokio::test(flavor = "multi_thread")]
async fn a_follow_up_question_appears_while_answering() -> Result<()> {
    let program = Program::demo().await?;
    let browser = Browser::open(Screen::Phone, true).await?;
    let link = link_for(&program, &browser, "Studenten").await?;
    browser.goto(&link).await?;
    browser.press("Begin").await?;
    browser.press("Naar de vragen").await?;
    for _ in 0..8 {
        let found = browser.find_all(By::Id("vraag-switched")).await?;
        if !found.is_empty() {
            break;
        }
        browser.press("Verder").await?;
    }
    let follow_up = browser.find(By::Id("vraag-switch_employer")).await?;
    ensure!(!follow_up.is_displayed().await?, "not asked before");
    choose(&browser, "switched", "yes").await?;
    ensure!(follow_up.is_displayed().await?, "asked after yes");
    choose(&browser, "switched", "no").await?;
    ensure!(!follow_up.is_displayed().await?, "not asked after no");
    Ok(())
}
