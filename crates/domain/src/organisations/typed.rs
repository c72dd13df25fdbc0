//! An organisation as somebody types it. Every field is read once, here, and every mistake is told with its field.

use crate::ids::{OrganisationId, SiteId};

use super::identifier::IdentifierError;
use super::{
    Organisation, OrganisationKind, OrganisationProblem, Registered, Sbi, SbiScheme, Site,
};

/// An organisation as it is typed: nothing of it is checked yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedOrganisation {
    pub kind: OrganisationKind,
    pub name: String,
    pub kvk: String,
    pub rsin: String,
    pub sbi_scheme: SbiScheme,
    pub sbi: String,
    pub brin: String,
    pub rio_board: String,
    pub rio_provider: String,
    pub parent: Option<OrganisationId>,
    /// One in which nothing is filled in does not count.
    pub sites: Vec<TypedSite>,
}

/// A site as it is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedSite {
    /// The same as before, or a fresh one.
    pub id: SiteId,
    pub name: String,
    pub place: String,
    pub postcode: String,
    pub vestiging: String,
    pub rio_location: String,
}

/// Where something is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypedField {
    Name,
    Kvk,
    Rsin,
    Sbi,
    Brin,
    RioBoard,
    RioProvider,
    Parent,
    /// A field of a site, counted from 0 as the sites are typed.
    Site(usize, SiteField),
}

/// Where something of a site is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SiteField {
    Name,
    Place,
    Postcode,
    Vestiging,
    RioLocation,
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mistake {
    pub field: TypedField,
    pub why: Why,
}

/// Why a field is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    Identifier(IdentifierError),
    Organisation(OrganisationProblem),
}

impl TypedSite {
    fn is_empty(&self) -> bool {
        let fields = [
            &self.name,
            &self.place,
            &self.postcode,
            &self.vestiging,
            &self.rio_location,
        ];
        fields.into_iter().all(|field| field.trim().is_empty())
    }
}

impl TypedOrganisation {
    /// The organisation that is typed.
    ///
    /// # Errors
    /// Every mistake, in the order of the form.
    pub fn read(&self, id: OrganisationId) -> Result<Organisation, Vec<Mistake>> {
        let mut mistakes = Vec::new();
        let registered = self.registered(&mut mistakes);
        let typed = self.sites.iter().enumerate();
        let typed: Vec<_> = typed.filter(|(_, site)| !site.is_empty()).collect();
        let sites = typed
            .iter()
            .map(|(at, typed)| site(*at, typed, &mut mistakes));
        let organisation = Organisation {
            id,
            kind: self.kind,
            name: self.name.trim().to_owned(),
            registered,
            parent: self.parent,
            sites: sites.collect(),
        };
        let places: Vec<usize> = typed.iter().map(|(at, _)| *at).collect();
        let problems = organisation.problems().into_iter();
        mistakes.extend(problems.map(|problem| Mistake {
            field: field_of(problem, &organisation, &places),
            why: Why::Organisation(problem),
        }));
        if mistakes.is_empty() {
            Ok(organisation)
        } else {
            Err(mistakes)
        }
    }

    fn registered(&self, mistakes: &mut Vec<Mistake>) -> Registered {
        let sbi = |text: &str| Sbi::parse(self.sbi_scheme, text);
        Registered {
            kvk: filled(&self.kvk, TypedField::Kvk, mistakes, str::parse),
            rsin: filled(&self.rsin, TypedField::Rsin, mistakes, str::parse),
            sbi: filled(&self.sbi, TypedField::Sbi, mistakes, sbi),
            brin: filled(&self.brin, TypedField::Brin, mistakes, str::parse),
            rio_board: filled(&self.rio_board, TypedField::RioBoard, mistakes, str::parse),
            rio_provider: filled(
                &self.rio_provider,
                TypedField::RioProvider,
                mistakes,
                str::parse,
            ),
        }
    }
}

fn site(at: usize, typed: &TypedSite, mistakes: &mut Vec<Mistake>) -> Site {
    let field = |field| TypedField::Site(at, field);
    Site {
        id: typed.id,
        name: typed.name.trim().to_owned(),
        place: typed.place.trim().to_owned(),
        postcode: filled(
            &typed.postcode,
            field(SiteField::Postcode),
            mistakes,
            str::parse,
        ),
        vestiging: filled(
            &typed.vestiging,
            field(SiteField::Vestiging),
            mistakes,
            str::parse,
        ),
        rio_location: filled(
            &typed.rio_location,
            field(SiteField::RioLocation),
            mistakes,
            str::parse,
        ),
    }
}

/// What an identifier says; nothing for an empty field, nor for a mistake, which is noted.
fn filled<T>(
    text: &str,
    field: TypedField,
    mistakes: &mut Vec<Mistake>,
    read: impl FnOnce(&str) -> Result<T, IdentifierError>,
) -> Option<T> {
    if text.trim().is_empty() {
        return None;
    }
    match read(text) {
        Ok(found) => Some(found),
        Err(error) => {
            let why = Why::Identifier(error);
            mistakes.push(Mistake { field, why });
            None
        }
    }
}

/// Where a problem is shown. `places` tells as which the sites were typed.
fn field_of(problem: OrganisationProblem, of: &Organisation, places: &[usize]) -> TypedField {
    let at = |found: Option<usize>, field| {
        let typed = found.and_then(|at| places.get(at)).copied();
        TypedField::Site(typed.unwrap_or_default(), field)
    };
    match problem {
        OrganisationProblem::NoName => TypedField::Name,
        OrganisationProblem::LongName if of.has_long_name() => TypedField::Name,
        OrganisationProblem::LongName => {
            let long = of.sites.iter().position(Site::has_long_name);
            at(long, SiteField::Name)
        }
        OrganisationProblem::BrinOfNoSchool => TypedField::Brin,
        OrganisationProblem::RioOfNoSchool if of.registered.rio_board.is_some() => {
            TypedField::RioBoard
        }
        OrganisationProblem::RioOfNoSchool => TypedField::RioProvider,
        OrganisationProblem::LectoraatWithoutHogeschool | OrganisationProblem::OwnParent => {
            TypedField::Parent
        }
        OrganisationProblem::SiteWithoutPlace => {
            let placeless = |site: &Site| site.place.trim().is_empty();
            at(of.sites.iter().position(placeless), SiteField::Place)
        }
        OrganisationProblem::VestigingTwice => {
            let vestigingen: Vec<_> = of.sites.iter().map(|site| &site.vestiging).collect();
            let mut after = 1..vestigingen.len();
            let second = after.find(|at| {
                vestigingen[*at].is_some() && vestigingen[..*at].contains(&vestigingen[*at])
            });
            at(second, SiteField::Vestiging)
        }
    }
}

#[cfg(test)]
mod tests;
