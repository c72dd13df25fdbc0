//! Everybody is reminded, unlinkable.

use chrono::TimeDelta;
use mkbroute_application::demo::FOLLOW_UP;
use mkbroute_application::surveys::invitations::{RemindError, record_return, remind};
use mkbroute_testkit::Backend;
use rstest::rstest;

use crate::post::Post;

#[rstest]
#[tokio::test]
async fn a_reminder_has_no_link_and_follows_the_first_mail(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let post = Post::open(backend).await;
    let (app, team) = (&post.kit.app, &post.team);
    post.invite(&["anna@example.nl", "bram@example.nl", "terug@example.nl"])
        .await;
    post.deliver_all().await;
    let gone = post.invitation("terug@example.nl").await.id;
    record_return(app, team, (FOLLOW_UP, &post.code), gone)
        .await
        .unwrap();

    assert_eq!(remind(app, team, FOLLOW_UP).await.unwrap(), 2);
    post.deliver_all().await;
    for address in ["anna@example.nl", "bram@example.nl"] {
        let mails = post.at(address);
        let [first, reminder] = mails.as_slice() else {
            panic!("{mails:?}");
        };
        assert!(!reminder.body.contains("http"), "{}", reminder.body);
        let id = first.header("message-id");
        assert!(id.ends_with("@example.nl>"), "{id}");
        assert_eq!(reminder.header("in-reply-to"), id);
        assert_eq!(reminder.header("references"), id);
        assert_ne!(reminder.header("message-id"), id);
        let subject = format!("Re: {}", first.header("subject"));
        assert_eq!(reminder.header("subject"), subject);
    }
    assert_eq!(
        post.at("terug@example.nl").len(),
        1,
        "what came back is left alone"
    );
    assert_eq!(
        post.link().await.fielding.invited,
        3,
        "a reminder is no invitation"
    );
}

#[rstest]
#[tokio::test]
async fn everybody_is_reminded_at_most_once_a_week(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let post = Post::open(backend).await;
    let (app, team) = (&post.kit.app, &post.team);
    post.invite(&["anna@example.nl"]).await;
    post.deliver_all().await;
    let both = tokio::join!(remind(app, team, FOLLOW_UP), remind(app, team, FOLLOW_UP));
    let one = [both.0.is_ok(), both.1.is_ok()];
    assert_eq!(one.iter().filter(|ok| **ok).count(), 1, "{one:?}");
    post.pass(TimeDelta::days(6));
    let again = app.now().date_naive() + TimeDelta::days(1);
    let soon = remind(app, team, FOLLOW_UP).await;
    assert!(
        matches!(soon, Err(RemindError::TooSoon(day)) if day == again),
        "{soon:?}"
    );
    post.pass(TimeDelta::days(1));
    assert_eq!(remind(app, team, FOLLOW_UP).await.unwrap(), 1);
    let company = post.kit.actor("joost-bakker").await;
    post.pass(TimeDelta::days(8));
    assert!(remind(app, &company, FOLLOW_UP).await.is_err());
}
