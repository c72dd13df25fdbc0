//! Meetings that tell companies of a pathway, and what came of them.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use mkbroute_domain::accounts::audit::{Act, Detail, Entry, Object};
use mkbroute_domain::ids::EventId;
use mkbroute_domain::outreach::event::EventProblem;
use mkbroute_domain::outreach::{Event, Funnel};
use mkbroute_domain::pathways::Pathway;
use mkbroute_store::{EventLine, EventNumbers, KeptEvent, LeadFilter, StoreError};
use thiserror::Error;

use crate::accounts::Actor;
use crate::accounts::audit::commit;
use crate::accounts::policy::{Action, Reach, may_on_pathway};
use crate::pathways::find_pathway;
use crate::{App, AppError};

/// The longest name or place, in characters.
const LONGEST: usize = 200;

/// A meeting with what came of it: "80 came, 3 have a student".
#[derive(Clone, Debug)]
pub struct EventOverview {
    pub line: EventLine,
    pub numbers: EventNumbers,
    /// Of the companies that came onto the list of the pathway by it.
    pub funnel: Funnel,
}

impl EventOverview {
    /// Companies that came onto the list of the pathway by it.
    pub fn leads(&self) -> u32 {
        self.funnel.totals().0
    }
}

/// The meetings of a pathway.
#[derive(Clone, Debug)]
pub struct EventList {
    pub pathway: Pathway,
    /// The latest first.
    pub events: Vec<EventOverview>,
    pub may_work: bool,
}

/// A meeting as somebody fills it in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedEvent {
    pub name: String,
    pub on: NaiveDate,
    pub place: String,
}

/// Why a meeting is not kept.
#[derive(Debug, Error)]
pub enum EventError {
    #[error(transparent)]
    Event(#[from] EventProblem),
    #[error("the name or the place has more than {LONGEST} characters")]
    TooLong,
    #[error("the event was changed meanwhile")]
    ChangedMeanwhile,
    /// It has guests, companies that came by it, letters, or tells of another pathway as well.
    #[error("something rests on the event")]
    Used,
    #[error(transparent)]
    App(#[from] AppError),
}

impl From<StoreError> for EventError {
    fn from(error: StoreError) -> Self {
        Self::App(error.into())
    }
}

/// The meetings that tell of a pathway, with what came of each.
pub async fn events(app: &App, actor: &Actor, slug: &str) -> Result<EventList, AppError> {
    let pathway = find_pathway(app, actor, slug, Action::SeeLeads).await?;
    let lines = app.store().events_of(pathway.id).await?;
    let ids: Vec<EventId> = lines.iter().map(|line| line.id).collect();
    let numbers = app.store().event_numbers(&ids).await?;
    let mut funnels: BTreeMap<EventId, Funnel> = BTreeMap::new();
    let everybody = LeadFilter::default();
    for track in app.store().lead_tracks(pathway.id, &everybody).await? {
        if let Some(event) = track.event {
            funnels.entry(event).or_default().add_days(track.changes);
        }
    }
    let events = lines.into_iter().map(|line| EventOverview {
        numbers: numbers.get(&line.id).copied().unwrap_or_default(),
        funnel: funnels.remove(&line.id).unwrap_or_default(),
        line,
    });
    Ok(EventList {
        events: events.collect(),
        may_work: may_on_pathway(actor, Action::WorkLeads, pathway.id),
        pathway,
    })
}

/// One meeting of a pathway, for who may change it.
pub async fn event_to_change(
    app: &App,
    actor: &Actor,
    (slug, id): (&str, Option<EventId>),
) -> Result<(Pathway, Option<KeptEvent>), AppError> {
    let pathway = find_pathway(app, actor, slug, Action::WorkLeads).await?;
    let Some(id) = id else {
        return Ok((pathway, None));
    };
    let found = app.store().event(id).await?;
    let here = found.filter(|kept| kept.event.pathways.contains(&pathway.id));
    let kept = here.ok_or(AppError::NotFound)?;
    Ok((pathway, Some(kept)))
}

/// Adds a meeting that tells of a pathway.
pub async fn add_event(
    app: &App,
    actor: &Actor,
    slug: &str,
    typed: TypedEvent,
) -> Result<EventId, EventError> {
    let pathway = find_pathway(app, actor, slug, Action::WorkLeads).await?;
    let event = Event {
        id: EventId(app.fresh_id()),
        name: String::new(),
        on: typed.on,
        place: String::new(),
        pathways: vec![pathway.id],
        guests: Vec::new(),
    };
    let event = checked(event, typed)?;
    let tx = app.store().begin().await?;
    tx.insert_event(&event).await?;
    let entry = told(actor, Act::EventKept, &pathway, event.id);
    commit(app, tx, &entry).await?;
    Ok(event.id)
}

/// Changes a meeting. `revision` is that of the meeting on the page where it was done.
pub async fn change_event(
    app: &App,
    actor: &Actor,
    (slug, id): (&str, EventId),
    revision: u32,
    typed: TypedEvent,
) -> Result<(), EventError> {
    let (pathway, kept) = event_to_change(app, actor, (slug, Some(id))).await?;
    let event = kept.ok_or(AppError::NotFound)?.event;
    let event = checked(event, typed)?;
    let tx = app.store().begin().await?;
    if !tx.change_event(&event, revision).await? {
        return Err(EventError::ChangedMeanwhile);
    }
    let entry = told(actor, Act::EventKept, &pathway, id);
    Ok(commit(app, tx, &entry).await?)
}

/// Removes a meeting that was added by mistake, as it was on the page with this revision.
pub async fn remove_event(
    app: &App,
    actor: &Actor,
    (slug, id): (&str, EventId),
    revision: u32,
) -> Result<(), EventError> {
    let (pathway, kept) = event_to_change(app, actor, (slug, Some(id))).await?;
    let event = kept.ok_or(AppError::NotFound)?.event;
    let tx = app.store().begin().await?;
    if event.pathways.len() > 1 || tx.event_is_used(id).await? {
        return Err(EventError::Used);
    }
    if !tx.delete_event(id, revision).await? {
        return Err(EventError::ChangedMeanwhile);
    }
    let entry = told(actor, Act::EventRemoved, &pathway, id);
    Ok(commit(app, tx, &entry).await?)
}

/// The meeting as it is filled in.
fn checked(event: Event, typed: TypedEvent) -> Result<Event, EventError> {
    let long = |text: &str| text.chars().count() > LONGEST;
    if long(&typed.name) || long(&typed.place) {
        return Err(EventError::TooLong);
    }
    let event = Event {
        name: typed.name,
        on: typed.on,
        place: typed.place,
        ..event
    };
    match event.problems().first() {
        Some(problem) => Err((*problem).into()),
        None => Ok(event),
    }
}

fn told(actor: &Actor, act: Act, pathway: &Pathway, id: EventId) -> Entry {
    let doer = actor.doing(Action::WorkLeads, Reach::Pathway(pathway.id));
    let detail = Detail::default().pathway(pathway.id);
    Entry::with(doer, act, Object::event(id), detail)
}
