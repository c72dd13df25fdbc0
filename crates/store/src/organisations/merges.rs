//! Organisations that turned out to be one: what pointed to the one that went follows, and comes back.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use mkbroute_domain::accounts::GrantStatus;
use mkbroute_domain::ids::{OrganisationId, PersonId};
use mkbroute_domain::organisations::merging::{Merge, Reference, ReferenceKind, Undone};
use sea_orm::sea_query::{Condition, Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::{KeptOrganisation, entry, search};
use crate::entities::{
    contacts, event_guests, grants, leads, organisation_merges, organisation_pairs,
    organisation_periods, organisations, pathway_partners, set_aside, sites,
};
use crate::error::StoreError;
use crate::parse::stored;
use crate::store::Store;
use crate::tx::Tx;

use organisation_merges::Column;

/// A merge as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptMerge {
    pub id: Uuid,
    pub merge: Merge,
    pub by: Option<PersonId>,
    pub at: DateTime<Utc>,
}

impl Store {
    /// What was merged into an organisation and still is, the latest first.
    pub async fn merges_into(&self, kept: OrganisationId) -> Result<Vec<KeptMerge>, StoreError> {
        merges(self.reader(), Column::KeptId.eq(kept.0)).await
    }

    /// What points to an organisation.
    pub async fn references_to(
        &self,
        organisation: OrganisationId,
    ) -> Result<BTreeSet<Reference>, StoreError> {
        references(self.reader(), organisation).await
    }
}

impl Tx {
    /// The merge with this id, if it was not undone.
    pub async fn merge(&self, id: Uuid) -> Result<Option<KeptMerge>, StoreError> {
        Ok(merges(&self.0, Column::Id.eq(id)).await?.pop())
    }

    /// Whether an organisation was merged later than that, or became part of another.
    pub async fn merged_since(&self, merge: &KeptMerge) -> Result<bool, StoreError> {
        let kept = merge.merge.kept().0;
        let later = Condition::any()
            .add(Column::GoneId.eq(kept))
            .add(Column::KeptId.eq(kept).and(Column::Id.gt(merge.id)));
        let later = organisation_merges::Entity::find()
            .filter(later)
            .filter(Column::Id.ne(merge.id))
            .filter(Column::UndoneAt.is_null())
            .count(&self.0);
        Ok(later.await? > 0)
    }

    /// What points to an organisation, as this transaction sees it.
    pub async fn references_to(
        &self,
        organisation: OrganisationId,
    ) -> Result<BTreeSet<Reference>, StoreError> {
        references(&self.0, organisation).await
    }

    /// Whether somebody has or is offered a role at an organisation.
    pub async fn has_roles_at(&self, organisation: OrganisationId) -> Result<bool, StoreError> {
        let found = grants::Entity::find()
            .filter(grants::Column::ScopeId.eq(organisation.0))
            .filter(grants::Column::Status.ne(GrantStatus::Revoked.code()))
            .count(&self.0);
        Ok(found.await? > 0)
    }

    /// Keeps a merge. Says whether it did: somebody else may have changed one of the two since they were read.
    pub async fn keep_merge(
        &self,
        new: &KeptMerge,
        (kept, gone): (&KeptOrganisation, &KeptOrganisation),
    ) -> Result<bool, StoreError> {
        let merge = &new.merge;
        let takes_kvk = merge.after.registered.kvk == merge.gone.registered.kvk;
        if !self.set_gone(gone, merge.kept(), takes_kvk).await? {
            return Ok(false);
        }
        if !self.save_organisation(kept.revision, &merge.after).await? {
            return Ok(false);
        }
        self.point_to(&merge.moved, merge.kept()).await?;
        self.insert(row(new)?.into_active_model()).await?;
        for reference in &merge.set_aside {
            let row = set_aside::Model {
                id: reference.id,
                merge_id: new.id,
            };
            self.insert(row.into_active_model()).await?;
        }
        self.tally_leads(&leads_among(&merge.set_aside), -1).await?;
        search::forget(&self.0, merge.gone.id.0).await?;
        self.forget_pairs(merge.gone.id).await?;
        Ok(true)
    }

    /// Keeps that a merge was taken back. Says whether it did: somebody else may have changed one of the two since.
    pub async fn keep_undone(
        &self,
        merge: &KeptMerge,
        undone: &Undone,
        (kept, gone): (&KeptOrganisation, &KeptOrganisation),
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let taken = organisation_merges::Entity::update_many()
            .col_expr(Column::UndoneAt, Expr::value(now))
            .filter(Column::Id.eq(merge.id))
            .filter(Column::UndoneAt.is_null())
            .exec(&self.0)
            .await?;
        let saved = taken.rows_affected == 1
            && self.save_organisation(kept.revision, &undone.kept).await?
            && self.save_organisation(gone.revision, &undone.again).await?;
        if !saved {
            return Ok(false);
        }
        organisations::Entity::update_many()
            .col_expr(organisations::Column::MergedInto, Expr::value(None::<Uuid>))
            .filter(organisations::Column::Id.eq(undone.again.id.0))
            .exec(&self.0)
            .await?;
        set_aside::Entity::delete_many()
            .filter(set_aside::Column::MergeId.eq(merge.id))
            .exec(&self.0)
            .await?;
        self.tally_leads(&leads_among(&merge.merge.set_aside), 1)
            .await?;
        self.point_to(&undone.back, undone.again.id).await?;
        search::put(&self.0, &[entry(&undone.again)]).await?;
        Ok(true)
    }

    /// One that went into another keeps what it was, but its sites and, if the other has it now, its number.
    async fn set_gone(
        &self,
        gone: &KeptOrganisation,
        into: OrganisationId,
        without_kvk: bool,
    ) -> Result<bool, StoreError> {
        use organisations::Column as Of;
        let id = gone.organisation.id.0;
        let mut change = organisations::Entity::update_many()
            .col_expr(Of::MergedInto, Expr::value(into.0))
            .col_expr(Of::Revision, Expr::value(stored(gone.revision + 1)?));
        if without_kvk {
            change = change.col_expr(Of::Kvk, Expr::value(None::<String>));
        }
        let changed = change
            .filter(Of::Id.eq(id))
            .filter(Of::Revision.eq(stored(gone.revision)?))
            .filter(Of::MergedInto.is_null())
            .exec(&self.0)
            .await?;
        if changed.rows_affected != 1 {
            return Ok(false);
        }
        sites::Entity::delete_many()
            .filter(sites::Column::OrganisationId.eq(id))
            .exec(&self.0)
            .await?;
        Ok(true)
    }

    async fn point_to(
        &self,
        references: &BTreeSet<Reference>,
        to: OrganisationId,
    ) -> Result<(), StoreError> {
        for kind in ReferenceKind::ALL {
            let of_kind = references.iter().filter(|found| found.kind == kind);
            let ids: Vec<Uuid> = of_kind.map(|found| found.id).collect();
            if !ids.is_empty() {
                self.point(kind, ids, to).await?;
            }
        }
        Ok(())
    }

    async fn point(
        &self,
        kind: ReferenceKind,
        ids: Vec<Uuid>,
        to: OrganisationId,
    ) -> Result<(), StoreError> {
        macro_rules! point {
            ($table:ident, $column:ident) => {{
                let change = $table::Entity::update_many()
                    .col_expr($table::Column::$column, Expr::value(to.0))
                    .filter($table::Column::Id.is_in(ids));
                change.exec(&self.0).await?;
            }};
        }
        match kind {
            ReferenceKind::Contact => point!(contacts, OrganisationId),
            ReferenceKind::Partner => point!(pathway_partners, OrganisationId),
            ReferenceKind::Lead => point!(leads, OrganisationId),
            ReferenceKind::Guest => point!(event_guests, OrganisationId),
            ReferenceKind::Child => point!(organisations, ParentId),
            ReferenceKind::Period => point!(organisation_periods, OrganisationId),
            // Roles do not follow: what somebody may see does not change by a merge.
            ReferenceKind::Grant => {}
        }
        Ok(())
    }

    async fn forget_pairs(&self, of: OrganisationId) -> Result<(), StoreError> {
        use organisation_pairs::Column as Pair;
        let either = Condition::any()
            .add(Pair::OneId.eq(of.0))
            .add(Pair::OtherId.eq(of.0));
        organisation_pairs::Entity::delete_many()
            .filter(either)
            .exec(&self.0)
            .await?;
        Ok(())
    }
}

fn leads_among(references: &BTreeSet<Reference>) -> Vec<Uuid> {
    let leads = references.iter();
    let leads = leads.filter(|found| found.kind == ReferenceKind::Lead);
    leads.map(|found| found.id).collect()
}

/// The ids of what a merge set aside: lists and counts leave it out.
pub(crate) fn ids_set_aside() -> SelectStatement {
    Query::select()
        .column(set_aside::Column::Id)
        .from(set_aside::Entity)
        .take()
}

async fn merges(
    database: &impl ConnectionTrait,
    wanted: impl sea_orm::sea_query::IntoCondition,
) -> Result<Vec<KeptMerge>, StoreError> {
    let rows = organisation_merges::Entity::find()
        .filter(wanted)
        .filter(Column::UndoneAt.is_null())
        .order_by_desc(Column::MergedAt)
        .order_by_desc(Column::Id);
    let rows = rows.all(database).await?;
    rows.iter().map(read).collect()
}

/// What may be there only once has a slot: two of them in one slot cannot both follow.
async fn references(
    database: &impl ConnectionTrait,
    organisation: OrganisationId,
) -> Result<BTreeSet<Reference>, StoreError> {
    let id = organisation.0;
    let mut found = BTreeSet::new();
    let mut add = |kind, id, slot| {
        found.insert(Reference { kind, id, slot });
    };
    let rows = contacts::Entity::find()
        .select_only()
        .column(contacts::Column::Id)
        .filter(contacts::Column::OrganisationId.eq(id))
        .into_tuple::<Uuid>();
    for contact in rows.all(database).await? {
        add(ReferenceKind::Contact, contact, None);
    }
    let rows = pathway_partners::Entity::find()
        .filter(pathway_partners::Column::OrganisationId.eq(id))
        .filter(pathway_partners::Column::Id.not_in_subquery(ids_set_aside()));
    for row in rows.all(database).await? {
        let slot = format!("{} {} {}", row.pathway_id, row.role, row.since);
        add(ReferenceKind::Partner, row.id, Some(slot));
    }
    let rows = leads::Entity::find()
        .filter(leads::Column::OrganisationId.eq(id))
        .filter(leads::Column::Id.not_in_subquery(ids_set_aside()));
    for row in rows.all(database).await? {
        add(
            ReferenceKind::Lead,
            row.id,
            Some(row.pathway_id.to_string()),
        );
    }
    let rows = event_guests::Entity::find()
        .filter(event_guests::Column::OrganisationId.eq(id))
        .filter(event_guests::Column::Id.not_in_subquery(ids_set_aside()));
    for row in rows.all(database).await? {
        // Two contacts of one company are two guests.
        let nobody = row.contact_id.is_none();
        let slot = nobody.then(|| row.event_id.to_string());
        add(ReferenceKind::Guest, row.id, slot);
    }
    let rows = organisation_periods::Entity::find()
        .filter(organisation_periods::Column::OrganisationId.eq(id))
        .filter(organisation_periods::Column::Id.not_in_subquery(ids_set_aside()));
    for row in rows.all(database).await? {
        add(ReferenceKind::Period, row.id, Some(row.year.to_string()));
    }
    let rows = organisations::Entity::find()
        .select_only()
        .column(organisations::Column::Id)
        .filter(organisations::Column::ParentId.eq(id))
        .into_tuple::<Uuid>();
    for child in rows.all(database).await? {
        add(ReferenceKind::Child, child, None);
    }
    Ok(found)
}

fn row(kept: &KeptMerge) -> Result<organisation_merges::Model, StoreError> {
    let body = serde_json::to_string(&kept.merge);
    Ok(organisation_merges::Model {
        id: kept.id,
        kept_id: kept.merge.kept().0,
        gone_id: kept.merge.gone.id.0,
        body: body.map_err(|error| StoreError::Data(error.to_string()))?,
        person_id: kept.by.map(|person| person.0),
        merged_at: kept.at,
        undone_at: None,
    })
}

fn read(row: &organisation_merges::Model) -> Result<KeptMerge, StoreError> {
    let merge = serde_json::from_str(&row.body)
        .map_err(|error| StoreError::Data(format!("organisation_merges: {error}")))?;
    Ok(KeptMerge {
        id: row.id,
        merge,
        by: row.person_id.map(PersonId),
        at: row.merged_at,
    })
}
