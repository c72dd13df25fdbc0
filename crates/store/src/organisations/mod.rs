//! Companies, hogescholen and others, their sites and contacts.

mod contacts;
mod find;
mod imports;
mod merges;
mod pairs;
mod periods;
mod rows;
pub(crate) mod search;

use mkbroute_domain::ids::OrganisationId;
use mkbroute_domain::organisations::{Kvk, Organisation};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
};

pub use contacts::KeptContact;
pub use find::{NamedOrganisation, OrganisationName, OrganisationRow, SoughtOrganisations};
pub use imports::SentList;
pub use merges::KeptMerge;
pub(crate) use merges::ids_set_aside;
pub use pairs::LikelyPair;
pub use periods::KeptPeriod;
pub use search::SearchWords;

use self::search::Entry;
use crate::entities::{organisations, sites};
use crate::error::StoreError;
use crate::parse::{count, stored};
use crate::store::Store;
use crate::tx::Tx;

/// Rows in one statement; databases take only so many values.
const AT_ONCE: usize = 1_000;

/// An organisation as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptOrganisation {
    pub organisation: Organisation,
    /// Counts the changes.
    pub revision: u32,
    /// The one that it turned out to be.
    pub merged_into: Option<OrganisationId>,
}

impl Store {
    /// The organisation with this id.
    pub async fn organisation(
        &self,
        id: OrganisationId,
    ) -> Result<Option<KeptOrganisation>, StoreError> {
        organisation(self.reader(), id).await
    }
}

impl Tx {
    /// The organisation with this id, as this transaction sees it.
    pub async fn organisation(
        &self,
        id: OrganisationId,
    ) -> Result<Option<KeptOrganisation>, StoreError> {
        organisation(&self.0, id).await
    }

    /// Who has this number in the Handelsregister, as this transaction sees it.
    pub async fn organisation_with_kvk(
        &self,
        kvk: &Kvk,
    ) -> Result<Option<NamedOrganisation>, StoreError> {
        find::with_kvk(&self.0, kvk).await
    }

    /// Adds an organisation with its sites. Says whether it did: another may have its id or its number.
    pub async fn insert_organisation(
        &self,
        organisation: &Organisation,
    ) -> Result<bool, StoreError> {
        let row = rows::row(organisation, 1);
        let added = organisations::Entity::insert(row.into_active_model())
            .on_conflict(OnConflict::new().do_nothing().to_owned())
            .exec_without_returning(&self.0)
            .await?;
        if added == 0 {
            return Ok(false);
        }
        self.insert_sites(organisation).await?;
        search::put(&self.0, &[entry(organisation)]).await?;
        Ok(true)
    }

    /// Adds many organisations with their sites, each new.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if one is there already, or its number is another's.
    pub async fn insert_organisations(&self, new: &[Organisation]) -> Result<(), StoreError> {
        for some in new.chunks(AT_ONCE) {
            let rows = some.iter().map(|organisation| rows::row(organisation, 1));
            let rows = rows.map(IntoActiveModel::into_active_model);
            organisations::Entity::insert_many(rows)
                .exec_without_returning(&self.0)
                .await?;
            let mut sites = Vec::new();
            for organisation in some {
                sites.extend(rows::sites(organisation)?);
            }
            self.insert_site_rows(sites).await?;
            let entries: Vec<_> = some.iter().map(entry).collect();
            search::put(&self.0, &entries).await?;
        }
        Ok(())
    }

    /// Keeps what was changed, as the next revision. Says whether it did: somebody else may have changed it since
    /// revision `known` was read. Whether another has its number is asked before.
    pub async fn save_organisation(
        &self,
        known: u32,
        organisation: &Organisation,
    ) -> Result<bool, StoreError> {
        use organisations::Column as Of;
        let row = rows::row(organisation, stored(known + 1)?);
        let changed = organisations::Entity::update_many()
            .col_expr(Of::Kind, Expr::value(row.kind))
            .col_expr(Of::Name, Expr::value(row.name))
            .col_expr(Of::Sought, Expr::value(row.sought))
            .col_expr(Of::PlaceKey, Expr::value(row.place_key))
            .col_expr(Of::Kvk, Expr::value(row.kvk))
            .col_expr(Of::Rsin, Expr::value(row.rsin))
            .col_expr(Of::SbiScheme, Expr::value(row.sbi_scheme))
            .col_expr(Of::Sbi, Expr::value(row.sbi))
            .col_expr(Of::Brin, Expr::value(row.brin))
            .col_expr(Of::RioBoard, Expr::value(row.rio_board))
            .col_expr(Of::RioProvider, Expr::value(row.rio_provider))
            .col_expr(Of::ParentId, Expr::value(row.parent_id))
            .col_expr(Of::Revision, Expr::value(row.revision))
            .filter(Of::Id.eq(organisation.id.0))
            .filter(Of::Revision.eq(stored(known)?))
            .exec(&self.0)
            .await?;
        if changed.rows_affected != 1 {
            return Ok(false);
        }
        sites::Entity::delete_many()
            .filter(sites::Column::OrganisationId.eq(organisation.id.0))
            .exec(&self.0)
            .await?;
        self.insert_sites(organisation).await?;
        search::replace(&self.0, entry(organisation)).await?;
        Ok(true)
    }

    async fn insert_sites(&self, organisation: &Organisation) -> Result<(), StoreError> {
        self.insert_site_rows(rows::sites(organisation)?).await
    }

    async fn insert_site_rows(&self, rows: Vec<sites::Model>) -> Result<(), StoreError> {
        for some in rows.chunks(AT_ONCE) {
            let some = some.iter().cloned().map(IntoActiveModel::into_active_model);
            sites::Entity::insert_many(some)
                .exec_without_returning(&self.0)
                .await?;
        }
        Ok(())
    }
}

/// Found by its name and by where it is.
fn entry(organisation: &Organisation) -> Entry {
    let places = organisation.sites.iter().map(|site| site.place.as_str());
    Entry::of_organisation(organisation.id.0, &organisation.name, places)
}

async fn organisation(
    database: &impl ConnectionTrait,
    id: OrganisationId,
) -> Result<Option<KeptOrganisation>, StoreError> {
    let row = organisations::Entity::find_by_id(id.0)
        .one(database)
        .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let places = sites::Entity::find()
        .filter(sites::Column::OrganisationId.eq(id.0))
        .order_by_asc(sites::Column::Number)
        .all(database)
        .await?;
    let revision = count("organisations.revision", row.revision.into())?;
    let merged_into = row.merged_into.map(OrganisationId);
    Ok(Some(KeptOrganisation {
        organisation: rows::organisation(row, places)?,
        revision,
        merged_into,
    }))
}
