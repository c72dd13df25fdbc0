use super::*;
use crate::dataset::{Column, ItemKind, ItemSpec};
use crate::release::plan::{Part, REST};

fn choice(id: &str, codes: &[u8]) -> Column {
    Column {
        item: ItemSpec {
            id: id.to_owned(),
            wording: 1,
            block: "background".to_owned(),
            kind: ItemKind::Categorical {
                categories: vec!["a".to_owned(), "b".to_owned(), "c".to_owned()],
            },
            identifying: true,
            sensitive: false,
            sensitive_categories: Vec::new(),
            collapse: Vec::new(),
            dominance: false,
            about_others: false,
            counts_for_completeness: true,
        },
        values: Values::Codes(codes.to_vec()),
    }
}

fn dimension(item: &str, parts: &[(&str, &[&str])]) -> Dimension {
    let part = |(code, categories): &(&str, &[&str])| Part {
        code: (*code).to_owned(),
        categories: categories.iter().map(ToString::to_string).collect(),
    };
    Dimension {
        item: item.to_owned(),
        parts: parts.iter().map(part).collect(),
    }
}

fn data() -> DataSet {
    DataSet {
        respondents: 5,
        columns: vec![
            choice("sector", &[0, 1, 2, 0, missing::SKIPPED]),
            choice("size", &[0, 0, 1, 1, 2]),
        ],
        ..DataSet::default()
    }
}

#[test]
fn every_respondent_has_the_bits_of_the_parts_that_hold_it() {
    let plan = ReleasePlan {
        dimensions: vec![
            dimension("sector", &[("a", &["a"]), (REST, &["b", "c"])]),
            dimension("unknown", &[("a", &["a"])]),
            dimension("size", &[("a", &["a"])]),
        ],
    };
    let atoms = Atoms::of(&plan, &data());
    // Bits: everybody, a, rest, unknown, size a; the rest holds who gave no valid answer too.
    let expected = [0b10011, 0b10101, 0b00101, 0b00011, 0b00101];
    assert_eq!(atoms.signatures(), expected);
    let sizes = BTreeMap::from([(0b00011, 1), (0b00101, 2), (0b10011, 1), (0b10101, 1)]);
    assert_eq!(atoms.sizes(), sizes);
}

#[test]
fn only_valid_answers_count_for_an_item() {
    let plan = ReleasePlan {
        dimensions: vec![dimension("size", &[("a", &["a"])])],
    };
    let data = data();
    let atoms = Atoms::of(&plan, &data);
    let of = |values: &Values| atoms.valid_sizes(values);
    let sector = of(&data.columns[0].values);
    assert_eq!(sector, BTreeMap::from([(0b01, 2), (0b11, 2)]));
    let numbers = Values::Numbers {
        values: vec![1.0; 5],
        state: vec![0, missing::SKIPPED, 0, 0, missing::NOT_ASKED],
    };
    assert_eq!(of(&numbers), BTreeMap::from([(0b01, 2), (0b11, 1)]));
}

#[test]
fn parts_that_do_not_fit_a_signature_are_refused() {
    let data = data();
    let parts = vec![("a", &["a"][..]); 32];
    let wide = dimension("sector", &parts);
    let mut atoms = Atoms::everybody(&data);
    assert_eq!(atoms.part(&wide, &data), Some(0x1_ffff_fffe));
    assert_eq!(atoms.part(&wide, &data), None);
}
