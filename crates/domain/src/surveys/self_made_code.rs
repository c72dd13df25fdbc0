//! A code that a respondent makes from things only they know, the same every time.

use std::str::FromStr;

use thiserror::Error;

/// Fewer characters are too easily the same for two people.
pub const FEWEST: usize = 6;
/// More are not remembered.
pub const MOST: usize = 20;

/// The code in its one way of writing: letters and digits, in capitals.
#[derive(Clone, PartialEq, Eq)]
pub struct SelfMadeCode(String);

/// The code has too few or too many letters and digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a code has {FEWEST} to {MOST} letters and digits")]
pub struct NoCode;

impl SelfMadeCode {
    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for SelfMadeCode {
    type Err = NoCode;

    /// Spaces, dashes and capitals do not matter: people write them differently a year later.
    fn from_str(text: &str) -> Result<Self, NoCode> {
        let letters = text.chars().filter(|c| c.is_alphanumeric());
        let code: String = letters.flat_map(char::to_uppercase).collect();
        if (FEWEST..=MOST).contains(&code.chars().count()) {
            Ok(Self(code))
        } else {
            Err(NoCode)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_the_same_however_it_is_written() {
        let read = |text: &str| text.parse::<SelfMadeCode>().map(|code| code.0);
        assert_eq!(read("ma 14-gr ü"), Ok("MA14GRÜ".into()));
        assert_eq!(read("MA14GRÜ"), read(" ma14grü "));
        assert_eq!(read("ab-12"), Err(NoCode));
        assert_eq!(read(&"a".repeat(21)), Err(NoCode));
    }
}
