//! Bytes as text, two digits a byte.

use std::fmt::Write;

/// Bytes as text, in small letters.
pub fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // Writing to a text does not fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// Exactly so many bytes out of text, whatever the case of its letters.
pub fn unhex<const N: usize>(text: &str) -> Option<[u8; N]> {
    if text.len() != 2 * N || !text.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    let mut bytes = [0; N];
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[2 * at..2 * at + 2], 16).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_back_from_their_digits() {
        let bytes = [0x00, 0x0f, 0xa0, 0xff];
        assert_eq!(hex(&bytes), "000fa0ff");
        assert_eq!(unhex("000fa0ff"), Some(bytes));
        assert_eq!(unhex("000FA0FF"), Some(bytes));
    }

    #[test]
    fn what_is_no_such_number_of_bytes_is_nothing() {
        for text in [
            "",
            "000fa0f",
            "000fa0ff0",
            "000fa0fg",
            "+f0fa0ff",
            "00é0ff0",
        ] {
            assert_eq!(unhex::<4>(text), None, "{text}");
        }
    }
}
