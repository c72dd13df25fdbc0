use proptest::prelude::*;

use super::*;

fn template(subject: &str, body: &str) -> Template {
    Template {
        subject: subject.to_owned(),
        body: body.to_owned(),
    }
}

#[test]
fn each_letter_has_its_own_particulars() {
    let typed = template(
        "{bijeenkomst} in {plaats}",
        "Beste { naam },\n\nKom je? {afzender}",
    );
    assert_eq!(typed.problems(true), []);
    let particulars = BTreeMap::from([
        (MergeField::Name, "Petra\r\nBcc: allen".to_owned()),
        (MergeField::Meeting, "Ontbijt".to_owned()),
        (MergeField::Place, "Breda".to_owned()),
    ]);
    let letter = typed.filled(&particulars);
    assert_eq!(letter.subject, "Ontbijt in Breda");
    assert_eq!(letter.body, "Beste Petra Bcc: allen,\n\nKom je? ");
}

#[test]
fn what_is_wrong_is_told_before_anything_leaves() {
    let long = "a".repeat(LONGEST_BODY + 1);
    for (typed, of_meeting, expected) in [
        (
            template(" ", ""),
            true,
            vec![TemplateProblem::NoSubject, TemplateProblem::NoBody],
        ),
        (
            template(&long, &long),
            true,
            vec![TemplateProblem::LongSubject, TemplateProblem::LongBody],
        ),
        (
            template("Kom", "Beste {name}"),
            true,
            vec![TemplateProblem::UnknownField("name".to_owned())],
        ),
        (
            template("Kom op {datum}", "Tot dan"),
            false,
            vec![TemplateProblem::NoMeeting(MergeField::Day)],
        ),
        (template("Kom", "Een { die open blijft"), false, vec![]),
    ] {
        assert_eq!(typed.problems(of_meeting), expected, "{typed:?}");
    }
}

proptest! {
    #[test]
    fn text_without_fields_stays_and_no_subject_breaks(text in "[^{}]{0,60}", name in "\\PC{0,20}|\r\n") {
        let typed = template("Voor {naam}", &text);
        let letter = typed.filled(&BTreeMap::from([(MergeField::Name, name)]));
        prop_assert_eq!(letter.body, text);
        prop_assert!(!letter.subject.contains(['\r', '\n']));
    }
}
