//! Finding by words.

/// Words that somebody looks for.
#[derive(Clone, Debug)]
pub(super) struct Search(Vec<String>);

impl Search {
    /// The words of a text, in small letters.
    pub(super) fn of(text: &str) -> Self {
        Self(text.split_whitespace().map(str::to_lowercase).collect())
    }

    /// Whether every word is part of one of these texts. Without words everything is found.
    pub(super) fn finds(&self, said: &[&str]) -> bool {
        let said: Vec<String> = said.iter().map(|text| text.to_lowercase()).collect();
        let mut words = self.0.iter();
        words.all(|word| said.iter().any(|text| text.contains(word)))
    }
}
