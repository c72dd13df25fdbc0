use super::*;
use crate::surveys::instrument::RespondentGroup;
use uuid::Uuid;

fn day(number: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 12, number).unwrap()
}

fn plan() -> WavePlan {
    WavePlan {
        title: Text::new("Vervolgmeting", "Follow-up"),
        opens: day(1),
        closes: day(20),
        settings: WaveSettings::default(),
        instruments: vec![WaveInstrument {
            group: RespondentGroup::Students,
            instrument: "students".into(),
            version: 1,
        }],
        pathways: vec![PathwayId(Uuid::from_u128(1))],
    }
}

#[test]
fn a_whole_plan_has_no_problems() {
    assert_eq!(plan().problems(), vec![]);
}

#[test]
fn everything_that_is_wrong_is_told_at_once() {
    let wrong = WavePlan {
        title: Text::new("Vervolgmeting", " "),
        closes: day(1),
        opens: day(2),
        instruments: vec![],
        pathways: vec![],
        settings: WaveSettings {
            privacy: Text::new("Wij bewaren niets.", ""),
            ..WaveSettings::default()
        },
    };
    assert_eq!(
        wrong.problems(),
        vec![
            PlanProblem::NoTitle(Lang::En),
            PlanProblem::EndsBeforeItBegins,
            PlanProblem::NoQuestionnaire,
            PlanProblem::NoPathway,
            PlanProblem::PrivacyInOneLanguage,
        ]
    );
}

#[test]
fn nothing_is_endless() {
    let long = WavePlan {
        title: Text::new("x".repeat(121), "x"),
        closes: day(1) + TimeDelta::days(MOST_DAYS + 1),
        settings: WaveSettings {
            privacy: Text::new("x".repeat(4_001), "x"),
            ..WaveSettings::default()
        },
        ..plan()
    };
    assert_eq!(
        long.problems(),
        vec![
            PlanProblem::LongTitle,
            PlanProblem::TooLong,
            PlanProblem::LongPrivacy
        ]
    );
}
