use rstest::rstest;

use super::*;

#[rstest]
#[case("info@bouwbedrijf.nl", Some("info@bouwbedrijf.nl"))]
#[case("  Jan.de-Vries+mkb@Bouw.NL ", Some("jan.de-vries+mkb@bouw.nl"))]
#[case("jan@bouw", None)]
#[case("jan.bouw.nl", None)]
#[case("Jan <jan@bouw.nl>", None)]
#[case("jan@bouw.nl\nBcc: all@bouw.nl", None)]
#[case("jan@[127.0.0.1]", None)]
#[case("", None)]
fn an_address_is_read_or_refused(#[case] text: &str, #[case] expected: Option<&str>) {
    let read = text.parse::<MailAddress>().ok();
    assert_eq!(read.as_ref().map(MailAddress::as_str), expected);
}

#[test]
fn every_wrong_line_is_told_and_none_is_taken() {
    let list = "a@bouw.nl\n\nb@bouw\nA@bouw.nl;\n";
    let problems = read_addresses(list).unwrap_err();
    let no = AddressProblem::NoAddress {
        line: 3,
        text: "b@bouw".into(),
    };
    let twice = AddressProblem::Twice {
        line: 4,
        text: "A@bouw.nl".into(),
    };
    assert_eq!(problems, vec![no, twice]);
    assert_eq!(read_addresses("a@bouw.nl,\r\nb@bouw.nl").unwrap().len(), 2);
}

#[test]
fn everybody_is_reminded_at_most_once_a_week() {
    let day = |d| NaiveDate::from_ymd_opt(2026, 12, d).unwrap();
    assert_eq!(next_reminder(None, day(1)), None);
    assert_eq!(next_reminder(Some(day(1)), day(7)), Some(day(8)));
    assert_eq!(next_reminder(Some(day(1)), day(8)), None);
    assert_eq!(next_reminder(Some(day(8)), day(1)), Some(day(15)));
}

#[test]
fn a_reply_of_a_server_is_of_a_kind() {
    use FailureKind::{MailboxFull, NotNow, Refused, UnknownAddress};
    for (code, said, kind) in [
        (421, "service not available", NotNow),
        (450, "4.2.1 the mailbox is busy", NotNow),
        (452, "4.2.2 over quota", NotNow),
        (550, "5.1.1 no such mailbox", UnknownAddress),
        (550, "no such user", UnknownAddress),
        (550, "5.7.1 rejected by policy", Refused),
        (550, "5.2.2 over quota", MailboxFull),
        (552, "exceeded storage allocation", MailboxFull),
        (550, "no such user at 5.2.2.7", UnknownAddress),
        (553, "not allowed", Refused),
        (554, "5.2.2 mailbox full", MailboxFull),
    ] {
        assert_eq!(FailureKind::of_reply(code, said), kind, "{code} {said}");
    }
    for kind in FailureKind::ALL {
        assert_eq!(FailureKind::from_code(kind.code()), Some(kind));
    }
}
