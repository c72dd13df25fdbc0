//! Templates of plans, one for each degree, read from a file.

use std::collections::BTreeMap;

use chrono::{NaiveDate, TimeDelta};
use serde::Deserialize;
use thiserror::Error;

use super::{Plan, PlanStep, StepKind, StepState};
use crate::pathways::Degree;
use crate::text::Text;

/// A step of a template.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TemplateStep {
    pub code: String,
    pub kind: StepKind,
    pub title: Text,
    /// How long before the first students begin it is to be done.
    pub weeks_before: u16,
    #[serde(default)]
    pub after: Vec<String>,
}

/// The steps towards a degree.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanTemplate {
    pub degree: Degree,
    #[serde(rename = "step")]
    pub steps: Vec<TemplateStep>,
}

/// All templates.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanTemplates {
    #[serde(rename = "template")]
    pub templates: Vec<PlanTemplate>,
}

/// What is wrong with a file of templates.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum TemplateProblem {
    #[error("{0}")]
    File(String),
    #[error("a degree has two templates")]
    DegreeTwice,
    #[error("the step {0} stands there twice")]
    StepTwice(String),
    #[error("the step {0} has no words in one of the languages")]
    NoWords(String),
    #[error("the step {step} comes after {after}, which is not there or is due later")]
    After { step: String, after: String },
    #[error("steps come after each other in a circle")]
    Circle,
}

/// Whether steps come after each other in a circle.
pub(super) fn has_circle<'a>(steps: impl Iterator<Item = (&'a str, &'a [String])>) -> bool {
    let mut left: BTreeMap<&str, &[String]> = steps.collect();
    loop {
        let free: Vec<&str> = left
            .iter()
            .filter(|(_, after)| !after.iter().any(|code| left.contains_key(code.as_str())))
            .map(|(code, _)| *code)
            .collect();
        if free.is_empty() {
            return !left.is_empty();
        }
        left.retain(|code, _| !free.contains(code));
    }
}

impl PlanTemplates {
    /// Reads a file of templates.
    ///
    /// # Errors
    /// The first problem.
    pub fn from_toml(text: &str) -> Result<Self, TemplateProblem> {
        let found: Self =
            toml::from_str(text).map_err(|error| TemplateProblem::File(error.to_string()))?;
        for (at, template) in found.templates.iter().enumerate() {
            let earlier = &found.templates[..at];
            if earlier.iter().any(|other| other.degree == template.degree) {
                return Err(TemplateProblem::DegreeTwice);
            }
            template.check()?;
        }
        Ok(found)
    }

    /// The template of a degree.
    pub fn of(&self, degree: Degree) -> Option<&PlanTemplate> {
        self.templates.iter().find(|found| found.degree == degree)
    }
}

impl PlanTemplate {
    fn check(&self) -> Result<(), TemplateProblem> {
        for (at, step) in self.steps.iter().enumerate() {
            let code = || step.code.clone();
            if self.steps[..at]
                .iter()
                .any(|earlier| earlier.code == step.code)
            {
                return Err(TemplateProblem::StepTwice(code()));
            }
            if step.title.missing().is_some() {
                return Err(TemplateProblem::NoWords(code()));
            }
            let in_time = |after: &&String| {
                let mut before = self.steps.iter().filter(|found| found.code == **after);
                before.any(|before| before.weeks_before >= step.weeks_before)
            };
            if let Some(after) = step.after.iter().find(|after| !in_time(after)) {
                let (step, after) = (code(), after.clone());
                return Err(TemplateProblem::After { step, after });
            }
        }
        let steps = self.steps.iter();
        if has_circle(steps.map(|step| (step.code.as_str(), step.after.as_slice()))) {
            return Err(TemplateProblem::Circle);
        }
        Ok(())
    }

    /// A plan for students who begin on a day.
    pub fn plan(&self, begins: NaiveDate) -> Plan {
        let steps = self.steps.iter().map(|step| PlanStep {
            code: step.code.clone(),
            kind: step.kind,
            title: step.title.clone(),
            state: StepState::Open,
            owner: None,
            due: begins.checked_sub_signed(TimeDelta::weeks(step.weeks_before.into())),
            evidence: Vec::new(),
            note: String::new(),
            after: step.after.clone(),
        });
        Plan {
            begins,
            steps: steps.collect(),
        }
    }
}
