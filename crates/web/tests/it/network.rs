//! Meetings of the learning network on their pages.

use axum::http::StatusCode;
use chrono::TimeDelta;
use mkbroute_testkit::Backend;

use crate::site::Site;

const NEW: &str = "/leernetwerk/nieuw";

const FILLED: [(&str, &str); 10] = [
    ("titel", "Samen <leren>"),
    ("op", "2099-03-10"),
    ("van", "13:00"),
    ("tot", "14:30"),
    ("link", "https://overleg.example/kamer"),
    ("themas", "werven, mkb"),
    ("materiaal", "De dia's"),
    ("materiaal-link", "https://dias.example/1"),
    ("wie", "gekozen"),
    ("route", "avans-bouw"),
];

/// What is filled in with another value in one field.
fn with<'a>(field: &'a str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    let others = FILLED.into_iter().filter(|(name, _)| *name != field);
    others.chain([(field, value)]).collect()
}

#[tokio::test]
async fn a_meeting_is_planned_changed_and_called_off_by_the_programme() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.be("samira-haddad").await;
    for (field, value, words) in [
        ("titel", " ", "Geef een naam."),
        ("op", "ooit", "Vul een datum in"),
        ("van", "laat", "Vul een tijd in"),
        ("tot", "12:00", "Het einde ligt voor het begin"),
        ("link", "javascript:alert(1)", "begint met https://"),
        ("materiaal-link", "dias", "Geef een omschrijving"),
        ("route", "geen-route", "Kies ten minste één route"),
    ] {
        let wrong = site.post(NEW, &with(field, value)).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        let page = wrong.text();
        assert!(page.contains(words), "{field}: {words}");
        assert!(page.contains("werven, mkb"), "{field}: what was typed");
        assert!(page.contains("class=\"problem\""), "{field}: at the field");
    }
    let address = site.post(NEW, &FILLED).await.location();
    let page = site.get(&address).await.text();
    assert!(page.contains("Samen &#60;leren&#62;") && page.contains("13:00–14:30"));
    assert!(page.contains("href=\"https://dias.example/1\""));
    assert!(page.contains("Noor de Wit: nog geen antwoord"));

    let edit = format!("{address}/wijzigen");
    let page = site.get(&edit).await.text();
    assert!(page.contains("value=\"avans-bouw\" checked") && page.contains("value=\"13:00\""));
    let mut changed = with("titel", "Samen verder");
    changed.push(("revisie", "1"));
    assert_eq!(site.post(&edit, &changed).await.location(), address);
    let late = site.post(&edit, &changed).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.text().contains("intussen") && late.text().contains("Samen verder"));
    let off = [("doe", "afzeggen"), ("revisie", "2")];
    assert_eq!(site.post(&edit, &off).await.location(), address);
    assert!(site.get(&address).await.text().contains("gaat niet door"));
    let on = [("doe", "door"), ("revisie", "3")];
    assert_eq!(site.post(&edit, &on).await.location(), address);
    assert!(!site.get(&address).await.text().contains("gaat niet door"));
}

#[tokio::test]
async fn a_coordinator_answers_from_the_start_page_and_the_programme_notes_who_came() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.be("noor-de-wit").await;
    let start = site.get("/").await.text();
    let address = start.split("href=\"/leernetwerk/").nth(1).unwrap();
    let address = format!("/leernetwerk/{}", address.split('"').next().unwrap());
    assert!(start.contains("Kom je? Samen de kosten dragen"));
    let list = site.get("/leernetwerk").await.text();
    assert!(list.contains("wacht op jouw antwoord") && !list.contains(NEW));
    let page = site.get(&address).await.text();
    assert!(page.contains("Ja, ik kom") && !page.contains("wijzigen"));
    let unclear = site.post(&address, &[("kom", "misschien")]).await;
    assert_eq!(unclear.status, StatusCode::UNPROCESSABLE_ENTITY);
    let yes = site.post(&address, &[("kom", "ja")]).await;
    assert_eq!(yes.location(), address);
    let page = site.get(&address).await.text();
    assert!(page.contains("Je zei dat je komt") && !page.contains("Ja, ik kom"));
    assert!(!page.contains("Noor de Wit:"), "no names of others");
    let start = site.get("/").await.text();
    assert!(!start.contains("Kom je?"));

    site.be("samira-haddad").await;
    let came = format!("{address}/aanwezig");
    let early = site.get(&came).await.text();
    assert!(early.contains("nog niet geweest") && !early.contains("name=\"was\""));
    site.kit.clock.advance(TimeDelta::days(22));
    site.be("samira-haddad").await;
    let page = site.get(&came).await.text();
    assert!(page.contains("Noor de Wit (zou komen)"));
    let value = |name: &str| {
        let rest = page.split(&format!("name=\"{name}\" value=\"")).nth(1);
        rest.unwrap().split('"').next().unwrap().to_owned()
    };
    let (was, other) = (value("was"), value("anders"));
    let late = [("was", was.as_str()), ("revisie", "7")];
    let late = site.post(&came, &late).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    let kept = format!("value=\"{was}\" checked");
    assert!(late.text().contains(&kept), "what was ticked stays");
    let noted = [
        ("was", was.as_str()),
        ("anders", other.as_str()),
        ("revisie", "1"),
    ];
    assert_eq!(site.post(&came, &noted).await.location(), address);
    let page = site.get(&address).await.text();
    assert!(page.contains("Noor de Wit: komt, was er") && page.contains("waren er: 1"));
    assert!(site.get(&came).await.text().contains(&kept));
}

#[tokio::test]
async fn meetings_are_found_and_taken_along() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.be("noor-de-wit").await;
    let routes = site.get("/routes").await.text();
    assert!(routes.contains("href=\"/leernetwerk\""));
    for (query, there, absent) in [
        ("", "Samen de kosten dragen", "Bedrijven vinden"),
        (
            "?wanneer=geweest",
            "Bedrijven vinden",
            "Samen de kosten dragen",
        ),
        ("?wanneer=alles", "2 bijeenkomsten", "Geen bijeenkomst"),
        (
            "?wanneer=alles&thema=branches",
            "1 bijeenkomst",
            "Samen de kosten dragen",
        ),
        (
            "?thema=branches",
            "Geen bijeenkomst past",
            "2 bijeenkomsten",
        ),
    ] {
        let page = site.get(&format!("/leernetwerk{query}")).await.text();
        let list = page.split("</form>").last().unwrap();
        assert!(list.contains(there), "{query}: {there}");
        assert!(!list.contains(absent), "{query}: {absent}");
    }
    let csv = site.get("/leernetwerk.csv?wanneer=geweest").await.text();
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines.len(), 2, "{csv}");
    assert!(lines[1].contains(",13:00,16:00,Utrecht,"), "{csv}");
    assert!(
        lines[1].ends_with("bedrijven werven; branches,no,8,1,5"),
        "{csv}"
    );
    let xlsx = site.get("/leernetwerk.xlsx").await;
    assert!(xlsx.bytes.starts_with(b"PK"));
    site.be("lotte-smit").await;
    let routes = site.get("/routes").await.text();
    assert!(!routes.contains("href=\"/leernetwerk\""));
}
