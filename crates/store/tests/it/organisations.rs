//! Organisations, their sites, contacts and roles in pathways, kept in either database.

use chrono::NaiveDate;
use mkbroute_domain::ids::{ContactId, OrganisationId, SiteId};
use mkbroute_domain::organisations::{
    Contact, ContactRole, Organisation, OrganisationKind, Registered, Sbi, SbiScheme, Site, Wishes,
};
use mkbroute_domain::pathways::profile::Partner;
use mkbroute_domain::pathways::{PartnerRole, Profile};
use mkbroute_store::{KeptContact, SoughtOrganisations};
use mkbroute_testkit::Backend;
use rstest::rstest;
use uuid::Uuid;

use crate::fixture::{Fixture, PATHWAY};

fn id(number: u128) -> OrganisationId {
    OrganisationId(Uuid::from_u128(number))
}

fn site(number: u128, place: &str) -> Site {
    Site {
        id: SiteId(Uuid::from_u128(number)),
        name: "Werkplaats".into(),
        place: place.into(),
        postcode: Some("5223 AB".parse().unwrap()),
        vestiging: None,
        rio_location: None,
    }
}

fn company(number: u128, name: &str, place: &str) -> Organisation {
    Organisation {
        id: id(number),
        kind: OrganisationKind::Company,
        name: name.into(),
        registered: Registered::default(),
        parent: None,
        sites: vec![site(number * 100, place)],
    }
}

/// With everything that can be known of one.
fn whole() -> Organisation {
    Organisation {
        registered: Registered {
            kvk: Some("12345678".parse().unwrap()),
            rsin: None,
            sbi: Some(Sbi::parse(SbiScheme::Sbi2025, "41000").unwrap()),
            brin: None,
            rio_board: None,
            rio_provider: None,
        },
        parent: Some(id(9)),
        sites: vec![site(2, "'s-Hertogenbosch"), site(1, "Zwolle")],
        ..company(1, "Bouwbedrijf ‘Zoë & Zn.’ B.V.", "")
    }
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn an_organisation_comes_back_as_it_was_kept(#[case] backend: Backend) {
    let fixture = Fixture::empty(backend).await;
    let tx = fixture.store.begin().await.unwrap();
    assert!(tx.insert_organisation(&whole()).await.unwrap());
    // Another with the same number is not added, nor the same one twice.
    let twin = Organisation {
        registered: whole().registered,
        ..company(2, "Ander", "Breda")
    };
    assert!(!tx.insert_organisation(&twin).await.unwrap());
    assert!(!tx.insert_organisation(&whole()).await.unwrap());
    let kvk = "12345678".parse().unwrap();
    let holder = tx.organisation_with_kvk(&kvk).await.unwrap().unwrap();
    assert_eq!((holder.id, holder.name), (id(1), whole().name));
    tx.commit().await.unwrap();

    let kept = fixture.store.organisation(id(1)).await.unwrap().unwrap();
    assert_eq!((kept.organisation, kept.revision), (whole(), 1));
    assert!(fixture.store.organisation(id(2)).await.unwrap().is_none());

    let changed = Organisation {
        sites: vec![site(1, "Zwolle")],
        registered: Registered::default(),
        ..whole()
    };
    let tx = fixture.store.begin().await.unwrap();
    assert!(tx.save_organisation(1, &changed).await.unwrap());
    // Who read it before that change is told.
    assert!(!tx.save_organisation(1, &whole()).await.unwrap());
    tx.commit().await.unwrap();
    let kept = fixture.store.organisation(id(1)).await.unwrap().unwrap();
    assert_eq!((kept.organisation, kept.revision), (changed, 2));
    let holder = fixture.store.organisation_with_kvk(&kvk).await.unwrap();
    assert!(holder.is_none());
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn organisations_are_sought_by_kind_name_and_place(#[case] backend: Backend) {
    let fixture = Fixture::empty(backend).await;
    let foundation = Organisation {
        kind: OrganisationKind::Foundation,
        ..company(3, "Bouwmensen Stichting", "Zwolle")
    };
    let tx = fixture.store.begin().await.unwrap();
    for organisation in [
        company(1, "Überbouw De Café's", "Den Bosch"),
        company(2, "100% Café_bouw", "Zwolle"),
        foundation,
    ] {
        assert!(tx.insert_organisation(&organisation).await.unwrap());
    }
    tx.commit().await.unwrap();
    let found = async |kind, name: &str, place: &str| {
        let wanted = SoughtOrganisations {
            kind,
            name: name.into(),
            place: place.into(),
        };
        let rows = fixture.store.organisations_after(&wanted, None, 10).await;
        let rows = rows.unwrap().into_iter().map(|row| row.id.0.as_u128());
        rows.collect::<Vec<_>>()
    };
    assert_eq!(found(None, "", "").await, [2, 3, 1]);
    assert_eq!(found(None, "CAFE", "").await, [2, 1]);
    assert_eq!(found(None, "bouw caf", "").await, [2]);
    // In the middle of a word nothing is found.
    assert!(found(None, "mensen", "").await.is_empty());
    assert_eq!(found(None, "", "'s-Hertogenbosch").await, [1]);
    assert_eq!(found(Some(OrganisationKind::Foundation), "", "").await, [3]);
    assert!(
        found(Some(OrganisationKind::Company), "mens", "Zwolle")
            .await
            .is_empty()
    );

    let all = SoughtOrganisations::default();
    let next = fixture.store.organisations_after(&all, Some(id(2)), 1);
    let next = next.await.unwrap();
    assert_eq!((next.len(), next[0].id), (1, id(3)));
    assert_eq!(next[0].place, "Zwolle");
    let last = fixture.store.organisations_after(&all, Some(id(1)), 1);
    assert!(last.await.unwrap().is_empty());
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_contact_comes_back_as_it_was_kept(#[case] backend: Backend) {
    let fixture = Fixture::empty(backend).await;
    let day = |day| NaiveDate::from_ymd_opt(2026, 3, day);
    let contact = Contact {
        id: ContactId(Uuid::from_u128(5)),
        organisation: id(1),
        name: "Ibn d'Été".into(),
        roles: vec![ContactRole::Hr, ContactRole::Director],
        address: Some("ibn@example.org".parse().unwrap()),
        phone: "0612345678".into(),
        wishes: Wishes {
            consented_on: day(1),
            refused_on: None,
        },
    };
    let tx = fixture.store.begin().await.unwrap();
    assert!(tx.insert_organisation(&whole()).await.unwrap());
    tx.insert_contact(&contact).await.unwrap();
    let refused = Contact {
        wishes: Wishes {
            refused_on: day(2),
            ..contact.wishes
        },
        ..contact.clone()
    };
    assert!(tx.save_contact(1, &refused).await.unwrap());
    assert!(!tx.save_contact(1, &contact).await.unwrap());
    tx.commit().await.unwrap();
    let kept = KeptContact {
        contact: refused,
        revision: 2,
    };
    let found = fixture.store.contacts(id(1)).await.unwrap();
    assert_eq!(found, std::slice::from_ref(&kept));
    let one = fixture.store.contact(contact.id).await.unwrap();
    assert_eq!(one, Some(kept));

    let tx = fixture.store.begin().await.unwrap();
    tx.delete_contact(contact.id).await.unwrap();
    tx.commit().await.unwrap();
    assert!(fixture.store.contacts(id(1)).await.unwrap().is_empty());
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn partners_of_a_pathway_are_kept_with_its_profile(#[case] backend: Backend) {
    let fixture = Fixture::open_wave(backend).await;
    let day = |month| NaiveDate::from_ymd_opt(2026, month, 1).unwrap();
    let partner = |number, role, since| Partner {
        organisation: id(number),
        role,
        since: day(since),
        until: None,
    };
    let with = |partners: &[Partner]| Profile {
        partners: partners.to_vec(),
        ..Profile::default()
    };
    let first = [
        partner(1, PartnerRole::Branch, 1),
        partner(2, PartnerRole::LegalEmployer, 2),
    ];
    let ended = Partner {
        until: Some(day(5)),
        ..first[0].clone()
    };
    let second = [ended, partner(2, PartnerRole::Matching, 3)];
    let tx = fixture.store.begin().await.unwrap();
    for number in [1, 2] {
        let company = company(number, "Bedrijf", "Breda");
        assert!(tx.insert_organisation(&company).await.unwrap());
    }
    for (known, partners) in [(0, &first), (1, &second)] {
        let saved = tx.save_profile(PATHWAY, known, &with(partners)).await;
        assert!(saved.unwrap());
        let kept = tx.development(PATHWAY).await.unwrap();
        assert_eq!(kept.profile.partners, *partners);
    }
    // Who comes too late changes nothing.
    assert!(!tx.save_profile(PATHWAY, 1, &with(&first)).await.unwrap());
    let kept = tx.development(PATHWAY).await.unwrap();
    assert_eq!(kept.profile.partners, second);
    tx.commit().await.unwrap();
    // The same, as each of the organisations sees it.
    let [ended, matching] = second;
    let of_first = fixture.store.partner_in(id(1)).await.unwrap();
    assert_eq!(of_first, [(PATHWAY, ended)]);
    let of_second = fixture.store.partner_in(id(2)).await.unwrap();
    assert_eq!(of_second, [(PATHWAY, matching)]);
    assert!(fixture.store.partner_in(id(3)).await.unwrap().is_empty());
}
