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

fn wave(opens: NaiveDate, closes: NaiveDate) -> Wave {
    Wave {
        id: WaveId(Uuid::from_u128(1)),
        slug: "vervolg".into(),
        title: Text::new("Vervolg", "Follow-up"),
        state: WaveState::Open,
        provenance: Provenance::Fielded,
        opens,
        closes,
        dataset_sha256: None,
        settings: WaveSettings::default(),
    }
}

#[test]
fn answers_are_welcome_until_the_last_day_of_an_open_wave() {
    let day = |d| NaiveDate::from_ymd_opt(2026, 12, d).unwrap();
    let mut wave = wave(day(1), day(12));
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

#[test]
fn passing_on_counts_as_late_after_two_weeks() {
    let day = |d| NaiveDate::from_ymd_opt(2026, 12, d).unwrap();
    assert_eq!(Distribution::on(day(15), day(1)), Distribution::Sent);
    assert_eq!(Distribution::on(day(16), day(1)), Distribution::Late);
}

#[test]
fn an_open_wave_runs_longer_and_a_closed_one_never_opens_again() {
    let day = |d| NaiveDate::from_ymd_opt(2026, 12, d).unwrap();
    let wave = wave(day(1), day(12));
    let longer = wave.extended_to(day(20), day(14)).unwrap();
    assert!(longer.takes_answers(day(20)));
    let refused = |last, today| wave.extended_to(last, today).unwrap_err();
    assert_eq!(refused(day(12), day(3)), ExtendProblem::NotLater(day(12)));
    assert_eq!(refused(day(13), day(14)), ExtendProblem::Past);
    let far = NaiveDate::from_ymd_opt(2029, 1, 1).unwrap();
    assert_eq!(refused(far, day(14)), ExtendProblem::TooLong);
    let closed = Wave {
        state: WaveState::Closed,
        ..wave
    };
    let refused = closed.extended_to(day(20), day(3)).unwrap_err();
    assert_eq!(refused, ExtendProblem::NotOpen);
}
