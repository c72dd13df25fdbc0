//! Codes from words: readable, unique, and never thought about by hand.

use crate::surveys::answer::OTHER;

/// The most characters that words give to a code.
const LONGEST: usize = 28;

/// A code made from Dutch words that `taken` does not know yet, such as `hoe_woon_je`.
pub fn fresh_code(words: &str, taken: impl Fn(&str) -> bool) -> String {
    let base = readable(words);
    let numbered = (2_u32..).map(|number| format!("{base}_{number}"));
    std::iter::once(base.clone())
        .chain(numbered)
        .find(|code| code != OTHER && !taken(code))
        .unwrap_or(base)
}

fn readable(words: &str) -> String {
    let mut code = String::new();
    for word in words.split(|c: char| !c.is_alphanumeric()) {
        let plain: String = word.chars().filter_map(plain).collect();
        let plain = if code.is_empty() {
            plain.trim_start_matches(|c: char| c.is_ascii_digit())
        } else {
            plain.as_str()
        };
        if plain.is_empty() {
            continue;
        }
        if !code.is_empty() && code.len() + 1 + plain.len() > LONGEST {
            break;
        }
        if !code.is_empty() {
            code.push('_');
        }
        code.extend(plain.chars().take(LONGEST));
    }
    if code.is_empty() {
        code.push('x');
    }
    code
}

/// The letter without its accent; letters that have none in Latin script are left out.
fn plain(letter: char) -> Option<char> {
    let lower = letter.to_lowercase().next().unwrap_or(letter);
    match lower {
        'a'..='z' | '0'..='9' => Some(lower),
        'à'..='å' => Some('a'),
        'ç' => Some('c'),
        'è'..='ë' => Some('e'),
        'ì'..='ï' => Some('i'),
        'ñ' => Some('n'),
        'ò'..='ö' | 'ø' => Some('o'),
        'ù'..='ü' => Some('u'),
        'ý' | 'ÿ' => Some('y'),
        _ => None,
    }
}
