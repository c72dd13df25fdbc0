use rstest::rstest;

use super::*;

const WHOLE: &str = r#"
title = "Cursus"
respondents = { nl = "cursisten", en = "trainees" }
population = 120
missing = ["", 99]
dont_know = ["weet niet"]

[[item]]
id = "tevreden"
type = "scale"
label = "Hoe tevreden ben je?"
block = "oordeel"
min = 1
max = 10

[[item]]
id = "groep"
type = "choice"
identifying = true
collapse = [{ into = "klein", label = "kleine groepen", from = ["c", "d"] }]
[item.labels]
a = "Groep A"
d = "Groep D"
b = { nl = "Groep B", en = "Group B" }
c = "Groep C"

[[item]]
id = "redenen"
type = "multiple"
separator = "|"
labels = { geld = "Geld", tijd = "Tijd" }

[[item]]
id = "kanalen"
type = "multiple"
columns = ["k1", "k2"]
chosen = [1]
labels = { mail = "Mail", web = "Web" }

[[item]]
id = "uren"
type = "number"
min = 0
max = 60
unit = "uur"
sum = true

[[item]]
id = "dagen"
type = "number"
min = 0
max = 7
sensitive = true

[[item]]
id = "uren_per_dag"
ratio = ["uren", "dagen"]

[[margin]]
item = "groep"
counts = { a = 40, b = 30, c = 30, d = 20 }
"#;

#[test]
fn a_codebook_is_read_with_its_categories_in_the_written_order() {
    let codebook = Codebook::from_toml(WHOLE.as_bytes()).unwrap();
    assert_eq!(codebook.items.len(), 6);
    assert_eq!(codebook.respondents, Text::new("cursisten", "trainees"));
    assert_eq!(codebook.missing.skipped, ["", "99"]);
    let order: Vec<&str> = codebook.items[1]
        .labels()
        .iter()
        .map(|(code, _)| code.as_str())
        .collect();
    assert_eq!(order, ["a", "d", "b", "c"]);
    let CodebookKind::Scale { top, bottom, .. } = codebook.items[0].kind else {
        panic!("{:?}", codebook.items[0]);
    };
    assert_eq!((top, bottom), (8, 5));
    assert_eq!(codebook.ratios[0].ratio, ["uren", "dagen"]);
    assert_eq!(codebook.margins[0].counts[3], ("d".to_owned(), 20.0));
}

#[test]
fn a_codebook_comes_back_from_its_file_as_it_was() {
    let codebook = Codebook::from_toml(WHOLE.as_bytes()).unwrap();
    let file = codebook.to_toml(|id| vec![format!("about {id}\nand more")]);
    assert!(file.contains("# about uren and more"));
    assert_eq!(Codebook::from_toml(file.as_bytes()).unwrap(), codebook);
}

#[test]
fn names_that_are_no_plain_words_come_back() {
    let mut codebook = Codebook::from_toml(WHOLE.as_bytes()).unwrap();
    let odd = "Wat vind je van \"het\" = werk?\\ [x]\t#";
    codebook.items[0].id = odd.to_owned();
    codebook.items[0].text = Text::new(odd, odd);
    let file = codebook.to_toml(|_| Vec::new());
    assert_eq!(Codebook::from_toml(file.as_bytes()).unwrap(), codebook);
}

/// The line of the item is the second one.
#[rstest]
#[case::unknown_key("type = \"choice\"\ncolour = 1", "unknown field `colour`")]
#[case::no_type("", "give a type")]
#[case::unknown_type("type = \"slider\"", "no type 'slider'")]
#[case::scale_without_end("type = \"scale\"\nmin = 1", "needs 'max'")]
#[case::empty_scale("type = \"scale\"\nmin = 7\nmax = 7", "'min' must be below 'max'")]
#[case::broken_scale("type = \"scale\"\nmin = 0.5\nmax = 7", "whole numbers from 0 to 100")]
#[case::long_scale("type = \"scale\"\nmin = 0\nmax = 1000", "whole numbers from 0 to 100")]
#[case::number_without_range("type = \"number\"\nmin = 1", "needs 'max'")]
#[case::unused_key("type = \"choice\"\nmin = 1", "a choice cannot have 'min'")]
#[case::sum_of_a_choice("type = \"choice\"\nsum = true", "a choice cannot have 'sum'")]
#[case::columns("type = \"multiple\"\ncolumns = [\"a\"]", "1 columns and 0 labels")]
#[case::half_a_ratio("ratio = [\"a\"]", "'ratio' is [above, below]")]
#[case::ratio_of_nothing("ratio = [\"a\", \"b\"]", "'a' is no number item")]
#[case::collapse(
    "type = \"choice\"\nlabels = { a = \"A\" }\ncollapse = [{ into = \"x\", from = [\"b\"] }]",
    "'labels' has no 'b'"
)]
#[case::margin(
    "type = \"number\"\nmin = 0\nmax = 1\n[[margin]]\nitem = \"vraag\"\ncounts = { a = 1 }",
    "'vraag' is no choice item"
)]
#[case::margin_of_nobody(
    "type = \"choice\"\n[[margin]]\nitem = \"vraag\"\ncounts = { a = 0 }",
    "'a' must hold a number of people above zero"
)]
#[case::twice(
    "type = \"choice\"\n[[item]]\nid = \"vraag\"\ntype = \"choice\"",
    "this item stands twice"
)]
fn a_problem_names_its_line_and_what_to_do(#[case] keys: &str, #[case] expected: &str) {
    let file = format!("[[item]]\nid = \"vraag\"\n{keys}\n");
    let problems = Codebook::from_toml(file.as_bytes()).unwrap_err();
    let first = problems.iter().next().unwrap();
    assert!(problems.to_string().contains(expected), "{problems}");
    assert!(first.line.is_some(), "{problems}");
}

#[test]
fn a_file_that_is_no_codebook_is_refused() {
    let refused = |bytes: &[u8]| Codebook::from_toml(bytes).unwrap_err().to_string();
    assert!(refused(b"").contains("name at least one column"));
    assert!(refused(b"a = 1\n\xff").contains("not UTF-8"));
    assert!(refused("x".repeat(LARGEST_FILE + 1).as_bytes()).contains("at most"));
    assert!(refused(b"item = 3").starts_with("line 1"));
    let many: String = (0..251).fold(String::new(), |labels, n| format!("{labels}\n{n} = \"x\""));
    let file = format!("[[item]]\nid = \"a\"\ntype = \"choice\"\n[item.labels]{many}");
    assert!(refused(file.as_bytes()).contains("251 categories; at most 250"));
}
