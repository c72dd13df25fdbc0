//! The start page and the numbers in the menu: what waits, one press from doing it.

use axum::http::StatusCode;
use chrono::TimeDelta;
use mkbroute_application::asks::asks_of;
use mkbroute_testkit::Backend;
use rstest::rstest;

use crate::site::Site;

/// Each role of the demonstration. Who manages others comes first: whoever signed in once needs no link.
const EVERYBODY: [&str; 11] = [
    "anja-kok",
    "joost-bakker",
    "mieke-dekker",
    "samira-haddad",
    "noor-de-wit",
    "ruben-vos",
    "karim-aziz",
    "wil-peters",
    "lotte-smit",
    "peter-jansen",
    "hugo-kuipers",
];
/// Those of whom nothing is asked.
const CALM: [&str; 5] = [
    "mieke-dekker",
    "wil-peters",
    "lotte-smit",
    "peter-jansen",
    "hugo-kuipers",
];

/// The addresses of what waits, in the order of the page.
fn waiting(page: &str) -> Vec<String> {
    let list = page.split("<section").next().unwrap_or_default();
    let buttons = list.split("<a class=\"button").skip(1);
    let address = |button: &str| {
        let rest = button.split("href=\"").nth(1).unwrap_or_default();
        rest.split('"').next().unwrap_or_default().to_owned()
    };
    buttons.map(address).collect()
}

/// The number beside an entry of the menu; 0 if there is none.
fn beside(page: &str, entry: &str) -> usize {
    let start = format!("<a href=\"{entry}\"");
    let entry = page.split(&start).nth(1).unwrap_or_default();
    let entry = entry.split("</a>").next().unwrap_or_default();
    let number = entry.split("<span class=\"count\">").nth(1);
    number.map_or(0, |number| {
        number.split('<').next().unwrap().parse().unwrap()
    })
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn each_role_finds_what_waits_one_press_away_and_counted(#[case] backend: Backend) {
    let mut site = Site::demo(backend).await;
    site.with_planned_wave().await;
    site.be("noor-de-wit").await;
    site.with_plan().await;
    site.kit.clock.advance(TimeDelta::days(8));
    for slug in EVERYBODY {
        site.be(slug).await;
        let actor = site.kit.actor(slug).await;
        let asked = asks_of(&site.kit.app, &actor).await.unwrap().len();
        let page = site.get("/").await.text();
        let places = waiting(&page);
        assert_eq!(places.len(), asked, "{slug}: {places:?}");
        assert_eq!(beside(&page, "/"), asked, "{slug}");
        let parts = [
            "/metingen",
            "/vragenlijsten",
            "/personen",
            "/logboek",
            "/routes",
            "/ondersteuning",
        ];
        let sum: usize = parts.iter().map(|entry| beside(&page, entry)).sum();
        let own = usize::from(slug == "karim-aziz");
        assert_eq!(
            sum + own,
            asked,
            "{slug}: all but one's own roles are in a part"
        );
        for place in &places {
            let place = place.split('#').next().unwrap();
            let there = site.get(place).await;
            assert_eq!(there.status, StatusCode::OK, "{slug}: {place}");
            assert_eq!(beside(&there.text(), "/"), asked, "on every page");
        }
        assert_eq!(places.is_empty(), CALM.contains(&slug), "{slug}");
    }
}

#[tokio::test]
async fn the_anchors_that_asks_lead_to_are_there() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.kit.clock.advance(TimeDelta::days(8));
    site.be("ruben-vos").await;
    let start = site.get("/").await.text();
    assert!(waiting(&start).contains(&"/metingen/vervolgmeting#routes".to_owned()));
    let wave = site.get("/metingen/vervolgmeting").await.text();
    assert!(wave.contains("id=\"routes\""));
    let list = "/metingen/vervolgmeting/uitnodigen/vervolgmeting-avans-bouw-students";
    let list = site.get(list).await.text();
    assert!(list.contains("id=\"adressen\""));
}

#[tokio::test]
async fn who_is_asked_nothing_reads_that_calmly_in_both_languages() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.be("wil-peters").await;
    for (lang, words) in [
        ("nl", "Er wacht niets op jou."),
        ("en", "Nothing waits for you."),
    ] {
        let page = site.get(&format!("/?lang={lang}")).await.text();
        assert!(page.contains(words), "{lang}");
        assert!(page.contains("/metingen/nulmeting-2021/rapport"), "{lang}");
        assert!(!page.contains("class=\"count\""), "{lang}");
    }
    site.be("ruben-vos").await;
    let page = site.get("/?lang=en").await.text();
    assert!(page.contains("1<span class=\"hidden\"> waits for you</span>"));
}
