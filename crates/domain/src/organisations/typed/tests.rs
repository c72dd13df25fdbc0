use super::*;
use crate::organisations::identifier::{IdentifierKind, IdentifierProblem};
use uuid::Uuid;

fn site(number: u128, place: &str, vestiging: &str) -> TypedSite {
    TypedSite {
        id: SiteId(Uuid::from_u128(number)),
        name: String::new(),
        place: place.into(),
        postcode: String::new(),
        vestiging: vestiging.into(),
        rio_location: String::new(),
    }
}

fn typed(kind: OrganisationKind) -> TypedOrganisation {
    TypedOrganisation {
        kind,
        name: " Bouwbedrijf Bos ".into(),
        kvk: "1234 5678".into(),
        rsin: String::new(),
        sbi_scheme: SbiScheme::Sbi2025,
        sbi: String::new(),
        brin: String::new(),
        rio_board: String::new(),
        rio_provider: String::new(),
        parent: None,
        sites: vec![site(1, "", " "), site(2, " Breda ", "")],
    }
}

fn id() -> OrganisationId {
    OrganisationId(Uuid::from_u128(7))
}

#[test]
fn what_is_typed_becomes_an_organisation_without_its_empty_fields() {
    let read = typed(OrganisationKind::Company).read(id()).unwrap();
    assert_eq!(read.name, "Bouwbedrijf Bos");
    assert_eq!(read.registered.kvk.unwrap().as_str(), "12345678");
    let sites: Vec<_> = read.sites.iter().map(|site| site.place.as_str()).collect();
    assert_eq!(sites, ["Breda"]);
}

#[test]
fn every_mistake_is_told_with_its_field() {
    let wrong = TypedOrganisation {
        name: String::new(),
        kvk: "123".into(),
        rsin: "123456789".into(),
        sbi: "x".into(),
        brin: "23AH".into(),
        rio_provider: "100A123".into(),
        sites: vec![
            site(1, "Breda", "000012345678"),
            site(2, "", ""),
            site(3, "Zwolle", "000012345678"),
            TypedSite {
                postcode: "0000 AA".into(),
                ..site(4, "", "")
            },
        ],
        ..typed(OrganisationKind::Lectoraat)
    };
    let found = wrong.read(id()).unwrap_err();
    let fields: Vec<_> = found.iter().map(|mistake| mistake.field).collect();
    assert_eq!(
        fields,
        [
            TypedField::Kvk,
            TypedField::Rsin,
            TypedField::Sbi,
            TypedField::Site(3, SiteField::Postcode),
            TypedField::Name,
            TypedField::Brin,
            TypedField::RioProvider,
            TypedField::Parent,
            TypedField::Site(3, SiteField::Place),
            TypedField::Site(2, SiteField::Vestiging),
        ]
    );
    let length = IdentifierProblem::Length {
        expected: 8,
        found: 3,
    };
    assert_eq!(
        found[0].why,
        Why::Identifier(IdentifierError {
            kind: IdentifierKind::Kvk,
            problem: length
        })
    );
}

#[test]
fn a_name_that_is_too_long_is_told_where_it_stands() {
    let long = "x".repeat(super::super::organisation::LONGEST_NAME + 1);
    let own = TypedOrganisation {
        name: long.clone(),
        ..typed(OrganisationKind::Company)
    };
    let mut at_site = typed(OrganisationKind::Company);
    at_site.sites[1].name = long;
    let field = |typed: &TypedOrganisation| typed.read(id()).unwrap_err()[0].field;
    assert_eq!(field(&own), TypedField::Name);
    assert_eq!(field(&at_site), TypedField::Site(1, SiteField::Name));
}
