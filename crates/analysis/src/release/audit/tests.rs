use super::*;

/// Two groups of everybody: signatures 0b11 (in the part) and 0b01 (the others).
fn published(shown: Vec<(u32, Vec<usize>, u32)>) -> Published {
    Published {
        atoms: vec![0b01, 0b11],
        categories: 3,
        shown,
        bases: vec![(0, 30), (1, 12)],
    }
}

#[test]
fn a_count_under_nothing_but_a_base_is_wide() {
    let nothing = published(Vec::new());
    assert_eq!(range(&nothing, 1, 0), Some((0, 12)));
}

#[test]
fn a_total_and_a_base_narrow_a_part() {
    let total = published(vec![(0, vec![0], 25)]);
    // 25 of 30 are in the category and 12 are in the part: at least 7 of them.
    assert_eq!(range(&total, 1, 0), Some((7, 12)));
}

#[test]
fn what_the_others_show_gives_the_part_away() {
    let others = Published {
        atoms: vec![0b011, 0b101],
        categories: 2,
        shown: vec![(0, vec![0], 20), (2, vec![0], 11)],
        bases: vec![(0, 30), (1, 12), (2, 18)],
    };
    assert_eq!(range(&others, 1, 0), Some((9, 9)));
}

#[test]
fn merged_cells_are_shared_out_in_whole_numbers() {
    let merged = published(vec![(1, vec![1, 2], 7), (0, vec![1], 2)]);
    assert_eq!(range(&merged, 1, 0), Some((5, 5)));
    assert_eq!(range(&merged, 1, 1), Some((0, 2)));
    assert_eq!(range(&merged, 1, 2), Some((5, 7)));
}

#[test]
fn counts_that_contradict_have_no_range() {
    let impossible = published(vec![(1, vec![0], 13)]);
    assert_eq!(range(&impossible, 1, 1), None);
}
