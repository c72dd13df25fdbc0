//! Searches that somebody keeps.

use axum::http::StatusCode;
use mkbroute_testkit::Backend;
use rstest::rstest;

use crate::site::Site;

const KEPT: &str = "/mijn/zoekopdrachten";

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_search_is_kept_found_beside_its_list_and_removed(#[case] backend: Backend) {
    let mut site = Site::demo(backend).await;
    let visitor = site.get("/routes?fase=starting").await.text();
    assert!(!visitor.contains("Bewaar deze zoekopdracht"));
    site.be("samira-haddad").await;
    assert!(
        site.get(KEPT)
            .await
            .text()
            .contains("Je bewaart nog geen zoekopdracht")
    );
    let plain = site.get("/routes").await.text();
    assert!(
        !plain.contains("Bewaar deze zoekopdracht"),
        "nothing is searched for"
    );
    let list = site.get("/routes?zoek=ad+bouw&fase=starting").await.text();
    let (_, rest) = list.split_once(&format!("href=\"{KEPT}?")).unwrap();
    let place = rest
        .split('"')
        .next()
        .unwrap()
        .replace("&#38;", "&")
        .replace("&amp;", "&");
    let form = site.get(&format!("{KEPT}?{place}")).await.text();
    assert!(
        form.contains("value=\"zoek=ad+bouw&#38;fase=starting\""),
        "{form}"
    );

    let mut fields = vec![
        ("lijst", "pathways"),
        ("route", ""),
        ("vraag", "zoek=ad+bouw&fase=starting"),
        ("naam", " "),
    ];
    let unnamed = site.post(KEPT, &fields).await;
    assert_eq!(unnamed.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unnamed.text().contains("Geef de zoekopdracht een naam"));
    fields[3].1 = "Bouw <start>";
    for _ in 0..2 {
        let kept = site.post(KEPT, &fields).await;
        assert_eq!(kept.location(), "/routes?zoek=ad+bouw&fase=starting");
    }
    let beside = site.get("/routes").await.text();
    assert_eq!(
        beside.matches("Bouw &#60;start&#62;").count(),
        1,
        "kept once"
    );
    let same = site.get("/routes?zoek=ad+bouw&fase=starting").await.text();
    assert!(!same.contains("Bewaar deze zoekopdracht"));
    assert!(
        !site
            .get("/organisaties")
            .await
            .text()
            .contains("Bouw &#60;start")
    );

    let mine = site.get(KEPT).await.text();
    let (_, rest) = mine.split_once(&format!("action=\"{KEPT}/")).unwrap();
    let id = rest.split('"').next().unwrap().to_owned();
    site.be("noor-de-wit").await;
    assert!(!site.get("/routes").await.text().contains("Bouw &#60;start"));
    let foreign = site.post(&format!("{KEPT}/{id}"), &[]).await;
    assert_eq!(foreign.status, StatusCode::NOT_FOUND);
    site.be("samira-haddad").await;
    assert_eq!(
        site.post(&format!("{KEPT}/{id}"), &[]).await.location(),
        KEPT
    );
    assert!(!site.get("/routes").await.text().contains("Bouw &#60;start"));
}

#[tokio::test]
async fn no_search_leads_anywhere_but_into_a_list() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.be("noor-de-wit").await;
    for (list, pathway, query) in [
        ("personen", "", "a=b"),
        ("leads", "../../personen", "a=b"),
        ("leads", "avans-bouw?x", "a=b"),
        ("pathways", "", "a=b#c"),
        ("pathways", "", "javascript:alert(1)"),
    ] {
        let fields = [
            ("lijst", list),
            ("route", pathway),
            ("vraag", query),
            ("naam", "Elders"),
        ];
        let refused = site.post(KEPT, &fields).await;
        let status = refused.status;
        assert!(
            status.is_client_error(),
            "{list} {pathway} {query}: {status}"
        );
    }
    let nothing = site.get(KEPT).await.text();
    assert!(nothing.contains("Je bewaart nog geen zoekopdracht"));
    let leads = [
        ("lijst", "leads"),
        ("route", "avans-bouw"),
        ("vraag", "fase=attended"),
        ("naam", "Kwamen kijken"),
    ];
    let kept = site.post(KEPT, &leads).await;
    assert_eq!(
        kept.location(),
        "/routes/avans-bouw/bedrijven?fase=attended"
    );
    let beside = site.get("/routes/avans-bouw/bedrijven").await.text();
    assert!(beside.contains("Kwamen kijken"));
}
