//! Answering with plain forms, and everything a form can get wrong.

use axum::http::StatusCode;
use mkbroute_domain::accounts::Visible;
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
    assert!(receipt.contains("Uw antwoorden zijn ingestuurd"));
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
        page.contains("<html lang=\"nl\">") && page.contains("Wat eerder bewaard is, is er nog"),
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

/// The hidden number that a page sends along.
fn revision(page: &str) -> String {
    let field = page.split("name=\"versie\" value=\"").nth(1).unwrap();
    field.split('"').next().unwrap().to_owned()
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn the_later_of_two_devices_is_told_and_nothing_is_lost(#[case] backend: Backend) {
    let site = Site::demo(backend).await;
    let own = begin(&site, "students").await;
    let seen = revision(&site.get(&format!("{own}/deel/1")).await.text());
    let phone = [("v.age", "27"), ("versie", seen.as_str())];
    assert!(save(&site, &own, 1, &phone).await.status.is_redirection());

    let laptop = [("v.age", "31"), ("versie", seen.as_str())];
    let told = save(&site, &own, 1, &laptop).await;
    assert_eq!(told.status, StatusCode::CONFLICT);
    let page = told.text();
    assert!(page.contains("Op een ander apparaat"), "{page}");
    assert!(page.contains("27 jaar") && page.contains("value=\"31\""));
    let kept = site.get(&format!("{own}/deel/1")).await.text();
    assert!(
        kept.contains("value=\"27\""),
        "the first stays until somebody chooses"
    );

    let now = revision(&page);
    let chosen = [("v.age", "31"), ("versie", now.as_str())];
    assert!(save(&site, &own, 1, &chosen).await.status.is_redirection());
    let kept = site.get(&format!("{own}/deel/1")).await.text();
    assert!(kept.contains("value=\"31\""));
}

#[tokio::test]
async fn typing_is_kept_and_what_cannot_be_kept_waits() {
    let site = Site::demo(Backend::Sqlite).await;
    let own = begin(&site, "students").await;
    let address = format!("{own}/deel/1/bewaar");
    let kept = site
        .post(&address, &[("v.age", "7"), ("v.living", "own")])
        .await;
    assert_eq!(kept.status, StatusCode::OK);
    assert_eq!(kept.text(), "{\"revision\":1}");
    let page = site.get(&format!("{own}/deel/1")).await.text();
    assert!(page.contains("value=\"own\" checked") && !page.contains("value=\"7\""));
    let stale = [("v.age", "27"), ("versie", "0")];
    assert_eq!(
        site.post(&address, &stale).await.status,
        StatusCode::CONFLICT
    );
    let nobody = site.post("/a/geen/deel/1/bewaar", &[("v.age", "27")]).await;
    assert_eq!(nobody.status, StatusCode::NOT_FOUND);
    // After handing in, a late message of an open tab changes nothing.
    site.post(&format!("{own}/controle"), &[]).await;
    assert_eq!(
        site.post(&address, &[("v.age", "27")]).await.status,
        StatusCode::CONFLICT
    );
}

#[tokio::test]
async fn changing_the_language_halfway_keeps_what_is_typed() {
    let site = Site::demo(Backend::Sqlite).await;
    let own = begin(&site, "students").await;
    let fields = [("v.age", "7 jaar"), ("taal", "en"), ("versie", "0")];
    let address = format!("{own}/deel/1?lang=en");
    let page = site.post(&address, &fields).await;
    assert_eq!(page.status, StatusCode::OK);
    let text = page.text();
    assert!(
        text.contains("lang=\"en\"") && text.contains("value=\"7 jaar\""),
        "{text}"
    );
    assert!(
        !text.contains("role=\"alert\""),
        "nothing was handed in, so nothing is wrong"
    );
}

#[tokio::test]
async fn what_is_filled_in_is_kept_for_who_stops_only_with_leave() {
    let site = Site::demo(Backend::Sqlite).await;
    let own = begin(&site, "students").await;
    let store = site.kit.app.store();
    let wave = store
        .wave_by_slug(&Visible::Everything, "vervolgmeting")
        .await
        .unwrap()
        .unwrap();
    let provisional = || async {
        let counts = store.response_counts(wave.id).await.unwrap();
        counts.iter().map(|count| count.provisional).sum::<u32>()
    };
    save(&site, &own, 1, &[("v.age", "27")]).await;
    assert_eq!(provisional().await, 0);
    site.post(&format!("{own}/begin"), &[("gebruik", "ja")])
        .await;
    assert_eq!(provisional().await, 1);
    site.post(&format!("{own}/begin"), &[("gebruik", "nee")])
        .await;
    assert_eq!(
        provisional().await,
        0,
        "leave that is taken back counts at once"
    );
    site.post(&format!("{own}/begin"), &[("gebruik", "ja")])
        .await;
    site.post(&format!("{own}/controle"), &[]).await;
    assert_eq!(provisional().await, 0, "handed in is no longer provisional");
}

#[tokio::test]
async fn a_code_for_the_next_measurement_is_asked_with_leave() {
    let site = Site::demo(Backend::Sqlite).await;
    let own = begin(&site, "students").await;
    save(&site, &own, 1, &[("v.age", "27")]).await;
    let check = format!("{own}/controle");
    let short = site
        .post(&check, &[("herkennen", "ja"), ("code", "ab")])
        .await;
    assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(short.text().contains("6 tot 20 letters en cijfers"));
    let done = site
        .post(&check, &[("herkennen", "ja"), ("code", "ma 14 gr")])
        .await;
    assert_eq!(done.location(), own);
    let store = site.kit.app.store();
    let wave = store
        .wave_by_slug(&Visible::Everything, "vervolgmeting")
        .await
        .unwrap()
        .unwrap();
    let group = mkbroute_domain::surveys::instrument::RespondentGroup::Students;
    let found = store.responses(wave.id, group, false).await.unwrap();
    assert!(found[0].link.is_some());
    // The same code written otherwise is the same; without leave there is none.
    let other = begin(&site, "students").await;
    save(&site, &other, 1, &[("v.age", "30")]).await;
    site.post(&format!("{other}/controle"), &[("code", "ma14gr")])
        .await;
    let found = store.responses(wave.id, group, false).await.unwrap();
    assert_eq!(
        found
            .iter()
            .filter(|response| response.link.is_some())
            .count(),
        1
    );
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn fifty_parallel_identical_posts_make_one_response(#[case] backend: Backend) {
    let site = std::sync::Arc::new(Site::demo(backend).await);
    let own = begin(&site, "students").await;
    save(&site, &own, 1, &[("v.age", "27")]).await;
    let mut posts = tokio::task::JoinSet::new();
    for _ in 0..50 {
        let (site, check) = (site.clone(), format!("{own}/controle"));
        posts.spawn(async move { site.post(&check, &[]).await.location() });
    }
    let locations = posts.join_all().await;
    assert!(
        locations.iter().all(|location| *location == own),
        "{locations:?}"
    );
    let store = site.kit.app.store();
    let wave = store
        .wave_by_slug(&Visible::Everything, "vervolgmeting")
        .await
        .unwrap()
        .unwrap();
    let counts = store.response_counts(wave.id).await.unwrap();
    assert_eq!(counts.iter().map(|count| count.submitted).sum::<u32>(), 1);
}

#[tokio::test]
async fn scripts_formulas_and_control_characters_in_open_answers_do_nothing() {
    let site = Site::demo(Backend::Sqlite).await;
    let own = begin(&site, "teachers").await;
    let evil = "=HYPERLINK(\"x\")<script>alert(1)</script>\u{7}\u{202e}";
    for part in 1..10 {
        let page = site.get(&format!("{own}/deel/{part}")).await.text();
        let Some(field) = page.split("<textarea id=\"v-").nth(1) else {
            continue;
        };
        let name = format!("v.{}", field.split('"').next().unwrap());
        save(&site, &own, part, &[(&name, evil)]).await;
        let again = site.get(&format!("{own}/deel/{part}")).await.text();
        assert!(again.contains("HYPERLINK") && !again.contains("<script>alert"));
        let check = site.get(&format!("{own}/controle")).await.text();
        assert!(!check.contains("<script>alert"));
        assert_eq!(
            site.post(&format!("{own}/controle"), &[]).await.location(),
            own
        );
        return;
    }
    panic!("the questionnaire has an open question");
}

/// The words that a reader sees, in small letters.
fn words(page: &str) -> Vec<String> {
    let main = page.split("<main").nth(1).unwrap();
    let text = main
        .split('<')
        .map(|piece| piece.split('>').nth(1).unwrap_or_default());
    let text: Vec<&str> = text.collect();
    let told = page.split("data-").skip(1);
    let told = told.filter_map(|piece| piece.split('"').nth(1));
    let all = text.into_iter().chain(told).collect::<Vec<_>>().join(" ");
    let words = all.split(|c: char| !c.is_alphabetic());
    words.map(str::to_lowercase).collect()
}

/// Every page that a respondent of this group passes, in Dutch.
async fn passed(site: &Site, group: &str) -> Vec<(&'static str, String)> {
    let link = format!("/m/vervolgmeting-avans-bouw-{group}");
    let mut pages = vec![("link", site.get(&link).await.text())];
    let own = begin(site, group).await;
    pages.push(("overview", site.get(&own).await.text()));
    let check = format!("{own}/controle");
    let empty = site
        .post(&check, &[("herkennen", "ja"), ("code", "x")])
        .await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    pages.push(("code", empty.text()));
    let mut part = 1;
    loop {
        let page = site.get(&format!("{own}/deel/{part}")).await;
        if page.status == StatusCode::NOT_FOUND {
            break;
        }
        let page = page.text();
        let ask = page.split("type=\"radio\" name=\"").nth(1);
        if let Some(ask) = ask {
            let name = ask.split('"').next().unwrap();
            let value = ask.split("value=\"").nth(1).unwrap();
            let value = value.split('"').next().unwrap();
            save(site, &own, part, &[(name, value)]).await;
        }
        pages.push(("part", page));
        part += 1;
    }
    let wrong = save(site, &own, 1, &[("v.age", "x"), ("v.company_size", "x")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    pages.push(("problem", wrong.text()));
    pages.push(("review", site.get(&check).await.text()));
    assert_eq!(site.post(&check, &[]).await.location(), own);
    pages.push(("thanks", site.get(&own).await.text()));
    pages
}

#[tokio::test]
async fn students_are_told_je_and_companies_u_on_every_page() {
    let mut site = Site::demo(Backend::Sqlite).await;
    let (je, u) = (["je", "jij", "jou", "jouw", "jullie"], ["u", "uw"]);
    let u = u.as_slice();
    for (group, said, never) in [("students", &je[..], u), ("companies", u, &je[..])] {
        site.sign_out();
        for (name, page) in passed(&site, group).await {
            let words = words(&page);
            let wrong = words.iter().find(|word| never.contains(&word.as_str()));
            assert_eq!(wrong, None, "{group}, {name}");
            if ["link", "overview", "code", "review", "thanks"].contains(&name) {
                let right = words.iter().any(|word| said.contains(&word.as_str()));
                assert!(right, "{group}, {name}: {words:?}");
            }
        }
        site.be("noor-de-wit").await;
        let address = format!("/metingen/vervolgmeting/uitzetten/vervolgmeting-avans-bouw-{group}");
        let page = site.get(&address).await.text();
        let mail = page.split("<textarea").nth(1).unwrap();
        let mail = mail.split("</textarea>").next().unwrap();
        let words = words(&format!("<main{mail}"));
        assert!(words.iter().any(|word| said.contains(&word.as_str())));
        assert!(
            !words.iter().any(|word| never.contains(&word.as_str())),
            "{mail}"
        );
    }
}
