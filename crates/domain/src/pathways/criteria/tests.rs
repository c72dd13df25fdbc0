use chrono::NaiveDate;
use proptest::prelude::*;
use rstest::rstest;

use super::*;
use crate::organisations::SizeClass;
use crate::organisations::size::SizeRange;

const SHIPPED: &str = include_str!("../../../../../data/criteria.toml");

fn sets() -> CriteriaSets {
    CriteriaSets::from_toml(SHIPPED).unwrap()
}

fn day(number: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2022, 1, 1).unwrap() + chrono::Days::new(number.into())
}

fn judged(criterion: &str, level: Level, on: u32) -> Judged {
    Judged {
        criterion: criterion.to_owned(),
        level,
        on: day(on),
        by: None,
        inferred: false,
        evidence: vec![Evidence {
            kind: EvidenceKind::Interview,
            note: "gesprek met de coördinator".to_owned(),
            place: String::new(),
            on: None,
        }],
    }
}

/// Everything of both sets judged at one level.
fn all(level: Level) -> Vec<Judged> {
    let codes = [
        "dual",
        "workplace_in_mkb",
        "tripartite_agreement",
        "salary",
        "shaped_together",
        "mostly_at_work",
    ];
    codes.map(|code| judged(code, level, 0)).to_vec()
}

fn by_2021(judgements: &[Judged], facts: &PathwayFacts) -> Verdict {
    verdict(sets().find("2021").unwrap(), judgements, facts, day(9))
}

#[test]
fn the_shipped_sets_are_the_two_definitions() {
    let sets = sets();
    let codes = |id: &str| -> Vec<String> {
        let set = sets.find(id).unwrap();
        set.criteria
            .iter()
            .map(|found| found.code.clone())
            .collect()
    };
    let common = ["workplace_in_mkb", "tripartite_agreement", "salary"];
    assert_eq!(codes("2021")[1..4], common);
    assert_eq!(codes("later")[2..], common);
    assert!(codes("2021").contains(&"shaped_together".to_owned()));
    assert!(!codes("later").contains(&"shaped_together".to_owned()));
    assert!(codes("later").contains(&"mostly_at_work".to_owned()));
    assert_eq!((codes("2021").len(), codes("later").len()), (5, 5));
}

#[rstest]
#[case("", "missing field")]
#[case("set = []", "no set")]
#[case("unknown = 1", "unknown field")]
#[case(&SHIPPED.replace("id = \"later\"", "id = \"2021\""), "twice in one version")]
#[case(&SHIPPED.replace("\"shaped_together\"", "\"dual\""), "stands in the set 2021 twice")]
#[case(&SHIPPED.replace("en = \"Later definition (to be checked)\"", "en = \" \""), "words are missing")]
#[case(&SHIPPED.replacen("derived_from = \"contracts\"\n", "", 1), "different data")]
#[case(&SHIPPED.replacen("\"contracts\"", "\"wages\"", 1), "unknown variant")]
fn a_file_that_is_wrong_says_why(#[case] text: &str, #[case] expected: &str) {
    let problem = CriteriaSets::from_toml(text).unwrap_err().to_string();
    assert!(problem.contains(expected), "{problem}");
}

#[test]
fn the_newest_version_of_a_set_counts() {
    let mut sets = sets();
    let mut newer = sets.sets[0].clone();
    newer.version = 2;
    sets.sets.push(newer);
    assert_eq!(sets.find("2021").unwrap().version, 2);
    assert_eq!(sets.find("2020"), None);
}

#[rstest]
#[case(Level::Met, Outcome::MkbRoute)]
#[case(Level::Partly, Outcome::InDevelopment)]
#[case(Level::Unknown, Outcome::InDevelopment)]
#[case(Level::NotMet, Outcome::NotYet)]
fn one_criterion_decides_when_the_others_are_met(#[case] level: Level, #[case] expected: Outcome) {
    for criterion in &sets().find("2021").unwrap().criteria {
        let mut judgements = all(Level::Met);
        judgements.push(judged(&criterion.code, level, 1));
        let found = by_2021(&judgements, &PathwayFacts::default());
        assert_eq!(found.outcome, expected, "{}", criterion.code);
        let held_back = (level != Level::Met).then(|| criterion.code.clone());
        assert_eq!(found.held_back_by, Vec::from_iter(held_back));
    }
}

#[test]
fn what_holds_back_most_comes_first() {
    let judgements = [
        judged("dual", Level::Partly, 0),
        judged("workplace_in_mkb", Level::Met, 0),
        judged("salary", Level::NotMet, 0),
        judged("shaped_together", Level::NotMet, 0),
    ];
    let found = by_2021(&judgements, &PathwayFacts::default());
    let expected = ["salary", "shaped_together", "dual", "tripartite_agreement"];
    assert_eq!(found.held_back_by, expected);
}

#[rstest]
#[case((0, 0, 0), None)]
#[case((3, 0, 0), Some(Level::Met))]
#[case((0, 3, 0), Some(Level::NotMet))]
#[case((2, 1, 0), Some(Level::Partly))]
#[case((2, 1, 5), Some(Level::Partly))]
#[case((2, 0, 1), Some(Level::Unknown))]
#[case((0, 2, 1), Some(Level::Unknown))]
#[case((0, 0, 1), Some(Level::Unknown))]
fn data_decide_what_no_unknown_student_could_change(
    #[case] (yes, no, unknown): (u32, u32, u32),
    #[case] expected: Option<Level>,
) {
    assert_eq!(Tally { yes, no, unknown }.level(), expected);
}

#[test]
fn data_count_before_a_judgement_and_tell_when_they_differ() {
    let mut facts = PathwayFacts::default();
    for _ in 0..3 {
        facts.in_mkb.add_size(Some(SizeRange {
            smallest: SizeClass::Small,
            largest: SizeClass::Medium,
        }));
    }
    let large = Some(SizeRange {
        smallest: SizeClass::Large,
        largest: SizeClass::Large,
    });
    facts.in_mkb.add_size(large);
    // Four companies say too little of a pathway.
    let few = by_2021(&all(Level::Met), &facts);
    assert_eq!(few.outcome, Outcome::MkbRoute);
    assert!(!few.assessments[1].is_decided_by_data() && !few.assessments[1].disagrees());
    facts.in_mkb.add_size(large);
    facts.contract.add(None);
    let found = by_2021(&all(Level::Met), &facts);
    assert_eq!(found.outcome, Outcome::InDevelopment);
    assert_eq!(found.held_back_by, ["workplace_in_mkb"]);
    let disagree: Vec<bool> = found
        .assessments
        .iter()
        .map(Assessment::disagrees)
        .collect();
    assert_eq!(disagree, [false, true, false, false, false]);
    // Nobody knows of contracts: the judgement counts.
    assert_eq!(found.level("salary"), Some(Level::Met));
}

#[test]
fn a_judgement_holds_from_its_day_until_the_next() {
    let judgements = [
        judged("salary", Level::Met, 5),
        judged("salary", Level::NotMet, 2),
        judged("salary", Level::Partly, 2),
    ];
    let sets = sets();
    let set = sets.find("2021").unwrap();
    let on = |at: u32| verdict(set, &judgements, &PathwayFacts::default(), day(at)).level("salary");
    assert_eq!(on(1), Some(Level::Unknown));
    assert_eq!(on(2), Some(Level::Partly));
    assert_eq!(on(5), Some(Level::Met));
}

#[test]
fn two_sets_stand_side_by_side() {
    let sets = sets();
    let both = (sets.find("2021").unwrap(), sets.find("later").unwrap());
    let mut judgements = all(Level::Met);
    judgements.push(judged("mostly_at_work", Level::NotMet, 1));
    let found = side_by_side(both, &judgements, &PathwayFacts::default(), day(9));
    assert_eq!(found.first.outcome, Outcome::MkbRoute);
    assert_eq!(found.second.outcome, Outcome::NotYet);
    let row = |code: &str| {
        let row = found.rows.iter().find(|row| row.criterion == code).unwrap();
        (row.first, row.second)
    };
    assert_eq!(found.rows.len(), 6);
    assert_eq!(row("salary"), (Some(Level::Met), Some(Level::Met)));
    assert_eq!(row("shaped_together"), (Some(Level::Met), None));
    assert_eq!(row("mostly_at_work"), (None, Some(Level::NotMet)));
}

#[test]
fn a_judgement_needs_evidence() {
    let today = day(5);
    let mut found = judged("dual", Level::Met, 5);
    assert_eq!(found.check(today), Ok(()));
    found.evidence[0].note = " ".to_owned();
    assert_eq!(found.check(today), Err(AssessmentProblem::EmptyEvidence));
    found.evidence.clear();
    assert_eq!(found.check(today), Err(AssessmentProblem::NoEvidence));
    found.level = Level::Unknown;
    assert_eq!(found.check(today), Ok(()));
    found.on = day(6);
    assert_eq!(found.check(today), Err(AssessmentProblem::Future));
}

proptest! {
    #[test]
    fn a_better_level_never_makes_a_worse_verdict(
        levels in prop::collection::vec(0..4_usize, 5), at in 0..5_usize,
    ) {
        let set = sets().sets.swap_remove(0);
        let judge = |levels: &[usize]| {
            let pairs = set.criteria.iter().zip(levels);
            let judgements: Vec<Judged> = pairs
                .map(|(criterion, level)| judged(&criterion.code, Level::ALL[*level], 0))
                .collect();
            verdict(&set, &judgements, &PathwayFacts::default(), day(1))
        };
        let mut better = levels.clone();
        better[at] = 0;
        prop_assert!(judge(&better).outcome <= judge(&levels).outcome);
        let missing = levels.iter().filter(|level| **level > 0).count();
        prop_assert_eq!(judge(&levels).held_back_by.len(), missing);
    }
}
