//! The pages of pathways: finding which fails and why, and developing one.

use axum::http::StatusCode;
use mkbroute_testkit::Backend;
use rstest::rstest;

use crate::site::Site;

#[tokio::test]
async fn anybody_finds_which_pathway_fails_which_criterion() {
    let site = Site::demo(Backend::Sqlite).await;
    let list = site.get("/routes").await.text();
    assert!(list.contains("8 routes"));
    let failing = site.get("/routes?oordeel=not_yet").await.text();
    assert!(failing.contains("1 route<"), "{failing}");
    assert!(failing.contains("Eerst: De leerwerkplek is bij een mkb-bedrijf"));
    let page = site.get("/routes/hva-ict").await.text();
    assert!(page.contains("Voldoet (nog) niet"));
    assert!(page.contains("voldoet niet"));
    // What follows from the report rests on what everybody can read.
    assert!(page.contains("werkplaats op school"));
    assert!(!page.contains("Tijdlijn"));
}

#[tokio::test]
async fn all_pathways_are_seen_together() {
    let site = Site::demo(Backend::Sqlite).await;
    let page = site.get("/routes/overzicht").await.text();
    assert!(page.contains("Bij 6 van de 8 routes kunnen studenten beginnen."));
    assert!(page.contains("31 december 2021"));
    // Nothing changed that year.
    assert!(!page.contains("31 december 2023"));
    let starting = "<a href=\"/routes?fase=starting\">Starten</a></th><td class=\"number\">5";
    assert!(page.contains(starting), "{page}");
    // One pathway fails the second criterion, one is not judged, six meet it.
    let row = page.split("mist=workplace_in_mkb").nth(1).unwrap();
    let row = row.split("</tr>").next().unwrap();
    let counts: Vec<&str> = row
        .split("<span>")
        .skip(1)
        .map(|cell| cell.split('<').next().unwrap())
        .collect();
    assert_eq!(counts, ["6", "0", "1", "1"]);
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn students_are_counted_together_and_few_are_not_told(#[case] backend: Backend) {
    let mut site = Site::demo(backend).await;
    site.be("noor-de-wit").await;
    for (cohort, mkb, others) in [("2010-09", "9", "30"), ("2011-09", "10", "4")] {
        let fields = [
            ("gezien", ",,,"),
            ("lichting", cohort),
            ("doel", "700"),
            ("doel_anders", ""),
            ("begonnen", mkb),
            ("begonnen_anders", others),
        ];
        let kept = site.post("/routes/avans-bouw/instroom", &fields).await;
        assert_eq!(kept.location(), "/routes/avans-bouw/instroom");
    }
    let page = site.get("/routes/overzicht").await.text();
    let cells = |year: &str| -> Vec<String> {
        let (_, row) = page.split_once(&format!("{year}</th>")).unwrap();
        let row = row.split("</tr>").next().unwrap();
        let cells = row.split("<span>").skip(1);
        cells
            .map(|cell| cell.split('<').next().unwrap().to_owned())
            .collect()
    };
    assert_eq!(cells("2010-2011"), ["te weinig", "30", "1"]);
    assert_eq!(cells("2011-2012"), ["10", "te weinig", "1"]);
    assert!(
        page.contains("Nog te weinig bedrijven"),
        "the demonstration has few"
    );
}

#[tokio::test]
async fn whoever_works_with_a_pathway_sees_why() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.be("samira-haddad").await;
    let page = site.get("/routes/hva-ict").await.text();
    assert!(page.contains("werkplaats op school"));
    assert!(page.contains("Tijdlijn"));
    assert!(page.contains("Leg vast wat er nu is"));
    let paused = site.get("/routes/fontys-mobiliteit").await.text();
    assert!(paused.contains("Wacht op: Landelijk beleid"));
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_pathway_is_added_and_developed_on_its_pages(#[case] backend: Backend) {
    let mut site = Site::demo(backend).await;
    site.be("samira-haddad").await;
    let mut new = vec![
        ("naam_nl", "Ad Zorgtechnologie"),
        ("naam_en", ""),
        ("hogeschool", "Saxion"),
        ("partner", ""),
        ("sector", "care"),
        ("graad", "ad"),
        ("fase", "idea"),
        ("sinds", "2026-11-20"),
        ("reden", "Drie bedrijven vroegen erom"),
        ("wacht_op", ""),
    ];
    let nameless = site.post("/routes/nieuw", &new).await;
    assert_eq!(nameless.status, StatusCode::UNPROCESSABLE_ENTITY);
    let nameless = nameless.text();
    assert!(nameless.contains("Geef de route ook een naam in het Engels."));
    assert!(nameless.contains("value=\"Ad Zorgtechnologie\""));
    new[1].1 = "Ad in care technology";
    let added = site.post("/routes/nieuw", &new).await;
    let own = "/routes/saxion-ad-zorgtechnologie";
    assert_eq!(added.location(), own);

    let mut step = vec![
        ("gezien", "1"),
        ("fase", "starting"),
        ("op", "2026-11-21"),
        ("reden", "Het gaat door"),
        ("wacht_op", ""),
    ];
    let skipped = site.post(&format!("{own}/fase"), &step).await;
    assert_eq!(skipped.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        skipped
            .text()
            .contains("Van idee gaat een route niet naar starten.")
    );
    step[1].1 = "exploring";
    let stepped = site.post(&format!("{own}/fase"), &step).await;
    assert_eq!(stepped.location(), own);
    let second = site.post(&format!("{own}/fase"), &step).await;
    assert_eq!(second.status, StatusCode::UNPROCESSABLE_ENTITY);
    let second = second.text();
    assert!(second.contains("Iemand anders wijzigde de fase intussen."));
    assert!(second.contains("name=\"gezien\" value=\"2\""));
    assert!(second.contains("Het gaat door"), "what was typed stays");

    let judged = [
        ("gezien", "0"),
        ("niveau", "met"),
        ("op", "2026-11-21"),
        ("soort", "document"),
        ("bewijs", "Studiegids <b>2026</b>"),
        ("plek", ""),
    ];
    let kept = site.post(&format!("{own}/criteria/dual"), &judged).await;
    assert_eq!(kept.location(), own);
    let page = site.get(own).await.text();
    assert!(page.contains("Studiegids &#60;b&#62;2026"), "{page}");
    assert!(page.contains("4 voorwaarden zijn nog niet vervuld"));
    let bare = [judged[0], judged[1], judged[2]];
    let bare = site.post(&format!("{own}/criteria/salary"), &bare).await;
    assert!(bare.text().contains("Noem waarop je oordeel rust."));
}

#[tokio::test]
async fn the_second_of_two_who_change_a_profile_sees_what_the_first_did() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.be("noor-de-wit").await;
    let own = "/routes/avans-bouw/profiel";
    let form = site.get(own).await.text();
    let chosen = form.split("name=\"leiding\"").nth(1).unwrap();
    let id = chosen.split("\" selected").next().unwrap();
    let id = id.rsplit('"').next().unwrap().to_owned();
    let fields = |place| {
        vec![
            ("revisie", "1"),
            ("opleiding_nl", "Bachelor Bouwkunde"),
            ("opleiding_en", "Bachelor in building engineering"),
            ("opleiding_graad", "bachelor"),
            ("opleiding_rio", ""),
            ("hogeschool", id.as_str()),
            ("leiding", id.as_str()),
            ("locatie", place),
        ]
    };
    let first = site.post(own, &fields("Tilburg")).await;
    assert_eq!(first.location(), "/routes/avans-bouw");
    let second = site.post(own, &fields("Breda")).await;
    assert_eq!(second.status, StatusCode::UNPROCESSABLE_ENTITY);
    let second = second.text();
    assert!(
        second.contains("<strong>Locaties</strong>: Tilburg"),
        "{second}"
    );
    assert!(second.contains("value=\"Breda\""), "what was typed stays");
    assert!(second.contains("name=\"revisie\" value=\"2\""));
    let mut wrong = fields("Breda");
    (wrong[0].1, wrong[4].1) = ("2", "abc");
    let wrong = site.post(own, &wrong).await;
    assert!(wrong.text().contains("Dit is geen RIO-code"));
    let page = site.get("/routes/avans-bouw").await.text();
    assert!(page.contains("<dd>Tilburg</dd>"));
}

#[tokio::test]
async fn numbers_of_students_are_kept_and_shown() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.be("noor-de-wit").await;
    let own = "/routes/avans-bouw/instroom";
    let mut fields = vec![
        ("gezien", ",,,"),
        ("lichting", "september"),
        ("doel", "20"),
        ("doel_anders", ""),
        ("begonnen", "veertien"),
        ("begonnen_anders", "3"),
    ];
    let unreadable = site.post(own, &fields).await.text();
    assert!(unreadable.contains("Schrijf de lichting als jaar en maand"));
    assert!(
        unreadable.contains("value=\"veertien\""),
        "what was typed stays"
    );
    fields[1].1 = "2026-09";
    let unreadable = site.post(own, &fields).await.text();
    assert!(unreadable.contains("Vul een heel aantal in"));
    fields[4].1 = "14";
    assert_eq!(site.post(own, &fields).await.location(), own);
    let known = site
        .get("/routes/avans-bouw/instroom?lichting=2026-09")
        .await;
    assert!(known.text().contains("name=\"gezien\" value=\"20,,14,3\""));
    let meanwhile = site.post(own, &fields).await;
    assert_eq!(meanwhile.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = site.get("/routes/avans-bouw").await.text();
    assert!(page.contains("2026-09"));
}

#[tokio::test]
async fn the_list_is_taken_along_as_it_is_filtered() {
    let site = Site::demo(Backend::Sqlite).await;
    let csv = site.get("/routes.csv?mist=workplace_in_mkb&lang=nl").await;
    assert_eq!(csv.headers["content-type"], "text/csv; charset=utf-8");
    let text = csv.text();
    assert_eq!(text.lines().count(), 2, "{text}");
    assert!(text.contains("hva-ict"));
    let workbook = site.get("/routes.xlsx").await;
    assert!(workbook.bytes.starts_with(b"PK"));
}

#[tokio::test]
async fn the_programme_registers_and_takes_out() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.be("samira-haddad").await;
    let own = "/routes/avans-bouw/programma";
    let fields = [("aangemeld", "2026-01-15"), ("rol", "pilot")];
    let kept = site.post(own, &fields).await;
    assert_eq!(kept.location(), "/routes/avans-bouw#programma");
    let page = site.get("/routes/avans-bouw").await.text();
    assert!(page.contains("value=\"pilot\" selected"));
    site.post(own, &[("aangemeld", ""), ("rol", "pilot")]).await;
    let list = site.get("/routes?zoek=avans").await.text();
    assert!(list.contains("niet aangemeld bij het programma"));
}

#[tokio::test]
async fn scripts_read_the_pathways_without_a_key() {
    let site = Site::demo(Backend::Sqlite).await;
    let read = async |address: &str| -> serde_json::Value {
        let reply = site.get(address).await;
        assert_eq!(reply.status, StatusCode::OK, "{address}");
        serde_json::from_slice(&reply.bytes).unwrap()
    };
    let first = read("/api/v1/pathways?limit=5").await;
    assert_eq!(first["items"].as_array().unwrap().len(), 5);
    let next = first["next"].as_str().unwrap();
    let rest = read(&format!("/api/v1/pathways?limit=5&cursor={next}")).await;
    assert_eq!(rest["items"].as_array().unwrap().len(), 3);
    let one = read("/api/v1/pathways/hva-ict").await;
    assert_eq!(one["verdict"]["outcome"], "not_yet");
    assert_eq!(one["verdict"]["held_back_by"][0], "workplace_in_mkb");
    assert_eq!(one["phase"], "developing");
    assert!(one.get("evidence").is_none());
    let absent = site.get("/api/v1/pathways/nergens").await;
    assert_eq!(absent.status, StatusCode::NOT_FOUND);
}
