use std::collections::BTreeMap;

use rstest::rstest;

use super::*;
use crate::organisations::register;
use crate::pathways::criteria::{CriteriaSets, Outcome, PathwayFacts, verdict};

const PROFILES: &str = include_str!("../../../../../data/pathway-profiles.toml");
const PATHWAYS: &str = include_str!("../../../../../data/pathways.toml");
const CRITERIA: &str = include_str!("../../../../../data/criteria.toml");
const HOGESCHOLEN: &str = include_str!("../../../../../data/hogescholen.toml");

/// What the file of pathways says that profiles must agree with.
#[derive(Deserialize)]
struct Minimal {
    slug: String,
    hogeschool: String,
    phase: Phase,
    meets_definition: Option<bool>,
}

fn minimal() -> Vec<Minimal> {
    #[derive(Deserialize)]
    struct Minimals {
        pathway: Vec<Minimal>,
    }
    toml::from_str::<Minimals>(PATHWAYS).unwrap().pathway
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2022, 6, 1).unwrap()
}

#[test]
fn profiles_agree_with_the_pathways_and_the_hogescholen() {
    let profiles = pathways(PROFILES).unwrap();
    let known = register::hogescholen(HOGESCHOLEN).unwrap();
    let minimal = minimal();
    assert_eq!(profiles.len(), 8);
    for (profile, pathway) in profiles.iter().zip(&minimal) {
        assert_eq!(profile.slug, pathway.slug);
        assert_eq!(profile.phase.to, pathway.phase, "{}", profile.slug);
        for hogeschool in &profile.hogescholen {
            assert_eq!(*hogeschool, pathway.hogeschool);
            assert!(
                known.iter().any(|found| found.name == *hogeschool),
                "{hogeschool}"
            );
        }
    }
}

#[test]
fn phases_are_those_of_the_report() {
    let mut counts: BTreeMap<Phase, usize> = BTreeMap::new();
    for profile in pathways(PROFILES).unwrap() {
        let phases = profile.phases().unwrap();
        *counts.entry(phases.on(day()).unwrap()).or_default() += 1;
    }
    let expected = [
        (Phase::Developing, 1),
        (Phase::Starting, 5),
        (Phase::Established, 1),
        (Phase::Paused, 1),
    ];
    assert_eq!(counts, BTreeMap::from(expected));
}

#[test]
fn one_pathway_fails_the_definition_and_it_shows_on_what() {
    let sets = CriteriaSets::from_toml(CRITERIA).unwrap();
    let verdict_of = |profile: &ShippedPathway, set: &str| {
        let judged = profile.judged(sets.find("2021").unwrap(), day());
        verdict(
            sets.find(set).unwrap(),
            &judged,
            &PathwayFacts::default(),
            day(),
        )
    };
    let minimal = minimal();
    for (profile, pathway) in pathways(PROFILES).unwrap().iter().zip(&minimal) {
        let found = verdict_of(profile, "2021");
        let meets = match found.outcome {
            Outcome::MkbRoute => Some(true),
            Outcome::InDevelopment => None,
            Outcome::NotYet => Some(false),
        };
        assert_eq!(meets, pathway.meets_definition, "{}", pathway.slug);
        if pathway.slug == "hva-ict" {
            assert_eq!(found.outcome, Outcome::NotYet);
            assert_eq!(found.held_back_by[..2], ["workplace_in_mkb", "dual"]);
        }
        // Nothing tells how much was learnt at work, except where it is little.
        let later = verdict_of(profile, "later").held_back_by;
        assert!(later.contains(&"mostly_at_work".to_owned()));
    }
}

#[test]
fn every_judgement_may_be_kept_and_is_marked_as_inferred() {
    let sets = CriteriaSets::from_toml(CRITERIA).unwrap();
    for profile in pathways(PROFILES).unwrap() {
        for judged in profile.judged(sets.find("2021").unwrap(), day()) {
            assert_eq!(judged.check(day()), Ok(()));
            assert!(judged.inferred);
        }
        for intake in &profile.intake {
            assert_eq!(intake.check(day()), Ok(()));
        }
        assert!(profile.curriculum.is_none_or(|basis| basis.is_sound()));
    }
}

#[rstest]
#[case("\"hva-ict\"", "\"avans-bouw\"", "avans-bouw stands there twice")]
#[case(
    ", waits_for = \"Landelijk beleid dat flexibel onderwijs mogelijk maakt\"",
    "",
    "fontys-mobiliteit"
)]
#[case(
    "programmes = [{ name = { nl = \"Mobiliteitsexpert\", en = \"Mobility expert\" }, degree = \"undecided\" }]",
    "programmes = []",
    "no programme"
)]
#[case("2021-09\"", "2021-19\"", "a cohort is written as")]
#[case("curriculum =", "curricula =", "unknown field")]
fn a_file_that_is_wrong_says_why(#[case] from: &str, #[case] to: &str, #[case] expected: &str) {
    let problem = pathways(&PROFILES.replacen(from, to, 1))
        .unwrap_err()
        .to_string();
    assert!(problem.contains(expected), "{problem}");
}
