//! Inviting people directly, as staff see it.

use mkbroute_domain::accounts::Visible;
use std::collections::BTreeSet;

use axum::http::{StatusCode, header};
use mkbroute_domain::ids::InvitationId;
use mkbroute_domain::surveys::invitation::{FailureKind, InvitationState, MailFailure};
use mkbroute_testkit::{Backend, poppler};
use rstest::rstest;

use crate::site::Site;

const PAGE: &str = "/metingen/vervolgmeting/uitnodigen/vervolgmeting-avans-bouw-students";

async fn site(backend: Backend) -> Site {
    let mut site = Site::demo(backend).await;
    site.be("noor-de-wit").await;
    site
}

/// The invitation of an address.
async fn id(site: &Site, address: &str) -> InvitationId {
    let store = site.kit.app.store();
    let wave = store
        .wave_by_slug(&Visible::Everything, "vervolgmeting")
        .await
        .unwrap()
        .unwrap();
    let all = store.invitations(wave.id).await.unwrap();
    let found = all.iter().find(|one| one.address.as_str() == address);
    found.unwrap().id
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_list_is_corrected_and_taken(#[case] backend: Backend) {
    let site = site(backend).await;
    let wrong = "anna@example.nl\n<script>\nanna@example.nl";
    let reply = site.post(PAGE, &[("adressen", wrong)]).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = reply.text();
    assert!(page.contains("Regel 2:") && page.contains("is geen mailadres"));
    assert!(page.contains("Regel 3:") && page.contains("staat er twee keer"));
    assert!(!page.contains("<script>"), "what was typed is only shown");
    assert!(
        page.contains("anna@example.nl\n&#60;script&#62;"),
        "and stays: {page}"
    );
    assert!(
        page.contains("Nog niemand."),
        "nobody is taken from a wrong list"
    );

    let right = "anna@example.nl\nbram@example.nl";
    let page = site.post(PAGE, &[("adressen", right)]).await.text();
    assert!(page.contains("Toegevoegd: 2."));
    assert!(page.contains("2 wachten, 0 verstuurd, 0 geweigerd, 0 teruggekomen"));
    let page = site.post(PAGE, &[("adressen", right)]).await.text();
    assert!(page.contains("Toegevoegd: 0."));
    assert!(page.contains("waren al uitgenodigd"));
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn what_became_of_each_mail_stands_in_words(#[case] backend: Backend) {
    let site = site(backend).await;
    let list = "anna@example.nl\nbram@example.nl\nwacht@example.nl";
    site.post(PAGE, &[("adressen", list)]).await;
    let (anna, bram) = (
        id(&site, "anna@example.nl").await,
        id(&site, "bram@example.nl").await,
    );
    let store = site.kit.app.store();
    let tx = store.begin().await.unwrap();
    let today = site.kit.app.now().date_naive();
    tx.invitation_sent(anna, "<1@example.nl>", today)
        .await
        .unwrap();
    let unknown = MailFailure {
        kind: FailureKind::UnknownAddress,
        said: "550 no such <b>mailbox</b>".into(),
    };
    tx.invitation_failed(bram, InvitationState::Refused, Some(&unknown))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let page = site.get(PAGE).await.text();
    assert!(page.contains("verstuurd op 23 november 2026"), "{page}");
    let quoted = "<q class=\"note\" lang=\"en\">550 no such &#60;b&#62;mailbox&#60;/b&#62;</q>";
    assert!(page.contains(&format!("geweigerd: dit adres bestaat niet {quoted}")));
    let page = site.get(&format!("{PAGE}?lang=en")).await.text();
    assert!(page.contains(&format!("refused: this address does not exist {quoted}")));

    let change = format!("{PAGE}/adres");
    let step = async |id: InvitationId, step: &str| {
        let id = id.to_string();
        let reply = site.post(&change, &[("adres", &id), ("stap", step)]).await;
        assert_eq!(reply.location(), format!("{PAGE}#adressen"));
    };
    step(anna, "terug").await;
    assert!(site.get(PAGE).await.text().contains("kwam terug"));
    step(anna, "opnieuw").await;
    step(bram, "verwijderen").await;
    // Pressed once more on an old page.
    let bram = bram.to_string();
    let again = [("adres", bram.as_str()), ("stap", "verwijderen")];
    let reply = site.post_in_vain(&change, &again).await;
    assert_eq!(reply.location(), format!("{PAGE}#adressen"));
    let page = site.get(PAGE).await.text();
    assert!(page.contains("2 wachten, 0 verstuurd"));
    assert!(page.contains("op verzoek opnieuw: 1"));
}

#[tokio::test]
async fn the_list_leaves_as_csv_in_which_no_cell_is_a_formula() {
    let site = site(Backend::Sqlite).await;
    let file = format!("{PAGE}/adressen.csv");
    assert!(!site.get(PAGE).await.text().contains(&file), "nothing yet");
    site.post(PAGE, &[("adressen", "anna@example.nl\n=cmd@example.nl")])
        .await;
    let store = site.kit.app.store();
    let tx = store.begin().await.unwrap();
    let today = site.kit.app.now().date_naive();
    tx.invitation_sent(id(&site, "anna@example.nl").await, "<1@example.nl>", today)
        .await
        .unwrap();
    let refused = id(&site, "=cmd@example.nl").await;
    let failure = MailFailure {
        kind: FailureKind::MailboxFull,
        said: "+550 \"no\"".into(),
    };
    tx.invitation_failed(refused, InvitationState::Refused, Some(&failure))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert!(site.get(PAGE).await.text().contains(&file));
    let reply = site.get(&file).await;
    assert_eq!(
        reply.headers[header::CONTENT_TYPE],
        "text/csv; charset=utf-8"
    );
    let expected = "\u{feff}address,language,state,failure,server_said,sent_on,reminder_waits\r\n\
        '=cmd@example.nl,nl,refused,mailbox_full,\"'+550 \"\"no\"\"\",,false\r\n\
        anna@example.nl,nl,sent,,,2026-11-23,false\r\n";
    assert_eq!(reply.text(), expected);
}

#[tokio::test]
async fn everybody_is_reminded_once_a_week_by_those_who_set_it_up() {
    let mut site = site(Backend::Sqlite).await;
    let button = "Herinner iedereen</button>";
    assert!(
        !site.get(PAGE).await.text().contains(button),
        "not by one pathway"
    );
    site.be("ruben-vos").await;
    assert!(site.get(PAGE).await.text().contains(button));
    let remind = format!("{PAGE}/herinneren");
    assert_eq!(site.post(&remind, &[]).await.status, StatusCode::OK);
    assert_eq!(site.post(&remind, &[]).await.status, StatusCode::CONFLICT);
    let page = site.get(PAGE).await.text();
    assert!(!page.contains(button) && page.contains("Het kan weer op 30 november 2026"));
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn every_letter_has_a_link_and_a_code_of_its_own(#[case] backend: Backend) {
    let site = site(backend).await;
    for wrong in ["", "0", "201", "veel", "-1"] {
        let reply = site
            .post(&format!("{PAGE}/brieven"), &[("aantal", wrong)])
            .await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
    let reply = site
        .post(&format!("{PAGE}/brieven"), &[("aantal", "7")])
        .await;
    assert_eq!(reply.headers[header::CONTENT_TYPE], "application/pdf");
    assert_eq!(reply.headers[header::CACHE_CONTROL], "no-store");

    let text = poppler::text(&reply.bytes);
    let words = text.split_whitespace();
    let links: Vec<&str> = words.filter(|word| word.contains("/a/")).collect();
    let different: BTreeSet<&str> = links.iter().copied().collect();
    assert_eq!((links.len(), different.len()), (7, 7), "{text}");
    assert_eq!(
        poppler::qr_codes(&reply.bytes),
        links,
        "the codes say the same"
    );
    let info = poppler::info(&reply.bytes);
    assert!(info.contains("Pages:           7"), "{info}");
    assert!(info.contains("Tagged:          yes"), "{info}");
    for link in links {
        let path = link.strip_prefix("http://localhost:8080").unwrap();
        assert_eq!(site.get(path).await.status, StatusCode::OK, "{path}");
    }
    assert!(site.get(PAGE).await.text().contains("uitgenodigd: 7"));
}

#[tokio::test]
async fn without_a_mail_server_the_page_says_so_and_other_ways_stay() {
    let mut site = site(Backend::Sqlite).await;
    site.unplug_mail();
    let page = site.get(PAGE).await.text();
    assert!(page.contains("Er is geen mailserver ingesteld."));
    assert!(page.contains("/metingen/vervolgmeting/uitzetten/"));
    assert!(!page.contains("name=\"adressen\""), "nothing would leave");
    assert!(page.contains("Maak de brieven"));
}
