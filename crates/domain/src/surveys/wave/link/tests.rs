use rstest::rstest;
use uuid::Uuid;

use super::*;

fn day(number: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 12, number).unwrap()
}

fn link(distribution: Distribution, fielding: Fielding) -> WaveLink {
    WaveLink {
        code: "x".into(),
        group: RespondentGroup::Students,
        pathway: PathwayId(Uuid::from_u128(1)),
        population: None,
        distribution,
        fielding,
    }
}

fn sent(on: u32) -> Fielding {
    Fielding {
        sent_on: Some(day(on)),
        ..Fielding::default()
    }
}

#[rstest]
#[case(Distribution::Unknown, Fielding::default(), 7, 0, None)]
#[case(
    Distribution::Unknown,
    Fielding::default(),
    8,
    0,
    Some(Silence::NotReported)
)]
#[case(Distribution::Unknown, Fielding::default(), 8, 1, None)]
#[case(Distribution::Sent, sent(5), 11, 0, None)]
#[case(Distribution::Sent, sent(5), 12, 0, Some(Silence::NobodyAnswers))]
#[case(Distribution::Sent, sent(5), 12, 3, None)]
#[case(Distribution::NotSent, Fielding::default(), 30, 0, None)]
#[case(Distribution::Unknown, Fielding { invited: 12, ..Fielding::default() }, 8, 0, Some(Silence::NobodyAnswers))]
fn a_pathway_is_silent_after_a_week_without_a_sign(
    #[case] distribution: Distribution,
    #[case] fielding: Fielding,
    #[case] today: u32,
    #[case] responses: u32,
    #[case] expected: Option<Silence>,
) {
    let link = link(distribution, fielding);
    assert_eq!(link.silence(day(1), day(today), responses), expected);
}

#[rstest]
#[case(None, 0, false)]
#[case(None, 10, true)]
#[case(Some(9), 0, false)]
#[case(Some(10), 0, true)]
#[case(Some(9), 12, false)]
fn anonymity_is_promised_to_ten_or_more(
    #[case] population: Option<u32>,
    #[case] invited: u32,
    #[case] expected: bool,
) {
    let fielding = Fielding {
        invited,
        ..Fielding::default()
    };
    let link = WaveLink {
        population,
        ..link(Distribution::Sent, fielding)
    };
    assert_eq!(link.anonymous(), expected);
}
