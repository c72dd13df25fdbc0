//! Single-use sign-in links: 256 random bits, only their hash stored, short-lived.

use chrono::TimeDelta;
use mkbroute_domain::accounts::audit::{Act, Detail, Doer, Entry, Object};
use mkbroute_domain::accounts::{Grant, Managed, Person, Role, Scope};
use mkbroute_domain::ids::{GrantId, PersonId};
use mkbroute_domain::text::Lang;
use mkbroute_store::PersonFilter;

use super::audit::commit;
use crate::surveys::Token;
use crate::{App, AppError};

/// How long a sign-in link works.
const LIFETIME: TimeDelta = TimeDelta::hours(24);

/// The readable name of the administrator made at first start.
const ADMINISTRATOR: &str = "beheerder";

/// Makes a link for a person by command and returns its token; the database keeps only a hash.
pub async fn issue_sign_in_link(app: &App, person: PersonId) -> Result<Token, AppError> {
    issue_link(app, Doer::Operator, person).await
}

/// Makes a link for a person at somebody's wish.
pub(super) async fn issue_link(app: &App, doer: Doer, person: PersonId) -> Result<Token, AppError> {
    let token = Token::fresh(app);
    let tx = app.store().begin().await?;
    tx.insert_sign_in_link(token.sign_in_hash(), person, app.now() + LIFETIME)
        .await?;
    let told = Entry::new(doer, Act::SignInLinkMade, Object::person(person));
    commit(app, tx, &told).await?;
    Ok(token)
}

/// Consumes a link: the person it signs in, or `None` if it is unknown, used or expired.
pub async fn redeem_sign_in_link(app: &App, token: &str) -> Result<Option<PersonId>, AppError> {
    let Ok(token) = token.parse::<Token>() else {
        return Ok(None);
    };
    let tx = app.store().begin().await?;
    let person = tx
        .take_sign_in_link(token.sign_in_hash(), app.now())
        .await?;
    let Some(id) = person else {
        // One that expired stays until the program tidies up; it signs nobody in.
        return Ok(None);
    };
    let doer = Doer::Person { id, role: None };
    let told = Entry::new(doer, Act::SignInLinkUsed, Object::person(id));
    commit(app, tx, &told).await?;
    Ok(person)
}

/// At the first start, makes the administrator and a link for them; later starts return `None`.
pub async fn issue_administrator_link(app: &App) -> Result<Option<Token>, AppError> {
    let (everything, anybody) = (Managed::everything(), PersonFilter::default());
    let first = app
        .store()
        .people(&everything, &anybody, (0, 1), app.now())
        .await?;
    if !first.persons.is_empty() {
        return Ok(None);
    }
    let person = Person {
        id: PersonId(app.fresh_id()),
        slug: ADMINISTRATOR.into(),
        name: "Beheerder".into(),
        email: None,
        lang: Lang::Nl,
        created_at: app.now(),
    };
    let tx = app.store().begin().await?;
    tx.insert_person(&person).await?;
    // No more than this: who hands out links reads no answers.
    let id = GrantId(app.fresh_id());
    let (role, scope) = (Role::Administrator, Scope::Programme);
    tx.insert_grant(&Grant::by_program(id, person.id, role, scope, app.now()))
        .await?;
    let detail = Detail::default().role(Role::Administrator);
    let object = Object::person(person.id);
    let told = Entry::with(Doer::Operator, Act::PersonAdded, object, detail);
    commit(app, tx, &told).await?;
    issue_sign_in_link(app, person.id).await.map(Some)
}
