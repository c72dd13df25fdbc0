//! The national programme adds a pathway.

use chrono::NaiveDate;
use mkbroute_domain::accounts::audit::{Act, Entry, Object};
use mkbroute_domain::ids::{HogeschoolId, PathwayId};
use mkbroute_domain::organisations::register::{KnownHogeschool, hogescholen};
use mkbroute_domain::pathways::{
    Degree, Pathway, Phase, PhaseChange, PhaseProblem, Phases, Sector,
};
use mkbroute_domain::text::{Lang, Text};
use mkbroute_store::StoreError;
use thiserror::Error;

use crate::accounts::Actor;
use crate::accounts::audit::commit;
use crate::accounts::policy::{Action, Reach, may_everywhere};
use crate::slug::slug;
use crate::{App, AppError};

/// The most characters of a name.
const LONGEST_NAME: usize = 200;

/// The programme of the questionnaires that stands for any that they do not name.
const OTHER_PROGRAMME: &str = "other";

const HOGESCHOLEN: &str = include_str!("../../../../data/hogescholen.toml");

/// A pathway as somebody adds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPathway {
    pub name: Text,
    /// The name of the hogeschool that leads, as the register has it.
    pub hogeschool: String,
    pub partner: String,
    pub sector: Sector,
    pub degree: Degree,
    pub phase: Phase,
    pub since: NaiveDate,
    /// Why it is in this phase.
    pub reason: String,
    pub waits_for: String,
}

/// Why a pathway is not added.
#[derive(Debug, Error)]
pub enum AddPathwayError {
    #[error("the name is missing in one of the languages")]
    NoName(Lang),
    #[error("a name has more than {LONGEST_NAME} characters")]
    LongName,
    #[error("the register knows no such hogeschool")]
    NoHogeschool,
    #[error(transparent)]
    Phase(#[from] PhaseProblem),
    #[error(transparent)]
    App(#[from] AppError),
}

impl From<StoreError> for AddPathwayError {
    fn from(error: StoreError) -> Self {
        Self::App(error.into())
    }
}

/// Whether the actor adds pathways.
pub fn may_add_pathways(actor: &Actor) -> bool {
    may_everywhere(actor, Action::RegisterPathway)
}

/// The hogescholen that can lead a pathway, by name.
pub fn known_hogescholen() -> Result<Vec<KnownHogeschool>, AppError> {
    let mut found = hogescholen(HOGESCHOLEN).map_err(AppError::unreadable)?;
    found.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(found)
}

/// Adds a pathway and returns its readable name.
pub async fn add_pathway(
    app: &App,
    actor: &Actor,
    new: NewPathway,
) -> Result<String, AddPathwayError> {
    if !may_add_pathways(actor) {
        return Err(AppError::Forbidden.into());
    }
    check(&new)?;
    let mut phases = Phases::default();
    let first = PhaseChange {
        to: new.phase,
        on: new.since,
        reason: new.reason.trim().to_owned(),
        waits_for: new.waits_for.trim().to_owned(),
        by: Some(actor.person.id),
    };
    phases.add(first.clone(), app.now().date_naive())?;
    let pathway = Pathway {
        id: PathwayId(app.fresh_id()),
        slug: free_slug(app, &new).await?,
        hogeschool_id: HogeschoolId::named(&new.hogeschool),
        name: new.name,
        hogeschool: new.hogeschool,
        partner: new.partner.trim().to_owned(),
        sector: new.sector.code().to_owned(),
        programme: OTHER_PROGRAMME.to_owned(),
        degree: new.degree,
        phase: new.phase,
        meets_definition: None,
        note: Text::default(),
    };
    let tx = app.store().begin().await?;
    tx.insert_pathway(&pathway).await?;
    if !tx.add_phase_change(pathway.id, 0, &first).await? {
        return Err(AppError::unreadable("a new pathway has a phase already").into());
    }
    let doer = actor.doing(Action::RegisterPathway, Reach::Everywhere);
    let object = Object::pathway(&pathway.slug);
    commit(app, tx, &Entry::new(doer, Act::PathwayAdded, object)).await?;
    Ok(pathway.slug)
}

fn check(new: &NewPathway) -> Result<(), AddPathwayError> {
    if let Some(lang) = new.name.missing() {
        return Err(AddPathwayError::NoName(lang));
    }
    let long = |text: &str| text.chars().count() > LONGEST_NAME;
    if long(&new.name.nl) || long(&new.name.en) || long(&new.partner) {
        return Err(AddPathwayError::LongName);
    }
    let known = known_hogescholen()?;
    if known.iter().any(|found| found.name == new.hogeschool) {
        Ok(())
    } else {
        Err(AddPathwayError::NoHogeschool)
    }
}

/// A readable name that no pathway has.
async fn free_slug(app: &App, new: &NewPathway) -> Result<String, AppError> {
    let base = slug(&format!("{} {}", new.hogeschool, new.name.nl), "route");
    let mut tried = base.clone();
    for number in 2_u32.. {
        if app.store().pathway_by_slug(&tried).await?.is_none() {
            break;
        }
        tried = format!("{base}-{number}");
    }
    Ok(tried)
}
