//! Breaking text into lines: SVG does not do that by itself.

/// The lines of a text, no wider than `width` when set in `size`.
///
/// Widths are estimated a little too large, so that a line never runs into its neighbour.
pub(super) fn lines(text: &str, size: f64, width: f64) -> Vec<String> {
    let room = width / size;
    let mut lines = vec![String::new()];
    let mut used = 0.0;
    for word in text.split_whitespace() {
        for piece in pieces(word, room) {
            let needed: f64 = piece.chars().map(advance).sum();
            let line = lines.last_mut();
            match line {
                Some(line) if !line.is_empty() && used + advance(' ') + needed <= room => {
                    line.push(' ');
                    line.push_str(&piece);
                    used += advance(' ') + needed;
                }
                Some(line) if line.is_empty() => {
                    *line = piece;
                    used = needed;
                }
                _ => {
                    lines.push(piece);
                    used = needed;
                }
            }
        }
    }
    lines
}

/// A word, in parts where it is wider than a line.
fn pieces(word: &str, room: f64) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut used = 0.0;
    for character in word.chars() {
        let needed = advance(character);
        if used + needed > room && used > 0.0 {
            pieces.push(String::new());
            used = 0.0;
        }
        used += needed;
        if let Some(piece) = pieces.last_mut() {
            piece.push(character);
        }
    }
    pieces
}

/// About how wide a character of Source Sans 3 Semibold is, in its own size.
fn advance(character: char) -> f64 {
    match character {
        ' ' => 0.21,
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | '·' => 0.29,
        'f' | 'r' | 't' | '(' | ')' | '-' | '/' => 0.38,
        'm' | 'w' | 'M' | 'W' | '%' | '@' | '—' => 0.88,
        c if c.is_uppercase() => 0.64,
        c if c.is_ascii() || c.is_lowercase() => 0.55,
        _ => 1.0,
    }
}

#[cfg(test)]
mod tests;
