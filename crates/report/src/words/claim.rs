//! Reading a claim as people write it: a percentage or a fraction in words.

use mkbroute_analysis::check::Claim;

const FRACTIONS: [(&str, u32, u32); 14] = [
    ("helft", 1, 2),
    ("half", 1, 2),
    ("driekwart", 3, 4),
    ("three quarters", 3, 4),
    ("twee derde", 2, 3),
    ("tweederde", 2, 3),
    ("two thirds", 2, 3),
    ("een derde", 1, 3),
    ("derde", 1, 3),
    ("a third", 1, 3),
    ("one third", 1, 3),
    ("een kwart", 1, 4),
    ("kwart", 1, 4),
    ("a quarter", 1, 4),
];

/// Reads `75%`, `about 75%`, `de helft`, `ongeveer twee derde`; `None` if it is neither.
pub fn parse_claim(text: &str) -> Option<Claim> {
    let text = text.trim().to_lowercase();
    let about = ["ongeveer", "circa", "about", "around", "roughly"]
        .iter()
        .any(|word| text.contains(word));
    if let Some((numerator, denominator)) = fraction(&text) {
        return Some(Claim::Fraction {
            numerator,
            denominator,
            about,
        });
    }
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let percentage = digits
        .parse()
        .ok()
        .filter(|percentage| *percentage <= 100)?;
    Some(Claim::Percentage { percentage, about })
}

fn fraction(text: &str) -> Option<(u32, u32)> {
    let found = FRACTIONS.iter().find(|(words, _, _)| text.contains(words));
    found.map(|(_, numerator, denominator)| (*numerator, *denominator))
}

#[cfg(test)]
mod tests;
