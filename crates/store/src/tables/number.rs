//! Numbers as people write them: with a decimal point or a decimal comma.

/// What each text of one column is as a number; NaN where it is none or could be two.
///
/// A comma or point with one to three digits before it and exactly three after it may also part
/// thousands. Then the other cells of the column decide: a comma is the decimal mark if another
/// cell can only be read so; a point is, unless another cell shows a decimal comma.
pub(super) fn numbers(texts: &[Box<str>]) -> Vec<f64> {
    let read: Vec<Read> = texts.iter().map(|text| read(text)).collect();
    let seen = |mark| {
        read.iter()
            .any(|found| matches!(found, Read::Sure(_, Some(sure)) if *sure == mark))
    };
    let (comma, point) = (seen(Mark::Comma), seen(Mark::Point));
    let decide = |found: &Read| match found {
        Read::Sure(value, _) => *value,
        Read::Unsure(value, Mark::Comma) if comma && !point => *value,
        Read::Unsure(value, Mark::Point) if !comma => *value,
        Read::Unsure(..) | Read::No => f64::NAN,
    };
    read.iter().map(decide).collect()
}

#[derive(Clone, Copy, PartialEq)]
enum Mark {
    Comma,
    Point,
}

/// What one text says by itself.
enum Read {
    No,
    /// A number, with the decimal mark that it shows.
    Sure(f64, Option<Mark>),
    /// A number if its mark is a decimal one.
    Unsure(f64, Mark),
}

fn read(text: &str) -> Read {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if exponent.is_some_and(|power| !digits(power.strip_prefix(['-', '+']).unwrap_or(power))) {
        return Read::No;
    }
    let mark = match mantissa.find([',', '.']) {
        Some(at) if mantissa[at..].starts_with(',') => Some((at, Mark::Comma)),
        Some(at) => Some((at, Mark::Point)),
        None => None,
    };
    let (whole, fraction) = match mark {
        Some((at, _)) => (&mantissa[..at], Some(&mantissa[at + 1..])),
        None => (mantissa, None),
    };
    let empty_whole = whole.is_empty() && fraction.is_some();
    if !(digits(whole) || empty_whole) || fraction.is_some_and(|part| !digits(part)) {
        return Read::No;
    }
    let plain = text.replace(',', ".");
    let Some(value) = plain.parse::<f64>().ok().filter(|value| value.is_finite()) else {
        return Read::No;
    };
    let thousands =
        |part: &str| part.len() == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0');
    match (mark, fraction) {
        (Some((_, mark)), Some(part)) if exponent.is_none() && thousands(part) => {
            Read::Unsure(value, mark)
        }
        (mark, _) => Read::Sure(value, mark.map(|(_, mark)| mark)),
    }
}

#[cfg(test)]
mod tests;
