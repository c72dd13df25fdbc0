//! Addresses that wait for a mail, and what became of it.

use chrono::{DateTime, NaiveDate, Utc};
use mkbroute_domain::ids::{InvitationId, PathwayId, WaveId};
use mkbroute_domain::surveys::invitation::{FailureKind, Invitation, InvitationState, MailFailure};
use mkbroute_domain::surveys::wave::WaveState;
use mkbroute_domain::text::Lang;
use sea_orm::sea_query::{Expr, ExprTrait, LockBehavior, LockType};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
    UpdateMany,
};

use crate::entities::{mail_addresses, waves};
use crate::error::StoreError;
use crate::parse::{code, count, group, stored};
use crate::store::Store;
use crate::tx::Tx;

use mail_addresses::Column;

/// An invitation that nobody else sends for a while.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claimed {
    pub invitation: Invitation,
    /// What it waits for: a reminder, or the invitation itself.
    pub reminder: bool,
}

impl Store {
    /// The invitations of a wave, by address.
    pub async fn invitations(&self, wave: WaveId) -> Result<Vec<Invitation>, StoreError> {
        let rows = mail_addresses::Entity::find()
            .filter(Column::WaveId.eq(wave.0))
            .order_by_asc(Column::Address)
            .order_by_asc(Column::Id);
        let rows = rows.all(self.reader()).await?;
        rows.into_iter().map(invitation).collect()
    }

    /// Whether any invitation or reminder of a wave that takes answers may be tried now.
    pub async fn mail_waits(&self, now: DateTime<Utc>) -> Result<bool, StoreError> {
        let open = self.waves_that_take_answers(now.date_naive()).await?;
        let found = mail_addresses::Entity::find().filter(due(open, now));
        Ok(found.one(self.reader()).await?.is_some())
    }

    async fn waves_that_take_answers(
        &self,
        today: NaiveDate,
    ) -> Result<Vec<uuid::Uuid>, StoreError> {
        let found = waves::Entity::find()
            .select_only()
            .column(waves::Column::Id)
            .filter(waves::Column::State.eq(WaveState::Open.code()))
            .filter(waves::Column::Closes.gte(today))
            .into_tuple::<uuid::Uuid>();
        Ok(found.all(self.reader()).await?)
    }

    /// Claims up to `most` invitations of one group at one pathway that are due, until `until`.
    /// Whoever claims and stops leaves them to the next after that moment.
    pub async fn claim_mail(
        &self,
        now: DateTime<Utc>,
        until: DateTime<Utc>,
        most: u64,
    ) -> Result<Vec<Claimed>, StoreError> {
        let open = self.waves_that_take_answers(now.date_naive()).await?;
        let tx = self.begin().await?;
        let due = mail_addresses::Entity::find().filter(due(open, now));
        let first = due.clone().order_by_asc(Column::NextTry);
        let Some(first) = first.one(&tx.0).await? else {
            return Ok(Vec::new());
        };
        let rows = due
            .filter(Column::WaveId.eq(first.wave_id))
            .filter(Column::RespondentGroup.eq(first.respondent_group))
            .filter(Column::PathwayId.eq(first.pathway_id))
            .order_by_asc(Column::NextTry)
            .limit(most)
            .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
            .all(&tx.0)
            .await?;
        let ids: Vec<uuid::Uuid> = rows.iter().map(|row| row.id).collect();
        mail_addresses::Entity::update_many()
            .col_expr(Column::NextTry, Expr::value(until))
            .filter(Column::Id.is_in(ids))
            .exec(&tx.0)
            .await?;
        tx.commit().await?;
        rows.into_iter()
            .map(|row| {
                let invitation = invitation(row)?;
                let reminder = invitation.state == InvitationState::Sent;
                Ok(Claimed {
                    invitation,
                    reminder,
                })
            })
            .collect()
    }
}

/// Invitations that wait, and reminders of those that left.
fn due(open: Vec<uuid::Uuid>, now: DateTime<Utc>) -> Condition {
    let waits = Column::State.eq(InvitationState::Queued.code());
    let left = Column::State.eq(InvitationState::Sent.code());
    let reminder = left.and(Column::ReminderDue.eq(true));
    Condition::all()
        .add(Column::WaveId.is_in(open))
        .add(Column::NextTry.lte(now))
        .add(waits.or(reminder))
}

impl Tx {
    /// Adds an invitation that may leave from `now`.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if the address was invited to this group before.
    pub async fn insert_invitation(
        &self,
        new: &Invitation,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let row = mail_addresses::Model {
            id: new.id.0,
            wave_id: new.wave.0,
            respondent_group: new.group.code().to_owned(),
            pathway_id: new.pathway.0,
            address: new.address.as_str().to_owned(),
            lang: new.lang.code().to_owned(),
            state: new.state.code().to_owned(),
            reason: said(new.failure.as_ref()),
            failure: kind(new.failure.as_ref()),
            attempts: stored(new.attempts)?,
            next_try: now,
            message_id: new.message_id.clone(),
            sent_on: new.sent_on,
            reminder_due: new.reminder_due,
        };
        self.insert(row.into_active_model()).await
    }

    /// The mail server took the invitation.
    pub async fn invitation_sent(
        &self,
        id: InvitationId,
        message_id: &str,
        day: NaiveDate,
    ) -> Result<(), StoreError> {
        let change = with_state(id, InvitationState::Sent, None)
            .col_expr(Column::MessageId, Expr::value(message_id))
            .col_expr(Column::SentOn, Expr::value(day));
        change.exec(&self.0).await?;
        Ok(())
    }

    /// The address is no good, or the mail came back.
    pub async fn invitation_failed(
        &self,
        id: InvitationId,
        state: InvitationState,
        failure: Option<&MailFailure>,
    ) -> Result<(), StoreError> {
        let change =
            with_state(id, state, failure).col_expr(Column::ReminderDue, Expr::value(false));
        change.exec(&self.0).await?;
        Ok(())
    }

    /// The server could not take it now; another try follows.
    pub async fn invitation_waits(
        &self,
        id: InvitationId,
        failure: &MailFailure,
        next: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let change = with_failure(of(id), Some(failure))
            .col_expr(Column::Attempts, Expr::col(Column::Attempts).add(1))
            .col_expr(Column::NextTry, Expr::value(next));
        change.exec(&self.0).await?;
        Ok(())
    }

    /// The invitation leaves once more, with a fresh ballot.
    pub async fn queue_again(
        &self,
        id: InvitationId,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let change = with_state(id, InvitationState::Queued, None)
            .col_expr(Column::Attempts, Expr::value(0))
            .col_expr(Column::ReminderDue, Expr::value(false))
            .col_expr(Column::NextTry, Expr::value(now));
        change.exec(&self.0).await?;
        Ok(())
    }

    /// Everybody whose invitation left is reminded, whether they answered or not.
    pub async fn remind_everybody(
        &self,
        wave: WaveId,
        now: DateTime<Utc>,
    ) -> Result<u64, StoreError> {
        let changed = mail_addresses::Entity::update_many()
            .col_expr(Column::ReminderDue, Expr::value(true))
            .col_expr(Column::NextTry, Expr::value(now))
            .col_expr(Column::Attempts, Expr::value(0))
            .filter(Column::WaveId.eq(wave.0))
            .filter(Column::State.eq(InvitationState::Sent.code()))
            .exec(&self.0)
            .await?;
        Ok(changed.rows_affected)
    }

    /// The mail server took the reminder.
    pub async fn reminder_sent(&self, id: InvitationId) -> Result<(), StoreError> {
        let change = with_failure(of(id), None).col_expr(Column::ReminderDue, Expr::value(false));
        change.exec(&self.0).await?;
        Ok(())
    }

    /// Takes an address away.
    pub async fn delete_invitation(&self, id: InvitationId) -> Result<(), StoreError> {
        mail_addresses::Entity::delete_by_id(id.0)
            .exec(&self.0)
            .await?;
        Ok(())
    }
}

fn of(id: InvitationId) -> UpdateMany<mail_addresses::Entity> {
    mail_addresses::Entity::update_many().filter(Column::Id.eq(id.0))
}

fn with_state(
    id: InvitationId,
    state: InvitationState,
    failure: Option<&MailFailure>,
) -> UpdateMany<mail_addresses::Entity> {
    with_failure(of(id), failure).col_expr(Column::State, Expr::value(state.code()))
}

/// Writes why a mail did not leave, or that nothing is the matter.
fn with_failure(
    change: UpdateMany<mail_addresses::Entity>,
    failure: Option<&MailFailure>,
) -> UpdateMany<mail_addresses::Entity> {
    change
        .col_expr(Column::Reason, Expr::value(said(failure)))
        .col_expr(Column::Failure, Expr::value(kind(failure)))
}

fn said(failure: Option<&MailFailure>) -> String {
    failure.map_or_else(String::new, |failure| failure.said.clone())
}

fn kind(failure: Option<&MailFailure>) -> Option<String> {
    failure.map(|failure| failure.kind.code().to_owned())
}

/// Before kinds were kept, there were words only.
fn failure(kind: Option<String>, said: String) -> Result<Option<MailFailure>, StoreError> {
    let kind = match kind {
        Some(kind) => code("mail_addresses.failure", &kind, FailureKind::from_code)?,
        None if said.is_empty() => return Ok(None),
        None => FailureKind::Refused,
    };
    Ok(Some(MailFailure { kind, said }))
}

fn invitation(row: mail_addresses::Model) -> Result<Invitation, StoreError> {
    let address = row.address.parse();
    let address = address
        .map_err(|_| StoreError::Data("mail_addresses.address: no mail address".to_owned()))?;
    Ok(Invitation {
        id: InvitationId(row.id),
        wave: WaveId(row.wave_id),
        group: group(&row.respondent_group)?,
        pathway: PathwayId(row.pathway_id),
        address,
        lang: code("mail_addresses.lang", &row.lang, Lang::from_code)?,
        state: code(
            "mail_addresses.state",
            &row.state,
            InvitationState::from_code,
        )?,
        failure: failure(row.failure, row.reason)?,
        attempts: count("mail_addresses.attempts", row.attempts.into())?,
        message_id: row.message_id,
        sent_on: row.sent_on,
        reminder_due: row.reminder_due,
    })
}
