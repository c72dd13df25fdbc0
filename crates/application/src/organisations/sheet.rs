//! One organisation, with what it does in pathways as far as one may see those.

use mkbroute_domain::accounts::audit::{Act, Entry, Object};
use mkbroute_domain::accounts::{Scope, Visible};
use mkbroute_domain::ids::{HogeschoolId, LeadId, OrganisationId, PathwayId};
use mkbroute_domain::organisations::OrganisationKind;
use mkbroute_domain::organisations::size::SizeJudgement;
use mkbroute_domain::pathways::Pathway;
use mkbroute_domain::pathways::profile::Partner;
use mkbroute_store::{KeptContact, KeptMerge, KeptOrganisation, NamedOrganisation};

use super::contacts::talks_at;
use super::duplicates::{Alike, alike};
use super::find::{authorise, find_organisation, may_change_organisations};
use super::size::size_today;
use crate::accounts::Actor;
use crate::accounts::audit::looked;
use crate::accounts::policy::{Action, may_on_pathway};
use crate::{App, AppError};

/// Organisations that belong to one, on its page.
const MOST_CHILDREN: u64 = 100;

/// An organisation with what is known around it.
#[derive(Clone, Debug)]
pub struct OrganisationSheet {
    pub kept: KeptOrganisation,
    /// Who it belongs to.
    pub parent: Option<NamedOrganisation>,
    /// Who belongs to it.
    pub children: Vec<NamedOrganisation>,
    /// The pathways that it leads as a hogeschool.
    pub leads: Vec<Pathway>,
    /// In which pathways it takes part or took part.
    pub partner_in: Vec<(Pathway, Partner)>,
    /// On the lists of which pathways it stands.
    pub on_lists: Vec<(Pathway, LeadId)>,
    /// With whom one talks there; `None` for who does not.
    pub contacts: Option<Vec<KeptContact>>,
    /// How large it is; `None` while nobody noted figures.
    pub size: Option<SizeJudgement>,
    /// What it was merged with, the latest first.
    pub merges: Vec<KeptMerge>,
    /// Others that may be the same one, for who keeps organisations.
    pub alike: Vec<Alike>,
    pub may_change: bool,
}

/// The organisation with this id. The log tells who looked at its contacts.
pub async fn organisation_sheet(
    app: &App,
    actor: &Actor,
    id: OrganisationId,
) -> Result<OrganisationSheet, AppError> {
    authorise(actor, Action::SeeOrganisations)?;
    let kept = find_organisation(app, id).await?;
    let organisation = &kept.organisation;
    let parent = app.store().organisations_named(organisation.parent).await?;
    let children = app.store().organisations_of(id, MOST_CHILDREN).await?;
    let leads = match organisation.kind {
        OrganisationKind::Hogeschool => {
            let own = Visible::within([Scope::Hogeschool(HogeschoolId(id.0))]);
            app.store().pathways(&own).await?
        }
        _ => Vec::new(),
    };
    let may_change = may_change_organisations(actor) && kept.merged_into.is_none();
    let alike = if may_change {
        alike(app, organisation).await?
    } else {
        Vec::new()
    };
    Ok(OrganisationSheet {
        merges: app.store().merges_into(id).await?,
        alike,
        may_change,
        size: size_today(app, id).await?,
        parent: parent.into_iter().next(),
        children,
        leads,
        partner_in: partner_in(app, actor, id).await?,
        on_lists: on_lists(app, actor, id).await?,
        contacts: contacts(app, actor, id).await?,
        kept,
    })
}

async fn partner_in(
    app: &App,
    actor: &Actor,
    id: OrganisationId,
) -> Result<Vec<(Pathway, Partner)>, AppError> {
    let mut partner_in = app.store().partner_in(id).await?;
    partner_in.retain(|(pathway, _)| may_on_pathway(actor, Action::SeeDevelopment, *pathway));
    with_pathways(app, partner_in).await
}

async fn on_lists(
    app: &App,
    actor: &Actor,
    id: OrganisationId,
) -> Result<Vec<(Pathway, LeadId)>, AppError> {
    let mut leads = app.store().leads_of_company(id).await?;
    leads.retain(|(pathway, _)| may_on_pathway(actor, Action::SeeLeads, *pathway));
    with_pathways(app, leads).await
}

/// The pathways for their ids, with one question for all of them.
async fn with_pathways<T>(
    app: &App,
    found: Vec<(PathwayId, T)>,
) -> Result<Vec<(Pathway, T)>, AppError> {
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let these = Visible::within(found.iter().map(|(id, _)| Scope::Pathway(*id)));
    let pathways = app.store().pathways(&these).await?;
    let named = found.into_iter().filter_map(|(id, rest)| {
        let pathway = pathways.iter().find(|pathway| pathway.id == id)?;
        Some((pathway.clone(), rest))
    });
    Ok(named.collect())
}

async fn contacts(
    app: &App,
    actor: &Actor,
    id: OrganisationId,
) -> Result<Option<Vec<KeptContact>>, AppError> {
    let Some(doer) = talks_at(app, actor, id).await? else {
        return Ok(None);
    };
    let found = app.store().contacts(id).await?;
    if !found.is_empty() {
        let entry = Entry::new(doer, Act::ContactsSeen, Object::organisation(id));
        looked(app, &entry).await?;
    }
    Ok(Some(found))
}
