//! Every page for somebody who sees little, hears the page, or zooms in.

mod names;
pub(crate) mod run;
pub(crate) mod structure;
pub(crate) mod zoom;

use anyhow::{Result, ensure};
use mkbroute_e2e::browser::{Browser, Screen};

use self::structure::structure_problems;
use crate::places::Tour;

/// What is wrong with the page in the window: the rules of axe, and the order of the page.
async fn problems(browser: &Browser) -> Result<Vec<String>> {
    let mut found = browser.violations().await?;
    found.extend(structure_problems(&browser.tree().await?));
    Ok(found)
}

/// The rules can fail: whatever weakens a page of ours is found.
#[tokio::test(flavor = "multi_thread")]
async fn a_weakened_page_breaks_the_rules() -> Result<()> {
    let tour = Tour::begin(Screen::Phone, true).await?;
    let browser = &tour.browser;
    browser.learn_rules().await?;
    let weaken = [
        ("image-alt", "main.append(document.createElement('img'))"),
        ("label", "main.append(document.createElement('input'))"),
        (
            "html-has-lang",
            "document.documentElement.removeAttribute('lang')",
        ),
        ("document-title", "document.title = ''"),
        (
            "color-contrast",
            "document.querySelector('h1').style.color = '#e8e8e8'",
        ),
        (
            "target-size",
            "for (const words of ['a', 'b']) { const small = document.createElement('button'); \
             small.textContent = words; small.style.cssText = 'width:9px;height:9px;padding:0;border:0;font-size:6px'; \
             main.append(small); }",
        ),
        (
            "no landmark 'main'",
            "main.setAttribute('role', 'presentation'); main.removeAttribute('tabindex')",
        ),
        (
            "2 headings of level 1",
            "main.append(document.querySelector('h1').cloneNode(true))",
        ),
        (
            "skips from level 1 to 3",
            "document.querySelector('h1').insertAdjacentHTML('afterend', '<h3>Diep</h3>')",
        ),
    ];
    for (rule, script) in weaken {
        tour.go("/aanmelden", "nl").await?;
        let before = problems(browser).await?;
        ensure!(before.is_empty(), "the page is sound: {before:?}");
        let script = format!("const main = document.querySelector('main'); {script}");
        browser.execute(script, Vec::new()).await?;
        let found = problems(browser).await?;
        ensure!(
            found.iter().any(|problem| problem.contains(rule)),
            "'{rule}' was not found: {found:?}"
        );
    }
    Ok(())
}
