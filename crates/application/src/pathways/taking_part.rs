//! How many students and companies take part in all pathways together, where the numbers tell nothing of one of them.

use std::collections::{BTreeMap, BTreeSet};

use mkbroute_analysis::policy::Policy;
use mkbroute_domain::ids::PathwayId;
use mkbroute_domain::outreach::Stage;
use mkbroute_domain::pathways::Intake;
use mkbroute_domain::pathways::intake::IntakeSource;

use crate::{App, AppError};

/// Students and companies of all pathways together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakingPart {
    /// By academic year in which they began, the earliest first.
    pub years: Vec<YearOfStudents>,
    /// Companies with a student now, by the lists of the pathways.
    pub companies: Told,
}

/// A number, as far as it may be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    Number(u32),
    /// With so few, each is known.
    TooFew,
    /// Nobody wrote it down.
    Unknown,
}

impl Told {
    fn of(number: Option<u32>, least: u32) -> Self {
        match number {
            None => Self::Unknown,
            Some(number) if number < least => Self::TooFew,
            Some(number) => Self::Number(number),
        }
    }
}

/// Who began in one academic year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct YearOfStudents {
    /// The year in which the academic year began.
    pub year: i32,
    /// With a workplace in an mkb company.
    pub mkb: Told,
    /// Elsewhere in the same programmes.
    pub others: Told,
    /// Pathways of which a number is known.
    pub pathways: usize,
}

/// Counts them. A number below the limit of released figures is not told.
pub(super) async fn taking_part(app: &App, pathways: &[PathwayId]) -> Result<TakingPart, AppError> {
    let least = Policy::default().counts_from;
    let stages = app.store().companies_by_stage(pathways).await?;
    let active = stages.iter();
    let active = active.filter(|(_, stage, _)| *stage == Stage::Active);
    let companies = active.map(|(.., companies)| companies).sum();
    Ok(TakingPart {
        years: years(&app.store().intakes(pathways).await?, least),
        companies: Told::of(Some(companies), least),
    })
}

/// What one academic year adds up to.
#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    mkb: Option<u32>,
    others: Option<u32>,
    pathways: usize,
}

impl Sum {
    fn add(&mut self, intake: &Intake) {
        let plus = |sum: Option<u32>, more: Option<(u32, IntakeSource)>| match more {
            Some((students, _)) => Some(sum.unwrap_or(0).saturating_add(students)),
            None => sum,
        };
        self.mkb = plus(self.mkb, intake.mkb());
        self.others = plus(self.others, intake.others());
    }
}

fn years(intakes: &BTreeMap<PathwayId, Vec<Intake>>, least: u32) -> Vec<YearOfStudents> {
    let mut sums: BTreeMap<i32, Sum> = BTreeMap::new();
    for of_pathway in intakes.values() {
        // A target is nobody who began.
        let known = |intake: &&Intake| intake.mkb().is_some() || intake.others().is_some();
        let mut counted = BTreeSet::new();
        for intake in of_pathway.iter().filter(known) {
            let year = intake.cohort.academic_year();
            let sum = sums.entry(year).or_default();
            sum.add(intake);
            sum.pathways += usize::from(counted.insert(year));
        }
    }
    let years = sums.into_iter().map(|(year, sum)| YearOfStudents {
        year,
        mkb: Told::of(sum.mkb, least),
        others: Told::of(sum.others, least),
        pathways: sum.pathways,
    });
    years.collect()
}

#[cfg(test)]
mod tests;
