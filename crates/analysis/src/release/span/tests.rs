use proptest::prelude::*;

use super::*;

const LIMIT: u32 = 200_000;

fn sizes(atoms: &[(u64, u32)]) -> BTreeMap<u64, u32> {
    atoms.iter().copied().collect()
}

#[test]
fn what_lies_between_a_whole_and_its_parts_leaks() {
    // Everybody, and a part: the three others follow by subtraction.
    let found = smallest_leak(&sizes(&[(0b01, 3), (0b11, 20)]), 0b11, 10, LIMIT);
    assert_eq!(
        found,
        Span::Leaks {
            atom: 0b01,
            size: 3
        }
    );
    // Without the part, nothing follows.
    assert_eq!(
        smallest_leak(&sizes(&[(0b01, 3), (0b11, 20)]), 0b01, 10, LIMIT),
        Span::Safe
    );
    // Ten others may be known.
    assert_eq!(
        smallest_leak(&sizes(&[(0b01, 10), (0b11, 20)]), 0b11, 10, LIMIT),
        Span::Safe
    );
}

#[test]
fn two_parts_that_nearly_coincide_leak_without_being_nested() {
    // A and B differ by two respondents on either side: A - B gives only the difference of both.
    let groups = sizes(&[(0b001, 30), (0b011, 2), (0b101, 2), (0b111, 30)]);
    assert_eq!(smallest_leak(&groups, 0b111, 10, LIMIT), Span::Safe);
    // With A-and-B published as well, A without B is known: two respondents.
    let groups = sizes(&[(0b0001, 30), (0b0011, 2), (0b0101, 2), (0b1111, 30)]);
    assert!(matches!(
        smallest_leak(&groups, 0b1111, 10, LIMIT),
        Span::Leaks { size: 2, .. }
    ));
}

#[test]
fn a_combination_with_fractions_is_found() {
    // A+B, B+C and A+C give 2A by (AB + AC - BC): one half of it is A.
    let groups = sizes(&[(0b1011, 3), (0b0111, 30), (0b1101, 30)]);
    assert!(matches!(
        smallest_leak(&groups, 0b1110, 10, LIMIT),
        Span::Leaks {
            atom: 0b1010,
            size: 3
        }
    ));
}

#[test]
fn more_sets_than_the_limit_are_too_fine() {
    let many: Vec<(u64, u32)> = (0..20).map(|part| (1 | 2 << part, 1)).collect();
    assert_eq!(
        smallest_leak(&sizes(&many), 1, 10, 50),
        Span::Safe,
        "one atom"
    );
    let crossing: Vec<(u64, u32)> = (0..16).map(|atom| (1 | atom << 1, 1)).collect();
    assert_eq!(
        smallest_leak(&sizes(&crossing), 0b1_1111, 10, 5),
        Span::TooFine
    );
}

/// The same question answered another way: least squares in floating point, set by set.
fn in_row_space(atoms: &[u64], groups: &[usize], set: u32) -> bool {
    let target: Vec<f64> = (0..atoms.len())
        .map(|atom| f64::from(set >> atom & 1))
        .collect();
    let mut basis: Vec<Vec<f64>> = Vec::new();
    let residual = |vector: &[f64], basis: &[Vec<f64>]| -> Vec<f64> {
        let mut left = vector.to_vec();
        for direction in basis {
            let along: f64 = left.iter().zip(direction).map(|(a, b)| a * b).sum();
            for (entry, step) in left.iter_mut().zip(direction) {
                *entry -= along * step;
            }
        }
        left
    };
    for group in groups {
        let row: Vec<f64> = atoms
            .iter()
            .map(|signature| {
                if signature >> group & 1 == 1 {
                    1.0
                } else {
                    0.0
                }
            })
            .collect();
        let left = residual(&residual(&row, &basis), &basis);
        let length = left.iter().map(|entry| entry * entry).sum::<f64>().sqrt();
        if length > 1e-6 {
            basis.push(left.iter().map(|entry| entry / length).collect());
        }
    }
    let left = residual(&residual(&target, &basis), &basis);
    left.iter().all(|entry| entry.abs() < 1e-6)
}

proptest! {
    #[test]
    fn agrees_with_a_projection_in_floating_point(
        atoms in prop::collection::btree_map(1..64_u64, 1..12_u32, 1..8),
    ) {
        let published = 0b11_1111;
        let signatures: Vec<u64> = atoms.keys().copied().collect();
        let groups: Vec<usize> = (0..6).collect();
        let mut smallest: Option<u32> = None;
        for set in 1..1_u32 << signatures.len() {
            let size: u32 = signatures.iter().enumerate()
                .filter(|(position, _)| set >> position & 1 == 1)
                .map(|(_, signature)| atoms[signature])
                .sum();
            if size < 10 && in_row_space(&signatures, &groups, set) {
                smallest = Some(smallest.map_or(size, |found| found.min(size)));
            }
        }
        let found = match smallest_leak(&atoms, published, 10, LIMIT) {
            Span::Leaks { size, .. } => Some(size),
            Span::Safe => None,
            Span::TooFine => panic!("eight atoms are not too fine"),
        };
        prop_assert_eq!(found, smallest);
    }
}
