//! A company is put on the list of a pathway.

use chrono::NaiveDate;
use mkbroute_domain::accounts::audit::Act;
use mkbroute_domain::ids::{EventId, LeadId, OrganisationId, PersonId};
use mkbroute_domain::organisations::{IdentifierError, Organisation, OrganisationProblem};
use mkbroute_domain::outreach::{
    Journey, Lead, LeadSource, Motive, Stage, StageChange, StageProblem,
};
use mkbroute_domain::pathways::Pathway;
use mkbroute_store::{KeptLead, StoreError};
use thiserror::Error;

use super::companies::{Company, NoCompany, company};
use super::lead_sheet::told_of;
use super::names::choices;
use crate::accounts::Actor;
use crate::accounts::audit::commit;
use crate::accounts::policy::Action;
use crate::organisations::{Alike, alike};
use crate::pathways::find_pathway;
use crate::{App, AppError};

/// A company to put on the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewLead {
    pub company: Company,
    pub source: LeadSource,
    pub event: Option<EventId>,
    pub motives: Vec<Motive>,
    pub owner: Option<PersonId>,
    /// The stage in which it comes, on the road.
    pub stage: Stage,
    pub on: NaiveDate,
}

/// Why a company is not put on the list.
#[derive(Debug, Error)]
pub enum AddLeadError {
    #[error(transparent)]
    Stage(#[from] StageProblem),
    #[error(transparent)]
    Kvk(IdentifierError),
    #[error(transparent)]
    Company(OrganisationProblem),
    /// A company with this KvK number is known.
    #[error("a company with this KvK number is known")]
    Known(OrganisationId),
    /// Others that are known may be the same one.
    #[error("it looks like a company that is known")]
    Alike(Vec<Alike>),
    /// It stands there already.
    #[error("the company stands on the list")]
    Listed(LeadId),
    #[error("this person does not talk with companies for the pathway")]
    NotAnOwner,
    #[error(transparent)]
    App(#[from] AppError),
}

impl From<StoreError> for AddLeadError {
    fn from(error: StoreError) -> Self {
        Self::App(error.into())
    }
}

impl From<NoCompany> for AddLeadError {
    fn from(wrong: NoCompany) -> Self {
        match wrong {
            NoCompany::Kvk(error) => Self::Kvk(error),
            NoCompany::Wrong(problem) => Self::Company(problem),
        }
    }
}

/// Puts a company on the list of a pathway; gives its place there.
pub async fn add_lead(
    app: &App,
    actor: &Actor,
    slug: &str,
    new: NewLead,
) -> Result<LeadId, AddLeadError> {
    let pathway = find_pathway(app, actor, slug, Action::WorkLeads).await?;
    let choices = choices(app, &pathway).await?;
    if new.owner.is_some_and(|id| !choices.may_own(id)) {
        return Err(AddLeadError::NotAnOwner);
    }
    let (company, fresh) = chosen(app, &new.company).await?;
    if let Some(listed) = app.store().lead_of(company, pathway.id).await? {
        return Err(AddLeadError::Listed(listed));
    }
    let mut journey = Journey::default();
    journey.add(first_step(actor, &new), app.now().date_naive())?;
    let kept = KeptLead {
        quiet_since: new.on,
        revision: 1,
        lead: Lead {
            id: LeadId(app.fresh_id()),
            company,
            pathway: pathway.id,
            source: new.source,
            event: new.event.filter(|id| choices.has_event(*id)),
            motives: new.motives,
            owner: new.owner,
            journey,
        },
    };
    keep(app, actor, &pathway, (&kept, fresh.as_ref())).await?;
    Ok(kept.lead.id)
}

/// The company that is put on the list, and the organisation if it is new.
async fn chosen(
    app: &App,
    wanted: &Company,
) -> Result<(OrganisationId, Option<Organisation>), AddLeadError> {
    match wanted {
        Company::Known(id) => {
            let known = app.store().standing_for(*id).await?;
            Ok((known.ok_or(AppError::NotFound)?.id, None))
        }
        Company::New(typed) => {
            let fresh = company(app, typed)?;
            if let Some(kvk) = &fresh.registered.kvk
                && let Some(known) = app.store().organisation_with_kvk(kvk).await?
            {
                return Err(AddLeadError::Known(known.id));
            }
            if !typed.sure {
                let found = alike(app, &fresh).await?;
                if !found.is_empty() {
                    return Err(AddLeadError::Alike(found));
                }
            }
            Ok((fresh.id, Some(fresh)))
        }
    }
}

fn first_step(actor: &Actor, new: &NewLead) -> StageChange {
    StageChange {
        to: new.stage,
        on: new.on,
        by: Some(actor.person.id),
        note: String::new(),
        reasons: Vec::new(),
        re_engage_on: None,
    }
}

async fn keep(
    app: &App,
    actor: &Actor,
    pathway: &Pathway,
    (kept, fresh): (&KeptLead, Option<&Organisation>),
) -> Result<(), AddLeadError> {
    let lead = &kept.lead;
    let tx = app.store().begin().await?;
    if let Some(fresh) = fresh
        && !tx.insert_organisation(fresh).await?
    {
        // Somebody else was first.
        let kvk = fresh.registered.kvk.as_ref().ok_or(AppError::NotFound)?;
        let known = tx.organisation_with_kvk(kvk).await?;
        return Err(AddLeadError::Known(known.ok_or(AppError::NotFound)?.id));
    }
    match tx.insert_lead(kept).await {
        Err(StoreError::Conflict(_)) => {
            drop(tx);
            let listed = app.store().lead_of(lead.company, pathway.id).await?;
            return Err(AddLeadError::Listed(listed.ok_or(AppError::NotFound)?));
        }
        done => done?,
    }
    let entry = told_of(actor, (Action::WorkLeads, Act::LeadAdded), pathway, lead.id);
    Ok(commit(app, tx, &entry).await?)
}
