//! A request is taken up, answered, read or withdrawn.

use std::collections::BTreeMap;

use mkbroute_domain::accounts::audit::Act;
use mkbroute_domain::accounts::{Role, Scope};
use mkbroute_domain::ids::{PersonId, SupportRequestId};
use mkbroute_domain::pathways::{Pathway, SupportProblem, SupportRequest};
use mkbroute_store::{KeptSupport, StoreError};
use thiserror::Error;

use crate::accounts::Actor;
use crate::accounts::audit::commit;
use crate::accounts::policy::{Action, may_on_pathway};
use crate::pathways::{find_pathway, told};
use crate::{App, AppError};

/// One request, with what may be done to it.
#[derive(Clone, Debug)]
pub struct RequestSheet {
    pub pathway: Pathway,
    pub kept: KeptSupport,
    /// Who asked and who sees to it, as far as they are still here.
    pub names: BTreeMap<PersonId, String>,
    /// Who may see to it; empty for whoever does not decide that.
    pub team: Vec<(PersonId, String)>,
    pub may_answer: bool,
    /// Whether the actor may say that the answer is read, or withdraw the question: not the national programme for a
    /// pathway that asked.
    pub may_close: bool,
}

/// Something done to a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SupportDeed {
    /// This person sees to it, or nobody.
    Assign(Option<PersonId>),
    Answer(String),
    /// The pathway has read the answer.
    Read,
    /// The pathway needs no answer any more.
    Withdraw,
}

/// Why something is not done to a request.
#[derive(Debug, Error)]
pub enum HandleSupportError {
    #[error(transparent)]
    Request(#[from] SupportProblem),
    #[error("the owner is not of the national programme")]
    Owner,
    #[error("the request was changed meanwhile")]
    ChangedMeanwhile,
    #[error(transparent)]
    App(#[from] AppError),
}

impl From<StoreError> for HandleSupportError {
    fn from(error: StoreError) -> Self {
        Self::App(error.into())
    }
}

impl SupportDeed {
    /// Who may do it: the national programme, or whoever develops the pathway.
    fn action(&self) -> Action {
        match self {
            Self::Assign(_) | Self::Answer(_) => Action::GiveSupport,
            Self::Read | Self::Withdraw => Action::DevelopPathway,
        }
    }
}

/// One request of a pathway, for whoever develops it.
pub async fn support_request(
    app: &App,
    actor: &Actor,
    (slug, id): (&str, SupportRequestId),
) -> Result<RequestSheet, AppError> {
    let pathway = find_pathway(app, actor, slug, Action::DevelopPathway).await?;
    let found = app.store().support_request(id).await?;
    let here = found.filter(|kept| kept.request.pathway == pathway.id);
    let kept = here.ok_or(AppError::NotFound)?;
    let people = [kept.request.asked_by, kept.request.owner];
    let people: Vec<PersonId> = people.into_iter().flatten().collect();
    let may_answer = may_on_pathway(actor, Action::GiveSupport, pathway.id);
    Ok(RequestSheet {
        names: app.store().names_of(&people).await?,
        team: if may_answer {
            team(app).await?
        } else {
            Vec::new()
        },
        may_answer,
        may_close: !may_answer || kept.request.asked_by == Some(actor.person.id),
        pathway,
        kept,
    })
}

/// Does something to a request. `known` is the revision that the page showed on which it was done.
pub async fn handle_support(
    app: &App,
    actor: &Actor,
    at: (&str, SupportRequestId),
    (known, deed): (u32, SupportDeed),
) -> Result<(), HandleSupportError> {
    let sheet = support_request(app, actor, at).await?;
    let action = deed.action();
    if !may_on_pathway(actor, action, sheet.pathway.id) {
        return Err(AppError::Forbidden.into());
    }
    if matches!(deed, SupportDeed::Read | SupportDeed::Withdraw) && !sheet.may_close {
        return Err(AppError::Forbidden.into());
    }
    if sheet.kept.revision != known {
        return Err(HandleSupportError::ChangedMeanwhile);
    }
    let mut request = sheet.kept.request;
    let today = app.now().date_naive();
    let act = match deed {
        SupportDeed::Assign(owner) => {
            assign(&mut request, owner, &sheet.team)?;
            Act::SupportGiven
        }
        SupportDeed::Answer(answer) => {
            request.answer(&answer, (actor.person.id, today))?;
            Act::SupportGiven
        }
        SupportDeed::Read => {
            request.read()?;
            Act::SupportClosed
        }
        SupportDeed::Withdraw => {
            request.withdraw()?;
            Act::SupportClosed
        }
    };
    let tx = app.store().begin().await?;
    if !tx.change_support(&request, known).await? {
        return Err(HandleSupportError::ChangedMeanwhile);
    }
    Ok(commit(app, tx, &told(actor, action, act, &sheet.pathway)).await?)
}

fn assign(
    request: &mut SupportRequest,
    owner: Option<PersonId>,
    team: &[(PersonId, String)],
) -> Result<(), HandleSupportError> {
    let is_of_team = |owner: PersonId| team.iter().any(|(id, _)| *id == owner);
    if !owner.is_none_or(is_of_team) {
        return Err(HandleSupportError::Owner);
    }
    Ok(request.assign(owner)?)
}

/// Everybody of the national programme, by name.
pub(super) async fn team(app: &App) -> Result<Vec<(PersonId, String)>, AppError> {
    let held = app
        .store()
        .holders(Role::ProgrammeTeam, Scope::Programme, app.now());
    let people = held.await?.into_iter();
    Ok(people.map(|person| (person.id, person.name)).collect())
}
