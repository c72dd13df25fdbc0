//! A measurement from its first line to its closing, as staff see it.

use axum::http::StatusCode;
use chrono::TimeDelta;
use mkbroute_domain::accounts::Visible;
use mkbroute_domain::surveys::wave::{Distribution, WaveState};
use mkbroute_testkit::{Backend, TestApp};
use rstest::rstest;

use crate::site::Site;

const AVANS: &str = "in-voorbereiding-avans-bouw-students";
const SAXION: &str = "in-voorbereiding-saxion-bouwkunde-students";

async fn opened(backend: Backend) -> (Site, String) {
    let mut site = Site::with(TestApp::demo(backend).await, true);
    let wave = site.with_planned_wave().await;
    let reply = site.post(&format!("{wave}/openen"), &[]).await;
    assert_eq!(reply.location(), wave);
    (site, wave)
}

/// Begins through an open link and fills in the first section; `yes`: may be used.
async fn begin(site: &Site, code: &str, yes: bool) -> String {
    let own = site.post(&format!("/m/{code}"), &[]).await.location();
    let leave = if yes { "ja" } else { "nee" };
    let began = site
        .post(&format!("{own}/begin"), &[("gebruik", leave)])
        .await;
    assert_eq!(began.location(), format!("{own}/deel/1"));
    let kept = site
        .post(&format!("{own}/deel/1"), &[("v.age", "27")])
        .await;
    assert_eq!(kept.location(), format!("{own}/deel/2"));
    own
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_researcher_goes_from_an_empty_wave_to_a_report(#[case] backend: Backend) {
    let (mut site, wave) = opened(backend).await;
    for index in 0..3 {
        let own = begin(&site, AVANS, index == 1).await;
        if index == 0 {
            let done = site.post(&format!("{own}/controle"), &[]).await;
            assert_eq!(done.location(), own);
        }
    }
    site.be("ruben-vos").await;
    let asked = site.get(&format!("{wave}/sluiten")).await.text();
    assert!(asked.contains("1 ingestuurde antwoorden"), "{asked}");
    assert!(asked.contains("1 onvolledige antwoorden blijven"));
    assert!(asked.contains("1 onvolledige antwoorden worden gewist"));
    let closed = site.post(&format!("{wave}/sluiten"), &[]).await;
    assert!(closed.text().contains("Studenten: 2"), "{}", closed.text());
    assert_eq!(
        site.get(&format!("{wave}/rapport")).await.status,
        StatusCode::OK
    );
    let again = site.post(&format!("{wave}/sluiten"), &[]).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    let page = site.get(&wave).await.text();
    assert!(page.contains("gesloten"));
    // Whoever has the link is told, and nobody gets in.
    let late = site.get(&format!("/m/{AVANS}")).await.text();
    assert!(late.contains("Deze vragenlijst is gesloten"));
}

#[tokio::test]
async fn a_plan_that_is_not_whole_comes_back_as_it_was_typed() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.be("ruben-vos").await;
    let fields = [
        ("titel_nl", "Meting <b>één</b>"),
        ("van", "2026-12-02"),
        ("tot", "2026-12-01"),
    ];
    let reply = site.post("/metingen/nieuw", &fields).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = reply.text();
    for words in [
        "Geef ook een titel in het Engels.",
        "De laatste dag ligt voor de eerste.",
        "Kies ten minste één vragenlijst.",
        "Kies ten minste één route.",
    ] {
        assert!(page.contains(words), "{words}");
    }
    assert!(page.contains("Meting &#60;b&#62;één") && !page.contains("<b>één"));
    let undated = site.post("/metingen/nieuw", &[("van", "morgen")]).await;
    assert!(
        undated
            .text()
            .contains("Kies een eerste en een laatste dag.")
    );
}

#[tokio::test]
async fn numbers_of_people_say_what_can_be_published() {
    let mut site = Site::demo(Backend::Sqlite).await;
    let wave = site.with_planned_wave().await;
    let typed = [
        (format!("n.{AVANS}"), "1.200"),
        (format!("n.{SAXION}"), "9"),
    ];
    let fields: Vec<(&str, &str)> = typed.iter().map(|(n, v)| (n.as_str(), *v)).collect();
    site.post(&format!("{wave}/aantallen"), &fields).await;
    let page = site.get(&format!("{wave}/openen")).await.text();
    assert!(page.contains("value=\"1200\""), "{page}");
    assert!(page.contains("ten minste 1% antwoordt"));
    assert!(page.contains("komt deze route nooit apart in beeld"));
    assert!(page.contains("ook samen met minder dan tien"));

    let sheet = "route;groep;aantal\nsaxion-bouwkunde;Studenten;28\n";
    site.post(&format!("{wave}/aantallen"), &[("plak", sheet)])
        .await;
    let page = site.get(&format!("{wave}/openen")).await.text();
    assert!(page.contains("value=\"28\""), "{page}");

    let wrong = "saxion-bouwkunde;studenten;veel\nniemand;studenten;3";
    let reply = site
        .post(&format!("{wave}/aantallen"), &[("plak", wrong)])
        .await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = reply.text();
    assert!(page.contains("is geen heel getal"), "{page}");
    assert!(page.contains("Regel 2 noemt geen route"));
    assert!(page.contains("value=\"28\""), "nothing changed");
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn numbers_that_the_program_knows_are_proposed_and_not_taken_over(#[case] backend: Backend) {
    let mut site = Site::demo(backend).await;
    site.be("noor-de-wit").await;
    let began = [
        ("lichting", "2025-09"),
        ("doel", ""),
        ("doel_anders", ""),
        ("begonnen", "17"),
        ("begonnen_anders", "80"),
        ("gezien", ",,,"),
    ];
    let kept = site.post("/routes/avans-bouw/instroom", &began).await;
    assert_eq!(kept.location(), "/routes/avans-bouw/instroom");
    let wave = site.with_planned_wave().await;
    let address = format!("{wave}/openen");
    let page = site.get(&address).await.text();
    let field = |page: &str| {
        let (_, rest) = page
            .split_once(&format!("name=\"n.{AVANS}\" value=\""))
            .unwrap();
        rest.split('"').next().unwrap().to_owned()
    };
    assert_eq!(field(&page), "");
    let filled = site.get(&format!("{address}?voorstel=true")).await.text();
    let proposed: u32 = field(&filled).parse().unwrap();
    assert!(proposed >= 17, "{proposed}");
    assert!(filled.contains(&format!("{proposed} begonnen")));
    // Looking at it keeps nothing.
    assert_eq!(field(&site.get(&address).await.text()), "");
}

#[tokio::test]
async fn there_are_never_fewer_people_than_answers() {
    let (mut site, wave) = opened(Backend::Sqlite).await;
    for _ in 0..2 {
        let own = begin(&site, AVANS, false).await;
        site.post(&format!("{own}/controle"), &[]).await;
    }
    site.be("ruben-vos").await;
    let actor = site.kit.actor("ruben-vos").await;
    let typed = [(AVANS.to_owned(), "1".to_owned())];
    let slug = wave.trim_start_matches("/metingen/");
    let refused = mkbroute_application::surveys::fielding::set_populations(
        &site.kit.app,
        &actor,
        slug,
        &typed,
        "",
    )
    .await;
    assert!(refused.is_err());
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_coordinator_passes_on_late_and_says_why(#[case] backend: Backend) {
    let (mut site, wave) = opened(backend).await;
    site.be("noor-de-wit").await;
    let start = site.get("/").await.text();
    assert!(
        start.contains("Stuur de vragenlijst door: studenten"),
        "{start}"
    );
    let place = format!("{wave}/uitzetten/{AVANS}");
    let page = site.get(&place).await.text();
    assert!(page.contains("mailto:?subject=") && page.contains(&format!("/m/{AVANS}")));
    // Another pathway is not there for this coordinator.
    let other = site.get(&format!("{wave}/uitzetten/{SAXION}")).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);

    site.kit.clock.advance(TimeDelta::days(20));
    site.be("ruben-vos").await;
    let followed = site.get("/").await.text();
    assert!(followed.contains("Kijk wie stil blijft"), "{followed}");
    site.be("noor-de-wit").await;
    let future = [("verstuurd", "ja"), ("op", "2027-01-30")];
    let reply = site.post(&place, &future).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    let silent = [("verstuurd", "nee"), ("reden", " ")];
    assert!(
        site.post(&place, &silent)
            .await
            .text()
            .contains("Zeg kort waarom")
    );
    let late = [
        ("verstuurd", "ja"),
        ("op", "2026-12-12"),
        ("reden", "Ik was <i>ziek</i>."),
    ];
    assert_eq!(site.post(&place, &late).await.location(), place);
    let store = site.kit.app.store();
    let (_, link) = store.link(AVANS).await.unwrap().unwrap();
    assert_eq!(link.distribution, Distribution::Late);
    let page = site.get(&wave).await.text();
    assert!(
        page.contains("laat verstuurd op 12 december 2026"),
        "{page}"
    );
    assert!(!page.contains("<i>ziek"));
    assert!(
        !page.contains("Saxion"),
        "a coordinator follows their own pathway"
    );
}

#[tokio::test]
async fn an_open_wave_is_extended_and_not_changed() {
    let (site, wave) = opened(Backend::Sqlite).await;
    assert_eq!(
        site.get(&format!("{wave}/plan")).await.status,
        StatusCode::CONFLICT
    );
    assert_eq!(
        site.post(&format!("{wave}/verwijderen"), &[]).await.status,
        StatusCode::CONFLICT
    );
    let earlier = site
        .post(&format!("{wave}/verlengen"), &[("tot", "2026-12-01")])
        .await;
    assert_eq!(earlier.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(earlier.text().contains("Kies een dag na 31 januari 2027"));
    let later = site
        .post(&format!("{wave}/verlengen"), &[("tot", "2027-02-14")])
        .await;
    assert_eq!(later.location(), wave);
    assert!(site.get(&wave).await.text().contains("14 februari 2027"));
}

#[tokio::test]
async fn a_follow_up_begins_with_the_same_questions() {
    let (site, wave) = opened(Backend::Sqlite).await;
    let copy = site.post(&format!("{wave}/kopie"), &[]).await.location();
    assert_eq!(copy, "/metingen/vervolg-op-in-voorbereiding/plan");
    let page = site.get(&copy).await.text();
    assert!(page.contains("value=\"students@1\" selected"), "{page}");
    assert_eq!(
        page.matches("checked> <span>").count(),
        3,
        "two pathways and the language are chosen"
    );
    let dropped = site
        .post("/metingen/vervolg-op-in-voorbereiding/verwijderen", &[])
        .await;
    assert_eq!(dropped.location(), "/metingen");
    assert_eq!(site.get(&copy).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_link_says_that_its_wave_is_not_open_yet() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.with_planned_wave().await;
    site.sign_out();
    let page = site.get(&format!("/m/{AVANS}")).await.text();
    assert!(page.contains("Deze vragenlijst is nog niet open"), "{page}");
    let begun = site.post(&format!("/m/{AVANS}"), &[]).await;
    assert_eq!(begun.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn a_clock_that_jumps_neither_closes_nor_loses_anything() {
    let (mut site, wave) = opened(Backend::Sqlite).await;
    let own = begin(&site, AVANS, true).await;
    site.kit.clock.advance(TimeDelta::days(400));
    let late = site.post(&format!("{own}/deel/2"), &[]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    site.kit.clock.advance(TimeDelta::days(-400));
    let found = site
        .kit
        .app
        .store()
        .wave_by_slug(&Visible::Everything, "in-voorbereiding")
        .await;
    assert_eq!(found.unwrap().unwrap().state, WaveState::Open);
    let back = site.post(&format!("{own}/deel/2"), &[]).await;
    assert_eq!(back.location(), format!("{own}/deel/3"));
    site.be("ruben-vos").await;
    assert_eq!(site.get(&wave).await.status, StatusCode::OK);
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn the_list_of_measurements_is_filtered_by_words_and_state(#[case] backend: Backend) {
    let mut site = Site::demo(backend).await;
    site.with_planned_wave().await;
    let waves = async |query: &str| {
        let page = site.get(&format!("/metingen{query}")).await.text();
        let cards = page.split("<h2><a href=\"/metingen/").skip(1);
        let slug = |card: &str| card.split('"').next().unwrap().to_owned();
        cards.map(slug).collect::<Vec<_>>()
    };
    let all = waves("").await;
    assert!(all.len() > 3, "{all:?}");
    assert_eq!(waves("?zoek=nulmeting").await, ["nulmeting-2021"]);
    assert_eq!(waves("?zoek=PREPARED").await, ["in-voorbereiding"]);
    assert_eq!(waves("?staat=voorbereiding").await, ["in-voorbereiding"]);
    assert_eq!(waves("?staat=open").await, ["vervolgmeting"]);
    assert!(waves("?staat=open&zoek=nulmeting").await.is_empty());
    let closed = waves("?staat=gesloten").await;
    assert_eq!(closed.len() + 2, all.len());
    let page = site.get("/metingen?staat=open&zoek=nulmeting").await.text();
    assert!(page.contains("Niets gevonden") && page.contains("value=\"nulmeting\""));
}
