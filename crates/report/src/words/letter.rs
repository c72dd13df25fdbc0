//! Letters to many, in the words in which they leave. They are Dutch: so are the companies.

use std::collections::BTreeMap;

use mkbroute_domain::outreach::{Letter, MergeField, Particulars, Template};
use mkbroute_domain::text::Lang;

use super::number::date;

/// The language in which letters leave.
pub const LETTER_LANG: Lang = Lang::Nl;

/// A letter with the particulars of who gets it.
pub fn letter(template: &Template, particulars: &Particulars) -> Letter {
    let mut known = BTreeMap::from([
        (MergeField::Name, particulars.name.clone()),
        (MergeField::Company, particulars.company.clone()),
        (
            MergeField::Pathway,
            particulars.pathway.get(LETTER_LANG).to_owned(),
        ),
        (MergeField::Sender, particulars.sender.clone()),
    ]);
    if let Some(meeting) = &particulars.meeting {
        known.insert(MergeField::Meeting, meeting.name.clone());
        known.insert(MergeField::Day, date(meeting.on, LETTER_LANG));
        known.insert(MergeField::Place, meeting.place.clone());
    }
    template.filled(&known)
}

/// What stands under a letter: how to answer, and how to be left alone.
pub fn letter_foot(link: &str, asks_answer: bool) -> Vec<String> {
    let mut said = Vec::new();
    if asks_answer {
        said.push(format!("Laat hier weten of je komt:\n{link}"));
    }
    said.push(format!("Wil je geen berichten meer? Zeg het hier:\n{link}"));
    said
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use mkbroute_domain::outreach::MeetingParticulars;
    use mkbroute_domain::text::Text;

    use super::*;

    #[test]
    fn a_letter_tells_the_day_in_words() {
        let template = Template {
            subject: "{route}: {bijeenkomst}".to_owned(),
            body: "Beste {naam} van {bedrijf}, kom op {datum} naar {plaats}. {afzender}".to_owned(),
        };
        let meeting = MeetingParticulars {
            name: "Ontbijt".to_owned(),
            on: NaiveDate::from_ymd_opt(2026, 12, 10).unwrap(),
            place: "Breda".to_owned(),
        };
        let particulars = Particulars {
            name: "Petra".to_owned(),
            company: "Noord".to_owned(),
            pathway: Text::new("Bouwkunde", "Building"),
            meeting: Some(meeting),
            sender: "Noor".to_owned(),
        };
        let filled = letter(&template, &particulars);
        assert_eq!(filled.subject, "Bouwkunde: Ontbijt");
        let body = "Beste Petra van Noord, kom op 10 december 2026 naar Breda. Noor";
        assert_eq!(filled.body, body);
    }
}
