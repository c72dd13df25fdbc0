//! A company is put on the list of a pathway.

use chrono::NaiveDate;
use mkbroute_domain::accounts::audit::Act;
use mkbroute_domain::ids::{EventId, LeadId, OrganisationId, PersonId};
use mkbroute_domain::outreach::{
    Journey, Lead, LeadSource, Motive, Stage, StageChange, StageProblem,
};
use mkbroute_store::{KeptLead, StoreError};
use thiserror::Error;

use super::lead_sheet::told_of;
use super::names::choices;
use crate::accounts::Actor;
use crate::accounts::audit::commit;
use crate::accounts::policy::Action;
use crate::pathways::find_pathway;
use crate::{App, AppError};

/// A company to put on the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewLead {
    pub company: OrganisationId,
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

/// Puts a company on the list of a pathway; gives its place there.
pub async fn add_lead(
    app: &App,
    actor: &Actor,
    slug: &str,
    new: NewLead,
) -> Result<LeadId, AddLeadError> {
    let pathway = find_pathway(app, actor, slug, Action::WorkLeads).await?;
    if let Some(listed) = app.store().lead_of(new.company, pathway.id).await? {
        return Err(AddLeadError::Listed(listed));
    }
    let choices = choices(app, &pathway).await?;
    if new.owner.is_some_and(|id| !choices.may_own(id)) {
        return Err(AddLeadError::NotAnOwner);
    }
    let mut journey = Journey::default();
    let step = StageChange {
        to: new.stage,
        on: new.on,
        by: Some(actor.person.id),
        note: String::new(),
        reasons: Vec::new(),
        re_engage_on: None,
    };
    journey.add(step, app.now().date_naive())?;
    let kept = KeptLead {
        quiet_since: new.on,
        revision: 1,
        lead: Lead {
            id: LeadId(app.fresh_id()),
            company: new.company,
            pathway: pathway.id,
            source: new.source,
            event: new.event.filter(|id| choices.has_event(*id)),
            motives: new.motives,
            owner: new.owner,
            journey,
        },
    };
    let id = kept.lead.id;
    let tx = app.store().begin().await?;
    match tx.insert_lead(&kept).await {
        // Somebody else was first.
        Err(StoreError::Conflict(_)) => {
            drop(tx);
            let listed = app.store().lead_of(new.company, pathway.id).await?;
            return Err(AddLeadError::Listed(listed.ok_or(AppError::NotFound)?));
        }
        done => done?,
    }
    let entry = told_of(actor, (Action::WorkLeads, Act::LeadAdded), &pathway, id);
    commit(app, tx, &entry).await?;
    Ok(id)
}
