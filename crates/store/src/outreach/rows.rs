//! Rows of leads, and what lists filter by, which follows from the steps.

use chrono::{Datelike, NaiveDate};
use mkbroute_domain::ids::{ContactId, EventId, LeadId, OrganisationId, PathwayId, PersonId};
use mkbroute_domain::outreach::{
    Conversation, DeclineReason, Journey, Lead, LeadSource, Motive, Reminder, Stage, StageChange,
};

use super::leads::{KeptConversation, KeptLead};
use crate::entities::{lead_conversations, lead_steps, leads};
use crate::error::StoreError;
use crate::parse::{code, count, stored};

/// The row of a lead that was quiet since a day.
pub(super) fn row(kept: &KeptLead) -> Result<leads::Model, StoreError> {
    let lead = &kept.lead;
    let changes = lead.journey.changes();
    let (Some(first), Some(last)) = (changes.first(), changes.last()) else {
        return Err(StoreError::Data("leads: a lead has no stage".to_owned()));
    };
    let quiet_since = kept.quiet_since.max(last.on);
    let reminder = Reminder::of(last.to, quiet_since, last.re_engage_on);
    Ok(leads::Model {
        id: lead.id.0,
        organisation_id: lead.company.0,
        pathway_id: lead.pathway.0,
        source: lead.source.code().to_owned(),
        event_id: lead.event.map(|id| id.0),
        motives: join(&lead.motives, Motive::code),
        owner_id: lead.owner.map(|id| id.0),
        stage: last.to.code().to_owned(),
        stage_since: last.on,
        quiet_since,
        re_engage_on: last.re_engage_on,
        due_on: reminder.map(|reminder| reminder.due),
        came_on: first.on,
        revision: stored(kept.revision)?,
    })
}

/// The row of a step, of which the number counts from 1.
pub(super) fn step_row(
    lead: LeadId,
    (number, step): (usize, &StageChange),
) -> Result<lead_steps::Model, StoreError> {
    Ok(lead_steps::Model {
        lead_id: lead.0,
        number: step_number(number)?,
        stage: step.to.code().to_owned(),
        changed_on: step.on,
        changed_by: step.by.map(|id| id.0),
        note: step.note.clone(),
        reasons: join(&step.reasons, DeclineReason::code),
        re_engage_on: step.re_engage_on,
    })
}

/// The number of a step, as it is stored.
pub(super) fn step_number(number: usize) -> Result<i32, StoreError> {
    i32::try_from(number).map_err(|error| StoreError::Data(error.to_string()))
}

/// A lead with its steps in their order.
pub(super) fn lead(
    row: &leads::Model,
    steps: Vec<lead_steps::Model>,
) -> Result<KeptLead, StoreError> {
    let steps: Result<Vec<StageChange>, StoreError> = steps.into_iter().map(step).collect();
    // They lay in the past when they were kept.
    let journey = Journey::from_changes(steps?, NaiveDate::MAX);
    let journey = journey.map_err(|(at, problem)| {
        StoreError::Data(format!(
            "lead_steps: step {} of {}: {problem}",
            at + 1,
            row.id
        ))
    })?;
    Ok(KeptLead {
        quiet_since: row.quiet_since,
        revision: count("leads.revision", row.revision.into())?,
        lead: Lead {
            id: LeadId(row.id),
            company: OrganisationId(row.organisation_id),
            pathway: PathwayId(row.pathway_id),
            source: source(&row.source)?,
            event: row.event_id.map(EventId),
            motives: split("leads.motives", &row.motives, Motive::from_code)?,
            owner: row.owner_id.map(PersonId),
            journey,
        },
    })
}

fn step(row: lead_steps::Model) -> Result<StageChange, StoreError> {
    Ok(StageChange {
        to: stage("lead_steps.stage", &row.stage)?,
        on: row.changed_on,
        by: row.changed_by.map(PersonId),
        note: row.note,
        reasons: split("lead_steps.reasons", &row.reasons, DeclineReason::from_code)?,
        re_engage_on: row.re_engage_on,
    })
}

pub(super) fn conversation(row: lead_conversations::Model) -> Result<KeptConversation, StoreError> {
    let motives = "lead_conversations.motives";
    Ok(KeptConversation {
        id: row.id,
        said: Conversation {
            on: row.held_on,
            by: PersonId(row.held_by),
            contact: row.contact_id.map(ContactId),
            note: row.note,
            motives: split(motives, &row.motives, Motive::from_code)?,
        },
    })
}

pub(super) fn conversation_row(lead: LeadId, kept: &KeptConversation) -> lead_conversations::Model {
    let said = &kept.said;
    lead_conversations::Model {
        id: kept.id,
        lead_id: lead.0,
        held_on: said.on,
        held_by: said.by.0,
        contact_id: said.contact.map(|id| id.0),
        note: said.note.clone(),
        motives: join(&said.motives, Motive::code),
    }
}

pub(super) fn source(text: &str) -> Result<LeadSource, StoreError> {
    code("leads.source", text, LeadSource::from_code)
}

pub(super) fn stage(column: &str, text: &str) -> Result<Stage, StoreError> {
    code(column, text, Stage::from_code)
}

/// The first day of the month in which a day lies.
pub(super) fn month(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

fn join<T: Copy>(entries: &[T], name: impl Fn(T) -> &'static str) -> String {
    let names: Vec<&str> = entries.iter().map(|entry| name(*entry)).collect();
    names.join(" ")
}

fn split<T>(
    column: &str,
    text: &str,
    read: impl Fn(&str) -> Option<T>,
) -> Result<Vec<T>, StoreError> {
    let names = text.split_whitespace();
    names.map(|name| code(column, name, &read)).collect()
}
