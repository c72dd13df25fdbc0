use std::fmt::Write as _;
use std::io::Write as _;

use mkbroute_analysis::figure::{Audience, Figure, Statistic};
use mkbroute_store::tables::{self, ReadOptions};
use rstest::rstest;

use super::*;

fn table(csv: &str) -> Table {
    let mut file = tempfile::NamedTempFile::with_suffix(".csv").unwrap();
    file.write_all(csv.as_bytes()).unwrap();
    tables::read(file.path(), ReadOptions::default()).unwrap()
}

/// Forty respondents: region a (24) and b (16), a rating, hours, days and reasons.
fn answers() -> String {
    let mut csv = String::from("region;rating;hours;days;reasons;weight;shape\n");
    for row in 0..40 {
        let region = if row < 24 { "a" } else { "b" };
        let rating = ["7", "8", "goed", "", "99"][row % 5];
        let reasons = ["money|time", "money", "", "time"][row % 4];
        let weight = if row < 24 { "1" } else { "2,5" };
        let shape = if row < 37 { "round" } else { "square" };
        let _ = writeln!(
            csv,
            "{region};{rating};{};{};{reasons};{weight};{shape}",
            20 + row % 3,
            4 + row % 2
        );
    }
    csv
}

const CODEBOOK: &str = r#"
missing = [99]
[[item]]
id = "region"
type = "choice"
identifying = true
[[item]]
id = "rating"
type = "scale"
min = 1
max = 10
labels = { 9 = "goed" }
[[item]]
id = "hours"
type = "number"
min = 0
max = 60
[[item]]
id = "days"
type = "number"
min = 0
max = 7
[[item]]
id = "reasons"
type = "multiple"
separator = "|"
labels = { money = "Money", time = "Time" }
[[item]]
id = "per_day"
ratio = ["hours", "days"]
"#;

fn codebook(extra: &str) -> Codebook {
    Codebook::from_toml(format!("{CODEBOOK}{extra}").as_bytes()).unwrap()
}

fn ask(table: &Table, codebook: &Codebook, request: &Request) -> Result<GroupResult, AnalyseError> {
    analyse(table, codebook, request, &Policy::default())
}

fn figure(result: &GroupResult, id: &str) -> Figure {
    let items = result.items.iter().flat_map(|item| &item.figures);
    let found = items.chain(result.ratios.iter().map(|ratio| &ratio.figure));
    found
        .into_iter()
        .find(|figure| figure.id == id)
        .unwrap()
        .clone()
}

fn refused(csv: &str, extra: &str, request: &Request) -> String {
    ask(&table(csv), &codebook(extra), request)
        .unwrap_err()
        .to_string()
}

#[test]
fn a_table_is_measured_by_its_codebook() {
    let result = ask(&table(&answers()), &codebook(""), &Request::default()).unwrap();
    let rating = figure(&result, "data.rating.mean");
    // 7, 8 and "goed" (9) eight times each; "" and 99 are no answers.
    assert_eq!((rating.value, rating.base), (Some(8.0), Some(24)));
    assert_eq!(figure(&result, "data.region.count.a").k, Some(24));
    assert_eq!(figure(&result, "data.reasons.count.time").k, Some(20));
    assert_eq!(figure(&result, "data.reasons.count.money").base, Some(30));
    let per_day = figure(&result, "data.per_day.ratio");
    let hours: usize = (0..40).map(|row| 20 + row % 3).sum();
    let days: usize = (0..40).map(|row| 4 + row % 2).sum();
    assert!((per_day.value.unwrap() - hours as f64 / days as f64).abs() < 1e-12);
}

#[test]
fn parts_are_shown_only_as_a_plan_allows() {
    let by = |item: &str| Request {
        by: vec![item.to_owned()],
        ..Request::default()
    };
    let result = ask(&table(&answers()), &codebook(""), &by("region")).unwrap();
    assert_eq!(result.breakdowns[0].parts.len(), 2);
    let shape = "[[item]]\nid = \"shape\"\ntype = \"choice\"\n";
    let few = refused(&answers(), shape, &by("shape"));
    assert!(few.contains("'square' has 3 respondents"), "{few}");
    assert!(refused(&answers(), "", &by("nothing")).contains("there is no such item"));
    assert!(refused(&answers(), "", &by("hours")).contains("only an item of type choice"));
}

#[test]
fn two_ways_to_part_that_give_somebody_away_are_refused_with_the_group_that_leaks() {
    let mut csv = String::from("x,y\n");
    for (x, y, rows) in [("a", "p", 12), ("b", "p", 3), ("b", "q", 12)] {
        csv.push_str(&format!("{x},{y}\n").repeat(rows));
    }
    let items = "[[item]]\nid = \"x\"\ntype = \"choice\"\n[[item]]\nid = \"y\"\ntype = \"choice\"";
    let codebook = Codebook::from_toml(items.as_bytes()).unwrap();
    let request = Request {
        by: vec!["x".into(), "y".into()],
        ..Request::default()
    };
    let refused = ask(&table(&csv), &codebook, &request)
        .unwrap_err()
        .to_string();
    assert!(refused.contains("give 3 respondents away"), "{refused}");
    assert!(refused.contains("x = b and y = p"), "{refused}");
}

#[test]
fn weights_stand_beside_the_plain_figures_and_strata_make_them_sharper() {
    let request = |strata: Option<&str>| Request {
        weights: Some("weight".into()),
        strata: strata.map(str::to_owned),
        ..Request::default()
    };
    let csv = answers();
    let plain = ask(&table(&csv), &codebook(""), &request(None)).unwrap();
    let share = figure(
        &plain.for_audience(Audience::Release),
        "data.region.share.b",
    );
    assert_eq!(share.value, Some(0.4));
    assert!((share.weighted.unwrap().value - 40.0 / 64.0).abs() < 1e-12);
    let strata = ask(&table(&csv), &codebook(""), &request(Some("region"))).unwrap();
    let width = |result: &GroupResult| {
        let weighted = figure(result, "data.region.share.b").weighted.unwrap();
        weighted
            .interval
            .map(|interval| interval.high - interval.low)
    };
    assert!(width(&plain).unwrap() > 0.1);
    // Within a stratum everybody is of one region: nothing is left to vary.
    assert!(width(&strata).is_none_or(|width| width < 1e-6));
}

#[test]
fn a_margin_weighs_to_the_population() {
    let margin = "[[margin]]\nitem = \"region\"\ncounts = { a = 50, b = 50 }\n";
    let result = ask(&table(&answers()), &codebook(margin), &Request::default()).unwrap();
    let share = figure(&result, "data.region.share.a").weighted.unwrap();
    assert!((share.value - 0.5).abs() < 1e-9);
}

#[rstest]
#[case::zero(
    "2,5",
    "0",
    "the weight of row 25 is missing, zero, negative or no number"
)]
#[case::negative("2,5", "-1", "the weight of row 25")]
#[case::missing("2,5", "", "the weight of row 25")]
#[case::text("2,5", "veel", "the weight of row 25")]
#[case::too_uneven("2,5", "9", "the largest weight is 9.0 times the smallest")]
fn unsound_weights_are_refused(#[case] from: &str, #[case] to: &str, #[case] expected: &str) {
    let request = Request {
        weights: Some("weight".into()),
        ..Request::default()
    };
    let csv = answers().replace(&format!(";{from};"), &format!(";{to};"));
    let found = refused(&csv, "", &request);
    assert!(found.contains(expected), "{found}");
    assert!(found.contains("leave out --weights"), "{found}");
}

#[test]
fn strata_without_weights_of_one_respondent_or_unknown_are_refused() {
    let request = |weights: Option<&str>, strata: &str| Request {
        weights: weights.map(str::to_owned),
        strata: Some(strata.to_owned()),
        ..Request::default()
    };
    assert!(refused(&answers(), "", &request(None, "region")).contains("needs --weights"));
    let unknown = refused(&answers(), "", &request(Some("weight"), "streek"));
    assert!(unknown.contains("no column 'streek'"), "{unknown}");
    let one = answers().replacen("\na;", "\nc;", 1);
    let found = refused(&one, "", &request(Some("weight"), "region"));
    assert!(found.contains("stratum 'c' has one respondent"), "{found}");
    let empty = answers().replacen("\na;", "\n;", 1);
    let found = refused(&empty, "", &request(Some("weight"), "region"));
    assert!(found.contains("row 1 has no stratum"), "{found}");
}

#[rstest]
#[case::contradicting(
    "[[margin]]\nitem = \"region\"\ncounts = { a = 50, b = 50 }\n\
     [[item]]\nid = \"copy\"\ntype = \"choice\"\n\
     [[margin]]\nitem = \"copy\"\ncounts = { a = 90, b = 10 }\n",
    "no weights meet all [[margin]]s at once"
)]
#[case::nobody(
    "[[margin]]\nitem = \"region\"\ncounts = { a = 50, b = 50, c = 10 }\n",
    "'region' has a category in which nobody answered"
)]
#[case::unknown(
    "[[margin]]\nitem = \"region\"\ncounts = { a = 50 }\n",
    "does not say how many there are of 'b'"
)]
fn margins_that_cannot_be_met_are_refused(#[case] margins: &str, #[case] expected: &str) {
    let mut csv = String::new();
    for line in answers().lines() {
        let copy = line.split(';').next().unwrap();
        let copy = if copy == "region" { "copy" } else { copy };
        let _ = writeln!(csv, "{line};{copy}");
    }
    let found = refused(&csv, margins, &Request::default());
    assert!(found.contains(expected), "{found}");
}

#[test]
fn cells_that_do_not_fit_are_told_once_with_their_row() {
    let csv = answers()
        .replace(";8;", ";11;")
        .replace(";20;", ";twintig;");
    let AnalyseError::Cells(problems) =
        ask(&table(&csv), &codebook(""), &Request::default()).unwrap_err()
    else {
        panic!("11 is not on the scale");
    };
    assert_eq!(problems.len(), 2);
    assert_eq!(
        problems[0].to_string(),
        "column 'rating', row 2 and 7 more: '11' is outside the scale"
    );
    assert!(problems[1].to_string().ends_with("'twintig' is no number"));
    let half = answers().replace(";8;", ";7,5;");
    let found = refused(&half, "", &Request::default());
    assert!(found.contains("'7,5' is no whole number"), "{found}");
}

#[test]
fn a_missing_column_names_those_that_are_there() {
    let csv = answers().replace("rating", "cijfer");
    let found = refused(&csv, "", &Request::default());
    assert!(
        found.contains("no column 'rating'") && found.contains("cijfer"),
        "{found}"
    );
}

#[test]
fn no_rows_and_a_population_smaller_than_the_answers_are_refused() {
    let header = "region;rating;hours;days;reasons\n";
    assert!(refused(header, "", &Request::default()).contains("nothing to analyse"));
    let codebook = Codebook::from_toml(format!("population = 39\n{CODEBOOK}").as_bytes()).unwrap();
    let found = ask(&table(&answers()), &codebook, &Request::default()).unwrap_err();
    assert!(
        found
            .to_string()
            .contains("39 could have answered, but 40 did")
    );
}

#[test]
fn a_suggested_codebook_reads_its_own_data() {
    let mut csv = String::from("id,sex,rating,hours,yes,why,open\n");
    for row in 0..60 {
        let sex = ["man", "vrouw", "n.v.t."][row % 3];
        let _ = writeln!(
            csv,
            "{},{sex},{},{},{},geld;tijd,\"Vrije tekst nummer {row}\"",
            1000 + row,
            1 + row % 10,
            row as f64 * 1.5,
            row % 2
        );
    }
    let table = table(&csv);
    let suggested = suggest(&table, "vragen");
    let kind = |id: &str| suggested.codebook.item(id).map(|item| item.kind.name());
    assert_eq!(kind("sex"), Some("choice"));
    assert_eq!(kind("rating"), Some("scale"));
    assert_eq!(kind("hours"), Some("number"));
    assert_eq!(kind("yes"), Some("choice"));
    assert_eq!(kind("why"), Some("multiple"));
    let left: Vec<&str> = suggested
        .left_out
        .iter()
        .map(|(name, _)| name.as_str())
        .collect();
    assert_eq!(left, ["id", "open"]);
    let sex = suggested.codebook.item("sex").unwrap();
    assert_eq!(sex.missing.not_applicable, ["n.v.t."]);
    assert!(
        sex.identifying,
        "nobody knows yet whether it can be recognised"
    );
    let file = suggested
        .codebook
        .to_toml(|id| suggested.remarks[id].clone());
    let back = Codebook::from_toml(file.as_bytes()).unwrap();
    assert_eq!(back, suggested.codebook);
    let result = ask(&table, &back, &Request::default()).unwrap();
    assert_eq!(figure(&result, "data.rating.mean").value, Some(5.5));
    assert_eq!(
        figure(&result, "data.sex.count.man").statistic,
        Statistic::Count
    );
}
