//! Letters to many contacts, and what became of each.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use mkbroute_domain::ids::{ContactId, EventId, MailingId, PathwayId, PersonId};
use mkbroute_domain::outreach::{LetterState, NotMailed, Template};
use sea_orm::sea_query::{Expr, LockBehavior, LockType};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::entities::{mailing_letters, mailings};
use crate::error::StoreError;
use crate::parse::{code, count, stored};
use crate::store::Store;
use crate::tx::Tx;

use mailing_letters::Column as Letters;

/// The most letters to many that a list shows.
const MOST_LISTED: u64 = 100;

/// A letter to many as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mailing {
    pub id: MailingId,
    pub pathway: PathwayId,
    /// The meeting that it is about, if one.
    pub event: Option<EventId>,
    pub template: Template,
    pub sent_by: PersonId,
    pub sent_at: DateTime<Utc>,
}

/// The letter of one contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptLetter {
    pub id: Uuid,
    pub mailing: MailingId,
    pub contact: ContactId,
    pub state: LetterState,
    /// Why it is dropped.
    pub why: Option<NotMailed>,
    /// When it may be tried; nothing once it left or never will.
    pub next_try: Option<DateTime<Utc>>,
    pub attempts: u32,
    /// Of the link in it, once it left.
    pub link_hash: Option<[u8; 32]>,
}

/// How many letters are in each state.
pub type LetterCounts = BTreeMap<LetterState, u32>;

impl Store {
    /// The latest letters to many of a pathway, the latest first.
    pub async fn mailings_of(&self, of: PathwayId) -> Result<Vec<Mailing>, StoreError> {
        let rows = mailings::Entity::find()
            .filter(mailings::Column::PathwayId.eq(of.0))
            .order_by_desc(mailings::Column::Id)
            .limit(MOST_LISTED);
        let rows = rows.all(self.reader()).await?;
        Ok(rows.into_iter().map(mailing).collect())
    }

    /// The letter to many with this id.
    pub async fn mailing(&self, id: MailingId) -> Result<Option<Mailing>, StoreError> {
        let row = mailings::Entity::find_by_id(id.0)
            .one(self.reader())
            .await?;
        Ok(row.map(mailing))
    }

    /// How many letters of each are in each state.
    pub async fn letter_counts(
        &self,
        of: &[MailingId],
    ) -> Result<BTreeMap<MailingId, LetterCounts>, StoreError> {
        let rows = mailing_letters::Entity::find()
            .select_only()
            .columns([Letters::MailingId, Letters::State])
            .column_as(Letters::Id.count(), "letters")
            .filter(Letters::MailingId.is_in(of.iter().map(|id| id.0)))
            .group_by(Letters::MailingId)
            .group_by(Letters::State)
            .into_tuple::<(Uuid, String, i64)>();
        let mut found: BTreeMap<MailingId, LetterCounts> = BTreeMap::new();
        for (mailing, state, letters) in rows.all(self.reader()).await? {
            let counts = found.entry(MailingId(mailing)).or_default();
            counts.insert(parsed_state(&state)?, count("mailing_letters", letters)?);
        }
        Ok(found)
    }

    /// The letters of each contact, in no order.
    pub async fn letters(&self, of: MailingId) -> Result<Vec<KeptLetter>, StoreError> {
        let rows = mailing_letters::Entity::find().filter(Letters::MailingId.eq(of.0));
        let rows = rows.all(self.reader()).await?;
        rows.into_iter().map(letter).collect()
    }

    /// The letter that holds the link of which this is the hash.
    pub async fn letter_with_link(&self, hash: [u8; 32]) -> Result<Option<KeptLetter>, StoreError> {
        let row = mailing_letters::Entity::find().filter(Letters::LinkHash.eq(hash.to_vec()));
        row.one(self.reader()).await?.map(letter).transpose()
    }

    /// Claims up to `most` letters that are due, until `until`. Whoever claims and stops leaves them to the next
    /// after that moment.
    pub async fn claim_letters(
        &self,
        now: DateTime<Utc>,
        until: DateTime<Utc>,
        most: u64,
    ) -> Result<Vec<KeptLetter>, StoreError> {
        let due = mailing_letters::Entity::find().filter(Letters::NextTry.lte(now));
        // Nothing waits most of the time; then nobody else is held up by a transaction.
        if due.clone().one(self.reader()).await?.is_none() {
            return Ok(Vec::new());
        }
        let tx = self.begin().await?;
        let rows = due
            .order_by_asc(Letters::NextTry)
            .limit(most)
            .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
            .all(&tx.0)
            .await?;
        mailing_letters::Entity::update_many()
            .col_expr(Letters::NextTry, Expr::value(until))
            .filter(Letters::Id.is_in(rows.iter().map(|row| row.id)))
            .exec(&tx.0)
            .await?;
        tx.commit().await?;
        rows.into_iter().map(letter).collect()
    }
}

impl Tx {
    /// Keeps a letter to many, with that of each contact.
    pub async fn insert_mailing(
        &self,
        mailing: &Mailing,
        letters: &[KeptLetter],
    ) -> Result<(), StoreError> {
        let row = mailings::Model {
            id: mailing.id.0,
            pathway_id: mailing.pathway.0,
            event_id: mailing.event.map(|id| id.0),
            subject: mailing.template.subject.clone(),
            body: mailing.template.body.clone(),
            sent_by: mailing.sent_by.0,
            sent_at: mailing.sent_at,
        };
        self.insert(row.into_active_model()).await?;
        for letter in letters {
            self.insert(letter_row(letter)?.into_active_model()).await?;
        }
        Ok(())
    }

    /// Keeps what became of a letter. Nothing happens if its contact was taken away meanwhile.
    pub async fn save_letter(&self, letter: &KeptLetter) -> Result<(), StoreError> {
        let row = letter_row(letter)?;
        mailing_letters::Entity::update_many()
            .col_expr(Letters::State, Expr::value(row.state))
            .col_expr(Letters::Why, Expr::value(row.why))
            .col_expr(Letters::NextTry, Expr::value(row.next_try))
            .col_expr(Letters::Attempts, Expr::value(row.attempts))
            .col_expr(Letters::LinkHash, Expr::value(row.link_hash))
            .filter(Letters::Id.eq(letter.id))
            .exec(&self.0)
            .await?;
        Ok(())
    }

    /// How a contact stands at a meeting: notes what they said themselves. Says whether they are on its list.
    pub async fn sign_contact_up(
        &self,
        of: EventId,
        contact: ContactId,
        comes: bool,
    ) -> Result<bool, StoreError> {
        use crate::entities::event_guests::{Column as Guests, Entity};
        let changed = Entity::update_many()
            .col_expr(Guests::SignedUp, Expr::value(Some(comes)))
            .filter(Guests::EventId.eq(of.0))
            .filter(Guests::ContactId.eq(contact.0))
            .exec(&self.0)
            .await?;
        Ok(changed.rows_affected == 1)
    }
}

fn mailing(row: mailings::Model) -> Mailing {
    Mailing {
        id: MailingId(row.id),
        pathway: PathwayId(row.pathway_id),
        event: row.event_id.map(EventId),
        template: Template {
            subject: row.subject,
            body: row.body,
        },
        sent_by: PersonId(row.sent_by),
        sent_at: row.sent_at,
    }
}

fn parsed_state(text: &str) -> Result<LetterState, StoreError> {
    code("mailing_letters.state", text, LetterState::from_code)
}

fn letter(row: mailing_letters::Model) -> Result<KeptLetter, StoreError> {
    let why = row.why.as_deref();
    let why = why.map(|why| code("mailing_letters.why", why, NotMailed::from_code));
    let hash = row.link_hash.map(<[u8; 32]>::try_from).transpose();
    Ok(KeptLetter {
        id: row.id,
        mailing: MailingId(row.mailing_id),
        contact: ContactId(row.contact_id),
        state: parsed_state(&row.state)?,
        why: why.transpose()?,
        next_try: row.next_try,
        attempts: count("mailing_letters.attempts", row.attempts.into())?,
        link_hash: hash.map_err(|_| StoreError::Data("mailing_letters.link_hash".to_owned()))?,
    })
}

fn letter_row(letter: &KeptLetter) -> Result<mailing_letters::Model, StoreError> {
    Ok(mailing_letters::Model {
        id: letter.id,
        mailing_id: letter.mailing.0,
        contact_id: letter.contact.0,
        state: letter.state.code().to_owned(),
        why: letter.why.map(|why| why.code().to_owned()),
        next_try: letter.next_try,
        attempts: stored(letter.attempts)?,
        link_hash: letter.link_hash.map(|hash| hash.to_vec()),
    })
}
