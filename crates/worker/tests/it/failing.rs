//! The mail server is down, slow, or refuses.

use std::time::Duration;

use chrono::TimeDelta;
use mkbroute_application::surveys::invitations::{Delivered, deliver_mail};
use mkbroute_application::surveys::{AnsweringState, questionnaire};
use mkbroute_domain::surveys::invitation::{FailureKind, InvitationState};
use mkbroute_testkit::Backend;
use mkbroute_worker::surveys::SmtpMailer;
use rstest::rstest;

use crate::post::{ORIGIN, Post};

#[rstest]
#[tokio::test]
async fn a_refused_address_is_shown_and_the_others_go_on(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let post = Post::open(backend).await;
    post.invite(&["anna@example.nl", "weiger@example.nl", "bram@example.nl"])
        .await;
    let done = post.deliver().await;
    let expected = Delivered {
        sent: 2,
        refused: 1,
        waiting: 0,
    };
    assert_eq!(done, expected);
    let refused = post.invitation("weiger@example.nl").await;
    assert_eq!(refused.state, InvitationState::Refused);
    let failure = refused.failure.unwrap();
    assert_eq!(failure.kind, FailureKind::UnknownAddress);
    assert!(failure.said.contains("no such mailbox"), "{failure:?}");
    assert_eq!(post.link().await.fielding.invited, 2);
    post.pass(TimeDelta::days(1));
    assert_eq!(post.deliver().await, Delivered::default());
}

#[rstest]
#[tokio::test]
async fn an_address_that_is_busy_or_slow_waits_alone(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let post = Post::open(backend).await;
    let list = ["anna@example.nl", "later@example.nl", "traag@example.nl"];
    post.invite(&list).await;
    let done = post.deliver().await;
    assert_eq!((done.sent, done.waiting), (1, 2));
    let busy = post.invitation("later@example.nl").await;
    assert_eq!((busy.state, busy.attempts), (InvitationState::Queued, 1));
    let failure = busy.failure.unwrap();
    assert_eq!(failure.kind, FailureKind::NotNow);
    assert!(failure.said.contains("the mailbox is busy"), "{failure:?}");
    let slow = post.invitation("traag@example.nl").await;
    assert_eq!(slow.failure.unwrap().kind, FailureKind::Timeout);
    // Each failure doubles the wait.
    assert_eq!(post.deliver().await, Delivered::default());
    post.pass(TimeDelta::minutes(5));
    assert_eq!(post.deliver().await.waiting, 2);
    post.pass(TimeDelta::minutes(5));
    assert_eq!(post.deliver().await, Delivered::default());
    post.pass(TimeDelta::minutes(5));
    assert_eq!(post.deliver().await.waiting, 2);
}

#[rstest]
#[tokio::test]
async fn with_the_server_down_all_wait_and_leave_when_it_is_back(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let mut post = Post::open(backend).await;
    post.server.stop();
    post.invite(&["anna@example.nl", "bram@example.nl"]).await;
    assert_eq!(post.deliver().await.waiting, 2);
    for waiting in post.invitations().await {
        assert_eq!(waiting.state, InvitationState::Queued);
        assert_eq!(waiting.failure.unwrap().kind, FailureKind::NoConnection);
    }
    post.server.restart();
    post.pass(TimeDelta::minutes(5));
    assert_eq!(post.deliver().await.sent, 2);
    for mail in post.server.mails() {
        let token = mail.link().unwrap().rsplit_once('/').unwrap().1;
        let opened = questionnaire(&post.kit.app, &token.parse().unwrap()).await;
        assert_eq!(opened.unwrap().state, AnsweringState::Open);
    }
    assert!(
        post.invitations()
            .await
            .iter()
            .all(|one| one.failure.is_none())
    );
}

#[tokio::test]
async fn a_server_without_a_secure_connection_is_told_apart() {
    let post = Post::open(Backend::Sqlite).await;
    post.invite(&["anna@example.nl"]).await;
    let url = post.server.url().replace("smtp://", "smtps://");
    let patience = Duration::from_secs(2);
    let mailer = SmtpMailer::with_patience(&url, "meting@example.nl", patience).unwrap();
    let done = deliver_mail(&post.kit.app, &mailer, ORIGIN, || true).await;
    assert_eq!(done.unwrap().waiting, 1);
    let waiting = post.invitation("anna@example.nl").await;
    let failure = waiting.failure.unwrap();
    assert_eq!(failure.kind, FailureKind::NotSecure, "{failure:?}");
}

#[rstest]
#[tokio::test]
async fn a_server_that_hangs_up_loses_nobody(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let post = Post::open(backend).await;
    post.invite(&["anna@example.nl", "valuit@example.nl", "bram@example.nl"])
        .await;
    let mut sent = 0;
    for _ in 0..6 {
        sent += post.deliver().await.sent;
        post.pass(TimeDelta::hours(6));
    }
    assert_eq!(sent, 2, "the others leave in time");
    assert_eq!(post.server.mails().len(), 2);
    let lost = post.invitation("valuit@example.nl").await;
    assert_eq!(lost.state, InvitationState::Queued);
}

#[rstest]
#[tokio::test]
async fn what_was_claimed_before_a_crash_leaves_later(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let post = Post::open(backend).await;
    post.invite(&["anna@example.nl", "bram@example.nl"]).await;
    let app = &post.kit.app;
    // Stopped before the first mail: claimed, and the hashes of links that nobody knows are stored.
    let mailer = Post::mailer(&post.server);
    let stopped = deliver_mail(app, &mailer, ORIGIN, || false).await.unwrap();
    assert_eq!(stopped, Delivered::default());
    assert_eq!(
        post.deliver().await,
        Delivered::default(),
        "somebody has them"
    );
    assert_eq!(post.server.mails().len(), 0);
    post.pass(TimeDelta::minutes(20));
    assert_eq!(post.deliver().await.sent, 2);
    assert_eq!(post.server.mails().len(), 2);
    assert_eq!(post.link().await.fielding.invited, 2);
}
