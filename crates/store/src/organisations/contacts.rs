//! People at organisations.

use chrono::NaiveDate;
use mkbroute_domain::ids::{ContactId, OrganisationId};
use mkbroute_domain::organisations::{Contact, Wishes};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
};

use crate::entities::{contacts, event_guests};
use crate::error::StoreError;
use crate::parse::{count, stored};
use crate::store::Store;
use crate::tx::Tx;

/// A contact as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptContact {
    pub contact: Contact,
    /// Counts the changes.
    pub revision: u32,
}

impl Store {
    /// The contacts of an organisation, by name.
    pub async fn contacts(
        &self,
        organisation: OrganisationId,
    ) -> Result<Vec<KeptContact>, StoreError> {
        let rows = contacts::Entity::find()
            .filter(contacts::Column::OrganisationId.eq(organisation.0))
            .order_by_asc(contacts::Column::Name)
            .order_by_asc(contacts::Column::Id)
            .all(self.reader())
            .await?;
        rows.into_iter().map(contact).collect()
    }

    /// The contacts of these organisations, by name.
    pub async fn contacts_at(
        &self,
        organisations: &[OrganisationId],
    ) -> Result<Vec<Contact>, StoreError> {
        let ids = organisations.iter().map(|id| id.0);
        let rows = contacts::Entity::find()
            .filter(contacts::Column::OrganisationId.is_in(ids))
            .order_by_asc(contacts::Column::Name)
            .order_by_asc(contacts::Column::Id);
        let rows = rows.all(self.reader()).await?.into_iter();
        rows.map(|row| Ok(contact(row)?.contact)).collect()
    }

    /// The contacts with these ids, in no order.
    pub async fn contacts_named(&self, ids: &[ContactId]) -> Result<Vec<Contact>, StoreError> {
        let rows =
            contacts::Entity::find().filter(contacts::Column::Id.is_in(ids.iter().map(|id| id.0)));
        let rows = rows.all(self.reader()).await?.into_iter();
        rows.map(|row| Ok(contact(row)?.contact)).collect()
    }

    /// The contact with this id.
    pub async fn contact(&self, id: ContactId) -> Result<Option<KeptContact>, StoreError> {
        by_id(self.reader(), id).await
    }
}

impl Tx {
    /// The contact with this id, as this transaction sees it.
    pub async fn contact(&self, id: ContactId) -> Result<Option<KeptContact>, StoreError> {
        by_id(&self.0, id).await
    }

    /// Adds a contact.
    pub async fn insert_contact(&self, contact: &Contact) -> Result<(), StoreError> {
        self.insert(row(contact, 1)?.into_active_model()).await
    }

    /// Keeps what was changed, as the next revision. Says whether it did: somebody else may have changed it since
    /// revision `known` was read.
    pub async fn save_contact(&self, known: u32, contact: &Contact) -> Result<bool, StoreError> {
        use contacts::Column as Of;
        let row = row(contact, stored(known + 1)?)?;
        let changed = contacts::Entity::update_many()
            .col_expr(Of::Name, Expr::value(row.name))
            .col_expr(Of::Roles, Expr::value(row.roles))
            .col_expr(Of::Address, Expr::value(row.address))
            .col_expr(Of::Phone, Expr::value(row.phone))
            .col_expr(Of::ConsentedOn, Expr::value(row.consented_on))
            .col_expr(Of::RefusedOn, Expr::value(row.refused_on))
            .col_expr(Of::Revision, Expr::value(row.revision))
            .filter(Of::Id.eq(contact.id.0))
            .filter(Of::Revision.eq(stored(known)?))
            .exec(&self.0)
            .await?;
        Ok(changed.rows_affected == 1)
    }

    /// Keeps that a contact asked not to be contacted any more, whoever else changes it at this moment.
    pub async fn refuse_contact(&self, id: ContactId, on: NaiveDate) -> Result<(), StoreError> {
        use contacts::Column as Of;
        contacts::Entity::update_many()
            .col_expr(Of::RefusedOn, Expr::value(on))
            .col_expr(Of::Revision, Expr::col(Of::Revision).add(1))
            .filter(Of::Id.eq(id.0))
            .exec(&self.0)
            .await?;
        Ok(())
    }

    /// Takes a contact away. On lists of meetings stays that somebody of the organisation was invited or came.
    pub async fn delete_contact(&self, id: ContactId) -> Result<(), StoreError> {
        event_guests::Entity::update_many()
            .col_expr(
                event_guests::Column::ContactId,
                Expr::value(None::<uuid::Uuid>),
            )
            .filter(event_guests::Column::ContactId.eq(id.0))
            .exec(&self.0)
            .await?;
        contacts::Entity::delete_by_id(id.0).exec(&self.0).await?;
        Ok(())
    }
}

async fn by_id(
    database: &impl ConnectionTrait,
    id: ContactId,
) -> Result<Option<KeptContact>, StoreError> {
    let row = contacts::Entity::find_by_id(id.0).one(database).await?;
    row.map(contact).transpose()
}

fn row(contact: &Contact, revision: i32) -> Result<contacts::Model, StoreError> {
    let roles = serde_json::to_string(&contact.roles);
    Ok(contacts::Model {
        id: contact.id.0,
        organisation_id: contact.organisation.0,
        name: contact.name.clone(),
        roles: roles.map_err(|error| StoreError::Data(error.to_string()))?,
        address: contact.address.as_ref().map(|it| it.as_str().to_owned()),
        phone: contact.phone.clone(),
        consented_on: contact.wishes.consented_on,
        refused_on: contact.wishes.refused_on,
        revision,
    })
}

fn contact(row: contacts::Model) -> Result<KeptContact, StoreError> {
    let wrong = |what: &dyn std::fmt::Display| StoreError::Data(format!("contacts: {what}"));
    let address = row.address.map(|address| address.parse()).transpose();
    Ok(KeptContact {
        contact: Contact {
            id: ContactId(row.id),
            organisation: OrganisationId(row.organisation_id),
            name: row.name,
            roles: serde_json::from_str(&row.roles).map_err(|error| wrong(&error))?,
            address: address.map_err(|error| wrong(&error))?,
            phone: row.phone,
            wishes: Wishes {
                consented_on: row.consented_on,
                refused_on: row.refused_on,
            },
        },
        revision: count("contacts.revision", row.revision.into())?,
    })
}
