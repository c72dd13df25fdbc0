//! The page of the audit log, and what gets into it.

use axum::http::{StatusCode, header};
use mkbroute_domain::accounts::audit::Head;
use mkbroute_store::AuditCheck;
use mkbroute_testkit::Backend;
use rstest::rstest;

use crate::site::Site;

/// The codes of what was done since.
async fn since(site: &Site, before: Head) -> Vec<String> {
    let store = site.kit.app.store();
    let records = store.audit_entries_after(before.number, 1_000).await;
    records
        .unwrap()
        .into_iter()
        .map(|record| record.act)
        .collect()
}

async fn head(site: &Site) -> Head {
    site.kit.app.store().audit_head().await.unwrap()
}

/// The rows of the table, from top to bottom.
fn rows(page: &str) -> Vec<&str> {
    page.split("<tr><th scope=\"row\"").skip(1).collect()
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn the_administrator_reads_who_did_what(#[case] backend: Backend) {
    let mut site = Site::demo(backend).await;
    site.with_planned_wave().await;
    site.be("anja-kok").await;
    let page = site.get("/logboek").await.text();
    let lines = rows(&page);
    assert!(lines[0].contains("Anja Kok") && lines[0].contains("meldde zich aan"));
    assert!(lines[1].contains("Ruben Vos") && lines[1].contains("onderzoeker"));
    assert!(lines[1].contains("bereidde een meting voor"));
    assert!(lines[1].contains("meting in-voorbereiding"));
    assert!(lines[1].contains("23 november 2026, 09:00:00 UTC"));
    assert!(
        page.contains("Vraag toegevoegd"),
        "the manner of an edit is in words"
    );
    let page = site.get("/logboek?lang=en").await.text();
    assert!(page.contains("prepared a measurement"), "{page}");
}

#[tokio::test]
async fn entries_are_found_by_who_what_which_and_when() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.with_planned_wave().await;
    let ruben = site.kit.actor("ruben-vos").await.person.id;
    site.be("anja-kok").await;
    let count = |page: String| rows(&page).len();
    let all = count(site.get("/logboek").await.text());
    let of_ruben = site.get(&format!("/logboek?wie={ruben}")).await.text();
    assert!(rows(&of_ruben).iter().all(|row| row.contains("Ruben Vos")));
    assert!(of_ruben.contains(&format!("value=\"{ruben}\" selected")));
    assert!((1..all).contains(&count(of_ruben)));
    let of_commands = site.get("/logboek?wie=operator").await.text();
    assert!(
        rows(&of_commands)
            .iter()
            .all(|row| row.contains("opdrachtregel"))
    );
    let planned = "/logboek?wat=wave.planned&soort=wave&naam=in-voor&van=2026-11-23&tot=2026-11-23";
    assert_eq!(count(site.get(planned).await.text()), 1);
    for none in [
        "/logboek?tot=2026-11-22",
        "/logboek?naam=%3Cscript%3E",
        "/logboek?naam=%25",
    ] {
        let page = site.get(none).await.text();
        assert_eq!(rows(&page).len(), 0, "{none}");
        assert!(page.contains("Geen regel past hierbij"));
        assert!(!page.contains("<script>"));
    }
    let reply = site.get("/logboek?van=gisteren").await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = reply.text();
    assert!(page.contains("role=\"alert\"") && page.contains("value=\"gisteren\""));
    let page = site.get("/logboek?voor=3").await.text();
    assert!(rows(&page).len() == 2 && page.contains("Nieuwere regels"));
}

#[tokio::test]
async fn what_was_searched_for_is_taken_along_as_a_file() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.be("anja-kok").await;
    let reply = site.get("/logboek.csv?wat=wave.frozen&lang=nl").await;
    assert_eq!(
        reply.headers[header::CONTENT_TYPE],
        "text/csv; charset=utf-8"
    );
    let text = reply.text();
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines[0].ends_with("number,moment,person,person_id,role,act,act_code,object_kind,object,object_name,detail,sha256"));
    assert_eq!(lines.len(), 4, "three measurements are frozen: {text}");
    assert!(
        lines[1..]
            .iter()
            .all(|line| line.contains(",wave.frozen,wave,"))
    );
}

#[tokio::test]
async fn the_page_says_whether_the_log_is_whole() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.be("anja-kok").await;
    let page = site.get("/logboek").await.text();
    assert!(page.contains("Het logboek is nog niet gecontroleerd"));
    assert_eq!(
        site.post("/logboek/controle", &[]).await.location(),
        "/logboek"
    );
    let page = site.get("/logboek").await.text();
    assert!(page.contains("Het logboek is heel"));
    let told = head(&site).await;
    let tx = site.kit.app.store().begin().await.unwrap();
    let check = AuditCheck {
        at: site.kit.app.now(),
        head: told,
        problem: "entry 7 is missing".to_owned(),
    };
    tx.put_audit_check(&check).await.unwrap();
    tx.commit().await.unwrap();
    let page = site.get("/logboek").await.text();
    assert!(page.contains("Het logboek is niet heel") && page.contains("entry 7 is missing"));
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn who_looks_at_something_personal_is_told_and_who_reads_a_release_is_not(
    #[case] backend: Backend,
) {
    let mut site = Site::demo(backend).await;
    let list = "/metingen/vervolgmeting/uitnodigen/vervolgmeting-avans-bouw-students";
    site.be("noor-de-wit").await;
    site.post(list, &[("adressen", "anna@example.nl")]).await;
    for (persona, address, told) in [
        ("anja-kok", "/personen", Some("persons.seen")),
        ("anja-kok", "/logboek", Some("log.seen")),
        ("anja-kok", "/logboek.csv", Some("log.exported")),
        ("noor-de-wit", list, Some("addresses.seen")),
        ("noor-de-wit", "/metingen/nulmeting-2021/rapport", None),
        (
            "ruben-vos",
            "/metingen/nulmeting-2021/rapport?publiek=onderzoeker",
            Some("figures.all-seen"),
        ),
        (
            "ruben-vos",
            "/metingen/nulmeting-2021/cijfers.csv?publiek=onderzoeker",
            Some("figures.all-seen"),
        ),
        ("ruben-vos", "/metingen/nulmeting-2021/rapport", None),
        (
            "ruben-vos",
            "/vragenlijsten/concepten/students-2/commentaar",
            Some("comments.seen"),
        ),
        ("joost-bakker", "/personen", Some("persons.seen")),
        ("lotte-smit", "/personen", None),
    ] {
        site.be(persona).await;
        let before = head(&site).await;
        site.get(address).await;
        let found = since(&site, before).await;
        let told: Vec<&str> = told.into_iter().collect();
        assert_eq!(found, told, "{persona} {address}");
    }
}

/// Not a word of what respondents do, from "Begin" to taking back.
#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn answering_is_never_told(#[case] backend: Backend) {
    let site = Site::demo(backend).await;
    let before = head(&site).await;
    let own = site
        .post("/m/vervolgmeting-avans-bouw-teachers", &[])
        .await
        .location();
    assert!(own.starts_with("/a/"));
    site.get(&own).await;
    site.post(&format!("{own}/begin"), &[]).await;
    site.post(&format!("{own}/deel/1"), &[("v.role", "teacher")])
        .await;
    site.post(&format!("{own}/controle"), &[]).await;
    site.post(&format!("{own}/intrekken"), &[]).await;
    assert_eq!(head(&site).await, before);
}
