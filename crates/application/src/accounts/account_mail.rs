//! Mails about an account leave: links to sign in, and what somebody should know of their account.

use std::fmt;

use chrono::{DateTime, TimeDelta, Utc};
use mkbroute_domain::accounts::{
    AccountMailKind, Device, DigestFrequency, Person, QueuedAccountMail,
};
use mkbroute_domain::ids::PersonId;
use mkbroute_domain::surveys::invitation::MailAddress;
use mkbroute_domain::text::Lang;
use mkbroute_store::Tx;

use super::ask_for_link::{MAILED_LINK_MINUTES, WORTH_SENDING};
use super::digest::{Amounts, overview};
use crate::surveys::Token;
use crate::surveys::invitations::{Delivered, MailError, Mailer, fresh_message_id};
use crate::{App, AppError};

/// The most mails in a batch.
const MOST_AT_ONCE: u64 = 50;
/// So long nobody else takes what a batch claimed.
const CLAIM: TimeDelta = TimeDelta::minutes(5);
/// A batch that takes longer ends, so that its claim never runs out while a mail leaves.
const LONGEST: TimeDelta = TimeDelta::minutes(3);
/// After a first failure; each further one doubles the wait.
const FIRST_WAIT: TimeDelta = TimeDelta::seconds(20);
/// An overview that could not leave makes room for the next one.
const WORTH_READING: TimeDelta = TimeDelta::hours(20);
/// What happened to an account is news for so long.
const WORTH_TELLING: TimeDelta = TimeDelta::days(3);

/// A mail about an account as it leaves. It is never stored, and its `Debug` shows neither address nor
/// link.
pub struct AccountMail<'a> {
    pub to: &'a MailAddress,
    pub lang: Lang,
    /// The Message-ID, with angle brackets.
    pub message_id: String,
    pub news: AccountNews<'a>,
}

/// What a mail about an account tells.
pub enum AccountNews<'a> {
    /// A link that signs this person in once, for so many minutes.
    SignInLink {
        name: &'a str,
        link: String,
        minutes: i64,
    },
    /// Somebody signed in on a device that is new to this person, and where to end that.
    NewDevice {
        name: &'a str,
        device: Device,
        at: DateTime<Utc>,
        page: String,
    },
    /// An account at an institution was linked; where to look.
    SubjectLinked {
        name: &'a str,
        account: &'a str,
        page: String,
    },
    /// How much waits, where it is, where to choose how often this comes, and the link that ends it.
    Digest {
        frequency: DigestFrequency,
        amounts: &'a Amounts,
        page: String,
        choose: String,
        stop: String,
    },
    /// Mails about the account go to another address from now on; where to look.
    AddressChanged { name: &'a str, page: String },
    /// A passkey was added or removed, or all were given up; where to look.
    Passkeys {
        name: &'a str,
        change: PasskeyChange<'a>,
        page: String,
    },
}

/// What happened to somebody's passkeys, with the name of the passkey.
#[derive(Clone, Copy, Debug)]
pub enum PasskeyChange<'a> {
    Added(&'a str),
    Removed(&'a str),
    Forgotten,
}

impl fmt::Debug for AccountMail<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AccountMail(…)")
    }
}

/// Queues a mail that tells somebody what happened to their account. Who has no address cannot be told.
pub(super) async fn tell(
    app: &App,
    tx: &Tx,
    person: &Person,
    (kind, detail): (AccountMailKind, &str),
) -> Result<(), AppError> {
    let Some(address) = person.email.clone() else {
        return Ok(());
    };
    let mail = QueuedAccountMail {
        id: app.random_id(),
        person: Some(person.id),
        address,
        lang: person.lang,
        kind,
        detail: detail.to_owned(),
        asked_at: app.now(),
        attempts: 0,
    };
    tx.insert_account_mail(&mail).await?;
    Ok(())
}

/// A mail whose person is known, with the token that was made for it.
struct Outgoing {
    queued: QueuedAccountMail,
    person: Person,
    token: Option<Token>,
    /// What an overview tells, and how often; nothing in other mails.
    overview: (DigestFrequency, Amounts),
}

/// Lets a batch of mails about accounts leave, as far as `go_on` holds before each.
///
/// The queue holds addresses and no links. A link is made here, its hash is stored, and the mail leaves;
/// if it does not, the link is taken back and the next try makes another. An address that belongs to
/// nobody gets nothing.
pub async fn deliver_account_mail<M: Mailer>(
    app: &App,
    mailer: &M,
    origin: &str,
    go_on: impl Fn() -> bool + Send,
) -> Result<Delivered, AppError> {
    let began = app.now();
    let mut done = Delivered::default();
    if !app.store().account_mail_waits(began).await? {
        return Ok(done);
    }
    let claimed = app
        .store()
        .claim_account_mail(began, began + CLAIM, MOST_AT_ONCE)
        .await?;
    let mut unreachable = false;
    for queued in claimed {
        if !go_on() || app.now() > began + LONGEST {
            break;
        }
        let Some(one) = prepared(app, queued).await? else {
            continue;
        };
        if unreachable || mailer.ready().await.is_err() {
            unreachable = true;
            wait(app, &one).await?;
            done.waiting += 1;
            continue;
        }
        match send(app, mailer, origin, &one).await {
            Ok(()) => {
                forget(app, &one.queued).await?;
                done.sent += 1;
            }
            Err(MailError::Refused(_)) => {
                give_up(app, &one).await?;
                done.refused += 1;
            }
            Err(error) => {
                unreachable = matches!(error, MailError::Unreachable(_));
                wait(app, &one).await?;
                done.waiting += 1;
            }
        }
    }
    Ok(done)
}

/// The mail with its person and a fresh token; nothing if nobody has the address or it comes too late.
async fn prepared(app: &App, queued: QueuedAccountMail) -> Result<Option<Outgoing>, AppError> {
    let person = match queued.person {
        Some(id) => app.store().person(id).await?,
        None => app.store().person_by_email(&queued.address).await?,
    };
    let (Some(person), false) = (person, is_late(&queued, app.now())) else {
        forget(app, &queued).await?;
        return Ok(None);
    };
    let overview = if queued.kind == AccountMailKind::Digest {
        let Some(found) = overview(app, person.id).await? else {
            forget(app, &queued).await?;
            return Ok(None);
        };
        found
    } else {
        (DigestFrequency::Off, Amounts::new())
    };
    let token = brings_link(queued.kind).then(|| Token::fresh(app));
    if let Some(token) = &token {
        keep_link(app, queued.kind, token, person.id).await?;
    }
    Ok(Some(Outgoing {
        queued,
        person,
        token,
        overview,
    }))
}

/// Whether a mail brings a link that is made as it leaves.
fn brings_link(kind: AccountMailKind) -> bool {
    match kind {
        AccountMailKind::SignInLink | AccountMailKind::Digest => true,
        AccountMailKind::NewDevice
        | AccountMailKind::PasskeyAdded
        | AccountMailKind::PasskeyRemoved
        | AccountMailKind::PasskeysForgotten
        | AccountMailKind::SubjectLinked
        | AccountMailKind::AddressChanged => false,
    }
}

async fn keep_link(
    app: &App,
    kind: AccountMailKind,
    token: &Token,
    person: PersonId,
) -> Result<(), AppError> {
    let now = app.now();
    let tx = app.store().begin().await?;
    if kind == AccountMailKind::Digest {
        tx.insert_digest_stop(token.stop_hash(), person, now.date_naive())
            .await?;
    } else {
        let expires = now + TimeDelta::minutes(MAILED_LINK_MINUTES);
        tx.insert_sign_in_link(token.sign_in_hash(), person, expires)
            .await?;
    }
    Ok(tx.commit().await?)
}

/// Takes back the link of a mail that did not leave.
async fn take_back(tx: &Tx, one: &Outgoing) -> Result<(), AppError> {
    let Some(token) = &one.token else {
        return Ok(());
    };
    if one.queued.kind == AccountMailKind::Digest {
        tx.delete_digest_stop(token.stop_hash()).await?;
    } else {
        tx.delete_sign_in_link(token.sign_in_hash()).await?;
    }
    Ok(())
}

/// Whoever asked for a link does not wait for ever.
fn is_late(queued: &QueuedAccountMail, now: DateTime<Utc>) -> bool {
    let worth = match queued.kind {
        AccountMailKind::SignInLink => WORTH_SENDING,
        AccountMailKind::Digest => WORTH_READING,
        AccountMailKind::NewDevice
        | AccountMailKind::PasskeyAdded
        | AccountMailKind::PasskeyRemoved
        | AccountMailKind::PasskeysForgotten
        | AccountMailKind::SubjectLinked
        | AccountMailKind::AddressChanged => WORTH_TELLING,
    };
    now >= queued.asked_at + worth
}

async fn send<M: Mailer>(
    app: &App,
    mailer: &M,
    origin: &str,
    one: &Outgoing,
) -> Result<(), MailError> {
    let message_id = if one.queued.kind == AccountMailKind::Digest {
        // The same at every try: should it leave twice after all, mailboxes keep one.
        format!("<{}@{}>", one.queued.id.simple(), mailer.domain())
    } else {
        fresh_message_id(app, mailer)
    };
    let mail = AccountMail {
        to: &one.queued.address,
        lang: one.queued.lang,
        message_id,
        news: news(one, origin),
    };
    mailer.send_account_mail(&mail).await
}

/// What the mail tells.
fn news<'a>(one: &'a Outgoing, origin: &str) -> AccountNews<'a> {
    let name = &one.person.name;
    let detail = one.queued.detail.as_str();
    let passkeys = |change| AccountNews::Passkeys {
        name,
        change,
        page: format!("{origin}/mijn/passkeys"),
    };
    match one.queued.kind {
        AccountMailKind::SignInLink => AccountNews::SignInLink {
            name,
            link: one
                .token
                .map_or_else(String::new, |token| format!("{origin}/aanmelden/{token}")),
            minutes: MAILED_LINK_MINUTES,
        },
        AccountMailKind::NewDevice => AccountNews::NewDevice {
            name,
            device: Device::from_code(detail).unwrap_or(Device::UNKNOWN),
            at: one.queued.asked_at,
            page: format!("{origin}/mijn/aanmeldingen"),
        },
        AccountMailKind::PasskeyAdded => passkeys(PasskeyChange::Added(detail)),
        AccountMailKind::PasskeyRemoved => passkeys(PasskeyChange::Removed(detail)),
        AccountMailKind::PasskeysForgotten => passkeys(PasskeyChange::Forgotten),
        AccountMailKind::SubjectLinked => AccountNews::SubjectLinked {
            name,
            account: detail,
            page: format!("{origin}/mijn/aanmeldingen"),
        },
        AccountMailKind::Digest => AccountNews::Digest {
            frequency: one.overview.0,
            amounts: &one.overview.1,
            page: format!("{origin}/"),
            choose: format!("{origin}/mijn/overzicht"),
            stop: one
                .token
                .map_or_else(String::new, |token| format!("{origin}/overzicht/{token}")),
        },
        AccountMailKind::AddressChanged => AccountNews::AddressChanged {
            name,
            page: format!("{origin}/mijn/aanmeldingen"),
        },
    }
}

async fn forget(app: &App, queued: &QueuedAccountMail) -> Result<(), AppError> {
    let tx = app.store().begin().await?;
    tx.delete_account_mail(queued.id).await?;
    tx.commit().await?;
    Ok(())
}

/// The address is no good: neither the mail nor its link is worth keeping.
async fn give_up(app: &App, one: &Outgoing) -> Result<(), AppError> {
    let tx = app.store().begin().await?;
    take_back(&tx, one).await?;
    tx.delete_account_mail(one.queued.id).await?;
    tx.commit().await?;
    Ok(())
}

/// Another try follows, with another link.
async fn wait(app: &App, one: &Outgoing) -> Result<(), AppError> {
    let tx = app.store().begin().await?;
    take_back(&tx, one).await?;
    let wait = FIRST_WAIT * (1 << one.queued.attempts.min(8));
    tx.account_mail_waits(&one.queued, app.now() + wait).await?;
    tx.commit().await?;
    Ok(())
}
