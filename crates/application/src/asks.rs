//! "Wat vraagt nu om jou": what waits for somebody to do it.
//!
//! Every capability that may ask something of somebody implements `Asks` in a file `asks.rs` of its own.
//! The start page, the numbers in the menu and the overview by mail know no other way, so that they
//! never differ. An ask is no stored row: it follows from how things are, and is gone once they are not.

use chrono::NaiveDate;
use mkbroute_domain::accounts::Role;
use mkbroute_domain::ids::{GrantId, MeetingId, PersonId, SupportRequestId};
use mkbroute_domain::pathways::Pathway;
use mkbroute_domain::surveys::instrument::RespondentGroup;
use mkbroute_domain::surveys::wave::Wave;
use mkbroute_domain::text::Text;

use crate::accounts::asks::AccountAsks;
pub use crate::accounts::asks::MOST_STUCK;
use crate::accounts::{Actor, load_actor_as};
use crate::insights::asks::InsightAsks;
use crate::outreach::asks::OutreachAsks;
use crate::pathways::asks::PathwayAsks;
use crate::surveys::asks::SurveyAsks;
use crate::{App, AppError};

/// Something that waits for somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// The day from which it waits; what is planned for later waits from that day.
    pub since: NaiveDate,
    pub matter: Matter,
}

/// What is asked, with what its page and its words need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Matter {
    /// Nobody but administrators takes part yet.
    LetPeopleIn,
    /// So many persons have nothing to sign in with; more than [`MOST_STUCK`] are not counted.
    HandOutLinks { persons: u32 },
    /// The audit log was found broken.
    LookAtLog,
    /// An invitation to a role waits for an answer.
    AcceptRole { role: Role },
    /// The role of somebody ends soon.
    RoleEnds {
        /// The readable name in addresses.
        person: String,
        name: String,
        grant: GrantId,
        role: Role,
        last_day: NaiveDate,
    },
    /// The roles of more than so many others end soon.
    RolesEnd { more_than: usize },
    /// So many things wait for the same person in another of their roles.
    OtherRole { role: Role, things: usize },
    /// A planned measurement waits to open.
    OpenWave { wave: NamedWave, opens: NaiveDate },
    /// The last day of an open measurement has passed.
    CloseWave {
        wave: NamedWave,
        last_day: NaiveDate,
    },
    /// Groups at pathways stay silent in an open measurement, so many times.
    SeeSilence { wave: NamedWave, links: u32 },
    /// A group at a pathway has not been told of an open measurement, as far as is known.
    PassOn(Place),
    /// Mails to so many addresses of a group at a pathway did not arrive.
    MendAddresses { place: Place, addresses: u32 },
    /// Comments of the field on a draft wait for a decision.
    DecideComments {
        slug: String,
        title: Text,
        comments: u32,
    },
    /// A closed measurement waits to be frozen, so that it can be published.
    FreezeWave { wave: NamedWave },
    /// The day of so many steps of a plan is past.
    LateSteps {
        pathway: NamedPathway,
        steps: usize,
        /// The one that is late longest.
        first: Text,
    },
    /// A step of a plan can be taken up and is due soon.
    NextStep {
        pathway: NamedPathway,
        /// The code of the step.
        code: String,
        title: Text,
        due: NaiveDate,
    },
    /// So many companies on the list of a pathway were not spoken to for long, or asked to talk again by now.
    TalkAgain {
        slug: String,
        pathway: Text,
        companies: u32,
    },
    /// So many questions of pathways wait for an answer of the national programme.
    AnswerSupport { requests: u32 },
    /// A question of a pathway got an answer.
    ReadSupport {
        pathway: NamedPathway,
        request: SupportRequestId,
    },
    /// A coming meeting of the learning network waits to hear whether somebody comes.
    AnswerMeeting {
        meeting: MeetingId,
        title: String,
        on: NaiveDate,
    },
}

/// A pathway by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedPathway {
    pub slug: String,
    pub name: Text,
}

impl From<&Pathway> for NamedPathway {
    fn from(pathway: &Pathway) -> Self {
        Self {
            slug: pathway.slug.clone(),
            name: pathway.name.clone(),
        }
    }
}

/// A measurement by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedWave {
    pub slug: String,
    pub title: Text,
}

impl From<&Wave> for NamedWave {
    fn from(wave: &Wave) -> Self {
        Self {
            slug: wave.slug.clone(),
            title: wave.title.clone(),
        }
    }
}

/// A group at a pathway in a measurement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub wave: NamedWave,
    pub pathway: Text,
    pub group: RespondentGroup,
    /// The code of its link.
    pub code: String,
}

/// What kind of thing is asked, for counting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AskKind {
    LetPeopleIn,
    HandOutLinks,
    LookAtLog,
    AcceptRole,
    RoleEnds,
    RolesEnd,
    OtherRole,
    OpenWave,
    CloseWave,
    SeeSilence,
    PassOn,
    MendAddresses,
    DecideComments,
    FreezeWave,
    LateSteps,
    NextStep,
    TalkAgain,
    AnswerSupport,
    ReadSupport,
    AnswerMeeting,
}

impl AskKind {
    /// Every kind, in the order in which they are told.
    pub const ALL: [Self; 20] = [
        Self::LetPeopleIn,
        Self::HandOutLinks,
        Self::LookAtLog,
        Self::AcceptRole,
        Self::RoleEnds,
        Self::RolesEnd,
        Self::OtherRole,
        Self::OpenWave,
        Self::CloseWave,
        Self::SeeSilence,
        Self::PassOn,
        Self::MendAddresses,
        Self::DecideComments,
        Self::FreezeWave,
        Self::LateSteps,
        Self::NextStep,
        Self::TalkAgain,
        Self::AnswerSupport,
        Self::ReadSupport,
        Self::AnswerMeeting,
    ];
}

impl Ask {
    /// What kind of thing it is.
    pub fn kind(&self) -> AskKind {
        match &self.matter {
            Matter::LetPeopleIn => AskKind::LetPeopleIn,
            Matter::HandOutLinks { .. } => AskKind::HandOutLinks,
            Matter::LookAtLog => AskKind::LookAtLog,
            Matter::AcceptRole { .. } => AskKind::AcceptRole,
            Matter::RoleEnds { .. } => AskKind::RoleEnds,
            Matter::RolesEnd { .. } => AskKind::RolesEnd,
            Matter::OtherRole { .. } => AskKind::OtherRole,
            Matter::OpenWave { .. } => AskKind::OpenWave,
            Matter::CloseWave { .. } => AskKind::CloseWave,
            Matter::SeeSilence { .. } => AskKind::SeeSilence,
            Matter::PassOn(_) => AskKind::PassOn,
            Matter::MendAddresses { .. } => AskKind::MendAddresses,
            Matter::DecideComments { .. } => AskKind::DecideComments,
            Matter::FreezeWave { .. } => AskKind::FreezeWave,
            Matter::LateSteps { .. } => AskKind::LateSteps,
            Matter::NextStep { .. } => AskKind::NextStep,
            Matter::TalkAgain { .. } => AskKind::TalkAgain,
            Matter::AnswerSupport { .. } => AskKind::AnswerSupport,
            Matter::ReadSupport { .. } => AskKind::ReadSupport,
            Matter::AnswerMeeting { .. } => AskKind::AnswerMeeting,
        }
    }
}

/// A capability that may ask something of somebody.
pub(crate) trait Asks {
    /// What it asks of the actor now, in any order. It runs for every page, so it may put few questions
    /// to the database, each along an index, and none where the actor could do nothing about the answer.
    async fn asks(app: &App, actor: &Actor) -> Result<Vec<Ask>, AppError>;
}

/// Everything that waits for the actor, the oldest first; of their other roles how much.
pub async fn asks_of(app: &App, actor: &Actor) -> Result<Vec<Ask>, AppError> {
    let mut all = asks_in_role(app, actor).await?;
    for role in &actor.roles {
        if Some(*role) == actor.role() {
            continue;
        }
        let Some(other) = load_actor_as(app, actor.person.id, Some(*role)).await? else {
            continue;
        };
        let mut waiting = asks_in_role(app, &other).await?;
        waiting.retain(|ask| !all.contains(ask));
        if let Some(oldest) = waiting.first() {
            all.push(Ask {
                since: oldest.since,
                matter: Matter::OtherRole {
                    role: *role,
                    things: waiting.len(),
                },
            });
        }
    }
    all.sort_by_key(|ask| ask.since);
    Ok(all)
}

/// Everything that waits for a person in any of their roles, each thing once.
pub(crate) async fn asks_in_every_role(app: &App, person: PersonId) -> Result<Vec<Ask>, AppError> {
    let Some(actor) = load_actor_as(app, person, None).await? else {
        return Ok(Vec::new());
    };
    let mut all = asks_in_role(app, &actor).await?;
    for role in actor.roles.iter().skip(1) {
        if let Some(other) = load_actor_as(app, person, Some(*role)).await? {
            let more = asks_in_role(app, &other).await?;
            let new: Vec<Ask> = more.into_iter().filter(|ask| !all.contains(ask)).collect();
            all.extend(new);
        }
    }
    Ok(all)
}

/// What waits for the actor in the role in which they act, the oldest first.
async fn asks_in_role(app: &App, actor: &Actor) -> Result<Vec<Ask>, AppError> {
    let mut all = SurveyAsks::asks(app, actor).await?;
    all.extend(InsightAsks::asks(app, actor).await?);
    all.extend(PathwayAsks::asks(app, actor).await?);
    all.extend(OutreachAsks::asks(app, actor).await?);
    all.extend(AccountAsks::asks(app, actor).await?);
    // The sort is stable: what waits equally long keeps the order of the capabilities.
    all.sort_by_key(|ask| ask.since);
    Ok(all)
}

#[cfg(test)]
mod tests;
