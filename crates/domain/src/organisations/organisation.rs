//! An organisation and its sites.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::identifier::{
    Brin, Kvk, Postcode, RioBoard, RioLocation, RioProvider, Rsin, Sbi, Vestiging,
};
use crate::coded::coded;
use crate::ids::{OrganisationId, SiteId};

/// The most characters of a name.
pub const LONGEST_NAME: usize = 200;

coded! {
    /// What an organisation is.
    pub enum OrganisationKind {
        Company = "company",
        Hogeschool = "hogeschool",
        /// Speaks for the companies of a sector.
        BranchOrganisation = "branch_organisation",
        MboSchool = "mbo_school",
        /// Companies, schools and governments of a region together.
        RegionalAlliance = "regional_alliance",
        /// Employs students and seconds them to companies.
        Foundation = "foundation",
        /// A research group of a hogeschool.
        Lectoraat = "lectoraat",
        /// Matches companies and students or their assignments.
        Intermediary = "intermediary",
    }
}

/// An organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisation {
    pub id: OrganisationId,
    pub kind: OrganisationKind,
    pub name: String,
    pub registered: Registered,
    /// Of a lectoraat the hogeschool; of others who they belong to, if anybody.
    pub parent: Option<OrganisationId>,
    /// The first is where post goes.
    pub sites: Vec<Site>,
}

/// By what registers know an organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Registered {
    pub kvk: Option<Kvk>,
    pub rsin: Option<Rsin>,
    pub sbi: Option<Sbi>,
    pub brin: Option<Brin>,
    pub rio_board: Option<RioBoard>,
    pub rio_provider: Option<RioProvider>,
}

/// A place of an organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Site {
    pub id: SiteId,
    /// Empty if it has no name of its own.
    pub name: String,
    pub place: String,
    pub postcode: Option<Postcode>,
    pub vestiging: Option<Vestiging>,
    pub rio_location: Option<RioLocation>,
}

impl Site {
    /// Whether nothing is known of it but where it is.
    pub fn is_only_a_place(&self) -> bool {
        let numbered = self.vestiging.is_some() || self.rio_location.is_some();
        self.name.is_empty() && self.postcode.is_none() && !numbered
    }
}

/// What keeps an organisation from being kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum OrganisationProblem {
    #[error("the name is missing")]
    NoName,
    #[error("a name has more than {LONGEST_NAME} characters")]
    LongName,
    #[error("only schools have a BRIN code")]
    BrinOfNoSchool,
    #[error("only schools have codes of RIO")]
    RioOfNoSchool,
    #[error("a lectoraat belongs to a hogeschool")]
    LectoraatWithoutHogeschool,
    #[error("an organisation does not belong to itself")]
    OwnParent,
    #[error("a site needs a place")]
    SiteWithoutPlace,
    #[error("two sites have one vestigingsnummer")]
    VestigingTwice,
}

impl OrganisationKind {
    /// Whether registers of education know it.
    pub fn is_school(self) -> bool {
        match self {
            Self::Hogeschool | Self::MboSchool => true,
            Self::Company
            | Self::BranchOrganisation
            | Self::RegionalAlliance
            | Self::Foundation
            | Self::Lectoraat
            | Self::Intermediary => false,
        }
    }

    /// Whether its size class tells whether it belongs to the mkb.
    pub fn has_size(self) -> bool {
        match self {
            Self::Company | Self::Foundation | Self::Intermediary => true,
            Self::Hogeschool
            | Self::BranchOrganisation
            | Self::MboSchool
            | Self::RegionalAlliance
            | Self::Lectoraat => false,
        }
    }
}

impl Organisation {
    /// The place by which it is told from others of the same name.
    pub fn place(&self) -> Option<&str> {
        let site = self.sites.first()?;
        Some(site.place.as_str()).filter(|place| !place.trim().is_empty())
    }

    pub(super) fn has_long_name(&self) -> bool {
        is_long(&self.name)
    }

    /// Everything that is wrong with it, in the order of the form.
    pub fn problems(&self) -> Vec<OrganisationProblem> {
        let registered = &self.registered;
        let in_rio = registered.rio_board.is_some() || registered.rio_provider.is_some();
        let school = self.kind.is_school();
        let lectoraat = self.kind == OrganisationKind::Lectoraat;
        let vestigingen: Vec<&Vestiging> = self
            .sites
            .iter()
            .filter_map(|site| site.vestiging.as_ref())
            .collect();
        let twice = (1..vestigingen.len()).any(|at| vestigingen[..at].contains(&vestigingen[at]));
        let long_name = self.has_long_name() || self.sites.iter().any(Site::has_long_name);
        let found = [
            (self.name.trim().is_empty(), OrganisationProblem::NoName),
            (long_name, OrganisationProblem::LongName),
            (
                registered.brin.is_some() && !school,
                OrganisationProblem::BrinOfNoSchool,
            ),
            (in_rio && !school, OrganisationProblem::RioOfNoSchool),
            (
                lectoraat && self.parent.is_none(),
                OrganisationProblem::LectoraatWithoutHogeschool,
            ),
            (self.parent == Some(self.id), OrganisationProblem::OwnParent),
            (
                self.sites.iter().any(|site| site.place.trim().is_empty()),
                OrganisationProblem::SiteWithoutPlace,
            ),
            (twice, OrganisationProblem::VestigingTwice),
        ];
        let wrong = found.into_iter().filter(|(wrong, _)| *wrong);
        wrong.map(|(_, problem)| problem).collect()
    }
}

impl Site {
    pub(super) fn has_long_name(&self) -> bool {
        is_long(&self.name)
    }
}

fn is_long(name: &str) -> bool {
    name.chars().count() > LONGEST_NAME
}

#[cfg(test)]
mod tests;
