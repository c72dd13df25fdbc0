//! Somebody is invited to a role.

use std::collections::BTreeSet;

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use mkbroute_domain::accounts::audit::{Act, Detail, Entry, Object};
use mkbroute_domain::accounts::giving::{delegates, may_end, may_give, may_join};
use mkbroute_domain::accounts::{Grant, GrantStatus, Offer, Person, Refusal, Role, Scope, Visible};
use mkbroute_domain::ids::{CompanyId, GrantId, PersonId};
use mkbroute_domain::text::Lang;
use mkbroute_store::Tx;
use thiserror::Error;

use super::Actor;
use super::address::free_address;
use super::audit::commit;
use super::grants::GrantLine;
use super::once::{Claim, RepeatError, keep};
use super::passkeys::{FRESH, require_fresh_factor};
use super::persons::{find_person, managing};
use super::places::{Places, places};
use super::webhooks::announce_grant;
use crate::{App, AppError};

/// The most characters of a name.
pub const LONGEST_NAME: usize = 100;

/// Where a role is to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Known(Scope),
    /// A company that the program does not know yet. Its first contact stands for it.
    NewCompany,
}

/// A role as somebody asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Invitation {
    pub role: Role,
    pub place: Place,
    /// The last day on which it holds, in UTC.
    pub until: Option<NaiveDate>,
}

/// Why somebody was not invited, or a grant not changed.
#[derive(Debug, Error)]
pub enum GrantError {
    #[error("a name is needed")]
    NoName,
    #[error("the name has more than {LONGEST_NAME} characters")]
    LongName,
    #[error("this is no mail address")]
    NoAddress,
    #[error("somebody else has this mail address")]
    AddressTaken,
    #[error(transparent)]
    Refused(#[from] Refusal),
    #[error(transparent)]
    Repeat(#[from] RepeatError),
    #[error(transparent)]
    App(#[from] AppError),
}

impl From<mkbroute_store::StoreError> for GrantError {
    fn from(error: mkbroute_store::StoreError) -> Self {
        Self::App(error.into())
    }
}

/// What the actor can give.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    pub roles: Vec<Role>,
    pub scopes: Vec<Scope>,
    /// Whether they may bring a company in that the program does not know yet.
    pub new_company: bool,
    pub places: Places,
}

/// The moment at which a grant ends that holds until this day.
pub fn end_of(day: NaiveDate) -> DateTime<Utc> {
    let next = day.checked_add_days(Days::new(1)).unwrap_or(day);
    next.and_time(NaiveTime::MIN).and_utc()
}

/// The last day on which a grant holds that ends at this moment.
pub fn last_day(end: DateTime<Utc>) -> NaiveDate {
    let day = end.date_naive();
    if end.time() == NaiveTime::MIN {
        day.pred_opt().unwrap_or(day)
    } else {
        day
    }
}

/// What the actor can give, and where: each kind of scope that lies within their own. Where there are too many
/// companies to list, these are among them.
pub async fn choices(
    app: &App,
    actor: &Actor,
    companies: &[CompanyId],
) -> Result<Choices, AppError> {
    let (managed, _) = managing(actor)?;
    let places = places(app, actor, companies).await?;
    let own = app.store().pathways(&managed.within).await?;
    let everything = managed.within == Visible::Everything;
    let mut scopes = Vec::new();
    if everything {
        scopes.push(Scope::Programme);
        let waves = app.store().waves(&managed.within).await?;
        scopes.extend(waves.iter().map(|wave| Scope::Wave(wave.id)));
    }
    let hogescholen: BTreeSet<Scope> = own
        .iter()
        .map(|pathway| Scope::Hogeschool(pathway.hogeschool_id))
        .filter(|scope| everything || actor.grants.iter().any(|grant| grant.scope == *scope))
        .collect();
    scopes.extend(hogescholen);
    scopes.extend(own.iter().map(|pathway| Scope::Pathway(pathway.id)));
    let companies = places.companies.iter().map(|(id, _)| Scope::Company(*id));
    scopes.extend(companies);
    let fits = |scope: &Scope| {
        let mut roles = managed.roles.iter();
        roles.any(|role| role.kinds().contains(&scope.kind()))
    };
    scopes.retain(fits);
    Ok(Choices {
        new_company: everything && managed.roles.contains(&Role::CompanyContact),
        roles: managed.roles.into_iter().collect(),
        scopes,
        places,
    })
}

/// Adds a person and invites them to their first role; returns their readable name. The address is where
/// links to sign in go, as typed; empty if the person signs in with links that are handed out.
pub async fn add_person(
    app: &App,
    actor: &Actor,
    (name, address): (&str, &str),
    invitation: Invitation,
) -> Result<String, GrantError> {
    let (_, doer) = managing(actor)?;
    asks_proof(app, actor, invitation.role).await?;
    let name = proper_name(name)?;
    let email = free_address(app, address, None).await?;
    let id = PersonId(app.fresh_id());
    let person = Person {
        id,
        // Names may be equal and may change; the readable name in addresses is neither.
        slug: format!("p-{}", id.0.simple()),
        name: name.to_owned(),
        email,
        lang: Lang::Nl,
        created_at: app.now(),
    };
    let grant = offered(app, actor, id, invitation).await?;
    let tx = app.store().begin().await?;
    tx.insert_person(&person).await?;
    tx.insert_grant(&grant).await?;
    let detail = detail_of(&grant);
    let told = Entry::with(doer, Act::PersonAdded, Object::person(id), detail);
    announce_grant(app, &tx, grant.id).await?;
    commit(app, tx, &told).await?;
    Ok(person.slug)
}

/// Invites a person, of whom the actor manages a grant already, to another role.
pub async fn give_role(
    app: &App,
    actor: &Actor,
    slug: &str,
    invitation: Invitation,
) -> Result<(), GrantError> {
    give(app, actor, slug, invitation, None).await.map(drop)
}

/// The same; keeps what was given for a script that may ask again.
pub(super) async fn give(
    app: &App,
    actor: &Actor,
    slug: &str,
    invitation: Invitation,
    claim: Option<&Claim<'_>>,
) -> Result<GrantLine, GrantError> {
    let (seen, doer) = managing(actor)?;
    asks_proof(app, actor, invitation.role).await?;
    let person = find_person(app, &seen, slug).await?;
    if person.id == actor.person.id {
        return Err(Refusal::ToThemselves.into());
    }
    let grant = offered(app, actor, person.id, invitation).await?;
    let tx = app.store().begin().await?;
    joins(app, &tx, &grant, None).await?;
    tx.insert_grant(&grant).await?;
    // Whoever made a link for them could not always give this role.
    tx.delete_sign_in_links_of(person.id).await?;
    let act = match grant.delegated_from {
        Some(_) => Act::RoleDelegated,
        None => Act::RoleGiven,
    };
    let told = Entry::with(doer, act, Object::person(person.id), detail_of(&grant));
    announce_grant(app, &tx, grant.id).await?;
    let given = GrantLine {
        grant,
        person: person.slug,
    };
    keep::<GrantError>(app, claim, &tx, &given).await?;
    commit(app, tx, &told).await?;
    Ok(given)
}

/// Who makes or unmakes an administrator shows first who they are.
pub(super) async fn asks_proof(app: &App, actor: &Actor, role: Role) -> Result<(), AppError> {
    if role == Role::Administrator {
        require_fresh_factor(app, actor, FRESH).await?;
    }
    Ok(())
}

/// The name that was typed, if it is one.
fn proper_name(typed: &str) -> Result<&str, GrantError> {
    let name = typed.trim();
    if name.is_empty() {
        return Err(GrantError::NoName);
    }
    if name.chars().count() > LONGEST_NAME {
        return Err(GrantError::LongName);
    }
    Ok(name)
}

/// The grant that an invitation becomes, if one of the actor's own grants allows it.
async fn offered(
    app: &App,
    actor: &Actor,
    person: PersonId,
    invitation: Invitation,
) -> Result<Grant, GrantError> {
    let asked = match invitation.place {
        Place::Known(Scope::Company(id)) => Some(id),
        Place::Known(_) | Place::NewCompany => None,
    };
    let choices = choices(app, actor, asked.as_slice()).await?;
    let scope = match invitation.place {
        Place::Known(scope) if choices.scopes.contains(&scope) => scope,
        Place::NewCompany if choices.new_company => Scope::Company(CompanyId(app.fresh_id())),
        Place::Known(_) | Place::NewCompany => return Err(Refusal::NotTheirs.into()),
    };
    let offer = Offer {
        role: invitation.role,
        scope,
        until: invitation.until.map(end_of),
    };
    may_end(offer.role, offer.until, app.now())?;
    let tenants = app.store().tenants().await?;
    let mut refusal = Refusal::NotTheirs;
    for own in &actor.grants {
        match may_give(own, &offer, &tenants) {
            Ok(()) => {
                let delegated = delegates(own.role, offer.role);
                return Ok(Grant {
                    status: GrantStatus::Invited,
                    expires_at: offer.until,
                    given_by: Some(actor.person.id),
                    delegated_from: delegated.then_some(own.id),
                    ..Grant::by_program(
                        GrantId(app.fresh_id()),
                        person,
                        offer.role,
                        scope,
                        app.now(),
                    )
                });
            }
            // What another grant says more precisely stays.
            Err(Refusal::NotTheirs) => {}
            Err(found) => refusal = found,
        }
    }
    Err(refusal.into())
}

/// Refuses a grant that does not go together with what the person has or is offered, apart from the
/// grant itself. The person is held until the transaction ends.
pub(super) async fn joins(
    app: &App,
    tx: &Tx,
    grant: &Grant,
    itself: Option<GrantId>,
) -> Result<(), GrantError> {
    let mut held = tx.grants_held(grant.person).await?;
    held.retain(|other| Some(other.id) != itself);
    let (studies, tenants) = tx.studies().await?;
    let offer = Offer {
        role: grant.role,
        scope: grant.scope,
        until: grant.expires_at,
    };
    may_join(&held, &offer, (&studies, &tenants), app.now())?;
    Ok(())
}

/// What the log tells of a grant.
pub(super) fn detail_of(grant: &Grant) -> Detail {
    let detail = Detail::default().role(grant.role).scope(grant.scope);
    match grant.expires_at {
        Some(end) => detail.until(last_day(end)),
        None => detail,
    }
}
