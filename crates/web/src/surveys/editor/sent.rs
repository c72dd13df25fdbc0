//! Words of a form, tidied.

use mkbroute_domain::text::Text;

impl Posted {
    /// A text in both languages: `name.nl` and `name.en`, without space around it.
    pub(super) fn text(&self, name: &str) -> Text {
        let words = |lang: &str| tidy(self.get(&format!("{name}.{lang}")));
        Text::new(words("nl"), words("en"))
    }
}

/// Words without space around them, with plain line ends.
pub(super) fn tidy(words: &str) -> String {
    words.trim().replace("\r\n", "\n")
}

/// A text that may be left out altogether.
pub(super) fn optional(text: Text) -> Option<Text> {
    let empty = text.nl.is_empty() && text.en.is_empty();
    (!empty).then_some(text)
}
use crate::extract::Posted;
