//! What accounting periods say of how large an organisation is.

use std::collections::BTreeMap;

use chrono::Datelike;
use mkbroute_domain::ids::OrganisationId;
use mkbroute_domain::organisations::size::NotedPeriod;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
};
use uuid::Uuid;

use super::ids_set_aside;
use crate::entities::organisation_periods::{Column as Of, Entity, Model};
use crate::error::StoreError;
use crate::parse::{count, stored};
use crate::store::Store;
use crate::tx::Tx;

/// Organisations in one question; databases take only so many values.
const ASKED_AT_ONCE: usize = 1_000;

/// A period as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptPeriod {
    pub id: Uuid,
    pub noted: NotedPeriod,
    /// Counts the changes.
    pub revision: u32,
}

impl Store {
    /// The periods of an organisation, the latest first.
    pub async fn periods_of(&self, of: OrganisationId) -> Result<Vec<KeptPeriod>, StoreError> {
        periods_of(self.reader(), of).await
    }

    /// The periods of each of these organisations.
    pub async fn periods_of_each(
        &self,
        of: &[OrganisationId],
    ) -> Result<BTreeMap<OrganisationId, Vec<NotedPeriod>>, StoreError> {
        let mut found: BTreeMap<OrganisationId, Vec<NotedPeriod>> = BTreeMap::new();
        for some in of.chunks(ASKED_AT_ONCE) {
            let ids = some.iter().map(|id| id.0);
            let rows = Entity::find()
                .filter(Of::OrganisationId.is_in(ids))
                .filter(Of::Id.not_in_subquery(ids_set_aside()));
            for row in rows.all(self.reader()).await? {
                let of = OrganisationId(row.organisation_id);
                found.entry(of).or_default().push(read(&row)?.noted);
            }
        }
        Ok(found)
    }
}

impl Tx {
    /// The periods of an organisation as this transaction sees them, the latest first.
    pub async fn periods_of(&self, of: OrganisationId) -> Result<Vec<KeptPeriod>, StoreError> {
        periods_of(&self.0, of).await
    }

    /// Adds a period.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if another closes in the same year.
    pub async fn insert_period(
        &self,
        of: OrganisationId,
        (id, noted): (Uuid, &NotedPeriod),
    ) -> Result<(), StoreError> {
        let row = Model {
            id,
            organisation_id: of.0,
            year: noted.period.closes.year(),
            document: written(noted)?,
            revision: 1,
        };
        self.insert(row.into_active_model()).await
    }

    /// Keeps what was changed, as the next revision. Says whether it did: somebody else may have changed it or taken
    /// it away since revision `known` was read.
    pub async fn save_period(
        &self,
        (id, known): (Uuid, u32),
        noted: &NotedPeriod,
    ) -> Result<bool, StoreError> {
        let changed = Entity::update_many()
            .col_expr(Of::Year, Expr::value(noted.period.closes.year()))
            .col_expr(Of::Document, Expr::value(written(noted)?))
            .col_expr(Of::Revision, Expr::value(stored(known + 1)?))
            .filter(Of::Id.eq(id))
            .filter(Of::Revision.eq(stored(known)?))
            .exec(&self.0)
            .await?;
        Ok(changed.rows_affected == 1)
    }

    /// Takes a period away. Says whether it did: somebody else may have changed it since revision `known` was read.
    pub async fn delete_period(&self, id: Uuid, known: u32) -> Result<bool, StoreError> {
        let gone = Entity::delete_many()
            .filter(Of::Id.eq(id))
            .filter(Of::Revision.eq(stored(known)?))
            .exec(&self.0)
            .await?;
        Ok(gone.rows_affected == 1)
    }
}

async fn periods_of(
    database: &impl ConnectionTrait,
    of: OrganisationId,
) -> Result<Vec<KeptPeriod>, StoreError> {
    let rows = Entity::find()
        .filter(Of::OrganisationId.eq(of.0))
        .filter(Of::Id.not_in_subquery(ids_set_aside()))
        .order_by_desc(Of::Year)
        .all(database)
        .await?;
    rows.iter().map(read).collect()
}

fn written(noted: &NotedPeriod) -> Result<String, StoreError> {
    serde_json::to_string(noted).map_err(|error| StoreError::Data(error.to_string()))
}

fn read(row: &Model) -> Result<KeptPeriod, StoreError> {
    let noted = serde_json::from_str(&row.document)
        .map_err(|error| StoreError::Data(format!("organisation_periods: {error}")))?;
    Ok(KeptPeriod {
        id: row.id,
        noted,
        revision: count("organisation_periods.revision", row.revision.into())?,
    })
}
