use mkbroute_domain::surveys::instrument::FormOfAddress;
use mkbroute_domain::text::Text;

use super::*;

#[test]
fn letters_in_both_languages_are_accessible_and_keep_markup_as_words() {
    let day = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    let facts = InvitationFacts {
        address: FormOfAddress::Polite,
        wave: Text::new("Meting #let x = 1", "Wave *one*"),
        questionnaire: Text::new("Studenten", "Students"),
        minutes: 8,
        closes: day,
        anonymous: false,
        privacy: Text::new("Bewaard tot $2030$.", "Kept until $2030$."),
    };
    let links = ["a", "b"].map(|token| format!("https://meting.example.nl/a/{token}"));
    for lang in Lang::ALL {
        let made = letters(&facts, &links, lang, day);
        assert!(made.unwrap().starts_with(b"%PDF-"), "{lang:?}");
    }
}
