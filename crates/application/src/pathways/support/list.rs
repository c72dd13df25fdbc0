//! What all pathways ask, for the national programme.

use mkbroute_domain::ids::PersonId;
use mkbroute_domain::pathways::lists::Entry;
use mkbroute_domain::pathways::support::median_days;
use mkbroute_domain::pathways::{Pathway, SupportRequest, SupportState};
use mkbroute_store::{KeptSupport, SupportFilter};

use super::handle::team;
use super::support_kinds;
use crate::accounts::Actor;
use crate::accounts::policy::{Action, may_everywhere};
use crate::{App, AppError};

/// Requests on one page of the list.
pub const REQUESTS_A_PAGE: u64 = 50;
/// Requests in one file.
pub const MOST_SUPPORT: u64 = 50_000;

/// A request with the names that it needs.
#[derive(Clone, Debug)]
pub struct NamedRequest {
    pub request: SupportRequest,
    pub pathway: Pathway,
    pub owner: Option<String>,
    /// From question to answer, or until today.
    pub days: Option<i64>,
}

/// How much was asked of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KindTally {
    pub kind: Entry,
    pub waiting: u32,
    /// With an answer, read or not.
    pub answered: u32,
}

/// The requests that are sought.
#[derive(Clone, Debug)]
pub struct SupportList {
    /// The longest ago first.
    pub requests: Vec<NamedRequest>,
    pub count: u64,
    /// Half of those that are sought and have an answer had it within so many days.
    pub median: Option<i64>,
    pub kinds: Vec<Entry>,
    /// What pathways ever asked, whatever is sought; in the order of the kinds.
    pub tallies: Vec<KindTally>,
    pub team: Vec<(PersonId, String)>,
}

/// Whether somebody answers what pathways ask.
pub fn may_give_support(actor: &Actor) -> bool {
    may_everywhere(actor, Action::GiveSupport)
}

/// One page of what is sought; pages count from 0.
pub async fn list_support(
    app: &App,
    actor: &Actor,
    filter: &SupportFilter,
    page: u64,
) -> Result<SupportList, AppError> {
    let requests = found(
        app,
        actor,
        filter,
        (page * REQUESTS_A_PAGE, REQUESTS_A_PAGE),
    )
    .await?;
    // An answer takes its time whatever state it came to: of a filter by state only the rest counts.
    let answered = SupportFilter {
        states: Vec::new(),
        ..filter.clone()
    };
    let kinds = support_kinds()?;
    Ok(SupportList {
        requests,
        count: app.store().support_count(filter).await?,
        median: median_days(app.store().support_days(&answered).await?),
        tallies: tallies(app, &kinds).await?,
        kinds,
        team: team(app).await?,
    })
}

async fn tallies(app: &App, kinds: &[Entry]) -> Result<Vec<KindTally>, AppError> {
    let counted = app.store().support_tallies().await?;
    let tally = |kind: Entry| {
        let of = |wanted: &[SupportState]| {
            let ours = counted.iter();
            let ours = ours.filter(|(code, state, _)| *code == kind.code && wanted.contains(state));
            ours.map(|(.., requests)| requests).sum()
        };
        KindTally {
            waiting: of(&[SupportState::Open]),
            answered: of(&[SupportState::Answered, SupportState::Read]),
            kind,
        }
    };
    Ok(kinds.iter().cloned().map(tally).collect())
}

/// What is sought, for a file.
pub async fn export_support(
    app: &App,
    actor: &Actor,
    filter: &SupportFilter,
) -> Result<Vec<NamedRequest>, AppError> {
    found(app, actor, filter, (0, MOST_SUPPORT)).await
}

async fn found(
    app: &App,
    actor: &Actor,
    filter: &SupportFilter,
    part: (u64, u64),
) -> Result<Vec<NamedRequest>, AppError> {
    if !may_give_support(actor) {
        return Err(AppError::Forbidden);
    }
    named(app, app.store().support(filter, part).await?).await
}

async fn named(app: &App, kept: Vec<KeptSupport>) -> Result<Vec<NamedRequest>, AppError> {
    let mut ids: Vec<_> = kept.iter().map(|kept| kept.request.pathway).collect();
    ids.sort_unstable();
    ids.dedup();
    let pathways = app.store().pathways_named(&ids).await?;
    let mut owners: Vec<PersonId> = kept.iter().filter_map(|kept| kept.request.owner).collect();
    owners.sort_unstable();
    owners.dedup();
    let names = app.store().names_of(&owners).await?;
    let today = app.now().date_naive();
    let lines = kept.into_iter().filter_map(|kept| {
        let request = kept.request;
        let pathway = pathways.iter().find(|found| found.id == request.pathway)?;
        Some(NamedRequest {
            owner: request.owner.and_then(|owner| names.get(&owner).cloned()),
            days: request.days(today),
            pathway: pathway.clone(),
            request,
        })
    });
    Ok(lines.collect())
}
