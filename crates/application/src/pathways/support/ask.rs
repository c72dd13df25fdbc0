//! A pathway asks for support.

use std::collections::BTreeMap;

use mkbroute_domain::accounts::audit::Act;
use mkbroute_domain::ids::{PersonId, SupportRequestId};
use mkbroute_domain::pathways::{Pathway, SupportProblem, SupportRequest};
use mkbroute_store::{KeptSupport, StoreError};
use thiserror::Error;

use super::support_kinds;
use crate::accounts::Actor;
use crate::accounts::audit::commit;
use crate::accounts::policy::Action;
use crate::pathways::{find_pathway, told};
use crate::{App, AppError};

/// What a pathway asked.
#[derive(Clone, Debug)]
pub struct SupportOfPathway {
    pub pathway: Pathway,
    /// The newest first.
    pub requests: Vec<KeptSupport>,
    /// Who asked and who sees to it, as far as they are still here.
    pub names: BTreeMap<PersonId, String>,
}

/// Why a question is not kept.
#[derive(Debug, Error)]
pub enum AskSupportError {
    #[error(transparent)]
    Request(#[from] SupportProblem),
    #[error(transparent)]
    App(#[from] AppError),
}

impl From<StoreError> for AskSupportError {
    fn from(error: StoreError) -> Self {
        Self::App(error.into())
    }
}

/// What a pathway asked, for whoever develops it.
pub async fn support_of_pathway(
    app: &App,
    actor: &Actor,
    slug: &str,
) -> Result<SupportOfPathway, AppError> {
    let pathway = find_pathway(app, actor, slug, Action::DevelopPathway).await?;
    let requests = app.store().support_of(pathway.id).await?;
    let people = requests.iter().map(|kept| &kept.request);
    let people = people.flat_map(|request| [request.asked_by, request.owner]);
    let people: Vec<PersonId> = people.flatten().collect();
    Ok(SupportOfPathway {
        names: app.store().names_of(&people).await?,
        pathway,
        requests,
    })
}

/// Asks the national programme for one of its kinds of support.
pub async fn ask_support(
    app: &App,
    actor: &Actor,
    slug: &str,
    typed: (&str, &str),
) -> Result<SupportRequestId, AskSupportError> {
    let pathway = find_pathway(app, actor, slug, Action::DevelopPathway).await?;
    let id = SupportRequestId(app.fresh_id());
    let by = (actor.person.id, app.now().date_naive());
    let request = SupportRequest::ask(id, pathway.id, typed, by, &support_kinds()?)?;
    let tx = app.store().begin().await?;
    tx.insert_support(&request).await?;
    let entry = told(actor, Action::DevelopPathway, Act::SupportAsked, &pathway);
    commit(app, tx, &entry).await?;
    Ok(id)
}
