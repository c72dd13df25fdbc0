//! What does not fit. Zooming in makes the window narrow: 1,280 pixels are 640 at 200% and 320 at 400%.

use anyhow::{Result, ensure};
use mkbroute_e2e::browser::{Browser, Screen};

use crate::places::Tour;

/// Words that stand outside the window, or are cut off by what holds them. A table of data may
/// scroll within its own box (WCAG 1.4.10 excepts it); what is hidden from sight on purpose is left out.
const CUT: &str = r#"
const wide = document.documentElement.clientWidth;
const found = [];
const over = document.documentElement.scrollWidth - wide;
if (over > 0) found.push(`the page is ${over} px wider than the window`);
const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (words.nextNode()) {
  const text = words.currentNode.textContent.trim();
  const holder = words.currentNode.parentElement;
  if (!text || !holder.checkVisibility() || holder.closest(".hidden, .skip, .scroll, svg, option")) continue;
  const range = document.createRange();
  range.selectNodeContents(words.currentNode);
  for (const box of range.getClientRects()) {
    if (box.width === 0) continue;
    if (box.left < -0.5 || box.right > wide + 0.5) { found.push(`"${text.slice(0, 60)}" stands outside`); break; }
    const clip = [];
    for (let up = holder; up && up !== document.body; up = up.parentElement) {
      const { overflowX, display } = getComputedStyle(up);
      if (display !== "inline" && overflowX !== "visible") clip.push(up.getBoundingClientRect());
    }
    const button = holder.closest("button, .button, .tool, .pill, .tile span");
    if (button) clip.push(button.getBoundingClientRect());
    if (clip.some((edge) => box.right > edge.right + 0.5 || box.left < edge.left - 0.5
        || (button && box.bottom > edge.bottom + 0.5))) { found.push(`"${text.slice(0, 60)}" is cut`); break; }
  }
}
return found;
"#;

/// What is cut off or stands outside, one line each.
pub(crate) async fn cut(browser: &Browser) -> Result<Vec<String>> {
    Ok(browser.execute(CUT, Vec::new()).await?.convert()?)
}

/// The measure can fail: a wide box and a narrow button are found.
#[tokio::test(flavor = "multi_thread")]
async fn what_does_not_fit_is_found() -> Result<()> {
    let tour = Tour::begin(Screen::Desktop, true).await?;
    tour.browser.make_wide(320, false).await?;
    let before = cut(&tour.browser).await?;
    ensure!(before.is_empty(), "{before:?}");
    let narrow = "Object.assign(document.querySelector('main .button').style, \
        { width: '60px', whiteSpace: 'nowrap', display: 'block' })";
    tour.browser.execute(narrow, Vec::new()).await?;
    let found = cut(&tour.browser).await?;
    ensure!(
        found.iter().any(|line| line.ends_with("is cut")),
        "{found:?}"
    );
    let wide = "document.querySelector('h1').style.width = '500px'";
    tour.browser.execute(wide, Vec::new()).await?;
    let found = cut(&tour.browser).await?;
    ensure!(
        found
            .iter()
            .any(|line| line.contains("wider than the window")),
        "{found:?}"
    );
    Ok(())
}
