use super::*;

/// Packs positions as the format says, without runs of equal ones.
fn packed(positions: &[usize], width: u8) -> Vec<u8> {
    let groups = positions.len().div_ceil(TOGETHER);
    let mut bytes = vec![u8::try_from(groups << 1 | 1).unwrap()];
    let mut bits = vec![0_u8; groups * usize::from(width)];
    for (index, position) in positions.iter().enumerate() {
        for bit in 0..usize::from(width) {
            let at = index * usize::from(width) + bit;
            bits[at / 8] |= u8::try_from(position >> bit & 1).unwrap() << (at % 8);
        }
    }
    bytes.append(&mut bits);
    bytes
}

fn one_by_one(bytes: &[u8], width: u8, count: usize, dictionary: &[u8]) -> Option<Vec<u8>> {
    let mut values = Vec::new();
    runs(bytes, width, count, |run| {
        run.one_by_one(dictionary, &mut values)
    })?;
    Some(values)
}

fn two_by_two(bytes: &[u8], width: u8, count: usize, dictionary: &[u8]) -> Option<Vec<u8>> {
    let pairs = Pairs::of(dictionary, width)?;
    let mut values = Vec::new();
    runs(bytes, width, count, |run| {
        run.two_by_two(dictionary, &pairs, &mut values)
    })?;
    Some(values)
}

#[test]
fn every_width_unpacks_both_ways() {
    for width in 1..=8 {
        let known = 1_usize << width;
        let dictionary: Vec<u8> = (0..=255).rev().take(known).collect();
        let positions: Vec<usize> = (0..93).map(|index| index * 37 % known).collect();
        let values: Vec<u8> = positions.iter().map(|at| dictionary[*at]).collect();
        let bytes = packed(&positions, width);
        let found = one_by_one(&bytes, width, 93, &dictionary);
        assert_eq!(found.as_ref(), Some(&values), "{width}");
        if width <= WIDEST_PAIR {
            let found = two_by_two(&bytes, width, 93, &dictionary);
            assert_eq!(found.as_ref(), Some(&values), "{width}");
        }
    }
}

#[test]
fn runs_of_one_value_and_packed_runs_take_turns() {
    // 300 times position 1 (a header of two bytes), then eight packed positions.
    let mut bytes = vec![0xd8, 0x04, 1];
    bytes.extend(packed(&[0, 1, 2, 3, 3, 2, 1, 0], 2));
    let found = two_by_two(&bytes, 2, 308, &[7, 8, 9, 255]).unwrap();
    assert_eq!(found[..300], [8; 300]);
    assert_eq!(found[300..], [7, 8, 9, 255, 255, 9, 8, 7]);
}

#[test]
fn a_dictionary_of_one_value_needs_no_bits() {
    let found = one_by_one(&[20, 20], 0, 10, &[5]);
    assert_eq!(found, Some(vec![5; 10]));
    assert!(Pairs::of(&[5], 0).is_none());
}

#[test]
fn damage_is_refused() {
    let dictionary = [1, 2, 3];
    let outside = packed(&[0, 1, 2, 3, 0, 0, 0, 0], 2);
    assert_eq!(one_by_one(&outside, 2, 8, &dictionary), None);
    assert_eq!(two_by_two(&outside, 2, 8, &dictionary), None);
    let good = packed(&[0, 1, 2, 0, 1, 2, 0, 1], 2);
    for cut in 0..good.len() {
        assert_eq!(two_by_two(&good[..cut], 2, 8, &dictionary), None, "{cut}");
    }
    assert_eq!(two_by_two(&good, 2, 9, &dictionary), None, "one too many");
    let endless = [0xff; 12];
    assert_eq!(one_by_one(&endless, 2, 8, &dictionary), None);
    assert_eq!(
        one_by_one(&[0, 0], 2, 8, &dictionary),
        None,
        "a run of none"
    );
    assert_eq!(one_by_one(&good, 33, 8, &dictionary), None);
}
