//! Requests that may be repeated.

use chrono::{DateTime, Utc};
use mkbroute_domain::ids::PersonId;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use uuid::Uuid;

use crate::entities::idempotency_keys;
use crate::error::StoreError;
use crate::parse::hash;
use crate::store::Store;
use crate::tx::Tx;

use idempotency_keys::Column;

/// A request that may be repeated, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptRequest {
    pub id_hash: [u8; 32],
    pub person: PersonId,
    pub request_hash: [u8; 32],
    /// Who is at it, and until when nobody else may be.
    pub claim: Uuid,
    pub claimed_until: DateTime<Utc>,
    /// Sealed; nothing until it is done.
    pub reply: Option<Vec<u8>>,
    pub expires_at: DateTime<Utc>,
}

impl Store {
    /// The request under this hash, if it is kept still.
    pub async fn kept_request(
        &self,
        id_hash: [u8; 32],
        now: DateTime<Utc>,
    ) -> Result<Option<KeptRequest>, StoreError> {
        let row = idempotency_keys::Entity::find_by_id(id_hash.to_vec())
            .filter(Column::ExpiresAt.gt(now))
            .one(self.reader());
        row.await?.map(kept).transpose()
    }
}

impl Tx {
    /// Keeps a request that somebody begins; `false` if it is kept already and somebody is at it, or
    /// it is done. Of claims at the same time one succeeds.
    pub async fn claim_request(
        &self,
        asked: &KeptRequest,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        idempotency_keys::Entity::delete_many()
            .filter(Column::IdHash.eq(asked.id_hash.to_vec()))
            .filter(Column::ExpiresAt.lte(now))
            .exec(&self.0)
            .await?;
        let row = idempotency_keys::Model {
            id_hash: asked.id_hash.to_vec(),
            person_id: asked.person.0,
            request_hash: asked.request_hash.to_vec(),
            claim: asked.claim,
            claimed_until: asked.claimed_until,
            reply: None,
            expires_at: asked.expires_at,
        };
        let kept = OnConflict::column(Column::IdHash).do_nothing().to_owned();
        let added = idempotency_keys::Entity::insert(row.into_active_model())
            .on_conflict(kept)
            .exec_without_returning(&self.0)
            .await?;
        if added > 0 {
            return Ok(true);
        }
        let taken_over = idempotency_keys::Entity::update_many()
            .col_expr(Column::Claim, Expr::value(asked.claim))
            .col_expr(Column::ClaimedUntil, Expr::value(asked.claimed_until))
            .filter(Column::IdHash.eq(asked.id_hash.to_vec()))
            .filter(Column::RequestHash.eq(asked.request_hash.to_vec()))
            .filter(Column::Reply.is_null())
            .filter(Column::ClaimedUntil.lte(now))
            .exec(&self.0)
            .await?;
        Ok(taken_over.rows_affected > 0)
    }

    /// Notes the reply of a request; `false` if somebody else took it over.
    pub async fn finish_request(
        &self,
        (id_hash, claim): ([u8; 32], Uuid),
        reply: Vec<u8>,
    ) -> Result<bool, StoreError> {
        let done = idempotency_keys::Entity::update_many()
            .col_expr(Column::Reply, Expr::value(reply))
            .filter(Column::IdHash.eq(id_hash.to_vec()))
            .filter(Column::Claim.eq(claim))
            .filter(Column::Reply.is_null())
            .exec(&self.0)
            .await?;
        Ok(done.rows_affected > 0)
    }

    /// Forgets a request of which nothing came.
    pub async fn release_request(
        &self,
        (id_hash, claim): ([u8; 32], Uuid),
    ) -> Result<(), StoreError> {
        idempotency_keys::Entity::delete_many()
            .filter(Column::IdHash.eq(id_hash.to_vec()))
            .filter(Column::Claim.eq(claim))
            .filter(Column::Reply.is_null())
            .exec(&self.0)
            .await?;
        Ok(())
    }

    /// Forgets requests whose time is over.
    pub async fn delete_expired_requests(&self, now: DateTime<Utc>) -> Result<(), StoreError> {
        idempotency_keys::Entity::delete_many()
            .filter(Column::ExpiresAt.lte(now))
            .exec(&self.0)
            .await?;
        Ok(())
    }
}

fn kept(row: idempotency_keys::Model) -> Result<KeptRequest, StoreError> {
    Ok(KeptRequest {
        id_hash: hash("idempotency_keys.id_hash", row.id_hash)?,
        person: PersonId(row.person_id),
        request_hash: hash("idempotency_keys.request_hash", row.request_hash)?,
        claim: row.claim,
        claimed_until: row.claimed_until,
        reply: row.reply,
        expires_at: row.expires_at,
    })
}
