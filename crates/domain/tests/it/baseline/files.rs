//! The files themselves: complete, consistent with each other, and dealt the same way every time.

#![expect(clippy::float_cmp, reason = "sums of whole numbers are exact")]

use std::collections::BTreeSet;

use mkbroute_domain::pathways::{Degree, Phase};
use mkbroute_domain::surveys::instrument::{Instrument, ItemKind};
use mkbroute_domain::surveys::reconstruction::{Source, submitted};

use super::group::{ALL, COMPANIES, Files, SEED, STUDENTS, TEACHERS};

const PATHWAYS: &str = include_str!("../../../../../data/pathways.toml");
const REPORT: &str = include_str!("../../../../../data/baseline-2021/report.toml");

#[test]
fn the_same_seed_gives_the_same_answers_and_another_seed_others() {
    for files in ALL {
        assert_eq!(files.made(SEED), files.made(SEED));
        assert_ne!(files.made(SEED), files.made(SEED + 1));
    }
}

#[test]
fn every_respondent_passes_the_check_of_a_submission() {
    for files in ALL {
        let instrument = files.instrument();
        for answers in files.made(SEED).0 {
            submitted(answers, &instrument).unwrap();
        }
    }
}

#[test]
fn the_figures_do_not_depend_on_the_seed() {
    for seed in 0..5 {
        let students = STUDENTS.made(seed);
        assert_eq!(
            students
                .who("status", "studying")
                .count("expects_on_time", "yes"),
            14
        );
        assert_eq!(students.who("worked_before", "yes").base("initiative"), 10);
        assert_eq!(COMPANIES.made(seed).sum("finishers_stayed"), 5.0);
        assert_eq!(TEACHERS.made(seed).count("programme", "bouwkunde"), 5);
    }
}

#[test]
fn every_question_but_the_open_ones_is_planned_and_says_where_its_numbers_come_from() {
    for files in ALL {
        let plan = files.plan();
        let planned: BTreeSet<&str> = plan
            .answer
            .iter()
            .flat_map(|entry| &entry.items)
            .map(String::as_str)
            .collect();
        for question in files.instrument().questions() {
            let open = matches!(question.item.kind, ItemKind::Open { .. });
            assert_eq!(planned.contains(question.code), !open, "{}", question.code);
        }
        for entry in &plan.answer {
            assert!(["2.2", "2.3", "2.4"].contains(&entry.section.as_str()));
            let told = entry.source == Source::Reported || !entry.note.is_empty();
            assert!(told, "{:?} does not say what was reported", entry.items);
        }
    }
}

#[test]
fn every_type_of_item_occurs() {
    let types: BTreeSet<&str> = ALL
        .iter()
        .flat_map(|files| {
            let instrument = files.instrument();
            let kinds: Vec<&str> = instrument
                .items()
                .map(|(_, item)| name(&item.kind))
                .collect();
            kinds
        })
        .collect();
    assert_eq!(types.len(), 10, "{types:?}");
}

fn name(kind: &ItemKind) -> &'static str {
    match kind {
        ItemKind::Single { .. } => "single",
        ItemKind::Multiple { .. } => "multiple",
        ItemKind::Scale(_) => "scale",
        ItemKind::Number { .. } => "number",
        ItemKind::Year { .. } => "year",
        ItemKind::YearMonth { .. } => "year_month",
        ItemKind::Share => "share",
        ItemKind::Open { .. } => "open",
        ItemKind::Matrix { .. } => "matrix",
        ItemKind::Information => "information",
    }
}

#[test]
fn sections_are_short_and_every_question_has_its_block() {
    for files in ALL {
        let instrument = files.instrument();
        for (index, section) in instrument.sections.iter().enumerate() {
            let asked = instrument
                .questions()
                .filter(|question| question.section == index && question.item.coded_from.is_none());
            let questions = asked.count();
            assert!((3..=6).contains(&questions), "{}: {questions}", section.id);
        }
        for question in instrument.questions() {
            assert!(
                !question.item.analysis.block.is_empty(),
                "{}",
                question.code
            );
        }
    }
}

#[test]
fn a_release_can_collapse_what_the_reconstruction_makes_too_small() {
    let collapsed = |files: Files, item: &str| -> Vec<usize> {
        let (instrument, group) = (files.instrument(), files.made(SEED));
        let notes = &instrument.question(item).unwrap().item.analysis;
        assert!(notes.identifying);
        let merged = notes.collapse.iter();
        merged
            .map(|step| {
                step.from
                    .iter()
                    .map(|option| group.count(item, option))
                    .sum()
            })
            .collect()
    };
    assert_eq!(collapsed(COMPANIES, "sector"), [8]);
    assert_eq!(collapsed(STUDENTS, "status"), [6]);
    assert_eq!(collapsed(STUDENTS, "start_year"), [14]);
    assert_eq!(collapsed(STUDENTS, "programme"), [2]);
}

#[derive(serde::Deserialize)]
struct Pathways {
    pathway: Vec<toml::Table>,
}

#[test]
fn the_eight_pathways_fit_the_questionnaires_and_the_phases_of_2021() {
    let Pathways { pathway } = toml::from_str(PATHWAYS).unwrap();
    let text = |pathway: &toml::Table, key: &str| pathway[key].as_str().unwrap().to_owned();
    let instruments: Vec<Instrument> = ALL.iter().map(|files| files.instrument()).collect();
    let mut phases = Vec::new();
    for pathway in &pathway {
        let programme = text(pathway, "programme");
        for instrument in &instruments {
            let question = instrument.question("programme").unwrap();
            assert!(question.item.has_option(&programme), "{programme}");
        }
        assert!(Degree::from_code(&text(pathway, "degree")).is_some());
        phases.push(Phase::from_code(&text(pathway, "phase")).unwrap());
    }
    let slugs: BTreeSet<String> = pathway
        .iter()
        .map(|pathway| text(pathway, "slug"))
        .collect();
    assert_eq!((pathway.len(), slugs.len()), (8, 8));
    phases.sort();
    let (developing, established) = (Phase::Developing, Phase::Established);
    let mut expected = vec![developing];
    expected.extend([Phase::Starting; 5]);
    expected.extend([established, Phase::Paused]);
    assert_eq!(phases, expected);
    let outside = pathway.iter().find(|pathway| {
        pathway
            .get("meets_definition")
            .and_then(toml::Value::as_bool)
            == Some(false)
    });
    assert_eq!(
        outside.map(|pathway| text(pathway, "slug")).as_deref(),
        Some("hva-ict")
    );
}

#[derive(serde::Deserialize)]
struct Report {
    claim: Vec<Claim>,
}

#[derive(serde::Deserialize)]
struct Claim {
    n: u32,
    k: Option<u32>,
    percentage: Option<u32>,
    fraction: Option<[u32; 2]>,
    #[serde(default)]
    about: bool,
}

impl Claim {
    /// Counts that the claim can mean: whole percentages round half up, "about" is within 3 points.
    fn fitting(&self) -> Vec<u32> {
        let fits = |k: u32| match (self.percentage, self.fraction) {
            (Some(stated), None) => (200 * k + self.n) / (2 * self.n) == stated,
            (None, Some([part, whole])) if self.about => {
                let difference =
                    f64::from(k) / f64::from(self.n) - f64::from(part) / f64::from(whole);
                difference.abs() <= 0.03
            }
            (None, Some([part, whole])) => k * whole == self.n * part,
            _ => panic!("a claim is a percentage or a fraction"),
        };
        let stated = |k: &u32| self.k.is_none_or(|stated| stated == *k);
        (0..=self.n).filter(|k| fits(*k)).filter(stated).collect()
    }
}

#[test]
fn the_claims_that_cannot_be_true_are_six_of_eleven() {
    let Report { claim } = toml::from_str(REPORT).unwrap();
    let fitting: Vec<Vec<u32>> = claim.iter().map(Claim::fitting).collect();
    let expected: [&[u32]; 11] = [
        &[],
        &[],
        &[12],
        &[],
        &[],
        &[16, 17],
        &[],
        &[18],
        &[6],
        &[],
        &[4],
    ];
    assert_eq!(fitting, expected);
}
