//! The programme plans a meeting, changes it, and calls it off.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use mkbroute_domain::accounts::Visible;
use mkbroute_domain::accounts::audit::Act;
use mkbroute_domain::ids::{MeetingId, PathwayId};
use mkbroute_domain::pathways::{Meeting, MeetingDetails, MeetingProblem, Pathway};
use mkbroute_store::KeptMeeting;

use super::{MeetingError, must_run, told};
use crate::accounts::Actor;
use crate::accounts::audit::commit;
use crate::{App, AppError};

/// A meeting as somebody fills it in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedMeeting {
    pub title: String,
    pub on: NaiveDate,
    pub details: MeetingDetails,
    pub invited: Invited,
}

/// Which pathways are invited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Invited {
    /// Those that are registered with the programme now.
    Registered,
    /// Those with these readable names.
    These(BTreeSet<String>),
}

/// What the form to plan or change a meeting needs.
#[derive(Clone, Debug)]
pub struct MeetingForm {
    /// `None` for a new one.
    pub kept: Option<KeptMeeting>,
    /// Every pathway, by readable name.
    pub pathways: Vec<Pathway>,
    /// The themes that meetings had so far.
    pub themes: Vec<String>,
}

/// The form to plan a meeting, or to change one.
pub async fn meeting_form(
    app: &App,
    actor: &Actor,
    id: Option<MeetingId>,
) -> Result<MeetingForm, AppError> {
    must_run(actor)?;
    let kept = match id {
        None => None,
        Some(id) => Some(app.store().meeting(id).await?.ok_or(AppError::NotFound)?),
    };
    Ok(MeetingForm {
        kept,
        pathways: app.store().pathways(&Visible::Everything).await?,
        themes: app.store().meeting_themes().await?,
    })
}

/// Plans a meeting.
pub async fn plan_meeting(
    app: &App,
    actor: &Actor,
    typed: TypedMeeting,
) -> Result<MeetingId, MeetingError> {
    must_run(actor)?;
    let meeting = Meeting {
        id: MeetingId(app.fresh_id()),
        title: typed.title,
        on: typed.on,
        called_off: false,
        details: typed.details,
    };
    let meeting = meeting.checked()?;
    let invited = invited(app, &typed.invited).await?;
    if invited.is_empty() {
        return Err(MeetingProblem::NobodyInvited.into());
    }
    let today = app.now().date_naive();
    let tx = app.store().begin().await?;
    tx.insert_meeting(&meeting, (&invited, today)).await?;
    commit(app, tx, &told(actor, Act::MeetingPlanned, meeting.id)).await?;
    Ok(meeting.id)
}

/// Changes a meeting. A pathway that answered or came stays invited. `known` is the revision that the page showed.
pub async fn change_meeting(
    app: &App,
    actor: &Actor,
    (id, known): (MeetingId, u32),
    typed: TypedMeeting,
) -> Result<(), MeetingError> {
    must_run(actor)?;
    let kept = app.store().meeting(id).await?.ok_or(AppError::NotFound)?;
    let meeting = Meeting {
        title: typed.title,
        on: typed.on,
        details: typed.details,
        ..kept.meeting
    };
    let meeting = meeting.checked()?;
    let mut invited = invited(app, &typed.invited).await?;
    invited.extend(kept.guests.iter().map(|guest| guest.pathway));
    let attended = kept.invitations.iter().filter(|one| one.attended);
    invited.extend(attended.map(|one| one.pathway));
    if invited.is_empty() {
        return Err(MeetingProblem::NobodyInvited.into());
    }
    keep(app, actor, (&meeting, known), &invited).await
}

/// Calls a meeting off, or says that it takes place after all. `known` is the revision that the page showed.
pub async fn call_off(
    app: &App,
    actor: &Actor,
    (id, known): (MeetingId, u32),
    off: bool,
) -> Result<(), MeetingError> {
    must_run(actor)?;
    let kept = app.store().meeting(id).await?.ok_or(AppError::NotFound)?;
    let invited = kept.invitations.iter().map(|one| one.pathway).collect();
    let meeting = Meeting {
        called_off: off,
        ..kept.meeting
    };
    keep(app, actor, (&meeting, known), &invited).await
}

async fn keep(
    app: &App,
    actor: &Actor,
    (meeting, known): (&Meeting, u32),
    invited: &BTreeSet<PathwayId>,
) -> Result<(), MeetingError> {
    let today = app.now().date_naive();
    let tx = app.store().begin().await?;
    let changed = tx.change_meeting((meeting, known), (invited, today));
    if !changed.await? {
        return Err(MeetingError::ChangedMeanwhile);
    }
    Ok(commit(app, tx, &told(actor, Act::MeetingChanged, meeting.id)).await?)
}

async fn invited(app: &App, typed: &Invited) -> Result<BTreeSet<PathwayId>, AppError> {
    match typed {
        Invited::Registered => {
            let registered = app.store().registered_pathways().await?;
            Ok(registered.into_keys().collect())
        }
        Invited::These(slugs) => {
            let all = app.store().pathways(&Visible::Everything).await?;
            let named = all.iter().filter(|pathway| slugs.contains(&pathway.slug));
            Ok(named.map(|pathway| pathway.id).collect())
        }
    }
}
