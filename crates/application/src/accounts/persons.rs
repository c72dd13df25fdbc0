//! The administrator adds persons, and hands out one-time links to who cannot be mailed.

use mkbroute_domain::accounts::audit::{Act, Detail, Doer, Entry, Object, ObjectKind};
use mkbroute_domain::accounts::{Grant, GrantStatus, Person, Role, Scope};
use mkbroute_domain::ids::{GrantId, PathwayId, PersonId};
use mkbroute_domain::surveys::invitation::MailAddress;
use mkbroute_domain::text::Lang;
use thiserror::Error;

use super::Actor;
use super::audit::{commit, looked};
use super::passkeys::{FRESH, require_fresh_factor};
use super::redeem_sign_in_link::issue_link;
use crate::surveys::Token;
use crate::{App, AppError};

/// The most characters of a name.
pub const LONGEST_NAME: usize = 100;

/// A person with the roles that count now.
#[derive(Clone, Debug)]
pub struct PersonLine {
    pub person: Person,
    pub roles: Vec<Role>,
}

/// Somebody who is to take part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPerson {
    pub name: String,
    /// Where links to sign in go, as typed; empty if the person signs in with links that are handed out.
    pub address: String,
    pub role: Role,
    /// The pathway in which the role holds; `None` for the whole programme.
    pub pathway: Option<PathwayId>,
}

/// Why a person was not added.
#[derive(Debug, Error)]
pub enum AddPersonError {
    #[error("a name is needed")]
    NoName,
    #[error("the name has more than {LONGEST_NAME} characters")]
    LongName,
    #[error("this is no mail address")]
    NoAddress,
    #[error("somebody else has this mail address")]
    AddressTaken,
    /// A coordinator runs a pathway.
    #[error("this role needs a pathway")]
    NoPathway,
    #[error(transparent)]
    App(#[from] AppError),
}

/// Only an administrator manages persons.
pub fn may_manage_persons(actor: &Actor) -> bool {
    actor.roles().contains(&Role::Administrator)
}

fn authorise(actor: &Actor) -> Result<Doer, AppError> {
    if may_manage_persons(actor) {
        Ok(actor.doing_as(Some(Role::Administrator)))
    } else {
        Err(AppError::Forbidden)
    }
}

/// Every person, by name.
pub async fn list_persons(app: &App, actor: &Actor) -> Result<Vec<PersonLine>, AppError> {
    let doer = authorise(actor)?;
    let seen = Entry::new(doer, Act::PersonsSeen, Object::all(ObjectKind::Person));
    looked(app, &seen).await?;
    let mut persons = app.store().persons().await?;
    persons.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
    let mut lines = Vec::with_capacity(persons.len());
    for person in persons {
        let grants = app.store().grants_of(person.id).await?;
        let counts = |role: &Role| {
            let mut of_role = grants.iter().filter(|grant| grant.role == *role);
            of_role.any(|grant| grant.counts(app.now()))
        };
        let roles = Role::ALL.into_iter().filter(counts).collect();
        lines.push(PersonLine { person, roles });
    }
    Ok(lines)
}

/// Adds a person with one role.
pub async fn add_person(
    app: &App,
    actor: &Actor,
    new: NewPerson,
) -> Result<PersonId, AddPersonError> {
    let doer = authorise(actor)?;
    if new.role == Role::Administrator {
        require_fresh_factor(app, actor, FRESH).await?;
    }
    let name = new.name.trim();
    if name.is_empty() {
        return Err(AddPersonError::NoName);
    }
    if name.chars().count() > LONGEST_NAME {
        return Err(AddPersonError::LongName);
    }
    let address = free_address(app, &new.address).await?;
    let scope = match (new.role, new.pathway) {
        (Role::Coordinator, None) => return Err(AddPersonError::NoPathway),
        (_, Some(pathway)) => Scope::Pathway(pathway),
        (_, None) => Scope::Programme,
    };
    let id = PersonId(app.fresh_id());
    let person = Person {
        id,
        // Names may be equal and may change; the readable name in addresses is neither.
        slug: format!("p-{}", id.0.simple()),
        name: name.to_owned(),
        email: address,
        lang: Lang::Nl,
        created_at: app.now(),
    };
    let grant = Grant {
        id: GrantId(app.fresh_id()),
        person: id,
        role: new.role,
        scope,
        status: GrantStatus::Confirmed,
        expires_at: None,
    };
    let tx = app.store().begin().await.map_err(AppError::from)?;
    tx.insert_person(&person).await.map_err(AppError::from)?;
    tx.insert_grant(&grant).await.map_err(AppError::from)?;
    let detail = Detail::default().role(new.role);
    let detail = match new.pathway {
        Some(pathway) => detail.pathway(pathway),
        None => detail,
    };
    let told = Entry::with(doer, Act::PersonAdded, Object::person(id), detail);
    commit(app, tx, &told).await?;
    Ok(id)
}

/// The address that was typed, if nobody has it; none if nothing was typed.
async fn free_address(app: &App, typed: &str) -> Result<Option<MailAddress>, AddPersonError> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let address: MailAddress = typed.parse().map_err(|_| AddPersonError::NoAddress)?;
    let taken = app.store().person_by_email(&address).await;
    match taken.map_err(AppError::from)? {
        Some(_) => Err(AddPersonError::AddressTaken),
        None => Ok(Some(address)),
    }
}

/// The person with this readable name.
pub(super) async fn find_person(app: &App, slug: &str) -> Result<Person, AppError> {
    let found = app.store().person_by_slug(slug).await?;
    found.ok_or(AppError::NotFound)
}

/// Makes a one-time link for a person. Whoever has it signs in as that person, so only an administrator
/// makes one who just showed who they are.
pub async fn hand_out_link(
    app: &App,
    actor: &Actor,
    slug: &str,
) -> Result<(Person, Token), AppError> {
    let doer = authorise(actor)?;
    require_fresh_factor(app, actor, FRESH).await?;
    let person = find_person(app, slug).await?;
    let token = issue_link(app, doer, person.id).await?;
    Ok((person, token))
}
