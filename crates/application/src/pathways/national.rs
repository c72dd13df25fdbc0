//! All pathways together: how many are how far, then and now, and which criteria hold them back.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use mkbroute_domain::ids::PathwayId;
use mkbroute_domain::pathways::Phase;
use mkbroute_domain::pathways::criteria::{Criterion, Level};

use super::criteria::{both, criteria_sets};
use super::taking_part::{TakingPart, taking_part};
use super::{PathwayFilter, PathwayLine, find_pathways};
use crate::{App, AppError};

/// How many pathways the national programme expected within three years of the first measurement (report on 2021-22).
pub const EXPECTED: usize = 25;

/// The most years that are looked back.
const YEARS: i32 = 12;

/// All pathways together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct National {
    /// How many there are, in any phase.
    pub count: usize,
    /// Those in which students can begin.
    pub running: usize,
    /// How many were in each phase at the end of each year, the earliest first, and today.
    pub over_time: Vec<(NaiveDate, Vec<(Phase, usize)>)>,
    /// How far each criterion is met, in the order of the definition.
    pub criteria: Vec<CriterionCount>,
    pub taking_part: TakingPart,
}

/// How far one criterion is met by all pathways.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CriterionCount {
    pub criterion: Criterion,
    /// How many pathways are at each level.
    pub levels: Vec<(Level, usize)>,
}

impl CriterionCount {
    /// Whether it is judged and not, or not wholly, met somewhere.
    pub fn holds_back(&self) -> bool {
        let held = |level: Level| matches!(level, Level::Partly | Level::NotMet);
        self.levels
            .iter()
            .any(|(level, count)| held(*level) && *count > 0)
    }
}

/// A pathway with the days on which it came into its phases.
type History = Vec<(Phase, NaiveDate)>;

/// All pathways together. Anybody may know it.
pub async fn national(app: &App) -> Result<National, AppError> {
    let sets = criteria_sets()?;
    let (definition, _) = both(&sets)?;
    let lines = find_pathways(app, &PathwayFilter::default()).await?;
    let histories = app.store().phases().await?;
    let ids: Vec<PathwayId> = lines.iter().map(|line| line.pathway.id).collect();
    let today = app.now().date_naive();
    let days = days(&histories, today);
    let at = |day: NaiveDate| {
        // Today counts what the list shows, also of pathways whose history nobody knows.
        let phases = lines.iter().filter_map(|line| {
            let history = histories.get(&line.pathway.id);
            match history {
                _ if day == today => Some(line.pathway.phase),
                Some(history) => phase_on(history, day),
                None => None,
            }
        });
        (day, counted(&Phase::ALL, phases))
    };
    Ok(National {
        count: lines.len(),
        taking_part: taking_part(app, &ids).await?,
        running: lines
            .iter()
            .filter(|line| line.pathway.phase.runs())
            .count(),
        over_time: days.into_iter().map(at).collect(),
        criteria: definition
            .criteria
            .iter()
            .map(|criterion| levels(criterion, &lines))
            .collect(),
    })
}

/// The last day of each year since the first change, and today.
fn days(histories: &BTreeMap<PathwayId, History>, today: NaiveDate) -> Vec<NaiveDate> {
    let first = histories.values().filter_map(|history| history.first());
    let first = first.map(|(_, on)| on.year()).min();
    let first = first.unwrap_or(today.year()).max(today.year() - YEARS);
    let ends = (first..today.year()).filter_map(|year| NaiveDate::from_ymd_opt(year, 12, 31));
    ends.chain([today]).collect()
}

fn phase_on(history: &History, day: NaiveDate) -> Option<Phase> {
    let last = history.iter().rfind(|(_, on)| *on <= day);
    last.map(|(phase, _)| *phase)
}

fn levels(criterion: &Criterion, lines: &[PathwayLine]) -> CriterionCount {
    let levels = lines
        .iter()
        .filter_map(|line| line.verdict.level(&criterion.code));
    CriterionCount {
        criterion: criterion.clone(),
        levels: counted(&Level::ALL, levels),
    }
}

/// How often each entry of a list occurs.
fn counted<T: Copy + PartialEq>(all: &[T], found: impl Iterator<Item = T>) -> Vec<(T, usize)> {
    let mut counts: Vec<(T, usize)> = all.iter().map(|entry| (*entry, 0)).collect();
    for entry in found {
        if let Some((_, count)) = counts.iter_mut().find(|(known, _)| *known == entry) {
            *count += 1;
        }
    }
    counts
}
