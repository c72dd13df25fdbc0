//! The fields of a form, by name.

use mkbroute_domain::text::Text;

use crate::surveys::form::Fields;

/// What a browser sent.
#[derive(Clone, Debug, Default)]
pub(super) struct Sent(pub(super) Fields);

impl Sent {
    /// The first value under a name, or nothing.
    pub(super) fn get(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(found, _)| found == name);
        found.map_or("", |(_, value)| value)
    }

    /// Every value under a name, in the order of the form.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let named = self.0.iter().filter(move |(found, _)| found == name);
        named.map(|(_, value)| value.as_str())
    }

    /// Whether a box is ticked.
    pub(super) fn ticked(&self, name: &str) -> bool {
        self.all(name).next().is_some()
    }

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
