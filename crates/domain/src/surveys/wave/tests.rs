use chrono::NaiveDate;
use rstest::rstest;
use uuid::Uuid;

use super::*;

#[rstest]
#[case(WaveState::Planned, WaveMove::Open, Some(WaveState::Open))]
#[case(WaveState::Planned, WaveMove::Close, None)]
#[case(WaveState::Open, WaveMove::Open, None)]
#[case(WaveState::Open, WaveMove::Close, Some(WaveState::Closed))]
#[case(WaveState::Closed, WaveMove::Open, None)]
#[case(WaveState::Closed, WaveMove::Close, None)]
fn a_wave_opens_once_and_closes_once(
    #[case] from: WaveState,
    #[case] step: WaveMove,
    #[case] to: Option<WaveState>,
) {
    assert_eq!(from.after(step), to);
}

#[test]
fn answers_are_welcome_until_the_last_day_of_an_open_wave() {
    let day = |d| NaiveDate::from_ymd_opt(2026, 12, d).unwrap();
    let mut wave = Wave {
        id: WaveId(Uuid::from_u128(1)),
        slug: "vervolg".into(),
        title: Text::new("Vervolg", "Follow-up"),
        state: WaveState::Open,
        provenance: Provenance::Fielded,
        opens: day(1),
        closes: day(12),
        dataset_sha256: None,
    };
    assert!(wave.takes_answers(day(12)));
    assert!(!wave.takes_answers(day(13)));
    wave.state = WaveState::Planned;
    assert!(!wave.takes_answers(day(2)));
}

#[test]
fn stored_names_are_read_back() {
    for state in WaveState::ALL {
        assert_eq!(WaveState::from_code(state.code()), Some(state));
    }
    for provenance in [
        Provenance::Fielded,
        Provenance::Reconstructed,
        Provenance::Simulated,
    ] {
        assert_eq!(Provenance::from_code(provenance.code()), Some(provenance));
    }
    for distribution in [
        Distribution::Unknown,
        Distribution::Sent,
        Distribution::Late,
        Distribution::NotSent,
    ] {
        assert_eq!(
            Distribution::from_code(distribution.code()),
            Some(distribution)
        );
    }
}
