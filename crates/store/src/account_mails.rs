//! Mails about an account that wait, and how often something was tried.

use chrono::{DateTime, TimeDelta, Utc};
use mkbroute_domain::accounts::{AccountMailKind, QueuedAccountMail};
use mkbroute_domain::ids::PersonId;
use mkbroute_domain::text::Lang;
use sea_orm::sea_query::{Expr, LockBehavior, LockType, OnConflict};
use sea_orm::{
    ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use crate::entities::{account_mails, attempts};
use crate::error::StoreError;
use crate::parse::{code, count, stored};
use crate::store::Store;
use crate::tx::Tx;

use account_mails::Column;

impl Store {
    /// Whether any mail about an account may be tried now.
    pub async fn account_mail_waits(&self, now: DateTime<Utc>) -> Result<bool, StoreError> {
        let due = account_mails::Entity::find().filter(Column::NextTry.lte(now));
        Ok(due.one(self.reader()).await?.is_some())
    }

    /// Every mail about an account that waits, the longest waiting first.
    pub async fn account_mails(&self) -> Result<Vec<QueuedAccountMail>, StoreError> {
        let rows = account_mails::Entity::find().order_by_asc(Column::AskedAt);
        let rows = rows.all(self.reader()).await?;
        rows.into_iter().map(queued).collect()
    }

    /// How many mails of a kind wait.
    pub async fn count_account_mails(&self, kind: AccountMailKind) -> Result<u64, StoreError> {
        let waiting = account_mails::Entity::find().filter(Column::Kind.eq(kind.code()));
        Ok(waiting.count(self.reader()).await?)
    }

    /// Claims up to `most` mails about accounts that are due, until `until`. Whoever claims and stops
    /// leaves them to the next after that moment.
    pub async fn claim_account_mail(
        &self,
        now: DateTime<Utc>,
        until: DateTime<Utc>,
        most: u64,
    ) -> Result<Vec<QueuedAccountMail>, StoreError> {
        let tx = self.begin().await?;
        let rows = account_mails::Entity::find()
            .filter(Column::NextTry.lte(now))
            .order_by_asc(Column::NextTry)
            .limit(most)
            .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
            .all(&tx.0)
            .await?;
        let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
        account_mails::Entity::update_many()
            .col_expr(Column::NextTry, Expr::value(until))
            .filter(Column::Id.is_in(ids))
            .exec(&tx.0)
            .await?;
        tx.commit().await?;
        rows.into_iter().map(queued).collect()
    }
}

impl Tx {
    /// Queues a mail about an account, to leave from the moment it was asked for.
    pub async fn insert_account_mail(&self, mail: &QueuedAccountMail) -> Result<(), StoreError> {
        let row = account_mails::Model {
            id: mail.id,
            person_id: mail.person.map(|id| id.0),
            address: mail.address.as_str().to_owned(),
            lang: mail.lang.code().to_owned(),
            kind: mail.kind.code().to_owned(),
            detail: mail.detail.clone(),
            asked_at: mail.asked_at,
            next_try: mail.asked_at,
            attempts: stored(mail.attempts)?,
        };
        self.insert(row.into_active_model()).await
    }

    /// Takes a mail about an account from the queue.
    pub async fn delete_account_mail(&self, id: Uuid) -> Result<(), StoreError> {
        account_mails::Entity::delete_by_id(id)
            .exec(&self.0)
            .await?;
        Ok(())
    }

    /// Puts a mail about an account off after a try in vain.
    pub async fn account_mail_waits(
        &self,
        mail: &QueuedAccountMail,
        next_try: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        account_mails::Entity::update_many()
            .col_expr(Column::NextTry, Expr::value(next_try))
            .col_expr(Column::Attempts, Expr::value(stored(mail.attempts + 1)?))
            .filter(Column::Id.eq(mail.id))
            .exec(&self.0)
            .await?;
        Ok(())
    }

    /// Counts a try of what this hash stands for, if it is one of the first `most` within `window`.
    /// Of tries at the same time each is counted.
    pub async fn count_attempt(
        &self,
        key: [u8; 32],
        now: DateTime<Utc>,
        window: TimeDelta,
        most: u32,
    ) -> Result<bool, StoreError> {
        let fresh = attempts::Model {
            key: key.to_vec(),
            began_at: now,
            count: 0,
        };
        attempts::Entity::insert(fresh.into_active_model())
            .on_conflict(
                OnConflict::column(attempts::Column::Key)
                    .do_nothing()
                    .to_owned(),
            )
            .exec_without_returning(&self.0)
            .await?;
        let row = attempts::Entity::find_by_id(key.to_vec())
            .lock(LockType::Update)
            .one(&self.0)
            .await?;
        let Some(row) = row else {
            return Err(StoreError::Data("attempts: a row was lost".to_owned()));
        };
        let over = now >= row.began_at + window;
        let (began_at, tried) = if over {
            (now, 0)
        } else {
            (row.began_at, count("attempts", row.count.into())?)
        };
        if tried >= most {
            return Ok(false);
        }
        attempts::Entity::update_many()
            .col_expr(attempts::Column::BeganAt, Expr::value(began_at))
            .col_expr(attempts::Column::Count, Expr::value(stored(tried + 1)?))
            .filter(attempts::Column::Key.eq(key.to_vec()))
            .exec(&self.0)
            .await?;
        Ok(true)
    }

    /// Forgets tries that began before a moment.
    pub async fn delete_attempts_before(&self, moment: DateTime<Utc>) -> Result<(), StoreError> {
        attempts::Entity::delete_many()
            .filter(attempts::Column::BeganAt.lt(moment))
            .exec(&self.0)
            .await?;
        Ok(())
    }
}

fn queued(row: account_mails::Model) -> Result<QueuedAccountMail, StoreError> {
    let no_address = |_| StoreError::Data("account_mails: no mail address".to_owned());
    Ok(QueuedAccountMail {
        id: row.id,
        person: row.person_id.map(PersonId),
        address: row.address.parse().map_err(no_address)?,
        lang: code("account_mails.lang", &row.lang, Lang::from_code)?,
        kind: code("account_mails.kind", &row.kind, AccountMailKind::from_code)?,
        detail: row.detail,
        asked_at: row.asked_at,
        attempts: count("account_mails", row.attempts.into())?,
    })
}
