//! Finding organisations.

use std::collections::BTreeMap;

use mkbroute_domain::ids::OrganisationId;
use mkbroute_domain::organisations::duplicates::{fold, place_key};
use mkbroute_domain::organisations::identifier::RegisterNumber;
use mkbroute_domain::organisations::{Kvk, OrganisationKind};
use sea_orm::sea_query::{Expr, ExprTrait, SimpleExpr};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder,
    QuerySelect,
};
use uuid::Uuid;

use super::rows::{kind, sought};
use crate::entities::{organisations, sites};
use crate::error::StoreError;
use crate::store::Store;

/// Which organisations are sought. What is empty does not narrow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SoughtOrganisations {
    pub kind: Option<OrganisationKind>,
    /// Beginnings of words that all stand in the name, or the number by which a register knows it.
    pub name: String,
    /// Where post goes.
    pub place: String,
}

/// An organisation by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedOrganisation {
    pub id: OrganisationId,
    pub kind: OrganisationKind,
    pub name: String,
}

/// An organisation by name and place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrganisationName {
    pub name: String,
    /// Empty if it has no site.
    pub place: String,
}

/// A line of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganisationRow {
    pub id: OrganisationId,
    pub kind: OrganisationKind,
    pub name: String,
    /// Empty if it has no site.
    pub place: String,
    pub kvk: String,
    pub sbi: String,
    pub brin: String,
}

impl Store {
    /// The first organisations that are sought behind this one, in the order of their names. Those that turned out
    /// to be another are not among them.
    pub async fn organisations_after(
        &self,
        wanted: &SoughtOrganisations,
        after: Option<OrganisationId>,
        most: u64,
    ) -> Result<Vec<OrganisationRow>, StoreError> {
        let mut condition = narrowed(wanted);
        if let Some(after) = after {
            condition = condition.add(self.behind(after).await?);
        }
        let rows = organisations::Entity::find()
            .filter(condition)
            .order_by_asc(organisations::Column::Sought)
            .order_by_asc(organisations::Column::Id)
            .limit(most)
            .all(self.reader())
            .await?;
        let places = self.places(rows.iter().map(|row| row.id)).await?;
        let line = |row: organisations::Model| {
            Ok(OrganisationRow {
                id: OrganisationId(row.id),
                kind: kind(&row.kind)?,
                place: places.get(&row.id).cloned().unwrap_or_default(),
                name: row.name,
                kvk: row.kvk.unwrap_or_default(),
                sbi: row.sbi.unwrap_or_default(),
                brin: row.brin.unwrap_or_default(),
            })
        };
        rows.into_iter().map(line).collect()
    }

    /// What stands behind an organisation in the order of names; everything if it is gone.
    async fn behind(&self, after: OrganisationId) -> Result<Condition, StoreError> {
        let name: Option<String> = organisations::Entity::find_by_id(after.0)
            .select_only()
            .column(organisations::Column::Sought)
            .into_tuple()
            .one(self.reader())
            .await?;
        let place = Expr::tuple([
            Expr::col(organisations::Column::Sought),
            Expr::col(organisations::Column::Id),
        ]);
        let behind = |name: String| place.gt(Expr::tuple([Expr::val(name), Expr::val(after.0)]));
        Ok(Condition::all().add_option(name.map(behind)))
    }

    /// Who has this number in the Handelsregister.
    pub async fn organisation_with_kvk(
        &self,
        kvk: &Kvk,
    ) -> Result<Option<NamedOrganisation>, StoreError> {
        with_kvk(self.reader(), kvk).await
    }

    /// The organisation with this id, or the one that it turned out to be.
    pub async fn standing_for(
        &self,
        id: OrganisationId,
    ) -> Result<Option<NamedOrganisation>, StoreError> {
        let wanted = Condition::all().add(organisations::Column::Id.eq(id.0));
        standing_for(self.reader(), wanted).await
    }

    /// The names of organisations, in no order.
    pub async fn organisations_named(
        &self,
        ids: impl IntoIterator<Item = OrganisationId>,
    ) -> Result<Vec<NamedOrganisation>, StoreError> {
        let ids = ids.into_iter().map(|id| id.0);
        let wanted = Condition::all().add(organisations::Column::Id.is_in(ids));
        named(self.reader(), wanted, None).await
    }

    /// What these organisations are called and where they are.
    pub async fn organisation_names(
        &self,
        of: &[OrganisationId],
    ) -> Result<BTreeMap<OrganisationId, OrganisationName>, StoreError> {
        let mut places = self.places(of.iter().map(|id| id.0)).await?;
        let named = self.organisations_named(of.iter().copied()).await?;
        let named = named.into_iter().map(|found| {
            let name = OrganisationName {
                name: found.name,
                place: places.remove(&found.id.0).unwrap_or_default(),
            };
            (found.id, name)
        });
        Ok(named.collect())
    }

    /// Where the post of organisations goes.
    async fn places(
        &self,
        of: impl IntoIterator<Item = Uuid>,
    ) -> Result<BTreeMap<Uuid, String>, StoreError> {
        let rows = sites::Entity::find()
            .select_only()
            .columns([sites::Column::OrganisationId, sites::Column::Place])
            .filter(sites::Column::OrganisationId.is_in(of))
            .filter(sites::Column::Number.eq(1))
            .into_tuple::<(Uuid, String)>();
        Ok(rows.all(self.reader()).await?.into_iter().collect())
    }

    /// What belongs to an organisation, by name.
    pub async fn organisations_of(
        &self,
        parent: OrganisationId,
        most: u64,
    ) -> Result<Vec<NamedOrganisation>, StoreError> {
        let wanted = Condition::all().add(organisations::Column::ParentId.eq(parent.0));
        named(self.reader(), wanted, Some(most)).await
    }
}

pub(super) async fn with_kvk(
    database: &impl ConnectionTrait,
    kvk: &Kvk,
) -> Result<Option<NamedOrganisation>, StoreError> {
    let wanted = Condition::all().add(organisations::Column::Kvk.eq(kvk.as_str()));
    standing_for(database, wanted).await
}

/// The organisation that is wanted; if it went into another, that one, and so on.
async fn standing_for(
    database: &impl ConnectionTrait,
    wanted: Condition,
) -> Result<Option<NamedOrganisation>, StoreError> {
    use organisations::Column as Of;
    let mut wanted = wanted;
    loop {
        let into: Option<Option<Uuid>> = organisations::Entity::find()
            .select_only()
            .column(Of::MergedInto)
            .filter(wanted.clone())
            .into_tuple()
            .one(database)
            .await?;
        match into {
            Some(Some(id)) => wanted = Condition::all().add(Of::Id.eq(id)),
            Some(None) => return Ok(named(database, wanted, Some(1)).await?.pop()),
            None => return Ok(None),
        }
    }
}

/// The words stand in an index together with what else is asked, so no organisation is read that is not shown.
fn narrowed(wanted: &SoughtOrganisations) -> Condition {
    use organisations::Column as Of;
    let place = place_key(&wanted.place);
    let place = (!place.is_empty()).then(|| Of::PlaceKey.eq(place));
    let narrowed = Condition::all()
        .add(Of::MergedInto.is_null())
        .add_option(wanted.kind.map(|kind| Of::Kind.eq(kind.code())))
        .add_option(place);
    if let Some(registered) = registered(&wanted.name) {
        return narrowed.add(registered);
    }
    let words = fold(&wanted.name).into_iter();
    let words = words.map(|word| Of::Sought.contains(sought(&word)));
    words.fold(narrowed, Condition::add)
}

/// Who has a number of a register, if that is what was typed: no name looks like one.
fn registered(typed: &str) -> Option<SimpleExpr> {
    use organisations::Column as Of;
    Some(match RegisterNumber::read(typed)? {
        RegisterNumber::Kvk(kvk) => Of::Kvk.eq(kvk.as_str()),
        RegisterNumber::Brin(brin) => Of::Brin.eq(brin.as_str()),
    })
}

#[derive(FromQueryResult)]
struct Named {
    id: Uuid,
    kind: String,
    name: String,
}

async fn named(
    database: &impl ConnectionTrait,
    wanted: Condition,
    most: Option<u64>,
) -> Result<Vec<NamedOrganisation>, StoreError> {
    let found = organisations::Entity::find()
        .select_only()
        .columns([
            organisations::Column::Id,
            organisations::Column::Kind,
            organisations::Column::Name,
        ])
        .filter(wanted)
        .order_by_asc(organisations::Column::Sought)
        .limit(most)
        .into_model::<Named>()
        .all(database)
        .await?;
    let read = |row: Named| {
        Ok(NamedOrganisation {
            id: OrganisationId(row.id),
            kind: kind(&row.kind)?,
            name: row.name,
        })
    };
    found.into_iter().map(read).collect()
}
