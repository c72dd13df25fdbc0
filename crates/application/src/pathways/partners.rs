//! Who takes part in a pathway: adding, ending and changing partners, and taking a mistake off.

use std::collections::BTreeMap;

use mkbroute_domain::accounts::audit::Act;
use mkbroute_domain::ids::OrganisationId;
use mkbroute_domain::pathways::profile::{Partner, PartnerProblem};
use mkbroute_domain::pathways::{Pathway, Profile};
use mkbroute_store::{OrganisationName, StoreError};
use thiserror::Error;

use super::find::{find_pathway, told};
use crate::accounts::Actor;
use crate::accounts::audit::commit;
use crate::accounts::policy::Action;
use crate::organisations::{FoundOrganisation, choose_from};
use crate::{App, AppError};

/// Who takes part, and whom one can add.
#[derive(Clone, Debug)]
pub struct PartnersPage {
    pub pathway: Pathway,
    /// By when they began.
    pub partners: Vec<Partner>,
    /// Their names and places.
    pub names: BTreeMap<OrganisationId, OrganisationName>,
    /// Those that are found by what was typed.
    pub found: Vec<FoundOrganisation>,
}

/// What somebody does to the partners of a pathway. What was there is as the page showed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PartnersChange {
    Add(Partner),
    Change { before: Partner, now: Partner },
    TakeOff(Partner),
}

/// Why partners stay as they are.
#[derive(Debug, Error)]
pub enum PartnersError {
    #[error(transparent)]
    Partner(#[from] PartnerProblem),
    #[error("nobody knows this organisation")]
    UnknownOrganisation,
    /// Somebody else changed the pathway in the same instant.
    #[error("the pathway was changed meanwhile")]
    ChangedMeanwhile,
    #[error(transparent)]
    App(#[from] AppError),
}

impl From<StoreError> for PartnersError {
    fn from(error: StoreError) -> Self {
        Self::App(error.into())
    }
}

/// The partners of a pathway for whoever may change them, and the organisations with these words in their name.
pub async fn partners_page(
    app: &App,
    actor: &Actor,
    slug: &str,
    words: &str,
) -> Result<PartnersPage, AppError> {
    let pathway = find_pathway(app, actor, slug, Action::DevelopPathway).await?;
    let partners = app.store().partners_of(pathway.id).await?;
    let ids: Vec<OrganisationId> = partners.iter().map(|found| found.organisation).collect();
    Ok(PartnersPage {
        names: app.store().organisation_names(&ids).await?,
        found: choose_from(app, words, None).await?,
        pathway,
        partners,
    })
}

/// Changes who takes part in a pathway. Two people who change different partners do not hinder one another; of two
/// who change the same the second is told.
pub async fn change_partners(
    app: &App,
    actor: &Actor,
    slug: &str,
    change: PartnersChange,
) -> Result<(), PartnersError> {
    let pathway = find_pathway(app, actor, slug, Action::DevelopPathway).await?;
    let change = standing(app, change).await?;
    let tx = app.store().begin().await?;
    let before = tx.development(pathway.id).await?;
    let mut profile = before.profile;
    apply(&mut profile, change)?;
    let saved = tx.save_profile(pathway.id, before.revision, &profile);
    if !saved.await? {
        return Err(PartnersError::ChangedMeanwhile);
    }
    let act = Act::PartnersChanged;
    let entry = told(actor, Action::DevelopPathway, act, &pathway);
    Ok(commit(app, tx, &entry).await?)
}

/// An organisation that went into another while somebody chose it is added as that other.
async fn standing(app: &App, change: PartnersChange) -> Result<PartnersChange, PartnersError> {
    let PartnersChange::Add(partner) = change else {
        return Ok(change);
    };
    let found = app.store().standing_for(partner.organisation).await?;
    let organisation = found.ok_or(PartnersError::UnknownOrganisation)?.id;
    Ok(PartnersChange::Add(Partner {
        organisation,
        ..partner
    }))
}

fn apply(profile: &mut Profile, change: PartnersChange) -> Result<(), PartnerProblem> {
    match change {
        PartnersChange::Add(partner) => profile.put_partner(None, partner),
        PartnersChange::Change { before, now } => profile.put_partner(Some(&before), now),
        PartnersChange::TakeOff(partner) => profile.take_partner_off(&partner),
    }
}
