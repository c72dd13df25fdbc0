//! Organisations as rows, and back.

use mkbroute_domain::ids::{OrganisationId, SiteId};
use mkbroute_domain::organisations::duplicates::{fold, place_key};
use mkbroute_domain::organisations::{
    IdentifierError, Organisation, OrganisationKind, Registered, Sbi, SbiScheme, Site,
};

use crate::entities::{organisations, sites};
use crate::error::StoreError;
use crate::parse::{code, stored};

/// Each word behind a space, so that the beginnings of words are found.
pub(super) fn sought(name: &str) -> String {
    let words = fold(name).into_iter();
    words.flat_map(|word| [" ".to_owned(), word]).collect()
}

pub(super) fn row(organisation: &Organisation, revision: i32) -> organisations::Model {
    let registered = organisation.registered.clone();
    let sbi = registered.sbi.as_ref();
    organisations::Model {
        id: organisation.id.0,
        kind: organisation.kind.code().to_owned(),
        name: organisation.name.clone(),
        sought: sought(&organisation.name),
        place_key: organisation.place().map(place_key).unwrap_or_default(),
        sbi_scheme: sbi.map(|sbi| sbi.scheme().code().to_owned()),
        sbi: sbi.map(|sbi| sbi.code().to_owned()),
        kvk: registered.kvk.map(Into::into),
        rsin: registered.rsin.map(Into::into),
        brin: registered.brin.map(Into::into),
        rio_board: registered.rio_board.map(Into::into),
        rio_provider: registered.rio_provider.map(Into::into),
        parent_id: organisation.parent.map(|parent| parent.0),
        revision,
        merged_into: None,
    }
}

/// Numbered from 1.
pub(super) fn sites(organisation: &Organisation) -> Result<Vec<sites::Model>, StoreError> {
    let numbered = (1..).zip(&organisation.sites);
    let row = |(number, site): (u32, &Site)| {
        Ok(sites::Model {
            id: site.id.0,
            organisation_id: organisation.id.0,
            number: stored(number)?,
            name: site.name.clone(),
            place: site.place.clone(),
            postcode: site.postcode.clone().map(Into::into),
            vestiging: site.vestiging.clone().map(Into::into),
            rio_location: site.rio_location.clone().map(Into::into),
        })
    };
    numbered.map(row).collect()
}

pub(super) fn kind(stored: &str) -> Result<OrganisationKind, StoreError> {
    code("organisations.kind", stored, OrganisationKind::from_code)
}

pub(super) fn organisation(
    row: organisations::Model,
    places: Vec<sites::Model>,
) -> Result<Organisation, StoreError> {
    Ok(Organisation {
        id: OrganisationId(row.id),
        kind: kind(&row.kind)?,
        registered: Registered {
            kvk: identifier(row.kvk)?,
            rsin: identifier(row.rsin)?,
            sbi: sbi(row.sbi_scheme, row.sbi)?,
            brin: identifier(row.brin)?,
            rio_board: identifier(row.rio_board)?,
            rio_provider: identifier(row.rio_provider)?,
        },
        name: row.name,
        parent: row.parent_id.map(OrganisationId),
        sites: places.into_iter().map(site).collect::<Result<_, _>>()?,
    })
}

fn site(row: sites::Model) -> Result<Site, StoreError> {
    Ok(Site {
        id: SiteId(row.id),
        name: row.name,
        place: row.place,
        postcode: identifier(row.postcode)?,
        vestiging: identifier(row.vestiging)?,
        rio_location: identifier(row.rio_location)?,
    })
}

pub(super) fn identifier<T>(stored: Option<String>) -> Result<Option<T>, StoreError>
where
    T: TryFrom<String, Error = IdentifierError>,
{
    stored.map(T::try_from).transpose().map_err(wrong)
}

fn sbi(scheme: Option<String>, stored: Option<String>) -> Result<Option<Sbi>, StoreError> {
    let (Some(scheme), Some(stored)) = (scheme, stored) else {
        return Ok(None);
    };
    let known = |text: &str| SbiScheme::ALL.into_iter().find(|it| it.code() == text);
    let scheme = code("organisations.sbi_scheme", &scheme, known)?;
    Sbi::parse(scheme, &stored).map(Some).map_err(wrong)
}

fn wrong(error: IdentifierError) -> StoreError {
    StoreError::Data(format!("organisations: {error}"))
}
