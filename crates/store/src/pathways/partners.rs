//! Who takes part in a pathway, in which role and when.

use mkbroute_domain::ids::{OrganisationId, PathwayId};
use mkbroute_domain::pathways::PartnerRole;
use mkbroute_domain::pathways::profile::Partner;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
};
use sha2::{Digest, Sha256};
use uuid::{Builder, Uuid};

use crate::entities::pathway_partners;
use crate::entities::pathway_partners::Column as Of;
use crate::error::StoreError;
use crate::organisations::ids_set_aside;
use crate::parse::code;
use crate::store::Store;

impl Store {
    /// Who takes part or took part in a pathway, by when they began.
    pub async fn partners_of(&self, pathway: PathwayId) -> Result<Vec<Partner>, StoreError> {
        of(self.reader(), pathway).await
    }

    /// In which pathways an organisation takes part or took part, by when it began.
    pub async fn partner_in(
        &self,
        organisation: OrganisationId,
    ) -> Result<Vec<(PathwayId, Partner)>, StoreError> {
        let rows = pathway_partners::Entity::find()
            .filter(Of::OrganisationId.eq(organisation.0))
            .order_by_asc(Of::Since)
            .order_by_asc(Of::Id);
        let rows = rows.all(self.reader()).await?;
        let read = |row: &pathway_partners::Model| Ok((PathwayId(row.pathway_id), partner(row)?));
        rows.iter().map(read).collect()
    }
}

/// Who takes part or took part, by when they began.
pub(super) async fn of(
    database: &impl ConnectionTrait,
    pathway: PathwayId,
) -> Result<Vec<Partner>, StoreError> {
    let rows = rows(database, pathway).await?;
    rows.iter().map(partner).collect()
}

/// Keeps these and no others. The role of an organisation from a day on stays the row that it is: merges of
/// organisations point to it.
pub(super) async fn replace(
    database: &impl ConnectionTrait,
    pathway: PathwayId,
    partners: &[Partner],
) -> Result<(), StoreError> {
    let rows = rows(database, pathway).await?;
    let there = rows.iter().map(partner).collect::<Result<Vec<_>, _>>()?;
    let mut gone = Vec::new();
    for (row, before) in rows.iter().zip(&there) {
        match partners.iter().find(|now| is_row_of(now, before)) {
            Some(now) if now.until != before.until => ends(database, row.id, now).await?,
            Some(_) => {}
            None => gone.push(row.id),
        }
    }
    if !gone.is_empty() {
        let gone = pathway_partners::Entity::delete_many().filter(Of::Id.is_in(gone));
        gone.exec(database).await?;
    }
    let is_there = |now: &Partner| there.iter().any(|before| is_row_of(now, before));
    let new = partners.iter().filter(|partner| !is_there(partner));
    let new: Vec<_> = new.map(|partner| row(pathway, partner)).collect();
    if !new.is_empty() {
        let new = new.into_iter().map(IntoActiveModel::into_active_model);
        let new = pathway_partners::Entity::insert_many(new);
        new.exec_without_returning(database).await?;
    }
    Ok(())
}

/// Whether they are one row: the role of an organisation from a day on.
fn is_row_of(one: &Partner, other: &Partner) -> bool {
    (one.organisation, one.role, one.since) == (other.organisation, other.role, other.since)
}

async fn ends(
    database: &impl ConnectionTrait,
    row: Uuid,
    partner: &Partner,
) -> Result<(), StoreError> {
    pathway_partners::Entity::update_many()
        .col_expr(Of::Until, Expr::value(partner.until))
        .filter(Of::Id.eq(row))
        .exec(database)
        .await?;
    Ok(())
}

async fn rows(
    database: &impl ConnectionTrait,
    pathway: PathwayId,
) -> Result<Vec<pathway_partners::Model>, StoreError> {
    let rows = pathway_partners::Entity::find()
        .filter(Of::PathwayId.eq(pathway.0))
        .filter(Of::Id.not_in_subquery(ids_set_aside()))
        .order_by_asc(Of::Since)
        .order_by_asc(Of::Role)
        .order_by_asc(Of::OrganisationId);
    Ok(rows.all(database).await?)
}

fn row(pathway: PathwayId, partner: &Partner) -> pathway_partners::Model {
    pathway_partners::Model {
        id: id(pathway, partner),
        pathway_id: pathway.0,
        organisation_id: partner.organisation.0,
        role: partner.role.code().to_owned(),
        since: partner.since,
        until: partner.until,
    }
}

/// Follows from what cannot be twice: the role of an organisation from a day on.
fn id(pathway: PathwayId, partner: &Partner) -> Uuid {
    let mut hash = Sha256::new();
    hash.update(pathway.0);
    hash.update(partner.organisation.0);
    hash.update(partner.role.code());
    hash.update(partner.since.to_string());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash.finalize()[..16]);
    Builder::from_custom_bytes(bytes).into_uuid()
}

fn partner(row: &pathway_partners::Model) -> Result<Partner, StoreError> {
    Ok(Partner {
        organisation: OrganisationId(row.organisation_id),
        role: code("pathway_partners.role", &row.role, PartnerRole::from_code)?,
        since: row.since,
        until: row.until,
    })
}
