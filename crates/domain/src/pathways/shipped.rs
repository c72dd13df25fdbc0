//! What a file tells of pathways, as it is shipped for the baseline: by the names of organisations, with
//! marks on what is inferred.

use chrono::NaiveDate;
use serde::Deserialize;
use thiserror::Error;

use super::criteria::{CriteriaSet, Evidence, EvidenceKind, Judged, Level};
use super::plan::CurriculumBasis;
use super::{
    Intake, PartnerRole, Phase, PhaseChange, PhaseProblem, Phases, Programme, ProgrammeRole,
    Related,
};
use crate::organisations::OrganisationKind;

/// A partner by its name.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShippedPartner {
    pub name: String,
    pub kind: OrganisationKind,
    pub role: PartnerRole,
    #[serde(default)]
    pub inferred: bool,
}

/// A phase with the day from which it is known to hold.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShippedPhase {
    pub to: Phase,
    pub on: NaiveDate,
    pub reason: String,
    #[serde(default)]
    pub waits_for: String,
    /// The day, or what is said, is inferred.
    #[serde(default)]
    pub inferred: bool,
}

/// A judgement on one criterion.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShippedJudgement {
    pub criterion: String,
    pub level: Level,
    pub note: String,
    #[serde(default)]
    pub inferred: bool,
}

/// A judgement on every criterion of a set that is not judged apart.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShippedLevel {
    pub level: Level,
    pub note: String,
    #[serde(default)]
    pub inferred: bool,
}

/// What is told of one pathway.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShippedPathway {
    /// Of the pathway it tells of.
    pub slug: String,
    /// Names; the first one leads. Empty if it is not known.
    pub hogescholen: Vec<String>,
    pub programmes: Vec<Programme>,
    pub partners: Vec<ShippedPartner>,
    /// Unknown in the baseline.
    #[serde(default)]
    pub programme_role: Option<ProgrammeRole>,
    pub phase: ShippedPhase,
    #[serde(default)]
    pub predecessors: Vec<String>,
    #[serde(default)]
    pub related: Vec<Related>,
    #[serde(default)]
    pub intake: Vec<Intake>,
    #[serde(default)]
    pub curriculum: Option<CurriculumBasis>,
    #[serde(default)]
    pub all_criteria: Option<ShippedLevel>,
    #[serde(default, rename = "judgement")]
    pub judgements: Vec<ShippedJudgement>,
}

/// What is wrong with such a file.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ShippedProblem {
    #[error("{0}")]
    File(String),
    #[error("{0} stands there twice")]
    Twice(String),
    #[error("{0} leads to no programme")]
    NoProgramme(String),
    #[error("the phase of {0}: {1}")]
    Phase(String, PhaseProblem),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    pathway: Vec<ShippedPathway>,
}

/// Reads a file of pathways.
///
/// # Errors
/// The first problem.
pub fn pathways(text: &str) -> Result<Vec<ShippedPathway>, ShippedProblem> {
    let file: File =
        toml::from_str(text).map_err(|error| ShippedProblem::File(error.to_string()))?;
    let found = file.pathway;
    for (at, pathway) in found.iter().enumerate() {
        let slug = || pathway.slug.clone();
        if found[..at].iter().any(|other| other.slug == pathway.slug) {
            return Err(ShippedProblem::Twice(slug()));
        }
        if pathway.programmes.is_empty() {
            return Err(ShippedProblem::NoProgramme(slug()));
        }
        pathway
            .phases()
            .map_err(|problem| ShippedProblem::Phase(slug(), problem))?;
    }
    Ok(found)
}

impl ShippedPathway {
    /// Its history, with one phase.
    ///
    /// # Errors
    /// What is wrong with the phase.
    pub fn phases(&self) -> Result<Phases, PhaseProblem> {
        let change = PhaseChange {
            to: self.phase.to,
            on: self.phase.on,
            reason: self.phase.reason.clone(),
            waits_for: self.phase.waits_for.clone(),
            by: None,
        };
        let mut phases = Phases::default();
        phases.add(change, self.phase.on)?;
        Ok(phases)
    }

    /// Its judgements on a day: those that stand apart, and the common one for what is left of a set.
    pub fn judged(&self, set: &CriteriaSet, on: NaiveDate) -> Vec<Judged> {
        let own = |code: &str| self.judgements.iter().any(|found| found.criterion == code);
        let left = set.criteria.iter().filter(|found| !own(&found.code));
        let common = self.all_criteria.iter().flat_map(|level| {
            left.clone().map(|criterion| ShippedJudgement {
                criterion: criterion.code.clone(),
                level: level.level,
                note: level.note.clone(),
                inferred: level.inferred,
            })
        });
        let all = self.judgements.iter().cloned().chain(common);
        let judged = all.map(|found| Judged {
            criterion: found.criterion,
            level: found.level,
            on,
            by: None,
            inferred: found.inferred,
            evidence: vec![Evidence {
                kind: EvidenceKind::Report,
                note: found.note,
                place: set.source.nl.clone(),
                on: Some(on),
            }],
        });
        judged.collect()
    }
}

#[cfg(test)]
mod tests;
