//! A company that may join a pathway, what moves it, and how it was found.

use serde::{Deserialize, Serialize};

use super::Journey;
use crate::coded::coded;
use crate::ids::{EventId, LeadId, OrganisationId, PathwayId, PersonId};

coded! {
    /// Why a company would train students: the codes of the questionnaire for companies.
    pub enum Motive {
        Attract = "motive_attract",
        Retain = "motive_retain",
        Society = "motive_society",
        Innovation = "motive_innovation",
        Craft = "motive_craft",
    }
}

coded! {
    /// When a motive pays off.
    pub enum Horizon {
        Short = "short",
        Long = "long",
    }
}

coded! {
    /// Why a company does not take part: the codes of the questionnaire for companies that declined.
    pub enum DeclineReason {
        Costs = "costs",
        SupervisionTime = "supervision_time",
        NoSupervisor = "no_supervisor",
        TooSmall = "too_small",
        NoSuitableWork = "no_suitable_work",
        FitWork = "fit_work",
        NoCandidate = "no_candidate",
        MayLeave = "may_leave",
        Paperwork = "paperwork",
        Unclear = "unclear",
        Other = "other",
    }
}

coded! {
    /// How a company heard of the pathway: the codes of the same questionnaire.
    pub enum LeadSource {
        College = "college",
        Branch = "branch",
        Company = "company",
        Student = "student",
        Media = "media",
        Other = "other",
    }
}

impl Motive {
    /// When it pays off: finding people soon, everything else later.
    pub fn horizon(self) -> Horizon {
        match self {
            Self::Attract => Horizon::Short,
            Self::Retain | Self::Society | Self::Innovation | Self::Craft => Horizon::Long,
        }
    }
}

/// A company and a pathway.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lead {
    pub id: LeadId,
    pub company: OrganisationId,
    pub pathway: PathwayId,
    pub source: LeadSource,
    /// The event from which it came, if one.
    pub event: Option<EventId>,
    pub motives: Vec<Motive>,
    /// Who talks with the company.
    pub owner: Option<PersonId>,
    pub journey: Journey,
}

/// What a conversation came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conversation {
    pub on: chrono::NaiveDate,
    pub by: PersonId,
    pub contact: Option<crate::ids::ContactId>,
    pub note: String,
    pub motives: Vec<Motive>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::surveys::instrument::Instrument;

    const COMPANIES: &str = include_str!("../../../../data/instruments/companies.toml");
    const DECLINED: &str = include_str!("../../../../data/instruments/declined_companies.toml");

    #[test]
    fn lists_have_the_codes_of_the_questionnaires() {
        Instrument::from_toml(DECLINED.as_bytes()).unwrap();
        for motive in Motive::ALL {
            assert!(COMPANIES.contains(&format!("code = \"{}\"", motive.code())));
        }
        let reasons = DeclineReason::ALL.map(DeclineReason::code);
        let sources = LeadSource::ALL.map(LeadSource::code);
        for code in reasons
            .into_iter()
            .chain(sources)
            .filter(|code| *code != "other")
        {
            assert!(
                DECLINED.contains(&format!("{{ code = \"{code}\"")),
                "{code}"
            );
        }
    }

    #[test]
    fn only_finding_people_pays_off_soon() {
        let soon = Motive::ALL
            .into_iter()
            .filter(|motive| motive.horizon() == Horizon::Short);
        assert_eq!(soon.collect::<Vec<_>>(), [Motive::Attract]);
    }
}
