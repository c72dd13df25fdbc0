//! What somebody probably meant. A suggestion is shown, never taken unasked.

use super::IdentifierKind;
use super::shape::without_separators;

/// The identifier that was probably meant by a text that is none: spreadsheets drop the zeros before
/// a number and write `.0` after it, the Handelsregister shows an SBI code without its last zero, and
/// an O is easily taken for a zero.
pub fn suggestion(kind: IdentifierKind, text: &str) -> Option<String> {
    if kind.read(text).is_ok() {
        return None;
    }
    let whole = text.trim();
    let whole = whole.strip_suffix(".0").unwrap_or(whole);
    let cleaned = without_separators(whole);
    let length = kind.shape().len();
    let guesses = [
        cleaned.clone(),
        letters_for_digits(kind, &cleaned),
        match kind {
            IdentifierKind::Sbi => format!("{cleaned:0<length$}"),
            _ => format!("{cleaned:0>length$}"),
        },
    ];
    // Three zeros that are gone are an accident, more are another number.
    let near = (length - length.min(3)..=length).contains(&cleaned.len());
    let mut guesses = guesses.into_iter().filter(|_| near);
    guesses.find_map(|guess| kind.read(&guess).ok())
}

fn letters_for_digits(kind: IdentifierKind, cleaned: &str) -> String {
    let swapped = kind.shape().chars().zip(cleaned.chars());
    swapped
        .map(|(shape, found)| match (shape, found) {
            ('9', 'O') => '0',
            ('9', 'I' | 'L') => '1',
            ('O' | 'A', '0') => 'O',
            _ => found,
        })
        .collect()
}
