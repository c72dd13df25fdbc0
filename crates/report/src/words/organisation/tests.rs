use chrono::NaiveDate;
use mkbroute_domain::organisations::Kvk;
use mkbroute_domain::organisations::size::{
    Enterprise, Figures, Fte, Interest, Period, Related, judge,
};

use super::*;

#[test]
fn every_example_is_a_sound_identifier() {
    for kind in IdentifierKind::ALL {
        assert!(kind.read(example(kind)).is_ok(), "{kind:?}");
    }
}

#[test]
fn what_is_wrong_is_said_in_both_languages() {
    let error = "1234567".parse::<Kvk>().unwrap_err();
    assert_eq!(
        identifier_error(error, Lang::Nl),
        "KvK-nummer: het heeft 8 tekens, hier staan er 7. Bijvoorbeeld 12345678."
    );
    assert_eq!(
        identifier_error(error, Lang::En),
        "KvK number: it has 8 characters, here are 7. For example 12345678."
    );
}

fn period(year: i32, staff: u32) -> Period {
    Period {
        closes: NaiveDate::from_ymd_opt(year, 12, 31).unwrap(),
        enterprise: Enterprise {
            own: Figures {
                staff: Some(Fte::whole(staff)),
                turnover: Some(0),
                balance: Some(0),
            },
            ..Enterprise::default()
        },
        ownership_changed: false,
        estimated: false,
    }
}

fn told(periods: &[Period], lang: Lang) -> String {
    let today = NaiveDate::from_ymd_opt(2026, 6, 1).unwrap();
    size(&judge(periods, today).unwrap(), lang)
}

#[test]
fn a_size_is_told_with_its_reason() {
    let mut found = period(2025, 12);
    assert_eq!(
        told(std::slice::from_ref(&found), Lang::Nl),
        "klein: te veel personeel voor een kleinere klasse"
    );
    found.enterprise.own.turnover = None;
    found.enterprise.own.balance = None;
    assert_eq!(
        told(std::slice::from_ref(&found), Lang::En),
        "small to large: not all figures are known"
    );
    assert_eq!(
        told(&[period(2024, 5), period(2025, 300)], Lang::Nl),
        "micro: volgens de laatste cijfers groot, maar nog niet twee jaar achter elkaar"
    );
    let mut group = period(2025, 5);
    group.estimated = true;
    group.enterprise.related = vec![Related {
        name: "Moeder".to_owned(),
        interest: Interest(6_000),
        controls: false,
        exempt_investor: false,
        figures: period(2025, 60).enterprise.own,
    }];
    assert_eq!(
        told(&[group], Lang::En),
        "medium-sized: too many staff for a smaller class; with the figures of 1 other company; estimated"
    );
}

#[test]
fn why_two_are_one_is_told() {
    let similar = Because::SimilarName { letters: 2 };
    assert_eq!(because(similar, Lang::Nl), "namen die 2 letters schelen");
    assert_eq!(likeness(similar.likeness(), Lang::En), "possible");
}
