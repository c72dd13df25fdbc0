//! A plan taken over from another pathway, begun later than it should have been, or moved in time.

use chrono::{NaiveDate, TimeDelta};

use super::{Plan, PlanStep, StepState};

/// Within so many days what should have been done earlier is due.
const SOON: i64 = 14;

impl Plan {
    /// The same steps, of which none is late on this day: a plan that begins late is not in arrears at once. What
    /// should have been done earlier moves between soon and the first day of students, in the same order.
    #[must_use]
    pub fn caught_up(mut self, today: NaiveDate) -> Self {
        let earliest = self.steps.iter().filter_map(|step| step.due).min();
        let Some(earliest) = earliest.filter(|earliest| *earliest < today) else {
            return self;
        };
        let soon = today + TimeDelta::days(SOON);
        let left = (self.begins - soon).num_days().max(0);
        let planned = (self.begins - earliest).num_days().max(1);
        for step in &mut self.steps {
            step.due = step.due.map(|due| {
                let after = (due - earliest).num_days().clamp(0, planned);
                soon + TimeDelta::days(after * left / planned)
            });
        }
        self
    }

    /// Students begin on another day: what is left to do moves along.
    pub fn begin_on(&mut self, begins: NaiveDate) {
        let later = begins - self.begins;
        self.begins = begins;
        for step in &mut self.steps {
            if !step.state.is_settled() {
                step.due = step.due.and_then(|due| due.checked_add_signed(later));
            }
        }
    }

    /// The same steps for students who begin on another day. People, evidence and notes stay behind, and
    /// so does what was dropped.
    #[must_use]
    pub fn copy(&self, begins: NaiveDate) -> Self {
        let later = begins - self.begins;
        let kept = |code: &String| {
            let step = self.step(code);
            step.is_some_and(|step| step.state != StepState::Dropped)
        };
        let steps = self.steps.iter().filter(|step| kept(&step.code));
        let steps = steps.map(|step| PlanStep {
            code: step.code.clone(),
            kind: step.kind,
            title: step.title.clone(),
            state: StepState::Open,
            owner: None,
            due: step.due.and_then(|due| due.checked_add_signed(later)),
            evidence: Vec::new(),
            note: String::new(),
            after: step
                .after
                .iter()
                .filter(|code| kept(code))
                .cloned()
                .collect(),
        });
        Self {
            begins,
            steps: steps.collect(),
        }
    }
}
