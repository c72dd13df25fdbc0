//! The companies that may join a pathway: as a list, by stage, and as a file.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use mkbroute_domain::accounts::audit::Act;
use mkbroute_domain::ids::LeadId;
use mkbroute_domain::outreach::{Reminder, ReminderState, Stage};
use mkbroute_domain::pathways::Pathway;
use mkbroute_store::{LeadFilter, LeadLine, OrganisationName};

use super::names::{Choices, choices, companies, persons};
use crate::accounts::Actor;
use crate::accounts::audit::looked;
use crate::accounts::policy::{Action, may_on_pathway};
use crate::pathways::{find_pathway, told};
use crate::{App, AppError};

/// Leads on a page.
pub const LEADS_A_PAGE: u64 = 50;
/// Leads of a stage on the board.
pub const LEADS_A_COLUMN: u64 = 12;
/// The most leads in a file.
const MOST_EXPORTED: u64 = 100_000;

/// A lead with the names that its ids stand for.
#[derive(Clone, Debug)]
pub struct NamedLead {
    pub line: LeadLine,
    pub company: OrganisationName,
    /// Who talks with the company, if they are still known.
    pub owner: Option<String>,
    /// Whether somebody should do something, and since when.
    pub waits_since: Option<NaiveDate>,
}

/// A page of the leads of a pathway.
#[derive(Clone, Debug)]
pub struct LeadList {
    pub pathway: Pathway,
    pub leads: Vec<NamedLead>,
    /// How many there are on all pages.
    pub count: u64,
    pub choices: Choices,
    pub may_work: bool,
}

/// The leads of a stage.
#[derive(Clone, Debug)]
pub struct Column {
    pub stage: Stage,
    /// Those that are in it longest.
    pub leads: Vec<NamedLead>,
    /// How many there are.
    pub count: u64,
}

/// The leads of a pathway by stage.
#[derive(Clone, Debug)]
pub struct Board {
    pub pathway: Pathway,
    /// Every stage, also the empty ones, in the order of the road.
    pub columns: Vec<Column>,
    pub may_work: bool,
}

/// A page of the leads of a pathway, counted from 0.
pub async fn list_leads(
    app: &App,
    actor: &Actor,
    slug: &str,
    filter: &LeadFilter,
    page: u64,
) -> Result<LeadList, AppError> {
    let pathway = find_pathway(app, actor, slug, Action::SeeLeads).await?;
    let wanted = (page, LEADS_A_PAGE);
    let found = app.store().leads(pathway.id, filter, wanted).await?;
    Ok(LeadList {
        leads: named(app, found.lines).await?,
        count: found.count,
        choices: choices(app, &pathway).await?,
        may_work: may_on_pathway(actor, Action::WorkLeads, pathway.id),
        pathway,
    })
}

/// The leads of a pathway by stage.
pub async fn board(app: &App, actor: &Actor, slug: &str) -> Result<Board, AppError> {
    let pathway = find_pathway(app, actor, slug, Action::SeeLeads).await?;
    let mut columns = Vec::new();
    for stage in Stage::ALL {
        let filter = LeadFilter {
            stage: Some(stage),
            ..LeadFilter::default()
        };
        let wanted = (0, LEADS_A_COLUMN);
        let found = app.store().leads(pathway.id, &filter, wanted).await?;
        columns.push(Column {
            stage,
            leads: named(app, found.lines).await?,
            count: found.count,
        });
    }
    Ok(Board {
        columns,
        may_work: may_on_pathway(actor, Action::WorkLeads, pathway.id),
        pathway,
    })
}

/// All leads that are sought, to take along. The log tells of it.
pub async fn export_leads(
    app: &App,
    actor: &Actor,
    slug: &str,
    filter: &LeadFilter,
) -> Result<(Pathway, Vec<NamedLead>), AppError> {
    let pathway = find_pathway(app, actor, slug, Action::SeeLeads).await?;
    let entry = told(actor, Action::SeeLeads, Act::LeadsExported, &pathway);
    looked(app, &entry).await?;
    let wanted = (0, MOST_EXPORTED);
    let found = app.store().leads(pathway.id, filter, wanted).await?;
    Ok((pathway, named(app, found.lines).await?))
}

/// The first leads after this one, in the order in which they were added.
pub async fn leads_after(
    app: &App,
    actor: &Actor,
    slug: &str,
    filter: &LeadFilter,
    page: (Option<LeadId>, u64),
) -> Result<Vec<NamedLead>, AppError> {
    let pathway = find_pathway(app, actor, slug, Action::SeeLeads).await?;
    let found = app.store().leads_after(pathway.id, filter, page).await?;
    named(app, found).await
}

/// Gives leads their names, with one question for all companies and one for all persons.
async fn named(app: &App, lines: Vec<LeadLine>) -> Result<Vec<NamedLead>, AppError> {
    let ids: Vec<_> = lines.iter().map(|line| line.company).collect();
    let companies = companies(app, &ids).await?;
    let owners: Vec<_> = lines.iter().filter_map(|line| line.owner).collect();
    let owners: BTreeMap<_, String> = persons(app, &owners).await?;
    let today = app.now().date_naive();
    let named = lines.into_iter().map(|line| NamedLead {
        company: companies.get(&line.company).cloned().unwrap_or_default(),
        owner: line.owner.and_then(|id| owners.get(&id).cloned()),
        waits_since: waits_since(&line, today),
        line,
    });
    Ok(named.collect())
}

/// Since when somebody should do something about a lead. A reminder that expired still shows in the list.
fn waits_since(line: &LeadLine, today: NaiveDate) -> Option<NaiveDate> {
    let due = line.due_on?;
    let reminder = Reminder::from_day(due);
    match reminder.state(line.stage, line.re_engage_on, today) {
        ReminderState::Due | ReminderState::Expired => Some(due),
        ReminderState::Waiting | ReminderState::Silenced => None,
    }
}
