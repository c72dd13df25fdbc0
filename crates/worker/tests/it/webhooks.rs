//! Events leave for a receiver that listens on this machine.

use std::collections::BTreeSet;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::TimeDelta;
use hmac::digest::KeyInit;
use hmac::{Hmac, Mac};
use mkbroute_application::App;
use mkbroute_application::accounts::webhooks::{
    NewWebhook, Served, deliver_webhooks, make_webhook, own_deliveries, own_webhooks,
};
use mkbroute_application::accounts::{
    Invitation, Place, accept_role, change_end, decline_role, give_role, lay_role_down, revoke_role,
};
use mkbroute_application::surveys::fielding::close_wave;
use mkbroute_domain::accounts::webhook::{
    Delivery, DeliveryState, MOST_TRIES, Reachable, WebhookEvent,
};
use mkbroute_domain::accounts::{Grant, Managed, Role, Scope, Visible};
use mkbroute_testkit::{Backend, TestApp};
use mkbroute_worker::accounts::{HttpSender, send_events};
use rstest::rstest;
use sha2::Sha256;
use tokio::sync::watch;
use uuid::Uuid;

use crate::receiver::{Answer, Heard, Receiver};

async fn kit(backend: Backend) -> TestApp {
    let kit = TestApp::demo(backend).await;
    kit.app.reach(inside());
    kit
}

fn inside() -> Reachable {
    Reachable::and_inside(vec!["127.0.0.0/8".parse().unwrap()])
}

fn sender() -> HttpSender {
    HttpSender::with_patience(inside(), Duration::from_millis(500))
}

/// Has events of somebody sent to the receiver; gives the webhook and what signs.
async fn webhook(
    kit: &TestApp,
    who: &str,
    receiver: &Receiver,
    events: &[WebhookEvent],
) -> (Uuid, String) {
    let actor = kit.signed_in(who).await;
    let wanted = NewWebhook {
        address: receiver.url(),
        events: events.to_vec(),
    };
    let made = make_webhook(&kit.app, &actor, &wanted, None).await.unwrap();
    (made.id, made.secret)
}

/// Serves until nothing is due.
async fn served(app: &App) -> Served {
    let mut all = Served::default();
    while let Some(turn) = deliver_webhooks(app, &sender(), || true).await.unwrap() {
        all.delivered += turn.delivered;
        all.waiting += turn.waiting;
        all.failed += turn.failed;
        all.withheld += turn.withheld;
    }
    all
}

async fn pathway(kit: &TestApp, slug: &str) -> Scope {
    let pathways = kit.app.store().pathways(&Visible::Everything).await;
    let mut pathways = pathways.unwrap().into_iter();
    Scope::Pathway(pathways.find(|found| found.slug == slug).unwrap().id)
}

async fn grants(kit: &TestApp, slug: &str) -> Vec<Grant> {
    let all = Managed::everything();
    let person = kit.app.store().person_by_slug(&all, slug).await;
    let person = person.unwrap().unwrap().id;
    kit.app.store().grants_of(person).await.unwrap()
}

/// Invites Lotte to be a teacher at a pathway; gives the grant.
async fn invited(kit: &TestApp, at: &str) -> Grant {
    let anja = kit.actor("anja-kok").await;
    let before = grants(kit, "lotte-smit").await;
    let invitation = Invitation {
        role: Role::Teacher,
        place: Place::Known(pathway(kit, at).await),
        until: None,
    };
    give_role(&kit.app, &anja, "lotte-smit", invitation)
        .await
        .unwrap();
    let mut after = grants(kit, "lotte-smit").await;
    after.retain(|grant| !before.contains(grant));
    assert_eq!(after.len(), 1);
    after.remove(0)
}

async fn sent(kit: &TestApp, who: &str, id: Uuid) -> Vec<Delivery> {
    let actor = kit.actor(who).await;
    own_deliveries(&kit.app, &actor, id).await.unwrap().1
}

/// What docs/api.md tells a receiver to do.
fn holds(secret: &str, heard: &Heard) -> bool {
    let secret = secret.strip_prefix("whsec_").unwrap();
    let secret = STANDARD.decode(secret).unwrap();
    let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(&secret).unwrap();
    let (id, timestamp) = (
        heard.header("webhook-id"),
        heard.header("webhook-timestamp"),
    );
    mac.update(format!("{id}.{timestamp}.{}", heard.body).as_bytes());
    let signature = heard.header("webhook-signature");
    let signature = STANDARD
        .decode(signature.strip_prefix("v1,").unwrap())
        .unwrap();
    mac.verify_slice(&signature).is_ok()
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn what_happened_is_told_signed_and_once(#[case] backend: Backend) {
    let kit = kit(backend).await;
    let receiver = Receiver::start([]).await;
    let (id, secret) = webhook(&kit, "anja-kok", &receiver, &WebhookEvent::ALL).await;
    let given = invited(&kit, "saxion-bouwkunde").await;
    assert!(
        receiver.heard().is_empty(),
        "nothing leaves before the worker comes"
    );
    let done = served(&kit.app).await;
    assert_eq!((done.delivered, done.withheld), (1, 0));
    let heard = receiver.heard();
    assert_eq!(heard.len(), 1);
    let told: serde_json::Value = serde_json::from_str(&heard[0].body).unwrap();
    assert_eq!(told["type"], "grant.changed");
    assert_eq!(
        told["data"],
        serde_json::json!({"grant": given.id.to_string()})
    );
    assert_eq!(told["timestamp"], "2026-11-23T09:00:00Z");
    assert_eq!(told.as_object().unwrap().len(), 3);
    assert_eq!(heard[0].header("content-type"), "application/json");
    let now = kit.app.now().timestamp().to_string();
    assert_eq!(heard[0].header("webhook-timestamp"), now);
    assert!(holds(&secret, &heard[0]));
    let mut changed = heard[0].clone();
    changed.body.push(' ');
    assert!(!holds(&secret, &changed));
    let list = sent(&kit, "anja-kok", id).await;
    assert_eq!(list.len(), 1);
    assert_eq!(
        (list[0].state, list[0].status),
        (DeliveryState::Delivered, Some(204))
    );
    assert_eq!(list[0].id.to_string(), heard[0].header("webhook-id"));
    kit.clock.advance(TimeDelta::days(2));
    assert_eq!(served(&kit.app).await, Served::default());
}

/// Every step of a grant is told, and those of an intermediary along with their source.
#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn every_step_of_a_grant_is_an_event(#[case] backend: Backend) {
    let kit = kit(backend).await;
    let receiver = Receiver::start([]).await;
    webhook(&kit, "anja-kok", &receiver, &[WebhookEvent::GrantChanged]).await;
    let app = &kit.app;
    let (anja, lotte) = (kit.actor("anja-kok").await, kit.actor("lotte-smit").await);
    let mut events = 0;
    let mut told = async |what: &str, number: usize| {
        served(app).await;
        events += number;
        assert_eq!(receiver.heard().len(), events, "{what}");
    };
    let first = invited(&kit, "saxion-bouwkunde").await;
    told("given", 1).await;
    accept_role(app, &lotte, first.id).await.unwrap();
    told("accepted", 1).await;
    let until = Some(chrono::NaiveDate::from_ymd_opt(2027, 7, 31).unwrap());
    change_end(app, &anja, "lotte-smit", first.id, until)
        .await
        .unwrap();
    told("another end", 1).await;
    lay_role_down(app, &lotte, first.id).await.unwrap();
    told("laid down", 1).await;
    let second = invited(&kit, "saxion-bouwkunde").await;
    decline_role(app, &lotte, second.id).await.unwrap();
    told("given and declined", 2).await;
    // Joost's intermediary goes along with his own role.
    let joost = grants(&kit, "joost-bakker").await.remove(0);
    revoke_role(app, &anja, "joost-bakker", joost.id)
        .await
        .unwrap();
    told("revoked, and who acted by it", 2).await;
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_measurement_that_closes_is_told(#[case] backend: Backend) {
    let kit = kit(backend).await;
    let receiver = Receiver::start([]).await;
    let only = [WebhookEvent::WaveClosed, WebhookEvent::FiguresReleased];
    webhook(&kit, "noor-de-wit", &receiver, &only).await;
    let ruben = kit.actor("ruben-vos").await;
    close_wave(&kit.app, &ruben, "vervolgmeting").await.unwrap();
    served(&kit.app).await;
    let heard = receiver.heard();
    let told: Vec<serde_json::Value> = heard
        .iter()
        .map(|heard| serde_json::from_str(&heard.body).unwrap())
        .collect();
    // In no order: both were told at the same moment.
    let mut closed = told.iter().filter(|told| told["type"] == "wave.closed");
    let closed = closed.next().unwrap();
    assert_eq!(closed["data"], serde_json::json!({"wave": "vervolgmeting"}));
    assert!(told.iter().all(|told| told["type"] != "wave.opened"));
}

/// Whoever lost the role hears nothing any more, also of what was queued before; others hear only of what
/// they see.
#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn the_policy_is_that_of_the_moment_of_sending(#[case] backend: Backend) {
    let kit = kit(backend).await;
    let receiver = Receiver::start([]).await;
    let only = [WebhookEvent::GrantChanged];
    let (id, _) = webhook(&kit, "noor-de-wit", &receiver, &only).await;
    // Noor coordinates another pathway.
    invited(&kit, "saxion-bouwkunde").await;
    assert_eq!(served(&kit.app).await.withheld, 1);
    assert!(sent(&kit, "noor-de-wit", id).await.is_empty());
    invited(&kit, "avans-bouw").await;
    assert_eq!(served(&kit.app).await.delivered, 1);
    invited(&kit, "hva-ict").await;
    let own = grants(&kit, "noor-de-wit").await.remove(0);
    let last = grants(&kit, "lotte-smit").await;
    let here = last
        .iter()
        .find(|grant| grant.role == Role::Teacher && grant.scope == own.scope);
    let anja = kit.actor("anja-kok").await;
    // Something that she may hear of is queued, and then she may not.
    revoke_role(&kit.app, &anja, "lotte-smit", here.unwrap().id)
        .await
        .unwrap();
    revoke_role(&kit.app, &anja, "noor-de-wit", own.id)
        .await
        .unwrap();
    let done = served(&kit.app).await;
    assert_eq!((done.delivered, done.withheld), (0, 3));
    assert_eq!(receiver.heard().len(), 1);
    assert_eq!(kit.app.store().waiting_deliveries().await.unwrap(), 0);
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn what_does_not_arrive_is_tried_again_and_given_up(#[case] backend: Backend) {
    let kit = kit(backend).await;
    let elsewhere = Receiver::start([]).await;
    let answers = [
        Answer::Status(500),
        Answer::Silence(Duration::from_secs(3)),
        Answer::Elsewhere(elsewhere.address),
        Answer::Status(404),
    ];
    let rest = std::iter::repeat_n(Answer::Status(503), MOST_TRIES - answers.len());
    let receiver = Receiver::start(answers.into_iter().chain(rest)).await;
    let (id, _) = webhook(&kit, "anja-kok", &receiver, &[WebhookEvent::GrantChanged]).await;
    invited(&kit, "saxion-bouwkunde").await;
    let mut seen = Vec::new();
    for tries in 1..=MOST_TRIES {
        let done = served(&kit.app).await;
        assert_eq!(receiver.heard().len(), tries);
        let last = tries == MOST_TRIES;
        assert_eq!(
            (done.waiting, done.failed),
            (u32::from(!last), u32::from(last))
        );
        seen.push(sent(&kit, "anja-kok", id).await[0].status);
        // Not before its time.
        kit.clock.advance(TimeDelta::seconds(4));
        assert_eq!(served(&kit.app).await, Served::default());
        kit.clock.advance(TimeDelta::hours(17));
    }
    assert_eq!(seen[..4], [Some(500), None, Some(307), Some(404)]);
    assert!(elsewhere.heard().is_empty(), "nobody leads it elsewhere");
    let ids: BTreeSet<String> = receiver
        .heard()
        .iter()
        .map(|heard| heard.header("webhook-id").to_owned())
        .collect();
    assert_eq!(ids.len(), 1, "it is the same event each time");
    let list = sent(&kit, "anja-kok", id).await;
    assert_eq!(list[0].state, DeliveryState::Failed);
    kit.clock.advance(TimeDelta::days(30));
    assert_eq!(served(&kit.app).await, Served::default());
    // What comes later is sent nevertheless.
    invited(&kit, "avans-bouw").await;
    assert_eq!(served(&kit.app).await.delivered, 1);
}

/// Two processes at work: each event leaves once.
#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn two_workers_send_each_event_once(#[case] backend: Backend) {
    let kit = kit(backend).await;
    let mut receivers = Vec::new();
    for _ in 0..3 {
        let receiver = Receiver::start([]).await;
        webhook(&kit, "anja-kok", &receiver, &[WebhookEvent::GrantChanged]).await;
        receivers.push(receiver);
    }
    let (anja, mut number) = (kit.actor("anja-kok").await, 0);
    for at in ["saxion-bouwkunde", "hva-ict", "avans-bouw"] {
        let given = invited(&kit, at).await;
        revoke_role(&kit.app, &anja, "lotte-smit", given.id)
            .await
            .unwrap();
        number += 2;
    }
    let (stop, stopped) = watch::channel(false);
    let other = kit.beside().await;
    let workers = [kit.app.clone(), other]
        .map(|app| tokio::spawn(send_events(app, sender(), stopped.clone())));
    let left = async {
        while kit.app.store().waiting_deliveries().await.unwrap() > 0 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(30), left)
        .await
        .unwrap();
    stop.send(true).unwrap();
    for worker in workers {
        worker.await.unwrap();
    }
    for receiver in receivers {
        let heard = receiver.heard();
        let ids: BTreeSet<&str> = heard
            .iter()
            .map(|heard| heard.header("webhook-id"))
            .collect();
        assert_eq!((heard.len(), ids.len()), (number, number));
    }
}

/// The database alone gives nobody the secret that signs, and without the key nothing leaves unsigned.
#[tokio::test]
async fn without_the_key_beside_the_database_nothing_leaves() {
    let kit = kit(Backend::Sqlite).await;
    let receiver = Receiver::start([]).await;
    let (id, secret) = webhook(&kit, "anja-kok", &receiver, &[WebhookEvent::GrantChanged]).await;
    let secret = STANDARD
        .decode(secret.strip_prefix("whsec_").unwrap())
        .unwrap();
    for file in std::fs::read_dir(kit.folder.path()).unwrap() {
        let path = file.unwrap().path();
        if path.is_file() {
            let bytes = std::fs::read(&path).unwrap();
            let clear = bytes.windows(32).any(|part| part == secret);
            assert!(!clear, "{}", path.display());
        }
    }
    std::fs::remove_file(kit.folder.path().join("webhooks.key")).unwrap();
    invited(&kit, "saxion-bouwkunde").await;
    assert_eq!(served(&kit.app).await.waiting, 1);
    assert!(receiver.heard().is_empty());
    assert_eq!(sent(&kit, "anja-kok", id).await[0].status, None);
    let anja = kit.actor("anja-kok").await;
    assert_eq!(own_webhooks(&kit.app, &anja).await.unwrap().len(), 1);
}

/// Receivers copy the example of docs/api.md, so it must tell right from wrong.
#[tokio::test]
async fn the_example_in_the_docs_tells_what_is_genuine() {
    let kit = kit(Backend::Sqlite).await;
    let receiver = Receiver::start([]).await;
    let (_, secret) = webhook(&kit, "anja-kok", &receiver, &[WebhookEvent::GrantChanged]).await;
    invited(&kit, "saxion-bouwkunde").await;
    served(&kit.app).await;
    let heard = receiver.heard().remove(0);
    let docs = include_str!("../../../../docs/api.md");
    let example = docs.split("```python\n").nth(1).unwrap();
    let example = example.split("```").next().unwrap();
    let headers: Vec<String> = ["webhook-id", "webhook-timestamp", "webhook-signature"]
        .iter()
        .map(|name| format!("{name:?}: {:?}", heard.header(name)))
        .collect();
    let body = STANDARD.encode(&heard.body);
    let now = kit.app.now().timestamp();
    let tried = format!(
        "{example}
headers = {{{}}}
body = base64.b64decode({body:?})
assert is_genuine({secret:?}, headers, body, {now})
assert is_genuine({secret:?}, headers | {{'webhook-signature': 'v1,AAAA ' + headers['webhook-signature']}}, body, {now})
assert not is_genuine({secret:?}, headers, body + b' ', {now})
assert not is_genuine({secret:?}, headers | {{'webhook-id': 'other'}}, body, {now})
assert not is_genuine({secret:?}, headers | {{'webhook-timestamp': '{now}1'}}, body, {now}1)
assert not is_genuine({secret:?}, headers, body, {now} + 301)
assert not is_genuine('whsec_AAAA', headers, body, {now})
",
        headers.join(", ")
    );
    let told = mkbroute_testkit::python::run(&["-c", &tried]);
    assert!(
        told.status.success(),
        "{}",
        String::from_utf8_lossy(&told.stderr)
    );
}
