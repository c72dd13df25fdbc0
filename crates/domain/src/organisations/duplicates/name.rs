//! Names and places as they are compared.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Legal forms, as they stand at the end or the beginning of a name after folding.
const LEGAL_FORMS: [&[&str]; 24] = [
    &["besloten", "vennootschap"],
    &["naamloze", "vennootschap"],
    &["vennootschap", "onder", "firma"],
    &["commanditaire", "vennootschap"],
    &["b", "v"],
    &["n", "v"],
    &["v", "o", "f"],
    &["c", "v"],
    &["in", "oprichting"],
    &["bv"],
    &["nv"],
    &["vof"],
    &["cv"],
    &["ua"],
    &["wa"],
    &["ba"],
    &["io"],
    &["fa"],
    &["firma"],
    &["maatschap"],
    &["eenmanszaak"],
    &["cooperatie"],
    &["stichting"],
    &["vereniging"],
];

/// Places with two names, folded and without spaces.
const OTHER_PLACE_NAMES: [(&str, &str); 3] = [
    ("sgravenhage", "denhaag"),
    ("thehague", "denhaag"),
    ("shertogenbosch", "denbosch"),
];

/// The words of a text in small letters, without accents. Dots and apostrophes join what stands around
/// them (`B.V.` is `bv`); other signs part words; `&` and `+` are `en`.
pub fn fold(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for letter in text.nfkd().filter(|letter| !is_combining_mark(*letter)) {
        match letter {
            '.' | '\'' | '’' | '‘' | '`' | '\u{b4}' => {}
            '&' | '+' => words.extend(["en".to_owned(), String::new()]),
            _ if letter.is_alphanumeric() => {
                if let Some(word) = words.last_mut() {
                    push_plain(word, letter);
                }
            }
            _ => words.push(String::new()),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Letters that no normal form takes apart.
fn push_plain(word: &mut String, letter: char) {
    for small in letter.to_lowercase() {
        match small {
            'ø' => word.push('o'),
            'æ' => word.push_str("ae"),
            'œ' => word.push_str("oe"),
            'ß' => word.push_str("ss"),
            'đ' | 'ð' => word.push('d'),
            'ł' => word.push('l'),
            'þ' => word.push_str("th"),
            // Lower case may take a letter apart once more.
            mark if is_combining_mark(mark) => {}
            other => word.push(other),
        }
    }
}

/// The words of a name without its legal form; all of them if nothing else is left.
pub fn name_words(name: &str) -> Vec<String> {
    let words = fold(name);
    let mut rest = words.as_slice();
    while let Some(shorter) = without_legal_form(rest) {
        rest = shorter;
    }
    if rest.is_empty() {
        words
    } else {
        rest.to_vec()
    }
}

fn without_legal_form(words: &[String]) -> Option<&[String]> {
    LEGAL_FORMS.iter().find_map(|form| {
        let length = words.len().checked_sub(form.len())?;
        if words[length..] == **form {
            Some(&words[..length])
        } else if form.concat().len() > 2 && words[..form.len()] == **form {
            // Two letters in front are initials.
            Some(&words[form.len()..])
        } else {
            None
        }
    })
}

/// A place as it is compared; empty if there is none.
pub fn place_key(place: &str) -> String {
    let key = fold(place).concat();
    let known = OTHER_PLACE_NAMES.iter().find(|(other, _)| *other == key);
    known.map_or(key, |(_, name)| (*name).to_owned())
}
