//! The steps of a plan as its page shows them.

use chrono::NaiveDate;
use mkbroute_application::pathways::PlanSheet;
use mkbroute_domain::pathways::criteria::Evidence;
use mkbroute_domain::pathways::plan::{Plan, PlanStep, StepKind, StepState};
use mkbroute_report::words::plan as words;

use crate::page::Page;

/// A step in words.
pub(super) struct StepView {
    pub(super) code: String,
    pub(super) title: String,
    pub(super) kind: &'static str,
    pub(super) state: &'static str,
    pub(super) class: &'static str,
    pub(super) due: Option<NaiveDate>,
    pub(super) late: bool,
    pub(super) owner: Option<String>,
    pub(super) note: String,
    pub(super) evidence: Vec<Evidence>,
    /// The steps that come first and are not settled.
    pub(super) waits_for: Vec<String>,
    /// Who coordinates the pathway already, of an open step that appoints a coordinator.
    pub(super) coordinators: Vec<String>,
}

/// A method of the needs assessment.
pub(super) struct MethodView {
    pub(super) words: &'static str,
    pub(super) state: &'static str,
    pub(super) class: &'static str,
}

impl StepView {
    pub(super) fn of(
        step: &PlanStep,
        (plan, found): (&Plan, &PlanSheet),
        page: &Page,
        today: NaiveDate,
    ) -> Self {
        let name = |owner| found.names.get(&owner).cloned();
        let before = step.after.iter().filter_map(|code| plan.step(code));
        let open = before.filter(|step| !step.state.is_settled());
        let appoints = step.kind == StepKind::Coordinator && !step.state.is_settled();
        let coordinators = found.owners.values().filter(|_| appoints);
        Self {
            code: step.code.clone(),
            title: page.text(&step.title).to_owned(),
            kind: words::step_kind(step.kind, page.lang),
            state: words::step_state(step.state, page.lang),
            class: state_class(step.state),
            due: step.due,
            late: step.is_late(today),
            owner: step.owner.and_then(name),
            note: step.note.clone(),
            evidence: step.evidence.clone(),
            waits_for: open.map(|step| page.text(&step.title).to_owned()).collect(),
            coordinators: coordinators.cloned().collect(),
        }
    }
}

/// How far each method of the needs assessment is: as far as the step that is farthest.
pub(super) fn methods(plan: &Plan, page: &Page) -> Vec<MethodView> {
    let kinds = StepKind::ALL.into_iter();
    let methods = kinds.filter(|kind| kind.assesses_needs());
    let shown = methods.map(|kind| {
        let states = || {
            let steps = plan.steps.iter().filter(move |step| step.kind == kind);
            steps.map(|step| step.state)
        };
        let farthest = [
            StepState::Done,
            StepState::Underway,
            StepState::Waiting,
            StepState::Open,
        ];
        let state = farthest
            .into_iter()
            .find(|state| states().any(|found| found == *state))
            .unwrap_or(StepState::Dropped);
        MethodView {
            words: words::step_kind(kind, page.lang),
            state: words::step_state(state, page.lang),
            class: state_class(state),
        }
    });
    shown.collect()
}

/// How a state looks: the words say it, the colour repeats it.
fn state_class(state: StepState) -> &'static str {
    match state {
        StepState::Done => "badge good",
        StepState::Waiting => "badge strong",
        StepState::Open | StepState::Underway | StepState::Dropped => "badge",
    }
}
