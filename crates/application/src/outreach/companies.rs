//! Finding the company that is put on a list, or keeping a new one.

use mkbroute_domain::ids::{OrganisationId, PersonId, SiteId};
use mkbroute_domain::organisations::{
    IdentifierError, Kvk, Organisation, OrganisationKind, OrganisationProblem, Registered, Site,
};
use mkbroute_domain::pathways::Pathway;

use super::names::{Choices, choices};
use crate::accounts::Actor;
use crate::accounts::policy::Action;
use crate::organisations::{FoundOrganisation, choose_from};
use crate::pathways::find_pathway;
use crate::{App, AppError};

/// A company that is not known yet, as it is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCompany {
    pub name: String,
    pub place: String,
    /// Empty if it is not known.
    pub kvk: String,
    /// Whoever typed it knows that it is none of those that it looks like.
    pub sure: bool,
}

/// A company to put on a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Company {
    Known(OrganisationId),
    New(NewCompany),
}

/// What one chooses from to put a company on a list.
#[derive(Clone, Debug)]
pub struct NewLeadPage {
    pub pathway: Pathway,
    /// Those that are found by what was typed.
    pub companies: Vec<FoundOrganisation>,
    pub choices: Choices,
    /// Who puts it there.
    pub actor: PersonId,
}

/// Companies with these words in their name, or with this KvK number.
pub async fn new_lead_page(
    app: &App,
    actor: &Actor,
    slug: &str,
    words: &str,
) -> Result<NewLeadPage, AppError> {
    let pathway = find_pathway(app, actor, slug, Action::WorkLeads).await?;
    Ok(NewLeadPage {
        companies: find(app, words).await?,
        choices: choices(app, &pathway).await?,
        actor: actor.person.id,
        pathway,
    })
}

/// Known companies with these words in their name, or with this KvK number.
pub(super) async fn find(app: &App, words: &str) -> Result<Vec<FoundOrganisation>, AppError> {
    choose_from(app, words, Some(OrganisationKind::Company)).await
}

/// Why a company that is typed is none.
pub(super) enum NoCompany {
    Kvk(IdentifierError),
    Wrong(OrganisationProblem),
}

/// The company that is typed.
pub(super) fn company(app: &App, typed: &NewCompany) -> Result<Organisation, NoCompany> {
    let kvk = match typed.kvk.as_str() {
        "" => None,
        kvk => Some(kvk.parse::<Kvk>().map_err(NoCompany::Kvk)?),
    };
    let site = Site {
        id: SiteId(app.fresh_id()),
        name: String::new(),
        place: typed.place.clone(),
        postcode: None,
        vestiging: None,
        rio_location: None,
    };
    let company = Organisation {
        id: OrganisationId(app.fresh_id()),
        kind: OrganisationKind::Company,
        name: typed.name.clone(),
        registered: Registered {
            kvk,
            ..Registered::default()
        },
        parent: None,
        sites: vec![site],
    };
    match company.problems().first() {
        Some(problem) => Err(NoCompany::Wrong(*problem)),
        None => Ok(company),
    }
}
