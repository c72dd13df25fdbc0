//! The development plan of a pathway: steps with an owner, a day and evidence.

mod agreed;
mod copy;
mod curriculum;
mod template;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::criteria::Evidence;
use crate::coded::coded;
use crate::ids::PersonId;
use crate::text::Text;

pub use agreed::{
    Agreed, AgreedProblem, Commitment, LONGEST_TEXT, MOST_ENTRIES, Promised, SchoolDay,
    StudyCalendar,
};
pub use curriculum::{CurriculumBasis, CurriculumTalk};
pub use template::{PlanTemplate, PlanTemplates, TemplateProblem, TemplateStep};

coded! {
    /// What a step is about. The first five are the methods of the needs assessment.
    pub enum StepKind {
        /// Talks with companies, team leaders and foremen too.
        CompanyTalks = "company_talks",
        /// The employers' association of the sector or the region.
        EmployersAssociation = "employers_association",
        Lectoraat = "lectoraat",
        /// The advisory board that the hogeschool has (werkveldadviescommissie).
        AdvisoryBoard = "advisory_board",
        /// A larger study of the market, partly by students.
        MarketStudy = "market_study",
        /// Whether the programme adds to what there is (macrodoelmatigheid).
        Efficiency = "efficiency",
        /// Partners commit themselves.
        Commitment = "commitment",
        /// From which programme it grows, and how much is in hand.
        CurriculumBasis = "curriculum_basis",
        CurriculumTalks = "curriculum_talks",
        BusinessCase = "business_case",
        StudyCalendar = "study_calendar",
        Coordinator = "coordinator",
        Other = "other",
    }
}

coded! {
    /// How far a step is.
    pub enum StepState {
        Open = "open",
        Underway = "underway",
        /// Waits for somebody else; the note says for what.
        Waiting = "waiting",
        Done = "done",
        /// Is not needed; the note says why.
        Dropped = "dropped",
    }
}

/// The most characters of a title.
pub const LONGEST_TITLE: usize = 200;
/// The most steps of a plan.
pub const MOST_STEPS: usize = 100;

/// One step of a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanStep {
    /// Stays the same while words change.
    pub code: String,
    pub kind: StepKind,
    pub title: Text,
    pub state: StepState,
    #[serde(default)]
    pub owner: Option<PersonId>,
    #[serde(default)]
    pub due: Option<NaiveDate>,
    #[serde(default)]
    pub evidence: Vec<Evidence>,
    #[serde(default)]
    pub note: String,
    /// Codes of the steps that come first.
    #[serde(default)]
    pub after: Vec<String>,
}

/// A plan, in the order in which its steps are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// The day on which the first students are to begin.
    pub begins: NaiveDate,
    pub steps: Vec<PlanStep>,
}

/// Why a step does not change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum StepProblem {
    #[error("there is no such step")]
    NoStep,
    #[error("a step that is done shows evidence")]
    NoEvidence,
    #[error("who waits or drops a step says for what or why")]
    NoNote,
    #[error("a step comes after itself")]
    Circle,
    #[error("it comes after a step that is not there")]
    AfterNothing,
    #[error("a step has words in both languages, of at most {LONGEST_TITLE} characters")]
    Title,
    #[error("a note or evidence is empty or too long")]
    Words,
    #[error("a plan has at most {MOST_STEPS} steps")]
    TooMany,
}

/// How much of a plan is done. What was dropped does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    pub done: usize,
    pub of: usize,
    /// Not done, while their day is past.
    pub late: usize,
}

impl StepKind {
    /// Whether it is one of the methods of the needs assessment.
    pub fn assesses_needs(self) -> bool {
        self <= Self::MarketStudy
    }
}

impl StepState {
    /// Whether nothing is left to do.
    pub fn is_settled(self) -> bool {
        match self {
            Self::Done | Self::Dropped => true,
            Self::Open | Self::Underway | Self::Waiting => false,
        }
    }
}

impl PlanStep {
    /// Whether it may be kept as it is.
    ///
    /// # Errors
    /// The first problem.
    pub fn check(&self) -> Result<(), StepProblem> {
        let explained = !self.note.trim().is_empty();
        let titles = [&self.title.nl, &self.title.en];
        let long = |text: &String| text.chars().count() > LONGEST_TITLE;
        if self.title.missing().is_some() || titles.into_iter().any(long) {
            return Err(StepProblem::Title);
        }
        let long = |text: &str| text.chars().count() > LONGEST_TEXT;
        let shows = |found: &Evidence| !found.note.trim().is_empty() && !long(&found.note);
        if long(&self.note) || !self.evidence.iter().all(shows) {
            return Err(StepProblem::Words);
        }
        match self.state {
            StepState::Done if self.evidence.is_empty() => Err(StepProblem::NoEvidence),
            StepState::Waiting | StepState::Dropped if !explained => Err(StepProblem::NoNote),
            StepState::Open
            | StepState::Underway
            | StepState::Waiting
            | StepState::Done
            | StepState::Dropped => Ok(()),
        }
    }

    /// Whether its day is past and it is not done.
    pub fn is_late(&self, today: NaiveDate) -> bool {
        !self.state.is_settled() && self.due.is_some_and(|due| due < today)
    }
}

impl Plan {
    /// The step with this code.
    pub fn step(&self, code: &str) -> Option<&PlanStep> {
        self.steps.iter().find(|step| step.code == code)
    }

    /// Replaces a step by its changed self.
    ///
    /// # Errors
    /// Why it stays as it was.
    pub fn change(&mut self, changed: PlanStep) -> Result<(), StepProblem> {
        changed.check()?;
        let known = |code: &String| self.step(code).is_some();
        if !changed.after.iter().all(known) {
            return Err(StepProblem::AfterNothing);
        }
        let at = self.steps.iter().position(|step| step.code == changed.code);
        let at = at.ok_or(StepProblem::NoStep)?;
        let before = std::mem::replace(&mut self.steps[at], changed);
        if self.has_circle() {
            self.steps[at] = before;
            return Err(StepProblem::Circle);
        }
        Ok(())
    }

    /// Adds a step of one's own behind the others, and gives it a code.
    ///
    /// # Errors
    /// Why the plan stays as it was.
    pub fn add(&mut self, mut step: PlanStep) -> Result<(), StepProblem> {
        if self.steps.len() >= MOST_STEPS {
            return Err(StepProblem::TooMany);
        }
        let taken = |code: &String| self.step(code).is_some();
        let mut codes = (1..).map(|number: u32| format!("own_{number}"));
        step.code = codes.find(|code| !taken(code)).unwrap_or_default();
        let code = step.code.clone();
        self.steps.push(PlanStep {
            state: StepState::Open,
            note: String::new(),
            after: Vec::new(),
            ..step.clone()
        });
        let kept = self.change(step);
        if kept.is_err() {
            self.steps.retain(|step| step.code != code);
        }
        kept
    }

    /// What can be taken up now: not settled, and all that comes first is. Late ones and early days
    /// first, those without a day last.
    pub fn next(&self) -> Vec<&PlanStep> {
        let settled = |code: &String| self.step(code).is_none_or(|step| step.state.is_settled());
        let mut found: Vec<&PlanStep> = self
            .steps
            .iter()
            .filter(|step| !step.state.is_settled() && step.after.iter().all(settled))
            .collect();
        found.sort_by_key(|step| (step.due.is_none(), step.due));
        found
    }

    /// How much is done.
    pub fn progress(&self, today: NaiveDate) -> Progress {
        let counted = || {
            self.steps
                .iter()
                .filter(|step| step.state != StepState::Dropped)
        };
        Progress {
            done: counted()
                .filter(|step| step.state == StepState::Done)
                .count(),
            of: counted().count(),
            late: counted().filter(|step| step.is_late(today)).count(),
        }
    }

    /// How many of the five methods of the needs assessment were used.
    pub fn needs_methods(&self) -> usize {
        let mut kinds: Vec<StepKind> = self
            .steps
            .iter()
            .filter(|step| step.kind.assesses_needs() && step.state == StepState::Done)
            .map(|step| step.kind)
            .collect();
        kinds.sort_unstable();
        kinds.dedup();
        kinds.len()
    }

    fn has_circle(&self) -> bool {
        template::has_circle(
            self.steps
                .iter()
                .map(|step| (step.code.as_str(), step.after.as_slice())),
        )
    }
}

#[cfg(test)]
mod tests;
