use chrono::NaiveDate;
use mkbroute_domain::text::Text;

use super::*;

fn facts(address: FormOfAddress, anonymous: bool) -> InvitationFacts {
    InvitationFacts {
        address,
        wave: Text::new("Meting", "Wave"),
        questionnaire: Text::new("Vragenlijst", "Questionnaire"),
        minutes: 8,
        closes: NaiveDate::from_ymd_opt(2026, 12, 20).unwrap(),
        anonymous,
        privacy: Text::default(),
    }
}

/// Every sentence around an invitation and a reminder.
fn everything(facts: &InvitationFacts, lang: Lang) -> String {
    let mut said = vec![
        greeting(facts, lang).to_owned(),
        invitation_subject(facts, lang),
        invitation_opening(facts, lang),
        invitation_link(facts, lang).to_owned(),
    ];
    said.extend(invitation_particulars(facts, lang));
    said.extend(reminder(facts, lang));
    said.join(" ").to_lowercase()
}

#[test]
fn who_is_spoken_to_politely_reads_no_je_and_the_other_way_round() {
    let (je, u) = (["je", "jou", "jouw"], ["u", "uw", "hebt"]);
    for (address, said, never) in [
        (FormOfAddress::Familiar, je, u),
        (FormOfAddress::Polite, u, je),
    ] {
        for anonymous in [true, false] {
            let text = everything(&facts(address, anonymous), Lang::Nl);
            let words: Vec<&str> = text.split(|c: char| !c.is_alphabetic()).collect();
            assert!(words.contains(&said[0]), "{text}");
            assert!(!words.iter().any(|word| never.contains(word)), "{text}");
        }
    }
    let english = |address| everything(&facts(address, true), Lang::En);
    assert_eq!(
        english(FormOfAddress::Familiar),
        english(FormOfAddress::Polite)
    );
}
