//! What stands in a letter before somebody types.

use chrono::NaiveDate;
use mkbroute_application::outreach::Audience;
use mkbroute_domain::outreach::{Event, GuestPart, Template};

/// The words for an audience. A meeting without a place has none in them, and one that was held is not invited to.
pub(super) fn standard(audience: Audience, event: Option<&Event>, today: NaiveDate) -> Template {
    let placed = event.is_some_and(|event| !event.place.is_empty());
    let at = if placed { " in {plaats}" } else { "" };
    let held = event.is_some_and(|event| event.on < today);
    let (subject, words) = match audience {
        Audience::Companies(_) => ("", String::new()),
        Audience::Guests(_, GuestPart::Came) => (
            "Bedankt voor uw komst: {bijeenkomst}",
            "Fijn dat u er was op {datum}.".to_owned(),
        ),
        Audience::Guests(_, GuestPart::StayedAway) => (
            "Wij misten u: {bijeenkomst}",
            "U kon er op {datum} niet bij zijn. Wij vertellen u graag op een ander moment over {route}."
                .to_owned(),
        ),
        Audience::Guests(..) if held => (
            "{bijeenkomst} op {datum}",
            format!("Op {{datum}} was er een bijeenkomst{at}: {{bijeenkomst}}. Wij vertellen u ook nu graag over {{route}}."),
        ),
        Audience::Guests(_, GuestPart::Coming) => (
            "Tot ziens op {datum}: {bijeenkomst}",
            format!("Fijn dat u komt. Wij zien u op {{datum}}{at}: {{bijeenkomst}}."),
        ),
        Audience::Guests(_, GuestPart::Invited | GuestPart::Unanswered) => (
            "Uitnodiging: {bijeenkomst} op {datum}",
            format!("Op {{datum}} is er een bijeenkomst{at}: {{bijeenkomst}}. Wij vertellen daar over {{route}}, en hopen dat {{bedrijf}} erbij is."),
        ),
    };
    Template {
        subject: subject.to_owned(),
        body: format!("Beste {{naam}},\n\n{words}\n\nMet groet,\n{{afzender}}"),
    }
}

/// Whether nobody typed anything of their own: the words are those of some audience.
pub(super) fn is_standard(typed: &Template, event: Option<&Event>, today: NaiveDate) -> bool {
    let guests = event.map(|event| GuestPart::ALL.map(|part| Audience::Guests(event.id, part)));
    let guests = guests.into_iter().flatten();
    let mut all = guests.chain([Audience::Companies(None)]);
    all.any(|audience| standard(audience, event, today) == *typed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(place: &str) -> Event {
        Event {
            id: mkbroute_domain::ids::EventId(uuid::Uuid::nil()),
            name: "Ontbijt".to_owned(),
            on: NaiveDate::from_ymd_opt(2026, 12, 10).unwrap(),
            place: place.to_owned(),
            pathways: Vec::new(),
            guests: Vec::new(),
        }
    }

    #[test]
    fn words_fit_the_meeting_and_whoever_gets_them() {
        let here = event("Breda");
        let (before, after) = (here.on.pred_opt().unwrap(), here.on.succ_opt().unwrap());
        let words = |part, event: &Event, today| {
            standard(Audience::Guests(event.id, part), Some(event), today)
        };
        let invited = words(GuestPart::Invited, &here, before);
        assert!(invited.subject.starts_with("Uitnodiging") && invited.body.contains("in {plaats}"));
        assert!(
            !words(GuestPart::Invited, &event(""), before)
                .body
                .contains("{plaats}")
        );
        let coming = words(GuestPart::Coming, &here, here.on);
        assert!(coming.body.contains("Fijn dat u komt"));
        let late = words(GuestPart::Unanswered, &here, after);
        assert!(late.body.contains("was er een bijeenkomst"));
        for part in GuestPart::ALL {
            let found = words(part, &here, before);
            assert!(found.problems(true).is_empty(), "{part:?}");
            assert!(is_standard(&found, Some(&here), before));
        }
        let mut own = invited;
        own.body.push_str("\nPS");
        assert!(!is_standard(&own, Some(&here), before));
    }
}
