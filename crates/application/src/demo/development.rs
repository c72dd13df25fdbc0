//! How the pathways of 2021 developed, as the report on the baseline tells it.

use chrono::NaiveDate;
use mkbroute_domain::ids::OrganisationId;
use mkbroute_domain::pathways::criteria::{CriteriaSet, Judged};
use mkbroute_domain::pathways::profile::{Predecessor, Taking};
use mkbroute_domain::pathways::shipped::{ShippedPathway, pathways as shipped};
use mkbroute_domain::pathways::{Pathway, PhaseChange, Profile};
use mkbroute_store::Tx;

use super::seed::SeedError;
use super::{organisations, plan};
use crate::pathways::{DEFINITION, LATER, criteria_sets, known_hogescholen};
use crate::{App, AppError};

const PROFILES: &str = include_str!("../../../../data/pathway-profiles.toml");

/// The day on which the baseline looked: it asked every pathway, so each was registered by then (inferred).
pub(super) fn looked_on() -> NaiveDate {
    NaiveDate::from_ymd_opt(2021, 11, 1).unwrap_or_default()
}

/// Keeps phases, judgements, intake and profile of each pathway.
pub(super) async fn fill(app: &App, tx: &Tx, pathways: &[Pathway]) -> Result<(), SeedError> {
    let wrong = |error: &dyn std::fmt::Display| SeedError::Pathways(error.to_string());
    let sets = criteria_sets()?;
    let all = shipped(PROFILES).map_err(|error| wrong(&error))?;
    let named = organisations::fill(app, tx, &all).await?;
    for told in &all {
        let mut found = pathways.iter();
        let pathway = found.find(|pathway| pathway.slug == told.slug);
        let pathway = pathway.ok_or_else(|| wrong(&format!("no pathway {}", told.slug)))?;
        let phases = told.phases().map_err(|error| wrong(&error))?;
        for (known, change) in phases.changes().iter().enumerate() {
            let marked = marked(change, told.phase.inferred);
            tx.add_phase_change(pathway.id, known, &marked).await?;
        }
        let of = |id: &str| sets.find(id).map(|set| judged(told, set));
        let both = of(DEFINITION).into_iter().chain(of(LATER)).flatten();
        for (known, judged) in without_twins(both).iter().enumerate() {
            tx.add_judgement(pathway.id, known, judged).await?;
        }
        for intake in &told.intake {
            tx.put_intake(pathway.id, intake).await?;
        }
        let profile = Profile {
            partners: organisations::partners(told, &named),
            ..profile(app, told, pathway)?
        };
        tx.save_profile(pathway.id, 0, &profile).await?;
        if let Some(basis) = &told.curriculum {
            plan::fill(app, tx, pathway, basis).await?;
        }
    }
    Ok(())
}

/// A change that says so if it is inferred: the report does not tell it in so many words.
fn marked(change: &PhaseChange, inferred: bool) -> PhaseChange {
    let mut change = change.clone();
    if inferred {
        change.reason.push_str(" (afgeleid)");
    }
    change
}

/// What the report says on the criteria of a set. On those that only the later set names it says something of
/// one pathway only.
fn judged(told: &ShippedPathway, set: &CriteriaSet) -> Vec<Judged> {
    let mut told = told.clone();
    if set.id != DEFINITION {
        told.all_criteria = None;
    }
    told.judged(set, looked_on())
}

/// Each criterion once: a judgement that stands apart comes with every set.
fn without_twins(judged: impl Iterator<Item = Judged>) -> Vec<Judged> {
    let mut found: Vec<Judged> = Vec::new();
    for judged in judged {
        if !found
            .iter()
            .any(|other| other.criterion == judged.criterion)
        {
            found.push(judged);
        }
    }
    found
}

fn profile(app: &App, told: &ShippedPathway, pathway: &Pathway) -> Result<Profile, AppError> {
    let known = known_hogescholen()?;
    let leads = known.iter().any(|known| known.name == pathway.hogeschool);
    let taking = Taking {
        hogeschool: OrganisationId(pathway.hogeschool_id.0),
        leads: true,
    };
    Ok(Profile {
        programmes: told.programmes.clone(),
        hogescholen: leads.then_some(taking).into_iter().collect(),
        predecessors: told
            .predecessors
            .iter()
            .map(|name| predecessor(name))
            .collect(),
        related: told.related.clone(),
        registered_on: Some(looked_on().min(app.now().date_naive())),
        programme_role: told.programme_role,
        ..Profile::default()
    })
}

fn predecessor(name: &str) -> Predecessor {
    Predecessor {
        name: name.to_owned(),
        note: String::new(),
        lectoraat: None,
    }
}
