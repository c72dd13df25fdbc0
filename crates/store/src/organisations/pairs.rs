//! Organisations that may be one and the same.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use mkbroute_domain::ids::{OrganisationId, PersonId};
use mkbroute_domain::organisations::Kvk;
use mkbroute_domain::organisations::duplicates::{Likeable, Likeness, fold, name_words, place_key};
use sea_orm::sea_query::{Condition, Expr, ExprTrait, IntoCondition, OnConflict};
use sea_orm::{
    ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use tokio_stream::StreamExt;
use uuid::Uuid;

use super::rows::identifier;
use crate::entities::{organisation_pairs, organisations, sites};
use crate::error::StoreError;
use crate::store::Store;
use crate::tx::Tx;

use organisation_pairs::Column;

/// Rows in one statement; databases take only so many values.
const AT_ONCE: usize = 1_000;
/// So many at one place whose names begin alike are compared.
const MOST_NEAR: u64 = 500;
/// Names begin alike if they share so many letters of a word.
const BEGINNING: usize = 4;

/// Two that may be one, the one with the lower id first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LikelyPair {
    pub one: OrganisationId,
    pub other: OrganisationId,
    pub likeness: Likeness,
}

impl LikelyPair {
    /// Two in either order.
    pub fn of(one: OrganisationId, other: OrganisationId, likeness: Likeness) -> Self {
        Self {
            one: one.min(other),
            other: one.max(other),
            likeness,
        }
    }
}

impl Store {
    /// By what all organisations are compared.
    pub async fn likeables(&self) -> Result<Vec<(OrganisationId, Likeable)>, StoreError> {
        self.likeables_of(Condition::all(), None).await
    }

    /// By what these organisations are compared.
    pub async fn likeables_among(
        &self,
        these: impl IntoIterator<Item = OrganisationId>,
    ) -> Result<BTreeMap<OrganisationId, Likeable>, StoreError> {
        let ids = these.into_iter().map(|id| id.0);
        let wanted = Condition::all().add(organisations::Column::Id.is_in(ids));
        Ok(self.likeables_of(wanted, None).await?.into_iter().collect())
    }

    /// Those at the same place with a word that begins like one of the name, and who has the same number.
    pub async fn likeables_near(
        &self,
        like: &Likeable,
    ) -> Result<Vec<(OrganisationId, Likeable)>, StoreError> {
        use organisations::Column as Of;
        let words = fold(&name_words(&like.name).join(" ")).into_iter();
        let begins = words.fold(Condition::any(), |any, word| {
            let begin: String = word.chars().take(BEGINNING).collect();
            any.add(Of::Sought.contains(format!(" {begin}")))
        });
        let place = place_key(&like.place);
        let near = (!place.is_empty() && !begins.is_empty())
            .then(|| Condition::all().add(Of::PlaceKey.eq(place)).add(begins));
        let kvk = like.kvk.as_ref().map(|kvk| Of::Kvk.eq(kvk.as_str()));
        let wanted = Condition::any().add_option(near).add_option(kvk);
        if wanted.is_empty() {
            return Ok(Vec::new());
        }
        self.likeables_of(wanted, Some(MOST_NEAR)).await
    }

    async fn likeables_of(
        &self,
        wanted: Condition,
        most: Option<u64>,
    ) -> Result<Vec<(OrganisationId, Likeable)>, StoreError> {
        use organisations::Column as Of;
        type Row = (
            Uuid,
            String,
            Option<String>,
            Option<String>,
            Option<String>,
            Option<String>,
        );
        let first_site = organisations::Entity::belongs_to(sites::Entity)
            .from(Of::Id)
            .to(sites::Column::OrganisationId)
            .on_condition(|_, right| {
                Expr::col((right, sites::Column::Number))
                    .eq(1)
                    .into_condition()
            });
        let rows = organisations::Entity::find()
            .select_only()
            .columns([Of::Id, Of::Name, Of::Kvk])
            .column(sites::Column::Place)
            .column(sites::Column::Postcode)
            .column(sites::Column::Vestiging)
            .join(sea_orm::JoinType::LeftJoin, first_site.into())
            .filter(Of::MergedInto.is_null())
            .filter(wanted)
            .order_by_asc(Of::Id)
            .limit(most)
            .into_tuple::<Row>();
        let read = |(id, name, kvk, place, postcode, vestiging): Row| {
            let like = Likeable {
                name,
                place: place.unwrap_or_default(),
                postcode: identifier(postcode)?,
                kvk: identifier(kvk)?,
                vestiging: identifier(vestiging)?,
            };
            Ok((OrganisationId(id), like))
        };
        // Row by row: all rows at once, as they come from a database, take more memory than what is read from them.
        let rows = rows.stream(self.reader()).await?;
        rows.map(|row| read(row?)).collect().await
    }

    /// Pairs of which nobody said that they are two, the surest first; so many after so many.
    pub async fn likely_pairs(
        &self,
        (skipped, most): (u64, u64),
    ) -> Result<Vec<LikelyPair>, StoreError> {
        let rows = organisation_pairs::Entity::find()
            .filter(Column::ApartOn.is_null())
            .order_by_asc(Column::Likeness)
            .order_by_asc(Column::OneId)
            .order_by_asc(Column::OtherId)
            .offset(skipped)
            .limit(most);
        rows.all(self.reader()).await?.iter().map(read).collect()
    }

    /// How many pairs there are of which nobody said that they are two.
    pub async fn count_likely_pairs(&self) -> Result<u64, StoreError> {
        let open = organisation_pairs::Entity::find().filter(Column::ApartOn.is_null());
        Ok(open.count(self.reader()).await?)
    }

    /// Of which others somebody said that they are not this one.
    pub async fn told_apart_from(
        &self,
        id: OrganisationId,
    ) -> Result<Vec<OrganisationId>, StoreError> {
        let either = Condition::any()
            .add(Column::OneId.eq(id.0))
            .add(Column::OtherId.eq(id.0));
        let rows = organisation_pairs::Entity::find()
            .filter(either)
            .filter(Column::ApartOn.is_not_null());
        let rows = rows.all(self.reader()).await?.into_iter();
        let other = rows.map(|row| {
            if row.one_id == id.0 {
                row.other_id
            } else {
                row.one_id
            }
        });
        Ok(other.map(OrganisationId).collect())
    }

    /// Which of these numbers of the Handelsregister are taken, and by whom.
    pub async fn kvks_taken(
        &self,
        kvks: &[Kvk],
    ) -> Result<Vec<(String, OrganisationId)>, StoreError> {
        use organisations::Column as Of;
        let mut found = Vec::new();
        for some in kvks.chunks(AT_ONCE) {
            let rows = organisations::Entity::find()
                .select_only()
                .columns([Of::Kvk, Of::Id])
                .filter(Of::Kvk.is_in(some.iter().map(Kvk::as_str)))
                .into_tuple::<(String, Uuid)>();
            let rows = rows.all(self.reader()).await?.into_iter();
            found.extend(rows.map(|(kvk, id)| (kvk, OrganisationId(id))));
        }
        Ok(found)
    }
}

impl Tx {
    /// Keeps these pairs instead of those that were found before. What was said of a pair stays.
    pub async fn replace_pairs(&self, pairs: &[LikelyPair]) -> Result<(), StoreError> {
        organisation_pairs::Entity::delete_many()
            .filter(Column::ApartOn.is_null())
            .exec(&self.0)
            .await?;
        self.add_pairs(pairs).await
    }

    /// Adds pairs that may be one. What was said of a pair stays.
    pub async fn add_pairs(&self, pairs: &[LikelyPair]) -> Result<(), StoreError> {
        for some in pairs.chunks(AT_ONCE) {
            let rows = some.iter().map(|pair| row(pair, None).into_active_model());
            organisation_pairs::Entity::insert_many(rows)
                .on_conflict(OnConflict::new().do_nothing().to_owned())
                .exec_without_returning(&self.0)
                .await?;
        }
        Ok(())
    }

    /// Keeps that two are two.
    pub async fn tell_apart(
        &self,
        pair: &LikelyPair,
        (by, on): (PersonId, NaiveDate),
    ) -> Result<(), StoreError> {
        let row = row(pair, Some((by, on)));
        organisation_pairs::Entity::insert(row.into_active_model())
            .on_conflict(
                OnConflict::columns([Column::OneId, Column::OtherId])
                    .update_columns([Column::ApartOn, Column::ApartBy])
                    .to_owned(),
            )
            .exec_without_returning(&self.0)
            .await?;
        Ok(())
    }
}

fn row(pair: &LikelyPair, apart: Option<(PersonId, NaiveDate)>) -> organisation_pairs::Model {
    let rank = Likeness::ALL
        .iter()
        .position(|found| *found == pair.likeness);
    organisation_pairs::Model {
        one_id: pair.one.0,
        other_id: pair.other.0,
        likeness: rank
            .and_then(|rank| i32::try_from(rank).ok())
            .unwrap_or_default(),
        apart_on: apart.map(|(_, on)| on),
        apart_by: apart.map(|(by, _)| by.0),
    }
}

fn read(row: &organisation_pairs::Model) -> Result<LikelyPair, StoreError> {
    let rank = usize::try_from(row.likeness).ok();
    let likeness = rank.and_then(|rank| Likeness::ALL.get(rank)).copied();
    let unknown = || StoreError::Data(format!("organisation_pairs.likeness: {}", row.likeness));
    Ok(LikelyPair {
        one: OrganisationId(row.one_id),
        other: OrganisationId(row.other_id),
        likeness: likeness.ok_or_else(unknown)?,
    })
}
