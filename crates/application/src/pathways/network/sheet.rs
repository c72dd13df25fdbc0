//! One meeting: what it is, which pathways are invited, and who answered and came.

use std::collections::BTreeMap;

use mkbroute_domain::ids::{MeetingId, PathwayId, PersonId};
use mkbroute_domain::pathways::Pathway;
use mkbroute_store::KeptMeeting;

use super::answer::own;
use super::{may_run_network, may_see_network};
use crate::accounts::Actor;
use crate::{App, AppError};

/// A meeting, for who sees the learning network.
#[derive(Clone, Debug)]
pub struct MeetingSheet {
    pub kept: KeptMeeting,
    /// By readable name.
    pub pathways: Vec<InvitedPathway>,
    /// The pathways for which the actor answers.
    pub own: Vec<Pathway>,
    /// What the actor answered for all of them; `None` while one waits.
    pub answer: Option<bool>,
    /// Whether an answer can be given still.
    pub takes_answers: bool,
    /// Whether it can be noted who came, by who may.
    pub takes_attendance: bool,
    pub may_run: bool,
}

/// A pathway that is invited.
#[derive(Clone, Debug)]
pub struct InvitedPathway {
    pub pathway: Pathway,
    /// Whether somebody said that they come.
    pub comes: bool,
    pub attended: bool,
    /// Who coordinates it, answered for it or came: for the programme only.
    pub people: Vec<InvitedPerson>,
}

/// Somebody of a pathway that is invited.
#[derive(Clone, Debug)]
pub struct InvitedPerson {
    pub id: PersonId,
    pub name: String,
    /// `None` for who did not answer.
    pub comes: Option<bool>,
    pub attended: bool,
}

impl InvitedPathway {
    /// Whether somebody came of whom no name is kept.
    pub fn other_attended(&self) -> bool {
        self.attended && !self.people.iter().any(|person| person.attended)
    }
}

/// One meeting.
pub async fn meeting_sheet(
    app: &App,
    actor: &Actor,
    id: MeetingId,
) -> Result<MeetingSheet, AppError> {
    if !may_see_network(actor) {
        return Err(AppError::Forbidden);
    }
    let kept = app.store().meeting(id).await?.ok_or(AppError::NotFound)?;
    let may_run = may_run_network(actor);
    let invited: Vec<PathwayId> = kept.invitations.iter().map(|one| one.pathway).collect();
    let mut pathways = app.store().pathways_named(&invited).await?;
    pathways.sort_by(|one, other| one.slug.cmp(&other.slug));
    let people = if may_run {
        people(app, &kept, &pathways).await?
    } else {
        BTreeMap::new()
    };
    let own = own(actor, &kept.invitations);
    let today = app.now().date_naive();
    Ok(MeetingSheet {
        answer: answer(&kept, &own, actor.person.id),
        own: pathways
            .iter()
            .filter(|found| own.contains(&found.id))
            .cloned()
            .collect(),
        takes_answers: kept.meeting.takes_answers(today).is_ok() && !own.is_empty(),
        takes_attendance: may_run && kept.meeting.takes_attendance(today).is_ok(),
        pathways: invited_pathways(&kept, pathways, people),
        may_run,
        kept,
    })
}

/// What somebody answered for all of their pathways: that they come if they do for one.
fn answer(kept: &KeptMeeting, own: &[PathwayId], person: PersonId) -> Option<bool> {
    let said = |pathway: &PathwayId| {
        let mut theirs = kept.guests.iter().filter(|guest| guest.person == person);
        theirs.find(|guest| guest.pathway == *pathway)?.comes
    };
    let answers: Option<Vec<bool>> = own.iter().map(said).collect();
    let answers = answers.filter(|answers| !answers.is_empty())?;
    Some(answers.contains(&true))
}

/// Who coordinates each pathway, answered for it or came, by name.
async fn people(
    app: &App,
    kept: &KeptMeeting,
    pathways: &[Pathway],
) -> Result<BTreeMap<PathwayId, Vec<InvitedPerson>>, AppError> {
    let mut found = app.store().coordinators_of(pathways, app.now()).await?;
    for guest in &kept.guests {
        let people = found.entry(guest.pathway).or_default();
        if !people.contains(&guest.person) {
            people.push(guest.person);
        }
    }
    let all: Vec<PersonId> = found.values().flatten().copied().collect();
    let names = app.store().names_of(&all).await?;
    let invited = |pathway: PathwayId, person: PersonId| {
        let mut guests = kept.guests.iter();
        let guest = guests.find(|guest| guest.pathway == pathway && guest.person == person);
        Some(InvitedPerson {
            id: person,
            name: names.get(&person)?.clone(),
            comes: guest.and_then(|guest| guest.comes),
            attended: guest.is_some_and(|guest| guest.attended),
        })
    };
    let listed = found.into_iter().map(|(pathway, people)| {
        let people = people.into_iter();
        let mut people: Vec<_> = people
            .filter_map(|person| invited(pathway, person))
            .collect();
        people.sort_by(|one, other| one.name.cmp(&other.name));
        (pathway, people)
    });
    Ok(listed.collect())
}

fn invited_pathways(
    kept: &KeptMeeting,
    pathways: Vec<Pathway>,
    mut people: BTreeMap<PathwayId, Vec<InvitedPerson>>,
) -> Vec<InvitedPathway> {
    let invited = pathways.into_iter().map(|pathway| {
        let mut invitations = kept.invitations.iter();
        let invitation = invitations.find(|one| one.pathway == pathway.id);
        let mut answers = kept
            .guests
            .iter()
            .filter(|guest| guest.pathway == pathway.id);
        InvitedPathway {
            comes: answers.any(|guest| guest.comes == Some(true)),
            attended: invitation.is_some_and(|one| one.attended),
            people: people.remove(&pathway.id).unwrap_or_default(),
            pathway,
        }
    });
    invited.collect()
}
