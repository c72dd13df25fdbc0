//! Answering with plain forms, and everything a form can get wrong.

use axum::http::StatusCode;
use mkbroute_testkit::Backend;
use rstest::rstest;

use crate::site::{Reply, Site};

/// Opens a link and presses "Begin": the personal address.
async fn begin(site: &Site, group: &str) -> String {
    let link = format!("/m/vervolgmeting-avans-bouw-{group}");
    assert_eq!(site.get(&link).await.status, StatusCode::OK);
    let reply = site.post(&link, &[]).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER);
    reply.location()
}

async fn save(site: &Site, own: &str, part: u32, fields: &[(&str, &str)]) -> Reply {
    site.post(&format!("{own}/deel/{part}"), fields).await
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_questionnaire_is_answered_checked_handed_in_and_counted(#[case] backend: Backend) {
    let mut site = Site::demo(backend).await;
    let own = begin(&site, "teachers").await;
    let fields = [("v.role", "teacher"), ("v.programme", "bouwkunde")];
    let reply = save(&site, &own, 1, &fields).await;
    assert_eq!(reply.location(), format!("{own}/deel/2"));
    assert!(
        site.get(&format!("{own}/deel/1"))
            .await
            .text()
            .contains("value=\"bouwkunde\" checked"),
        "what was answered is still there"
    );
    let check = format!("{own}/controle");
    assert!(site.get(&check).await.text().contains("Bouwkunde"));
    assert_eq!(site.post(&check, &[]).await.location(), own);
    let receipt = site.get(&own).await.text();
    assert!(receipt.contains("Je antwoorden zijn ingestuurd"));
    assert_eq!(
        site.get(&format!("{own}/deel/1")).await.location(),
        own,
        "handed in means done"
    );
    let again = site.post(&check, &[]).await;
    assert!(again.status.is_redirection() || again.status == StatusCode::CONFLICT);

    site.be("ruben-vos").await;
    let live = "/metingen/vervolgmeting/resultaten/teachers?publiek=onderzoeker";
    let page = site.get(live).await.text();
    assert!(
        page.contains("1 docenten begonnen"),
        "it stands in the figures"
    );

    let taken_back = site.post(&format!("{own}/intrekken"), &[]).await;
    assert_eq!(taken_back.location(), own);
    let page = site.get("/metingen/vervolgmeting").await.text();
    assert!(
        !page.contains("<td class=\"number\">1</td>"),
        "taken back counts no more"
    );
}

#[tokio::test]
async fn an_answer_out_of_range_comes_back_with_what_was_typed() {
    let site = Site::demo(Backend::Sqlite).await;
    let own = begin(&site, "students").await;
    let fields = [("v.age", "7"), ("v.living", "own")];
    let reply = save(&site, &own, 1, &fields).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = reply.text();
    assert!(page.contains("Vul een getal in van 15 tot en met 80"));
    assert!(
        page.contains("href=\"#vraag-age\""),
        "the summary leads to the field"
    );
    assert!(page.contains("value=\"7\"") && page.contains("value=\"own\" checked"));
    assert!(page.contains("aria-invalid=\"true\""));
}

#[tokio::test]
async fn an_option_of_another_version_is_told() {
    let site = Site::demo(Backend::Sqlite).await;
    let own = begin(&site, "students").await;
    let reply = save(&site, &own, 1, &[("v.living", "castle")]).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn the_same_question_answered_twice_is_told() {
    let site = Site::demo(Backend::Sqlite).await;
    let own = begin(&site, "students").await;
    let twice = [("v.living", "own"), ("v.living", "parents")];
    let reply = save(&site, &own, 1, &twice).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn what_is_typed_for_a_question_that_is_not_asked_is_let_go() {
    let site = Site::demo(Backend::Sqlite).await;
    let own = begin(&site, "students").await;
    for part in 1..8 {
        let fields = [
            ("v.switched", "no"),
            ("v.switch_employer", "other_employer"),
        ];
        let reply = save(&site, &own, part, &fields).await;
        if reply.status == StatusCode::NOT_FOUND {
            break;
        }
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "part {part}");
    }
    let check = site.get(&format!("{own}/controle")).await.text();
    assert!(!check.contains("Bij een andere werkgever"));
}

#[tokio::test]
async fn an_empty_questionnaire_is_not_handed_in() {
    let site = Site::demo(Backend::Sqlite).await;
    let own = begin(&site, "students").await;
    let reply = site.post(&format!("{own}/controle"), &[]).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.text().contains("role=\"alert\""));
}

#[tokio::test]
async fn a_form_of_one_megabyte_is_refused_and_nothing_is_lost() {
    let site = Site::demo(Backend::Sqlite).await;
    let own = begin(&site, "students").await;
    save(&site, &own, 1, &[("v.age", "27")]).await;
    let huge = format!("v.plus={}", "x".repeat(1_000_000));
    let address = format!("{own}/deel/1");
    let reply = site.post_raw(&address, &[], huge).await;
    assert_eq!(reply.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(reply.text().contains("te veel tekst"));
    let kept = site.get(&address).await.text();
    assert!(kept.contains("value=\"27\""));
}

#[tokio::test]
async fn a_body_that_is_no_form_is_told() {
    let site = Site::demo(Backend::Sqlite).await;
    let own = begin(&site, "students").await;
    let reply = site
        .post_raw(&format!("{own}/deel/1"), &[], "%ff%fe=%".into())
        .await;
    assert!(
        reply.status == StatusCode::BAD_REQUEST || reply.status == StatusCode::SEE_OTHER,
        "{}",
        reply.status
    );
}

#[tokio::test]
async fn a_link_or_token_that_does_not_exist_is_nothing() {
    let site = Site::demo(Backend::Sqlite).await;
    for address in ["/m/geen", "/a/geen", "/a/geen/deel/1"] {
        assert_eq!(
            site.get(address).await.status,
            StatusCode::NOT_FOUND,
            "{address}"
        );
    }
}

#[tokio::test]
async fn words_of_a_respondent_are_never_markup() {
    let site = Site::demo(Backend::Sqlite).await;
    let own = begin(&site, "teachers").await;
    let fields = [
        ("v.programme", "other"),
        ("o.programme", "<script>alert(1)</script>"),
    ];
    let reply = save(&site, &own, 1, &fields).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER);
    let check = site.get(&format!("{own}/controle")).await.text();
    assert!(!check.contains("<script>alert"));
    assert!(check.contains("alert(1)"));
}

#[tokio::test]
async fn a_database_that_is_held_is_told_and_nothing_is_lost() {
    let site = Site::demo(Backend::Sqlite).await;
    let own = begin(&site, "students").await;
    save(&site, &own, 1, &[("v.age", "27")]).await;
    let holder = site.kit.database.hold().await;
    let reply = save(&site, &own, 1, &[("v.age", "28")]).await;
    assert_eq!(reply.status, StatusCode::SERVICE_UNAVAILABLE);
    let page = reply.text();
    assert!(
        page.contains("<html lang=\"nl\">") && page.contains("Wat je eerder bewaarde, is er nog"),
        "{page}"
    );
    holder.close().await.unwrap();
    let kept = site.get(&format!("{own}/deel/1")).await.text();
    assert!(
        kept.contains("value=\"27\""),
        "what was saved before is there"
    );
    let reply = save(&site, &own, 1, &[("v.age", "28")]).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "and work goes on");
}
