//! Somebody chooses where events are sent.

use std::net::IpAddr;

use mkbroute_domain::accounts::audit::{Act, Detail, Entry, Object};
use mkbroute_domain::accounts::webhook::{Delivery, Webhook, WebhookEvent};
use serde::{Deserialize, Serialize};
use thiserror::Error;
use url::{Host, Url};
use uuid::Uuid;

use super::secret::Secret;
use crate::accounts::Actor;
use crate::accounts::audit::commit;
use crate::accounts::once::{Claim, RepeatError, Repeatable, keep, once};
use crate::accounts::passkeys::{FRESH, require_fresh_factor};
use crate::accounts::policy::{Action, may_somewhere};
use crate::{App, AppError};

/// The longest address, in characters.
pub const LONGEST_ADDRESS: usize = 500;
/// The most webhooks that somebody has at a time.
pub const MOST_WEBHOOKS: usize = 10;
/// So many of what was sent are shown.
const SHOWN: u64 = 50;

/// A webhook as somebody asks for it.
#[derive(Clone, Debug, Default)]
pub struct NewWebhook {
    pub address: String,
    pub events: Vec<WebhookEvent>,
}

/// A webhook with the secret that signs, as it is shown once.
#[derive(Clone, Serialize, Deserialize)]
pub struct MadeWebhook {
    pub id: Uuid,
    pub secret: String,
}

/// Why no webhook was made.
#[derive(Debug, Error)]
pub enum WebhookProblem {
    #[error(
        "the address must begin with https, be no longer than {LONGEST_ADDRESS} characters and hold no password"
    )]
    Address,
    #[error("the address leads to a network to which nothing is sent")]
    Inside,
    #[error("no event was chosen, or one of which this role does not hear")]
    Events,
    #[error("nothing is sent on in this role")]
    Role,
    #[error("there are {MOST_WEBHOOKS} already")]
    TooMany,
    #[error(transparent)]
    Repeat(#[from] RepeatError),
    #[error(transparent)]
    App(#[from] AppError),
}

/// The events of which the actor may hear in the present role.
pub fn events_for(actor: &Actor) -> Vec<WebhookEvent> {
    let hears = |event: &WebhookEvent| may_somewhere(actor, hearing(*event));
    let mut all = Vec::from(WebhookEvent::ALL);
    all.retain(|event| may_somewhere(actor, Action::ReceiveEvents) && hears(event));
    all
}

/// What somebody must be allowed to, to hear of an event.
pub(super) fn hearing(event: WebhookEvent) -> Action {
    match event {
        WebhookEvent::WaveOpened | WebhookEvent::WaveClosed => Action::SeeWave,
        WebhookEvent::FiguresReleased | WebhookEvent::InterimReleased => Action::ReadRelease,
        WebhookEvent::GrantChanged => Action::ManageRoles,
    }
}

/// Makes a webhook that hears of things in the present role of the actor; gives the secret that signs.
///
/// Like a key it outlives the browser, so on a page somebody first shows who they are. A script shows its key.
pub async fn make_webhook(
    app: &App,
    actor: &Actor,
    wanted: &NewWebhook,
    asked: Option<&Repeatable>,
) -> Result<MadeWebhook, WebhookProblem> {
    once(app, asked, async |claim| {
        make(app, actor, wanted, claim).await
    })
    .await
}

async fn make(
    app: &App,
    actor: &Actor,
    wanted: &NewWebhook,
    claim: Option<&Claim<'_>>,
) -> Result<MadeWebhook, WebhookProblem> {
    let role = actor
        .role()
        .filter(|_| may_somewhere(actor, Action::ReceiveEvents));
    let role = role.ok_or(WebhookProblem::Role)?;
    if actor.session.is_some() {
        require_fresh_factor(app, actor, FRESH).await?;
    }
    let address = proper(app, &wanted.address)?;
    let heard = events_for(actor);
    let fits = wanted.events.iter().all(|event| heard.contains(event));
    if wanted.events.is_empty() || !fits {
        return Err(WebhookProblem::Events);
    }
    if own_webhooks(app, actor).await?.len() >= MOST_WEBHOOKS {
        return Err(WebhookProblem::TooMany);
    }
    let secret = Secret::fresh(app);
    let webhook = Webhook {
        id: app.fresh_id(),
        person: actor.person.id,
        role,
        address,
        events: wanted.events.clone(),
        made_on: app.now().date_naive(),
    };
    let made = MadeWebhook {
        id: webhook.id,
        secret: secret.shown(),
    };
    let tx = app.store().begin().await.map_err(AppError::from)?;
    tx.insert_webhook(&webhook, secret.sealed(app)?)
        .await
        .map_err(AppError::from)?;
    keep::<WebhookProblem>(app, claim, &tx, &made).await?;
    let (doer, object) = (actor.doing_as(Some(role)), Object::person(actor.person.id));
    let detail = Detail::default().role(role);
    let told = Entry::with(doer, Act::WebhookMade, object, detail);
    commit(app, tx, &told).await?;
    Ok(made)
}

/// An address to which something may be sent, as far as that shows without asking where it leads.
fn proper(app: &App, typed: &str) -> Result<String, WebhookProblem> {
    let typed = typed.trim();
    if typed.chars().count() > LONGEST_ADDRESS || typed.contains(char::is_control) {
        return Err(WebhookProblem::Address);
    }
    let found = Url::parse(typed).map_err(|_| WebhookProblem::Address)?;
    // Within a network of one's own messages may travel in the open.
    let safe = match found.scheme() {
        "https" => true,
        "http" => app.reachable().has_inside(),
        _ => false,
    };
    let bare = found.username().is_empty() && found.password().is_none();
    if !safe || !bare || found.fragment().is_some() {
        return Err(WebhookProblem::Address);
    }
    let number = match found.host() {
        None => return Err(WebhookProblem::Address),
        Some(Host::Ipv4(number)) => Some(IpAddr::V4(number)),
        Some(Host::Ipv6(number)) => Some(IpAddr::V6(number)),
        Some(Host::Domain(_)) => None,
    };
    if number.is_some_and(|number| !app.reachable().allows(number)) {
        return Err(WebhookProblem::Inside);
    }
    Ok(found.into())
}

/// The webhooks of the actor, the oldest first.
pub async fn own_webhooks(app: &App, actor: &Actor) -> Result<Vec<Webhook>, AppError> {
    Ok(app.store().webhooks_of(actor.person.id).await?)
}

/// A webhook of the actor with what it tried to send, the newest first.
pub async fn own_deliveries(
    app: &App,
    actor: &Actor,
    id: Uuid,
) -> Result<(Webhook, Vec<Delivery>), AppError> {
    let own = own_webhooks(app, actor).await?;
    let found = own.into_iter().find(|webhook| webhook.id == id);
    let webhook = found.ok_or(AppError::NotFound)?;
    let sent = app.store().deliveries_of(webhook.id, SHOWN).await?;
    Ok((webhook, sent))
}

/// Ends one of one's own webhooks, with all that it was to send.
pub async fn end_webhook(app: &App, actor: &Actor, id: Uuid) -> Result<(), AppError> {
    let person = actor.person.id;
    let tx = app.store().begin().await?;
    if !tx.delete_webhook(person, id).await? {
        return Err(AppError::NotFound);
    }
    let (doer, object) = (actor.doing_as(None), Object::person(person));
    commit(app, tx, &Entry::new(doer, Act::WebhookEnded, object)).await
}
