//! Companies and foundations, known by who speaks for them.

use mkbroute_domain::accounts::{GrantStatus, Role, ScopeKind, Visible};
use mkbroute_domain::ids::CompanyId;
use sea_orm::sea_query::ExprTrait;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

use super::fitting::{By, within};
use crate::entities::{grants, persons};
use crate::error::StoreError;
use crate::store::Store;

/// A company or foundation with the name of its first contact.
pub type NamedCompany = (CompanyId, String);

impl Store {
    /// The companies and foundations that somebody knows by their contacts, by the name of the first contact, if
    /// at most so many grants tell of them; `None` if there are more.
    pub async fn all_companies(
        &self,
        seen: &Visible,
        most: u64,
    ) -> Result<Option<Vec<NamedCompany>>, StoreError> {
        let found = contacts(seen, By::Role)
            .limit(most + 1)
            .all(self.reader())
            .await?;
        if found.len() as u64 > most {
            return Ok(None);
        }
        self.named_companies(found).await.map(Some)
    }

    /// The same of only these companies and foundations.
    pub async fn companies(
        &self,
        seen: &Visible,
        of: &[CompanyId],
    ) -> Result<Vec<NamedCompany>, StoreError> {
        if of.is_empty() {
            return Ok(Vec::new());
        }
        let among = contacts(seen, By::Scope)
            .filter(grants::Column::ScopeKind.eq(ScopeKind::Company.code()))
            .filter(grants::Column::ScopeId.is_in(of.iter().map(|id| id.0)));
        self.named_companies(among.all(self.reader()).await?).await
    }

    async fn named_companies(
        &self,
        mut found: Vec<grants::Model>,
    ) -> Result<Vec<NamedCompany>, StoreError> {
        // A contact stands for a company, whoever employs on its behalf comes after them.
        found.sort_by(|a, b| (&a.role, a.given_at, a.id).cmp(&(&b.role, b.given_at, b.id)));
        let who = found.iter().map(|grant| grant.person_id);
        let who = persons::Entity::find().filter(persons::Column::Id.is_in(who));
        let who = who.all(self.reader()).await?;
        let mut companies: Vec<NamedCompany> = Vec::new();
        for grant in &found {
            let known = |id: &CompanyId| companies.iter().any(|(known, _)| known == id);
            let Some(id) = grant.scope_id.map(CompanyId).filter(|id| !known(id)) else {
                continue;
            };
            let contact = who.iter().find(|person| person.id == grant.person_id);
            companies.extend(contact.map(|contact| (id, contact.name.clone())));
        }
        companies.sort_by(|a, b| (&a.1, a.0).cmp(&(&b.1, b.0)));
        Ok(companies)
    }
}

/// The grants of contacts that somebody manages, in force or offered.
fn contacts(seen: &Visible, by: By) -> sea_orm::Select<grants::Entity> {
    let roles = [Role::CompanyContact, Role::Foundation].map(Role::code);
    grants::Entity::find()
        .filter(by.role().is_in(roles))
        .filter(grants::Column::Status.ne(GrantStatus::Revoked.code()))
        .filter(within(seen, by))
}
