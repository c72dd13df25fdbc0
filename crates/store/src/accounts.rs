//! Persons, grants and sign-in links.

mod companies;
mod coordinators;
mod fitting;
mod grants;
mod managed;
mod people;
mod searches;
mod waiting;

pub use companies::NamedCompany;
pub use managed::{NamedGrant, SoughtGrants};
pub(crate) use people::managed_person;
pub use people::{GrantFilter, MOST_COUNTED, People, PersonFilter};
pub use waiting::LockedOut;

use chrono::{DateTime, Utc};
use mkbroute_domain::accounts::Person;
use mkbroute_domain::ids::PersonId;
use mkbroute_domain::surveys::invitation::MailAddress;
use mkbroute_domain::text::Lang;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter};

use crate::entities::{persons, sessions, sign_in_links};
use crate::error::StoreError;
use crate::organisations::search::{self, Entry};
use crate::parse::code;
use crate::store::Store;
use crate::tx::Tx;

impl Store {
    /// The person with this id.
    pub async fn person(&self, id: PersonId) -> Result<Option<Person>, StoreError> {
        let row = persons::Entity::find_by_id(id.0).one(self.reader()).await?;
        row.map(person).transpose()
    }

    /// The person with this mail address.
    pub async fn person_by_email(
        &self,
        address: &MailAddress,
    ) -> Result<Option<Person>, StoreError> {
        let same = persons::Column::Email.eq(address.as_str());
        let row = persons::Entity::find().filter(same);
        let row = row.one(self.reader()).await?;
        row.map(person).transpose()
    }

    /// How many sign-in links of a person are kept, expired ones too.
    pub async fn sign_in_links_of(&self, id: PersonId) -> Result<u64, StoreError> {
        let links = sign_in_links::Entity::find();
        let links = links.filter(sign_in_links::Column::PersonId.eq(id.0));
        Ok(links.count(self.reader()).await?)
    }
}

impl Tx {
    /// Adds a person.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if somebody else has the mail address.
    pub async fn insert_person(&self, person: &Person) -> Result<(), StoreError> {
        let row = persons::Model {
            id: person.id.0,
            slug: person.slug.clone(),
            name: person.name.clone(),
            email: person
                .email
                .as_ref()
                .map(|address| address.as_str().to_owned()),
            lang: person.lang.code().to_owned(),
            created_at: person.created_at,
            sought: person.name.to_lowercase(),
        };
        let entry = Entry::of_person(row.id, &row.name);
        self.insert(row.into_active_model()).await?;
        search::put(&self.0, &[entry]).await
    }

    /// Adds a single-use link for a person.
    pub async fn insert_sign_in_link(
        &self,
        token_hash: [u8; 32],
        person: PersonId,
        expires_at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let row = sign_in_links::Model {
            token_hash: token_hash.to_vec(),
            person_id: person.0,
            expires_at,
        };
        self.insert(row.into_active_model()).await
    }

    /// Takes a link out: of several that try, one gets the person. `None` if it is gone or expired.
    pub async fn take_sign_in_link(
        &self,
        token_hash: [u8; 32],
        now: DateTime<Utc>,
    ) -> Result<Option<PersonId>, StoreError> {
        let found = sign_in_links::Entity::find_by_id(token_hash.to_vec())
            .one(&self.0)
            .await?;
        let Some(link) = found else { return Ok(None) };
        let taken = sign_in_links::Entity::delete_by_id(token_hash.to_vec())
            .exec(&self.0)
            .await?;
        let valid = taken.rows_affected == 1 && now < link.expires_at;
        Ok(valid.then_some(PersonId(link.person_id)))
    }

    /// Gives a person another mail address, or none.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if somebody else has it.
    pub async fn set_address(
        &self,
        person: PersonId,
        address: Option<&MailAddress>,
    ) -> Result<(), StoreError> {
        let address = address.map(|address| address.as_str().to_owned());
        persons::Entity::update_many()
            .col_expr(persons::Column::Email, Expr::value(address))
            .filter(persons::Column::Id.eq(person.0))
            .exec(&self.0)
            .await?;
        Ok(())
    }

    /// Takes back every link of a person.
    pub async fn delete_sign_in_links_of(&self, person: PersonId) -> Result<(), StoreError> {
        sign_in_links::Entity::delete_many()
            .filter(sign_in_links::Column::PersonId.eq(person.0))
            .exec(&self.0)
            .await?;
        Ok(())
    }

    /// Takes a link back that reached nobody.
    pub async fn delete_sign_in_link(&self, token_hash: [u8; 32]) -> Result<(), StoreError> {
        sign_in_links::Entity::delete_by_id(token_hash.to_vec())
            .exec(&self.0)
            .await?;
        Ok(())
    }

    /// Deletes every session and link that has expired.
    pub async fn delete_expired(&self, now: DateTime<Utc>) -> Result<(), StoreError> {
        let expired = sessions::Column::ExpiresAt.lte(now);
        sessions::Entity::delete_many()
            .filter(expired)
            .exec(&self.0)
            .await?;
        let expired = sign_in_links::Column::ExpiresAt.lte(now);
        sign_in_links::Entity::delete_many()
            .filter(expired)
            .exec(&self.0)
            .await?;
        Ok(())
    }
}

pub(crate) fn person(row: persons::Model) -> Result<Person, StoreError> {
    let read = |address: String| {
        let unreadable = |_| StoreError::Data("persons: no mail address".to_owned());
        address.parse().map_err(unreadable)
    };
    Ok(Person {
        id: PersonId(row.id),
        slug: row.slug,
        name: row.name,
        email: row.email.map(read).transpose()?,
        lang: code("persons.lang", &row.lang, Lang::from_code)?,
        created_at: row.created_at,
    })
}
