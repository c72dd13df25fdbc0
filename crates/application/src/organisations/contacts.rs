//! With whom one talks at an organisation, for those on whose list it stands or in whose pathway it takes part.

use chrono::NaiveDate;
use mkbroute_domain::accounts::audit::{Act, Doer, Entry, Object};
use mkbroute_domain::ids::{ContactId, OrganisationId, PathwayId};
use mkbroute_domain::organisations::contact::is_phone;
use mkbroute_domain::organisations::organisation::LONGEST_NAME;
use mkbroute_domain::organisations::{Contact, ContactRole, Wishes};
use mkbroute_store::{KeptContact, KeptOrganisation, StoreError};
use thiserror::Error;

use super::find::find_organisation;
use crate::accounts::Actor;
use crate::accounts::audit::{commit, looked};
use crate::accounts::policy::{Action, Reach, may_on_pathway};
use crate::{App, AppError};

/// A contact as it is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedContact {
    pub name: String,
    pub roles: Vec<ContactRole>,
    /// Empty if it is not known.
    pub address: String,
    pub phone: String,
    pub wishes: Wishes,
}

/// Why a contact is not kept.
#[derive(Debug, Error)]
pub enum ContactError {
    #[error("the name is missing")]
    NoName,
    #[error("the name or the telephone number is too long")]
    TooLong,
    #[error("this is no mail address")]
    Address,
    #[error("this is no telephone number")]
    Phone,
    /// Consent that is to come is none.
    #[error("the day of consent lies ahead")]
    ConsentAhead,
    #[error("the day of refusal lies ahead")]
    RefusalAhead,
    #[error("somebody else changed it meanwhile")]
    ChangedMeanwhile,
    #[error(transparent)]
    App(#[from] AppError),
}

impl From<StoreError> for ContactError {
    fn from(error: StoreError) -> Self {
        Self::App(error.into())
    }
}

/// A contact in the address of a page; a new one has no id yet.
type At = (OrganisationId, Option<ContactId>);

/// As whom the actor talks with people at an organisation; `None` if they do not.
pub(super) async fn talks_at(
    app: &App,
    actor: &Actor,
    id: OrganisationId,
) -> Result<Option<Doer>, AppError> {
    let on_lists = app.store().leads_of_company(id).await?.into_iter();
    let partner_in = app.store().partner_in(id).await?.into_iter();
    let mut pathways = on_lists
        .map(|(pathway, _)| pathway)
        .chain(partner_in.map(|(pathway, _)| pathway));
    let works_on = |pathway: &PathwayId| may_on_pathway(actor, Action::KeepContacts, *pathway);
    let found = pathways.find(works_on);
    Ok(found.map(|pathway| actor.doing(Action::KeepContacts, Reach::Pathway(pathway))))
}

/// The organisation and the contact to change, or none for a new one. The log tells who looked at one.
pub async fn contact_to_keep(
    app: &App,
    actor: &Actor,
    at: At,
) -> Result<(KeptOrganisation, Option<KeptContact>), AppError> {
    let (organisation, contact, doer) = find(app, actor, at).await?;
    if contact.is_some() {
        let entry = Entry::new(doer, Act::ContactsSeen, Object::organisation(at.0));
        looked(app, &entry).await?;
    }
    Ok((organisation, contact))
}

async fn find(
    app: &App,
    actor: &Actor,
    (id, contact): At,
) -> Result<(KeptOrganisation, Option<KeptContact>, Doer), AppError> {
    let doer = talks_at(app, actor, id).await?;
    let doer = doer.ok_or(AppError::Forbidden)?;
    let organisation = find_organisation(app, id).await?;
    let contact = match contact {
        None => None,
        Some(contact) => {
            let found = app.store().contact(contact).await?;
            let found = found.filter(|found| found.contact.organisation == id);
            Some(found.ok_or(AppError::NotFound)?)
        }
    };
    Ok((organisation, contact, doer))
}

/// Keeps a contact: a new one, or a change since `revision`.
pub async fn keep_contact(
    app: &App,
    actor: &Actor,
    at: At,
    revision: u32,
    typed: &TypedContact,
) -> Result<(), ContactError> {
    let (_, before, doer) = find(app, actor, at).await?;
    let id = at.1.unwrap_or_else(|| ContactId(app.fresh_id()));
    let contact = read(typed, (at.0, id), app.now().date_naive())?;
    let tx = app.store().begin().await?;
    if before.is_none() {
        tx.insert_contact(&contact).await?;
    } else if !tx.save_contact(revision, &contact).await? {
        return Err(ContactError::ChangedMeanwhile);
    }
    let entry = Entry::new(doer, Act::ContactKept, Object::organisation(at.0));
    Ok(commit(app, tx, &entry).await?)
}

/// Takes a contact away.
pub async fn remove_contact(
    app: &App,
    actor: &Actor,
    (organisation, contact): (OrganisationId, ContactId),
) -> Result<(), AppError> {
    let (_, _, doer) = find(app, actor, (organisation, Some(contact))).await?;
    let tx = app.store().begin().await?;
    tx.delete_contact(contact).await?;
    let entry = Entry::new(
        doer,
        Act::ContactRemoved,
        Object::organisation(organisation),
    );
    commit(app, tx, &entry).await
}

fn read(
    typed: &TypedContact,
    (organisation, id): (OrganisationId, ContactId),
    today: NaiveDate,
) -> Result<Contact, ContactError> {
    let long = |text: &str| text.chars().count() > LONGEST_NAME;
    let ahead = |day: Option<NaiveDate>| day.is_some_and(|day| day > today);
    if typed.name.is_empty() {
        return Err(ContactError::NoName);
    }
    if long(&typed.name) || long(&typed.phone) {
        return Err(ContactError::TooLong);
    }
    if !is_phone(&typed.phone) {
        return Err(ContactError::Phone);
    }
    let address = match typed.address.as_str() {
        "" => None,
        address => Some(address.parse().map_err(|_| ContactError::Address)?),
    };
    if ahead(typed.wishes.consented_on) {
        return Err(ContactError::ConsentAhead);
    }
    if ahead(typed.wishes.refused_on) {
        return Err(ContactError::RefusalAhead);
    }
    Ok(Contact {
        id,
        organisation,
        name: typed.name.clone(),
        roles: typed.roles.clone(),
        address,
        phone: typed.phone.clone(),
        wishes: typed.wishes,
    })
}
