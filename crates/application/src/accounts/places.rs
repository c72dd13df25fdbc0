//! The names of the scopes in which roles hold.

use mkbroute_domain::accounts::{Grant, Scope, Visible};
use mkbroute_domain::ids::CompanyId;
use mkbroute_domain::pathways::Pathway;
use mkbroute_domain::surveys::wave::Wave;

use super::Actor;
use super::policy::{Action, waves_for};
use crate::pathways::list_pathways;
use crate::{App, AppError};

/// So many contacts tell of companies that are all named; of more only those that are asked for.
const MOST_LISTED: u64 = 200;

/// Pathways, measurements and companies, to name the scopes of grants.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// By hogeschool and name.
    pub pathways: Vec<Pathway>,
    pub waves: Vec<Wave>,
    /// Companies and foundations, each with the name of its first contact.
    pub companies: Vec<(CompanyId, String)>,
    /// Whether there are more companies than these.
    pub more_companies: bool,
}

/// The names of scopes. Names of pathways and measurements are public; of companies only those come
/// along of whom the actor manages the contact, or speaks for the company. If those are too many, only the ones in
/// the list.
pub async fn places(app: &App, actor: &Actor, companies: &[CompanyId]) -> Result<Places, AppError> {
    let seen = actor.manages().within;
    let all = app.store().all_companies(&seen, MOST_LISTED).await?;
    let more_companies = all.is_none();
    let companies = match all {
        Some(all) => all,
        None => app.store().companies(&seen, companies).await?,
    };
    Ok(Places {
        pathways: list_pathways(app, &Visible::Everything).await?,
        waves: app
            .store()
            .waves(&waves_for(actor, Action::SeeWave))
            .await?,
        companies,
        more_companies,
    })
}

/// The companies and foundations in which these grants hold.
pub fn companies_of<'a>(grants: impl IntoIterator<Item = &'a Grant>) -> Vec<CompanyId> {
    let company = |grant: &Grant| match grant.scope {
        Scope::Company(id) => Some(id),
        _ => None,
    };
    grants.into_iter().filter_map(company).collect()
}
