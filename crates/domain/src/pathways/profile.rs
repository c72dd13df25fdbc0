//! What a pathway is made of: programmes, hogescholen, partners, places, and what came before.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{Degree, Related};
use crate::coded::coded;
use crate::ids::{OrganisationId, PersonId};
use crate::organisations::identifier::{RioLocation, RioProgrammeUnit};
use crate::text::{Lang, Text};

coded! {
    /// What a pathway is in the national programme.
    pub enum ProgrammeRole {
        /// Tries a pathway out.
        Pilot = "pilot",
        /// Develops one.
        DevelopmentPartner = "development_partner",
        /// Shares what it knows.
        KnowledgePartner = "knowledge_partner",
    }
}

coded! {
    /// What an organisation does in a pathway.
    pub enum PartnerRole {
        /// Commits itself before there is a programme, with a workplace or money.
        LaunchingCustomer = "launching_customer",
        /// Offers workplaces.
        WorkplaceProvider = "workplace_provider",
        /// Employs students and seconds them.
        LegalEmployer = "legal_employer",
        /// Speaks for the companies of the sector.
        Branch = "branch",
        /// Prepares students for it.
        FeederSchool = "feeder_school",
        /// Researches with companies and school.
        Research = "research",
        /// Matches companies and students.
        Matching = "matching",
        /// Brings the region together.
        Region = "region",
        /// Shares costs.
        Financier = "financier",
    }
}

/// A programme to which a pathway leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Programme {
    pub name: Text,
    pub degree: Degree,
    #[serde(default)]
    pub rio: Option<RioProgrammeUnit>,
}

/// An organisation in a role for a period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Partner {
    pub organisation: OrganisationId,
    pub role: PartnerRole,
    pub since: NaiveDate,
    /// The last day; `None` while it goes on.
    #[serde(default)]
    pub until: Option<NaiveDate>,
}

/// A hogeschool that takes part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Taking {
    pub hogeschool: OrganisationId,
    /// Exactly one leads: it is the tenant of the pathway.
    pub leads: bool,
}

/// Where is taught.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Location {
    pub place: String,
    #[serde(default)]
    pub rio: Option<RioLocation>,
}

/// A project from which the pathway grew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Predecessor {
    pub name: String,
    /// What it brought.
    #[serde(default)]
    pub note: String,
    #[serde(default)]
    pub lectoraat: Option<OrganisationId>,
}

/// What a pathway is made of. As a document it holds what nobody searches by; the rest is kept beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Profile {
    pub programmes: Vec<Programme>,
    pub hogescholen: Vec<Taking>,
    #[serde(skip)]
    pub partners: Vec<Partner>,
    /// `None` while it has none in the national programme.
    #[serde(skip)]
    pub programme_role: Option<ProgrammeRole>,
    /// Whoever has the role.
    #[serde(skip)]
    pub coordinator: Option<PersonId>,
    pub locations: Vec<Location>,
    pub predecessors: Vec<Predecessor>,
    pub related: Vec<Related>,
    /// The day on which it was registered with the national programme; `None` if it is not.
    #[serde(skip)]
    pub registered_on: Option<NaiveDate>,
}

/// What keeps a profile from being kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ProfileProblem {
    #[error("a pathway leads to at least one programme")]
    NoProgramme,
    #[error("a programme has no name in one of the languages")]
    ProgrammeWithoutName(Lang),
    #[error("a pathway belongs to at least one hogeschool")]
    NoHogeschool,
    #[error("exactly one hogeschool leads, not {0}")]
    Leads(usize),
    #[error("a hogeschool stands there twice")]
    HogeschoolTwice,
    #[error("a partner ends before it begins")]
    PartnerEndsFirst(usize),
    #[error("a partner has one role twice at the same time")]
    PartnerTwice(usize),
    #[error("a location needs a place")]
    NoPlace,
    #[error("a predecessor or related programme needs a name")]
    NoName,
    #[error("a role in the national programme needs registration with it")]
    RoleWithoutRegistration,
}

/// Why a partner does not stand in a profile as wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PartnerProblem {
    #[error("the partner that is changed is not there any more")]
    Gone,
    #[error("a partner ends before it begins")]
    EndsFirst,
    #[error("the organisation has this role already in this period")]
    Twice,
}

impl Partner {
    /// Whether it takes part on a day.
    pub fn takes_part(&self, day: NaiveDate) -> bool {
        self.since <= day && self.until.is_none_or(|until| day <= until)
    }

    fn overlaps(&self, other: &Self) -> bool {
        let begins_in = |one: &Self, other: &Self| {
            one.since >= other.since && other.until.is_none_or(|until| one.since <= until)
        };
        (self.organisation, self.role) == (other.organisation, other.role)
            && (begins_in(self, other) || begins_in(other, self))
    }
}

impl Profile {
    /// The hogeschool that leads.
    pub fn leader(&self) -> Option<OrganisationId> {
        let leads = self.hogescholen.iter().find(|taking| taking.leads);
        leads.map(|taking| taking.hogeschool)
    }

    /// Whether a new measurement asks it unless somebody says otherwise.
    pub fn is_asked_by_default(&self, day: NaiveDate) -> bool {
        self.registered_on
            .is_some_and(|registered| registered <= day)
    }

    /// Who takes part on a day.
    pub fn partners_on(&self, day: NaiveDate) -> impl Iterator<Item = &Partner> {
        self.partners
            .iter()
            .filter(move |found| found.takes_part(day))
    }

    /// Puts a partner among those that are there, in the place of `before` if there is one. What is wrong with
    /// others, such as what a merge of organisations brought together, stays for whoever changes those.
    ///
    /// # Errors
    /// Why nothing changed.
    pub fn put_partner(
        &mut self,
        before: Option<&Partner>,
        partner: Partner,
    ) -> Result<(), PartnerProblem> {
        let mut others = self.partners.clone();
        if let Some(before) = before {
            let place = others.iter().position(|found| found == before);
            others.remove(place.ok_or(PartnerProblem::Gone)?);
        }
        if partner.until.is_some_and(|until| until < partner.since) {
            return Err(PartnerProblem::EndsFirst);
        }
        if others.iter().any(|other| other.overlaps(&partner)) {
            return Err(PartnerProblem::Twice);
        }
        others.push(partner);
        self.partners = others;
        Ok(())
    }

    /// Takes a partner off, as if it had never been there.
    ///
    /// # Errors
    /// It is not there, or not any more.
    pub fn take_partner_off(&mut self, partner: &Partner) -> Result<(), PartnerProblem> {
        let place = self.partners.iter().position(|found| found == partner);
        self.partners.remove(place.ok_or(PartnerProblem::Gone)?);
        Ok(())
    }

    /// Everything that is wrong with it, in the order of the form. Partners are counted from 0.
    pub fn problems(&self) -> Vec<ProfileProblem> {
        let mut found = Vec::new();
        if self.programmes.is_empty() {
            found.push(ProfileProblem::NoProgramme);
        }
        let missing = self
            .programmes
            .iter()
            .find_map(|found| found.name.missing());
        found.extend(missing.map(ProfileProblem::ProgrammeWithoutName));
        let leading = self
            .hogescholen
            .iter()
            .filter(|taking| taking.leads)
            .count();
        let twice = (1..self.hogescholen.len()).any(|at| {
            let earlier = self.hogescholen[..at].iter();
            let hogeschool = self.hogescholen[at].hogeschool;
            earlier
                .into_iter()
                .any(|taking| taking.hogeschool == hogeschool)
        });
        if self.hogescholen.is_empty() {
            found.push(ProfileProblem::NoHogeschool);
        } else if leading != 1 {
            found.push(ProfileProblem::Leads(leading));
        }
        if twice {
            found.push(ProfileProblem::HogeschoolTwice);
        }
        for (at, partner) in self.partners.iter().enumerate() {
            if partner.until.is_some_and(|until| until < partner.since) {
                found.push(ProfileProblem::PartnerEndsFirst(at));
            } else if self.partners[..at]
                .iter()
                .any(|other| other.overlaps(partner))
            {
                found.push(ProfileProblem::PartnerTwice(at));
            }
        }
        let empty = |text: &str| text.trim().is_empty();
        if self.locations.iter().any(|found| empty(&found.place)) {
            found.push(ProfileProblem::NoPlace);
        }
        let predecessors = self.predecessors.iter().map(|found| &found.name);
        let related = self.related.iter().map(|found| &found.name);
        if predecessors.chain(related).any(|name| empty(name)) {
            found.push(ProfileProblem::NoName);
        }
        if self.programme_role.is_some() && self.registered_on.is_none() {
            found.push(ProfileProblem::RoleWithoutRegistration);
        }
        found
    }
}

#[cfg(test)]
mod tests;
