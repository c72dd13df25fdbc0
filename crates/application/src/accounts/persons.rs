//! The persons whose roles somebody manages.

use std::collections::{BTreeMap, BTreeSet};

use mkbroute_domain::accounts::audit::{Act, Doer, Entry, Object, ObjectKind};
use mkbroute_domain::accounts::grant::Event;
use mkbroute_domain::accounts::{Grant, Managed, Person};
use mkbroute_domain::ids::{GrantId, PersonId};
pub use mkbroute_store::MOST_COUNTED;
use mkbroute_store::PersonFilter;

use super::Actor;
use super::audit::looked;
use super::passkeys::{FRESH, require_fresh_factor};
use super::policy::{Action, may_somewhere};
use super::redeem_sign_in_link::issue_link;
use crate::surveys::Token;
use crate::{App, AppError};

/// Persons on a page.
pub const PERSONS_A_PAGE: u64 = 50;

/// A person with the grants that the actor manages and that count or wait to be accepted.
#[derive(Clone, Debug)]
pub struct PersonLine {
    pub person: Person,
    pub grants: Vec<Grant>,
}

/// A page of persons.
#[derive(Clone, Debug)]
pub struct PersonList {
    pub lines: Vec<PersonLine>,
    /// How many there are on all pages; more than [`MOST_COUNTED`] are not counted.
    pub count: u64,
    /// Whether a page follows.
    pub more: bool,
}

/// A grant with what happened to it.
#[derive(Clone, Debug)]
pub struct GrantHistory {
    pub grant: Grant,
    /// In order, with the name of who did it where that is still known.
    pub events: Vec<(Event, Option<String>)>,
}

/// One person, as far as the actor manages their roles.
#[derive(Clone, Debug)]
pub struct PersonSheet {
    pub person: Person,
    pub grants: Vec<GrantHistory>,
    /// Whether the actor may hand out a link for them.
    pub may_link: bool,
}

/// Whether somebody manages the roles of others.
pub fn may_manage_persons(actor: &Actor) -> bool {
    may_somewhere(actor, Action::ManageRoles)
}

/// What the actor manages, and the actor as who does so.
pub(super) fn managing(actor: &Actor) -> Result<(Managed, Doer), AppError> {
    if may_manage_persons(actor) {
        Ok((actor.manages(), actor.doing_as(actor.role())))
    } else {
        Err(AppError::Forbidden)
    }
}

/// A page of the persons whose roles the actor manages, counted from 0, by name.
pub async fn list_persons(
    app: &App,
    actor: &Actor,
    filter: &PersonFilter,
    page: u64,
) -> Result<PersonList, AppError> {
    let (seen, doer) = managing(actor)?;
    let told = Entry::new(doer, Act::PersonsSeen, Object::all(ObjectKind::Person));
    looked(app, &told).await?;
    let (store, now) = (app.store(), app.now());
    let wanted = (page, PERSONS_A_PAGE);
    let found = store.people(&seen, filter, wanted, now).await?;
    Ok(PersonList {
        lines: with_grants(app, &seen, found.persons).await?,
        count: found.count,
        more: found.more,
    })
}

/// The first persons after this one of whom the actor manages roles, in the order in which they were
/// added.
pub async fn persons_after(
    app: &App,
    actor: &Actor,
    filter: &PersonFilter,
    page: (Option<PersonId>, u64),
) -> Result<Vec<PersonLine>, AppError> {
    let (seen, doer) = managing(actor)?;
    let told = Entry::new(doer, Act::PersonsSeen, Object::all(ObjectKind::Person));
    looked(app, &told).await?;
    let found = app.store().people_after(&seen, filter, page, app.now());
    with_grants(app, &seen, found.await?).await
}

async fn with_grants(
    app: &App,
    seen: &Managed,
    persons: Vec<Person>,
) -> Result<Vec<PersonLine>, AppError> {
    let ids: Vec<PersonId> = persons.iter().map(|person| person.id).collect();
    let mut grants: BTreeMap<PersonId, Vec<Grant>> = BTreeMap::new();
    for grant in app.store().grants_managed(seen, &ids).await? {
        if grant.lives(app.now()) {
            grants.entry(grant.person).or_default().push(grant);
        }
    }
    let lines = persons.into_iter().map(|person| PersonLine {
        grants: grants.remove(&person.id).unwrap_or_default(),
        person,
    });
    Ok(lines.collect())
}

/// The person with this readable name, if the actor manages a grant of theirs.
pub(super) async fn find_person(app: &App, seen: &Managed, slug: &str) -> Result<Person, AppError> {
    let found = app.store().person_by_slug(seen, slug).await?;
    found.ok_or(AppError::NotFound)
}

/// A person with the grants that the actor manages and what happened to each.
pub async fn person_sheet(app: &App, actor: &Actor, slug: &str) -> Result<PersonSheet, AppError> {
    let (seen, doer) = managing(actor)?;
    let person = find_person(app, &seen, slug).await?;
    let told = Entry::new(doer, Act::PersonSeen, Object::person(person.id));
    looked(app, &told).await?;
    let grants = app.store().grants_managed(&seen, &[person.id]).await?;
    Ok(PersonSheet {
        grants: histories(app, grants).await?,
        may_link: may_let_in(app, actor, &seen, person.id).await?,
        person,
    })
}

/// Grants with what happened to them, the newest grant first.
pub(super) async fn histories(
    app: &App,
    grants: Vec<Grant>,
) -> Result<Vec<GrantHistory>, AppError> {
    let ids: Vec<GrantId> = grants.iter().map(|grant| grant.id).collect();
    let mut events: BTreeMap<GrantId, Vec<(Event, Option<String>)>> = BTreeMap::new();
    let found = app.store().grant_events(&ids).await?;
    let names = names_of(app, found.iter().filter_map(|event| event.by)).await?;
    for event in found {
        let name = event.by.and_then(|by| names.get(&by).cloned());
        events.entry(event.grant).or_default().push((event, name));
    }
    let with_history = grants.into_iter().rev().map(|grant| GrantHistory {
        events: events.remove(&grant.id).unwrap_or_default(),
        grant,
    });
    Ok(with_history.collect())
}

/// The names of these persons, as far as they are still known.
async fn names_of(
    app: &App,
    persons: impl Iterator<Item = PersonId>,
) -> Result<BTreeMap<PersonId, String>, AppError> {
    let mut names = BTreeMap::new();
    for id in persons.collect::<BTreeSet<_>>() {
        if let Some(person) = app.store().person(id).await? {
            names.insert(id, person.name);
        }
    }
    Ok(names)
}

/// Whoever has a link signs in as that person. So nobody hands one out for somebody who may do what
/// they cannot give: all that the person has must be the actor's to give.
pub(super) async fn may_let_in(
    app: &App,
    actor: &Actor,
    seen: &Managed,
    person: PersonId,
) -> Result<bool, AppError> {
    if actor.person.id == person {
        return Ok(false);
    }
    let lives = |grant: &&Grant| grant.lives(app.now());
    let all = app.store().grants_of(person).await?;
    let managed = app.store().grants_managed(seen, &[person]).await?;
    Ok(all.iter().filter(lives).count() == managed.iter().filter(lives).count())
}

/// Makes a one-time link for a person. Whoever has it signs in as that person, so only somebody makes one
/// who just showed who they are.
pub async fn hand_out_link(
    app: &App,
    actor: &Actor,
    slug: &str,
) -> Result<(Person, Token), AppError> {
    let (seen, doer) = managing(actor)?;
    require_fresh_factor(app, actor, FRESH).await?;
    let person = find_person(app, &seen, slug).await?;
    if !may_let_in(app, actor, &seen, person.id).await? {
        return Err(AppError::NotFound);
    }
    let token = issue_link(app, doer, person.id).await?;
    Ok((person, token))
}
