use super::*;

const KEY: [u8; 32] = [7; 32];
const OF_FILE: [u8; NONCE] = [9; NONCE];

fn seal(text: &[u8]) -> Vec<u8> {
    let mut sealer = Sealer::new(Vec::new(), &KEY, &OF_FILE, b"header".to_vec());
    sealer.write_all(text).unwrap();
    sealer.finish().unwrap()
}

fn open(sealed: &[u8], key: &[u8; 32], header: &[u8]) -> io::Result<Vec<u8>> {
    let mut text = Vec::new();
    Opener::new(sealed, key, &OF_FILE, header.to_vec())?.read_to_end(&mut text)?;
    Ok(text)
}

#[test]
fn every_length_comes_back() {
    for length in [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 3 * PIECE + 5] {
        let text: Vec<u8> = (0..=250).cycle().take(length).collect();
        let sealed = seal(&text);
        assert_eq!(open(&sealed, &KEY, b"header").unwrap(), text, "{length}");
        if length > 64 {
            assert!(
                !sealed.windows(64).any(|piece| text.starts_with(piece)),
                "unreadable"
            );
        }
    }
}

#[test]
fn whatever_is_changed_is_refused() {
    let text = vec![5; 2 * PIECE + 100];
    let sealed = seal(&text);
    let refused = |sealed: &[u8], what: &str| {
        assert!(open(sealed, &KEY, b"header").is_err(), "{what}");
    };
    for at in (0..sealed.len()).step_by(9_973) {
        let mut flipped = sealed.clone();
        flipped[at] ^= 1;
        refused(&flipped, "flipped");
    }
    let whole = PIECE + TAG;
    for kept in [
        0,
        1,
        TAG,
        whole - 1,
        whole,
        whole + 1,
        2 * whole,
        sealed.len() - 1,
    ] {
        refused(&sealed[..kept], "cut off");
    }
    let (one, rest) = sealed.split_at(whole);
    let (two, three) = rest.split_at(whole);
    refused(&[two, one, three].concat(), "in another order");
    refused(&[one, three].concat(), "without a piece");
    refused(&[one, one, two, three].concat(), "with a piece twice");
    refused(&[&sealed[..], b"x"].concat(), "with more at its end");
    assert!(open(&sealed, &[8; 32], b"header").is_err(), "another key");
    assert!(open(&sealed, &KEY, b"Header").is_err(), "another header");
}
