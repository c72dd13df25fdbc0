//! How many people a group has at a pathway, as far as the program itself knows. A proposal is never taken over
//! by itself: whoever prepares a measurement does that.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use mkbroute_domain::ids::PathwayId;
use mkbroute_domain::outreach::Stage;
use mkbroute_domain::pathways::{Began, Intake, began_within};
use mkbroute_domain::surveys::instrument::RespondentGroup;

use crate::surveys::LinkLine;
use crate::{App, AppError};

/// A number with where it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proposal {
    /// Students who began in the years that the programme takes.
    Intake(Began),
    /// Companies on the list of the pathway that stand where the group stands.
    Companies(u32),
}

impl Proposal {
    /// How many people or companies it proposes.
    pub fn number(self) -> u32 {
        match self {
            Self::Intake(began) => began.students,
            Self::Companies(companies) => companies,
        }
    }
}

/// What the program knows of some pathways.
pub(super) struct Known {
    intakes: BTreeMap<PathwayId, Vec<Intake>>,
    companies: Vec<(PathwayId, Stage, u32)>,
}

impl Known {
    pub(super) async fn of(app: &App, lines: &[LinkLine]) -> Result<Self, AppError> {
        let mut pathways: Vec<PathwayId> = lines.iter().map(|line| line.pathway.id).collect();
        pathways.sort_unstable();
        pathways.dedup();
        Ok(Self {
            intakes: app.store().intakes(&pathways).await?,
            companies: app.store().companies_by_stage(&pathways).await?,
        })
    }

    /// The number of a group at a pathway on a day; nothing where nobody wrote anything down: that is not none.
    pub(super) fn propose(&self, line: &LinkLine, on: NaiveDate) -> Option<Proposal> {
        let is_meant: fn(Stage) -> bool = match line.link.group {
            RespondentGroup::Students => {
                let years = line.pathway.degree.years()?;
                let began = began_within(self.intakes.get(&line.pathway.id)?, years, on);
                return began.map(Proposal::Intake);
            }
            RespondentGroup::Companies => |stage| stage == Stage::Active,
            RespondentGroup::DeclinedCompanies => |stage| stage == Stage::Declined,
            RespondentGroup::Employers => {
                |stage| !matches!(stage, Stage::Declined | Stage::Dormant)
            }
            RespondentGroup::Teachers | RespondentGroup::StoppedStudents => return None,
        };
        let here = self.companies.iter();
        let here = here.filter(|(at, stage, _)| *at == line.pathway.id && is_meant(*stage));
        let companies: u32 = here.map(|(.., companies)| companies).sum();
        (companies > 0).then_some(Proposal::Companies(companies))
    }
}
