//! How many students and companies take part in all pathways together, where the numbers tell nothing of one of them.

use std::collections::BTreeMap;

use mkbroute_analysis::policy::Policy;
use mkbroute_domain::ids::PathwayId;
use mkbroute_domain::outreach::Stage;
use mkbroute_domain::pathways::Intake;

use crate::{App, AppError};

/// Students and companies of all pathways together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakingPart {
    /// By academic year in which they began, the earliest first.
    pub years: Vec<YearOfStudents>,
    /// Companies with a student now, by the lists of the pathways; `None` if they are too few to show.
    pub companies: Option<u32>,
}

/// Who began in one academic year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct YearOfStudents {
    /// The year in which the academic year began.
    pub year: i32,
    /// With a workplace in an mkb company; `None` if they are too few to show.
    pub mkb: Option<u32>,
    /// Elsewhere in the same programmes; `None` if they are too few to show.
    pub others: Option<u32>,
    /// Pathways of which a number is known.
    pub pathways: usize,
}

/// Counts them. A number below the limit of released figures is not told: with so few, each is known.
pub(super) async fn taking_part(app: &App, pathways: &[PathwayId]) -> Result<TakingPart, AppError> {
    let least = Policy::default().counts_from;
    let stages = app.store().companies_by_stage(pathways).await?;
    let active = stages.iter();
    let active = active.filter(|(_, stage, _)| *stage == Stage::Active);
    let companies = active.map(|(.., companies)| companies).sum();
    Ok(TakingPart {
        years: years(&app.store().intakes(pathways).await?, least),
        companies: enough(companies, least),
    })
}

fn enough(number: u32, least: u32) -> Option<u32> {
    (number >= least).then_some(number)
}

fn years(intakes: &BTreeMap<PathwayId, Vec<Intake>>, least: u32) -> Vec<YearOfStudents> {
    let mut sums: BTreeMap<i32, (u32, u32, usize)> = BTreeMap::new();
    for of_pathway in intakes.values() {
        let mut known: BTreeMap<i32, (u32, u32)> = BTreeMap::new();
        for intake in of_pathway {
            let (mkb, others) = (intake.mkb(), intake.others());
            if mkb.is_some() || others.is_some() {
                let year = known.entry(intake.cohort.academic_year()).or_default();
                year.0 += mkb.map_or(0, |(students, _)| students);
                year.1 += others.map_or(0, |(students, _)| students);
            }
        }
        for (year, (mkb, others)) in known {
            let sum = sums.entry(year).or_default();
            *sum = (sum.0 + mkb, sum.1 + others, sum.2 + 1);
        }
    }
    let years = sums
        .into_iter()
        .map(|(year, (mkb, others, pathways))| YearOfStudents {
            year,
            mkb: enough(mkb, least),
            others: enough(others, least),
            pathways,
        });
    years.collect()
}

#[cfg(test)]
mod tests;
