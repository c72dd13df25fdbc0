//! Addresses to which events are sent, and the events on their way.

use chrono::{DateTime, Utc};
use mkbroute_domain::accounts::Role;
use mkbroute_domain::accounts::webhook::{Delivery, DeliveryState, Webhook, WebhookEvent};
use mkbroute_domain::ids::PersonId;
use sea_orm::sea_query::{Expr, LockBehavior, LockType, Query, SelectStatement};
use sea_orm::{
    ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use crate::entities::{webhook_deliveries, webhooks};
use crate::error::StoreError;
use crate::parse::{code, count, stored};
use crate::store::Store;
use crate::tx::Tx;

use webhook_deliveries::Column as Sent;
use webhooks::Column;

impl Store {
    /// The webhooks of a person, the oldest first.
    pub async fn webhooks_of(&self, person: PersonId) -> Result<Vec<Webhook>, StoreError> {
        let rows = webhooks::Entity::find()
            .filter(Column::PersonId.eq(person.0))
            .order_by_asc(Column::Id);
        let rows = rows.all(self.reader()).await?;
        rows.into_iter().map(webhook).collect()
    }

    /// What a webhook tried to send, the newest first.
    pub async fn deliveries_of(&self, id: Uuid, most: u64) -> Result<Vec<Delivery>, StoreError> {
        let rows = webhook_deliveries::Entity::find()
            .filter(Sent::WebhookId.eq(id))
            .filter(Sent::Tries.gt(0))
            .order_by_desc(Sent::HappenedAt)
            .order_by_desc(Sent::Id)
            .limit(most);
        let rows = rows.all(self.reader()).await?;
        rows.into_iter().map(delivery).collect()
    }

    /// How many events wait to be sent.
    pub async fn waiting_deliveries(&self) -> Result<u64, StoreError> {
        let waiting = webhook_deliveries::Entity::find().filter(Sent::NextTry.is_not_null());
        Ok(waiting.count(self.reader()).await?)
    }

    /// Whether an event is due.
    pub async fn delivery_is_due(&self, now: DateTime<Utc>) -> Result<bool, StoreError> {
        let due = webhook_deliveries::Entity::find().filter(Sent::NextTry.lte(now));
        Ok(due.one(self.reader()).await?.is_some())
    }

    /// Claims a webhook for which events are due, with its sealed secret, until `until`: nobody else sends
    /// to it meanwhile. The one that was served longest ago comes first.
    pub async fn claim_webhook(
        &self,
        now: DateTime<Utc>,
        until: DateTime<Utc>,
    ) -> Result<Option<(Webhook, Vec<u8>)>, StoreError> {
        let tx = self.begin().await?;
        let row = webhooks::Entity::find()
            .filter(Column::ClaimedUntil.lte(now))
            .filter(Column::Id.in_subquery(with_due(now)))
            .order_by_asc(Column::ClaimedUntil)
            .limit(1)
            .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
            .one(&tx.0)
            .await?;
        let Some(row) = row else {
            return Ok(None);
        };
        tx.hold_webhook(row.id, until).await?;
        tx.commit().await?;
        let secret = row.secret.clone();
        Ok(Some((webhook(row)?, secret)))
    }

    /// The first events that are due for a webhook.
    pub async fn due_deliveries(
        &self,
        id: Uuid,
        now: DateTime<Utc>,
        most: u64,
    ) -> Result<Vec<Delivery>, StoreError> {
        let rows = webhook_deliveries::Entity::find()
            .filter(Sent::WebhookId.eq(id))
            .filter(Sent::NextTry.lte(now))
            .order_by_asc(Sent::NextTry)
            .order_by_asc(Sent::Id)
            .limit(most);
        let rows = rows.all(self.reader()).await?;
        rows.into_iter().map(delivery).collect()
    }
}

impl Tx {
    /// Keeps a new webhook with its sealed secret.
    pub async fn insert_webhook(&self, new: &Webhook, secret: Vec<u8>) -> Result<(), StoreError> {
        let row = webhooks::Model {
            id: new.id,
            person_id: new.person.0,
            role: new.role.code().to_owned(),
            address: new.address.clone(),
            events: WebhookEvent::join(&new.events),
            secret,
            made_on: new.made_on,
            claimed_until: DateTime::UNIX_EPOCH,
        };
        self.insert(row.into_active_model()).await
    }

    /// Ends a webhook of a person with all that it sent and was to send; `false` if there is none.
    pub async fn delete_webhook(&self, person: PersonId, id: Uuid) -> Result<bool, StoreError> {
        let ended = webhooks::Entity::delete_many()
            .filter(Column::PersonId.eq(person.0))
            .filter(Column::Id.eq(id))
            .exec(&self.0)
            .await?;
        Ok(ended.rows_affected > 0)
    }

    /// Holds a webhook until a moment, or lets it go when that is now.
    pub async fn hold_webhook(&self, id: Uuid, until: DateTime<Utc>) -> Result<(), StoreError> {
        webhooks::Entity::update_many()
            .col_expr(Column::ClaimedUntil, Expr::value(until))
            .filter(Column::Id.eq(id))
            .exec(&self.0)
            .await?;
        Ok(())
    }

    /// The webhooks that ask for an event, whoever made them.
    pub async fn webhooks_for(&self, event: WebhookEvent) -> Result<Vec<Uuid>, StoreError> {
        let rows = webhooks::Entity::find()
            .select_only()
            .column(Column::Id)
            .column(Column::Events)
            .into_tuple::<(Uuid, String)>();
        let rows = rows.all(&self.0).await?.into_iter();
        let asks = |events: &str| events.split_whitespace().any(|one| one == event.code());
        Ok(rows
            .filter(|(_, events)| asks(events))
            .map(|(id, _)| id)
            .collect())
    }

    /// Queues an event, to leave at once.
    pub async fn insert_delivery(&self, new: &Delivery) -> Result<(), StoreError> {
        let row = webhook_deliveries::Model {
            id: new.id,
            webhook_id: new.webhook,
            event: new.event.code().to_owned(),
            object: new.object.clone(),
            happened_at: new.happened_at,
            state: new.state.code().to_owned(),
            tries: stored(new.tries)?,
            next_try: Some(new.happened_at),
            tried_at: None,
            status: None,
        };
        self.insert(row.into_active_model()).await
    }

    /// Notes how a try went, and when the next one is if there is one.
    pub async fn note_delivery(
        &self,
        tried: &Delivery,
        next_try: Option<DateTime<Utc>>,
    ) -> Result<(), StoreError> {
        let status = tried.status.map(i32::from);
        webhook_deliveries::Entity::update_many()
            .col_expr(Sent::State, Expr::value(tried.state.code()))
            .col_expr(Sent::Tries, Expr::value(stored(tried.tries)?))
            .col_expr(Sent::NextTry, Expr::value(next_try))
            .col_expr(Sent::TriedAt, Expr::value(tried.tried_at))
            .col_expr(Sent::Status, Expr::value(status))
            .filter(Sent::Id.eq(tried.id))
            .exec(&self.0)
            .await?;
        Ok(())
    }

    /// Forgets an event that its receiver may not hear of.
    pub async fn delete_delivery(&self, id: Uuid) -> Result<(), StoreError> {
        webhook_deliveries::Entity::delete_by_id(id)
            .exec(&self.0)
            .await?;
        Ok(())
    }

    /// Forgets events that happened before a moment.
    pub async fn delete_deliveries_before(&self, moment: DateTime<Utc>) -> Result<(), StoreError> {
        webhook_deliveries::Entity::delete_many()
            .filter(Sent::HappenedAt.lt(moment))
            .exec(&self.0)
            .await?;
        Ok(())
    }
}

/// The webhooks for which events are due.
fn with_due(now: DateTime<Utc>) -> SelectStatement {
    Query::select()
        .column(Sent::WebhookId)
        .from(webhook_deliveries::Entity)
        .and_where(Sent::NextTry.lte(now))
        .take()
}

fn webhook(row: webhooks::Model) -> Result<Webhook, StoreError> {
    Ok(Webhook {
        id: row.id,
        person: PersonId(row.person_id),
        role: code("webhooks.role", &row.role, Role::from_code)?,
        events: code("webhooks.events", &row.events, WebhookEvent::split)?,
        address: row.address,
        made_on: row.made_on,
    })
}

fn delivery(row: webhook_deliveries::Model) -> Result<Delivery, StoreError> {
    let table = "webhook_deliveries";
    let no_status = |_| StoreError::Data(format!("{table}: this is no status"));
    Ok(Delivery {
        id: row.id,
        webhook: row.webhook_id,
        event: code(table, &row.event, WebhookEvent::from_code)?,
        object: row.object,
        happened_at: row.happened_at,
        state: code(table, &row.state, DeliveryState::from_code)?,
        tries: count(table, row.tries.into())?,
        tried_at: row.tried_at,
        status: row
            .status
            .map(u16::try_from)
            .transpose()
            .map_err(no_status)?,
    })
}
