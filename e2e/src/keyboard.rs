//! A browser in the hands of somebody who uses the keyboard alone. Wherever the keyboard comes, it must be seen.

use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;
use thirtyfour::Key;

use crate::browser::Browser;

/// Where the keyboard is. It is seen when the element, or what stands for it (the tile of a hidden dot), has a
/// thick outline, lies within the window, and nothing lies over it.
const AT: &str = r#"
const at = document.activeElement;
if (!at || at === document.body) return { words: "", tag: "", kind: "", checked: false, value: "", why: "" };
const named = at.labels?.length ? at.labels[0] : at;
const group = at.closest("fieldset, [role=radiogroup]");
const thick = (found) => {
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(found);
  return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && !/, 0\)$|transparent/.test(outlineColor);
};
const shown = [at, at.matches("input") ? at.nextElementSibling : null].filter((found) => found && thick(found));
let why = shown.length ? "" : "no outline";
for (const found of shown.slice(0, 1)) {
  const boxes = [...found.getClientRects()].filter(({ width, height }) => width > 1 && height > 1);
  const within = boxes.find(({ left, right, top, bottom }) =>
    right > 0 && left < innerWidth && bottom > 0 && top < innerHeight);
  if (!within) { why = "outside the window"; break; }
  const x = Math.min(Math.max((within.left + within.right) / 2, 0), innerWidth - 1);
  const y = Math.min(Math.max((within.top + within.bottom) / 2, 0), innerHeight - 1);
  const top = document.elementFromPoint(x, y);
  if (top && !found.contains(top) && !named.contains(top)) why = `under ${top.outerHTML.slice(0, 80)}`;
}
// Beside an entry of the menu may stand how many things wait.
const words = [...named.childNodes].filter((part) => !part.matches?.(".count")).map((part) => part.textContent).join("");
return { words: words.trim().replace(/\s+/g, " "), tag: at.tagName.toLowerCase(), kind: at.type ?? "",
  checked: at.checked ?? false, value: at.value ?? "", why,
  name: at.name ?? "", row: !!at.closest("[role=radiogroup]"), answered: !!(group && at.name && document.querySelector(`[name="${CSS.escape(at.name)}"]:checked`)) };
"#;

/// What the keyboard is at.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct At {
    /// Its label, or its own words.
    pub words: String,
    /// Its element, such as `a`; empty at the beginning of a page.
    pub tag: String,
    /// The kind of a field, such as `radio`.
    pub kind: String,
    /// The name of a field.
    pub name: String,
    pub checked: bool,
    pub value: String,
    /// Whether it stands in a row of a matrix.
    pub row: bool,
    /// Whether something is chosen in its group.
    pub answered: bool,
    /// Why it is not seen; empty if it is.
    why: String,
}

impl Browser {
    /// Presses one key.
    pub async fn key(&self, key: Key) -> Result<()> {
        Ok(self.action_chain().send_keys(key).perform().await?)
    }

    /// Types words into what the keyboard is at.
    pub async fn types(&self, words: &str) -> Result<()> {
        Ok(self.action_chain().send_keys(words).perform().await?)
    }

    /// What the keyboard is at.
    ///
    /// # Errors
    /// When that is not to be seen.
    pub async fn at(&self) -> Result<At> {
        let at: At = serde_json::from_value(self.execute(AT, Vec::new()).await?.json().clone())?;
        ensure!(at.why.is_empty(), "the keyboard is not seen: {at:?}");
        Ok(at)
    }

    /// Goes on to the next stop; nothing at the end of the page.
    pub async fn tab(&self) -> Result<At> {
        self.key(Key::Tab).await?;
        self.at().await
    }

    /// Goes on until a stop that is wanted.
    pub async fn tab_until(&self, what: &str, wanted: impl Fn(&At) -> bool) -> Result<At> {
        let mut ends = 0;
        for _ in 0..250 {
            let at = self.tab().await?;
            if wanted(&at) {
                return Ok(at);
            }
            // Past the last stop it begins again, once.
            ends += usize::from(at.tag.is_empty());
            if ends > 2 {
                break;
            }
        }
        let page = self.current_url().await?;
        bail!("the keyboard never reaches {what} on {page}")
    }

    /// Goes to the button or link with these words.
    pub async fn tab_to(&self, words: &str) -> Result<At> {
        let press = |at: &At| ["a", "button", "summary"].contains(&at.tag.as_str());
        self.tab_until(words, |at| press(at) && at.words == words)
            .await
    }

    /// Goes to the button or link with these words, presses Enter and waits for the page behind it.
    pub async fn enter_on(&self, words: &str) -> Result<()> {
        self.tab_to(words).await?;
        self.enter(words).await
    }

    /// Presses Enter where the keyboard is and waits for the page behind it.
    pub async fn enter(&self, words: &str) -> Result<()> {
        let enter = async {
            let enter = self.action_chain().send_keys(Key::Enter);
            enter.perform().await
        };
        let left = self.leave(words, enter).await;
        left.with_context(|| format!("Enter on '{words}'"))
    }

    /// Goes to the field with this name and types.
    pub async fn fill_in(&self, name: &str, words: &str) -> Result<()> {
        self.tab_until(name, |at| at.name == name).await?;
        self.types(words).await
    }
}
