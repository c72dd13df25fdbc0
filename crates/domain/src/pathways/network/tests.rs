use rstest::rstest;
use uuid::Uuid;

use super::*;

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, day).unwrap()
}

fn at(hour: u32) -> Option<NaiveTime> {
    NaiveTime::from_hms_opt(hour, 0, 0)
}

fn meeting() -> Meeting {
    Meeting {
        id: MeetingId(Uuid::from_u128(1)),
        title: " Werven in het noorden ".into(),
        on: day(10),
        called_off: false,
        details: MeetingDetails {
            begins: at(13),
            ends: at(15),
            place: "Utrecht".into(),
            link: "https://overleg.example/kamer?a=1".into(),
            themes: vec![
                " werving".into(),
                "Werving".into(),
                String::new(),
                "mkb".into(),
            ],
            about: " Wat werkt? ".into(),
            material: vec![
                Material::default(),
                Material {
                    description: "De dia's".into(),
                    link: "https://dias.example/3".into(),
                },
            ],
        },
    }
}

#[test]
fn a_meeting_is_kept_with_each_theme_once_and_without_empty_rows() {
    let kept = meeting().checked().unwrap();
    assert_eq!(kept.title, "Werven in het noorden");
    assert_eq!(kept.details.themes, ["werving", "mkb"]);
    assert_eq!(kept.details.about, "Wat werkt?");
    assert_eq!(kept.details.material.len(), 1);
    assert_eq!(kept.clone().checked(), Ok(kept));
}

type Change = fn(&mut Meeting);

#[rstest]
#[case(|meeting: &mut Meeting| meeting.title = " ".into(), MeetingProblem::NoTitle)]
#[case(|meeting: &mut Meeting| meeting.title = "x".repeat(201), MeetingProblem::TooLong)]
#[case(|meeting: &mut Meeting| meeting.details.link = "javascript:alert(1)//a.b".into(), MeetingProblem::Link)]
#[case(|meeting: &mut Meeting| meeting.details.link = "https://ergens".into(), MeetingProblem::Link)]
#[case(|meeting: &mut Meeting| meeting.details.link = "https://a.example/b c".into(), MeetingProblem::Link)]
#[case(|meeting: &mut Meeting| meeting.details.ends = at(13), MeetingProblem::EndsBefore)]
#[case(|meeting: &mut Meeting| meeting.details.about = "x".repeat(2_001), MeetingProblem::TooLong)]
#[case(
    |meeting: &mut Meeting| meeting.details.themes = (0..6).map(|theme| theme.to_string()).collect(),
    MeetingProblem::Themes
)]
#[case(|meeting: &mut Meeting| meeting.details.material[1].description = String::new(), MeetingProblem::Material(1))]
#[case(|meeting: &mut Meeting| meeting.details.material[1].link = "dias".into(), MeetingProblem::Material(1))]
#[case(
    |meeting: &mut Meeting| meeting.details.material = vec![meeting.details.material[1].clone(); 21],
    MeetingProblem::MuchMaterial
)]
#[case(
    |meeting: &mut Meeting| (meeting.details.place, meeting.details.link) = (" ".into(), String::new()),
    MeetingProblem::NoPlace
)]
fn what_is_wrong_with_a_meeting_is_told(#[case] change: Change, #[case] expected: MeetingProblem) {
    let mut wrong = meeting();
    change(&mut wrong);
    assert_eq!(wrong.checked(), Err(expected));
}

#[test]
fn a_meeting_is_online_or_somewhere() {
    let mut online = meeting();
    online.details.place = String::new();
    assert!(online.checked().is_ok());
    let mut somewhere = meeting();
    somewhere.details.link = String::new();
    assert!(somewhere.checked().is_ok());
}

#[test]
fn one_answers_before_it_is_over_and_notes_who_came_from_its_day() {
    let coming = meeting();
    assert_eq!(coming.takes_answers(day(10)), Ok(()));
    assert_eq!(coming.takes_answers(day(11)), Err(MeetingProblem::Over));
    let early = coming.takes_attendance(day(9));
    assert_eq!(early, Err(MeetingProblem::NotYet));
    assert_eq!(coming.takes_attendance(day(10)), Ok(()));
    let off = Meeting {
        called_off: true,
        ..coming
    };
    assert_eq!(off.takes_answers(day(1)), Err(MeetingProblem::CalledOff));
    let noted = off.takes_attendance(day(11));
    assert_eq!(noted, Err(MeetingProblem::CalledOff));
}
