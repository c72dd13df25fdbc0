//! Personal links leave by mail.

use std::collections::BTreeSet;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use mkbroute_application::demo::FOLLOW_UP;
use mkbroute_application::surveys::invitations::{
    InviteError, invite, list_invitations, record_return, reissue, remove_address,
};
use mkbroute_application::surveys::{AnsweringState, Token, questionnaire};
use mkbroute_domain::surveys::invitation::{AddressProblem, InvitationState};
use mkbroute_testkit::Backend;
use mkbroute_worker::surveys::deliver;
use rstest::rstest;
use tokio::sync::watch;

use crate::post::{ORIGIN, Post, holds};

fn token(link: &str) -> Token {
    let text = link.strip_prefix(&format!("{ORIGIN}/a/")).unwrap();
    text.parse().unwrap()
}

#[rstest]
#[tokio::test]
async fn every_address_gets_one_mail_with_a_link_of_its_own(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let post = Post::open(backend).await;
    let addresses: Vec<String> = (0..60).map(|n| format!("student{n}@example.nl")).collect();
    let list: Vec<&str> = addresses.iter().map(String::as_str).collect();
    post.invite(&list).await;
    assert_eq!(post.deliver().await.sent, 50, "a batch");
    assert_eq!(post.deliver().await.sent, 10, "the rest");
    assert_eq!(post.deliver().await.sent, 0, "nobody gets another");

    let mails = post.server.mails();
    let reached: BTreeSet<&str> = mails.iter().map(|mail| mail.to[0].as_str()).collect();
    assert_eq!((mails.len(), reached.len()), (60, 60));
    let links: BTreeSet<&str> = mails.iter().filter_map(|mail| mail.link()).collect();
    assert_eq!(links.len(), 60, "every link is another");
    for link in links {
        let opened = questionnaire(&post.kit.app, &token(link)).await.unwrap();
        assert_eq!(opened.state, AnsweringState::Open);
    }
    let first: Vec<&str> = mails
        .iter()
        .take(50)
        .map(|mail| mail.to[0].as_str())
        .collect();
    let mut sorted = first.clone();
    sorted.sort_unstable();
    assert_ne!(first, sorted, "they leave by chance");
    assert_eq!(post.link().await.fielding.invited, 60);
    assert!(post.invitations().await.iter().all(|one| {
        one.state == InvitationState::Sent && one.sent_on.is_some() && one.message_id.is_some()
    }));
}

#[rstest]
#[tokio::test]
async fn the_database_never_holds_a_token(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let post = Post::open(backend).await;
    post.invite(&["anna@example.nl", "bram@example.nl", "weiger@example.nl"])
        .await;
    post.deliver_all().await;
    let stored = post.everything_stored();
    let address: &[u8] = b"anna@example.nl";
    assert!(holds(&stored, address), "what is stored is looked into");
    let mails = post.server.mails();
    assert_eq!(mails.len(), 2);
    for mail in mails {
        let link = mail.link().unwrap();
        let text = link.rsplit_once('/').unwrap().1;
        let raw = URL_SAFE_NO_PAD.decode(text).unwrap();
        let hex: Vec<String> = raw.iter().map(|byte| format!("{byte:02x}")).collect();
        let hex = hex.concat();
        for form in [text.as_bytes(), &raw, hex.as_bytes()] {
            assert!(!holds(&stored, form), "a token is stored");
        }
    }
}

#[rstest]
#[tokio::test]
async fn a_list_with_an_error_invites_nobody_and_known_addresses_are_told(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let post = Post::open(backend).await;
    let take =
        async |list: &str| invite(&post.kit.app, &post.team, FOLLOW_UP, &post.code, list).await;
    let wrong = take("anna@example.nl\ngeen adres\n\nAnna@Example.nl\n").await;
    let Err(InviteError::Lines(problems)) = wrong else {
        panic!("{wrong:?}");
    };
    let lines: Vec<usize> = problems
        .iter()
        .map(|problem| match problem {
            AddressProblem::NoAddress { line, .. } | AddressProblem::Twice { line, .. } => *line,
        })
        .collect();
    assert_eq!(lines, [2, 4]);
    assert!(post.invitations().await.is_empty());
    assert!(matches!(take(" \n").await, Err(InviteError::NoAddress)));

    let injected = take("anna@example.nl\r\nBcc: iedereen@example.nl").await;
    assert!(matches!(injected, Err(InviteError::Lines(_))));

    take("anna@example.nl").await.unwrap();
    let again = take("ANNA@example.nl\nbram@example.nl").await.unwrap();
    assert_eq!(again.added, 1);
    assert_eq!(again.known[0].as_str(), "anna@example.nl");
    post.deliver_all().await;
    assert_eq!(post.at("anna@example.nl").len(), 1);
}

#[rstest]
#[tokio::test]
async fn who_asks_gets_another_link_and_that_is_counted(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let post = Post::open(backend).await;
    post.invite(&["anna@example.nl", "bram@example.nl"]).await;
    post.deliver_all().await;
    let (app, team) = (&post.kit.app, &post.team);
    let link = (FOLLOW_UP, post.code.as_str());
    let anna = post.invitation("anna@example.nl").await.id;
    reissue(app, team, link, anna).await.unwrap();
    reissue(app, team, link, anna).await.unwrap();
    post.deliver_all().await;
    let mails = post.at("anna@example.nl");
    assert_eq!(mails.len(), 2, "what waits already does not wait twice");
    assert_ne!(mails[0].link(), mails[1].link());
    let fielding = post.link().await.fielding;
    assert_eq!((fielding.invited, fielding.reissued), (2, 1));

    let bram = post.invitation("bram@example.nl").await.id;
    record_return(app, team, link, bram).await.unwrap();
    assert_eq!(
        post.invitation("bram@example.nl").await.state,
        InvitationState::Returned
    );
    remove_address(app, team, link, bram).await.unwrap();
    let left = list_invitations(app, team, FOLLOW_UP, &post.code).await;
    assert_eq!(left.unwrap().list.len(), 1);
}

#[rstest]
#[tokio::test]
async fn nobody_without_the_right_invites(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let post = Post::open(backend).await;
    let company = post.kit.actor("joost-bakker").await;
    let tried = invite(
        &post.kit.app,
        &company,
        FOLLOW_UP,
        &post.code,
        "anna@example.nl",
    );
    assert!(matches!(tried.await, Err(InviteError::App(_))));
    assert!(post.invitations().await.is_empty());
}

#[tokio::test]
async fn the_worker_delivers_by_itself_and_stops_when_told() {
    let post = Post::open(Backend::Sqlite).await;
    post.invite(&["anna@example.nl"]).await;
    let (stop, stopped) = watch::channel(false);
    let mailer = Post::mailer(&post.server);
    let task = tokio::spawn(deliver(
        post.kit.app.clone(),
        mailer,
        ORIGIN.to_owned(),
        stopped,
    ));
    while post.server.mails().is_empty() {
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    stop.send(true).unwrap();
    task.await.unwrap();
    let anna = post.invitation("anna@example.nl").await;
    assert_eq!(anna.state, InvitationState::Sent, "what left is noted");
}
