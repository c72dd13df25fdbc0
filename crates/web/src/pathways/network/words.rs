//! Meetings in words.

use mkbroute_application::pathways::MeetingError;
use mkbroute_domain::pathways::{Meeting, MeetingProblem};

use crate::page::Page;

/// Which field is wrong, and how to mend it.
pub(super) type Wrong = (String, String);

impl Page {
    /// When a meeting is: its day, and its hours as far as they are known.
    pub(super) fn meeting_when(&self, meeting: &Meeting) -> String {
        let day = self.date(&meeting.on);
        let hour = |time: chrono::NaiveTime| time.format("%H:%M").to_string();
        let details = &meeting.details;
        match (details.begins.map(hour), details.ends.map(hour)) {
            (Some(from), Some(until)) => format!("{day}, {from}–{until}"),
            (Some(from), None) => format!("{day}, {from}"),
            (None, _) => day,
        }
    }

    /// Where a meeting is.
    pub(super) fn meeting_where(&self, meeting: &Meeting) -> String {
        let details = &meeting.details;
        match (details.place.as_str(), details.link.is_empty()) {
            ("", _) => "online".to_owned(),
            (place, true) => place.to_owned(),
            (place, false) => format!("{place} {}", self.t("en online", "and online")),
        }
    }
}

/// What is wrong, in words, and at which field.
pub(super) fn wrong(error: &MeetingError, page: &Page) -> Wrong {
    let (field, nl, en) = match error {
        MeetingError::Meeting(problem) => of_problem(*problem),
        MeetingError::ChangedMeanwhile | MeetingError::App(_) => (
            "",
            "Iemand anders wijzigde deze bijeenkomst intussen. Wat jij invulde staat er nog: kijk of het klopt en bewaar opnieuw.",
            "Somebody else changed this meeting meanwhile. What you filled in still stands here: see whether it is right and keep it again.",
        ),
    };
    let field = match error {
        MeetingError::Meeting(MeetingProblem::Material(at)) => format!("materiaal-{at}"),
        _ => field.to_owned(),
    };
    (field, page.t(nl, en).to_owned())
}

fn of_problem(problem: MeetingProblem) -> (&'static str, &'static str, &'static str) {
    match problem {
        MeetingProblem::NoTitle => ("titel", "Geef een naam.", "Give a name."),
        MeetingProblem::NoPlace => (
            "plaats",
            "Vul in waar het is, of het adres om online mee te doen.",
            "Fill in where it is, or the address to take part online.",
        ),
        MeetingProblem::Link => (
            "link",
            "Vul een webadres in dat begint met https://.",
            "Fill in a web address that begins with https://.",
        ),
        MeetingProblem::EndsBefore => (
            "tot",
            "Het einde ligt voor het begin. Kies een latere tijd.",
            "The end lies before the beginning. Choose a later time.",
        ),
        MeetingProblem::Themes => (
            "themas",
            "Noem hoogstens vijf thema's.",
            "Name at most five themes.",
        ),
        MeetingProblem::Material(_) => (
            "materiaal",
            "Geef een omschrijving en een webadres dat begint met https://.",
            "Give a description and a web address that begins with https://.",
        ),
        MeetingProblem::MuchMaterial => (
            "",
            "Noem hoogstens 20 stukken.",
            "Name at most 20 pieces of material.",
        ),
        MeetingProblem::TooLong => (
            "",
            "Een tekst is te lang. Gebruik hoogstens 200 tekens, en voor de uitleg 2000.",
            "A text is too long. Use at most 200 characters, and 2000 for the explanation.",
        ),
        MeetingProblem::NobodyInvited => (
            "wie",
            "Kies ten minste één route.",
            "Choose at least one pathway.",
        ),
        MeetingProblem::Over => (
            "",
            "De bijeenkomst is voorbij. Antwoorden kan niet meer.",
            "The meeting is over. It cannot be answered any more.",
        ),
        MeetingProblem::NotYet => (
            "",
            "De bijeenkomst is nog niet geweest. Noteer daarna wie er was.",
            "The meeting has not been yet. Note after it who was there.",
        ),
        MeetingProblem::CalledOff => (
            "",
            "De bijeenkomst gaat niet door.",
            "The meeting is called off.",
        ),
        MeetingProblem::NotInvited => (
            "",
            "Deze route is niet uitgenodigd, of niet meer.",
            "This pathway is not invited, or not any more.",
        ),
    }
}
