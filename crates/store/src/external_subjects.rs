//! Accounts at an institution that sign a person in.

use chrono::NaiveDate;
use mkbroute_domain::ids::PersonId;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::entities::external_subjects::{self, Column};
use crate::error::StoreError;
use crate::store::Store;
use crate::tx::Tx;

/// An account at an institution, linked to a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExternalSubject {
    /// By which its owner unlinks it; no secret.
    pub id: Uuid,
    /// The provider, as its address.
    pub issuer: String,
    /// The account at that provider.
    pub subject: String,
    pub person: PersonId,
    /// As its owner recognises it.
    pub label: String,
    pub linked_on: NaiveDate,
}

impl Store {
    /// The account with this name at this provider, if it is linked to somebody.
    pub async fn external_subject(
        &self,
        issuer: &str,
        subject: &str,
    ) -> Result<Option<ExternalSubject>, StoreError> {
        let row = external_subjects::Entity::find()
            .filter(Column::Issuer.eq(issuer))
            .filter(Column::Subject.eq(subject));
        Ok(row.one(self.reader()).await?.map(linked))
    }

    /// The accounts that are linked to a person, the oldest first.
    pub async fn external_subjects_of(
        &self,
        person: PersonId,
    ) -> Result<Vec<ExternalSubject>, StoreError> {
        let rows = external_subjects::Entity::find()
            .filter(Column::PersonId.eq(person.0))
            .order_by_asc(Column::LinkedOn)
            .order_by_asc(Column::Id);
        let rows = rows.all(self.reader()).await?;
        Ok(rows.into_iter().map(linked).collect())
    }
}

impl Tx {
    /// Links an account to a person.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if it is linked already.
    pub async fn insert_external_subject(&self, new: ExternalSubject) -> Result<(), StoreError> {
        let row = external_subjects::Model {
            id: new.id,
            issuer: new.issuer,
            subject: new.subject,
            person_id: new.person.0,
            label: new.label,
            linked_on: new.linked_on,
        };
        self.insert(row.into_active_model()).await
    }

    /// Unlinks an account of a person; `false` if the person has no such account.
    pub async fn delete_external_subject(
        &self,
        person: PersonId,
        id: Uuid,
    ) -> Result<bool, StoreError> {
        let unlinked = external_subjects::Entity::delete_many()
            .filter(Column::PersonId.eq(person.0))
            .filter(Column::Id.eq(id))
            .exec(&self.0)
            .await?;
        Ok(unlinked.rows_affected > 0)
    }
}

fn linked(row: external_subjects::Model) -> ExternalSubject {
    ExternalSubject {
        id: row.id,
        issuer: row.issuer,
        subject: row.subject,
        person: PersonId(row.person_id),
        label: row.label,
        linked_on: row.linked_on,
    }
}
