use proptest::prelude::*;

use super::*;
use crate::ids::SiteId;
use crate::organisations::OrganisationKind;

fn organisation(number: u128, name: &str) -> Organisation {
    Organisation {
        id: OrganisationId(Uuid::from_u128(number)),
        kind: OrganisationKind::Company,
        name: name.to_owned(),
        registered: Registered::default(),
        parent: None,
        sites: vec![site(number * 10)],
    }
}

fn site(number: u128) -> Site {
    Site {
        id: SiteId(Uuid::from_u128(number)),
        name: String::new(),
        place: "Goor".to_owned(),
        postcode: None,
        vestiging: format!("{number:012}").parse().ok(),
        rio_location: None,
    }
}

fn reference(kind: ReferenceKind, number: u128, slot: Option<&str>) -> Reference {
    Reference {
        kind,
        id: Uuid::from_u128(number),
        slot: slot.map(str::to_owned),
    }
}

fn none() -> BTreeSet<Reference> {
    BTreeSet::new()
}

fn simple(kept: &Organisation, gone: &Organisation) -> Result<Merge, MergeProblem> {
    merge((kept, &none()), (gone, &none()), &BTreeMap::new())
}

#[test]
fn what_is_empty_is_filled_and_what_is_there_stays() {
    let mut kept = organisation(1, "Jansen Bouw");
    let mut gone = organisation(2, "Jansen Bouw BV");
    kept.registered.rsin = "002564440".parse().ok();
    gone.registered.kvk = "12345678".parse().ok();
    let merged = simple(&kept, &gone).unwrap();
    assert_eq!(merged.after.name, "Jansen Bouw");
    assert_eq!(merged.after.registered.kvk, gone.registered.kvk);
    assert_eq!(merged.after.registered.rsin, kept.registered.rsin);
    assert_eq!(merged.after.sites.len(), 2);
}

#[test]
fn between_two_numbers_somebody_chooses() {
    let mut kept = organisation(1, "Jansen");
    let mut gone = organisation(2, "Janssen");
    kept.registered.kvk = "12345678".parse().ok();
    gone.registered.kvk = "87654321".parse().ok();
    let undecided = MergeProblem::Undecided(vec![Field::Kvk]);
    assert_eq!(simple(&kept, &gone), Err(undecided));
    assert_eq!(kept.conflicts(&gone), [Field::Name, Field::Kvk]);
    for (side, expected) in [(Side::Kept, &kept), (Side::Gone, &gone)] {
        let choices = BTreeMap::from([(Field::Kvk, side), (Field::Name, side)]);
        let merged = merge((&kept, &none()), (&gone, &none()), &choices).unwrap();
        assert_eq!(merged.after.registered.kvk, expected.registered.kvk);
        assert_eq!(merged.after.name, expected.name);
    }
}

#[test]
fn what_cannot_be_merged_stays_two() {
    let kept = organisation(1, "Jansen");
    assert_eq!(simple(&kept, &kept), Err(MergeProblem::OneAndTheSame));
    let mut child = organisation(2, "Jansen");
    child.parent = Some(kept.id);
    assert_eq!(simple(&kept, &child), Err(MergeProblem::ParentAndChild));
    assert_eq!(simple(&child, &kept), Err(MergeProblem::ParentAndChild));
}

#[test]
fn a_site_that_both_have_stays_once_and_comes_back_twice() {
    let kept = organisation(1, "Jansen");
    let mut gone = organisation(2, "Jansen");
    gone.sites[0].vestiging.clone_from(&kept.sites[0].vestiging);
    let merged = simple(&kept, &gone).unwrap();
    assert_eq!(merged.after.sites, kept.sites);
    let undone = undo(&merged, &merged.after, &none(), false).unwrap();
    assert_eq!((undone.kept, undone.again), (kept, gone));
}

#[test]
fn a_place_of_which_nothing_else_is_known_stands_once() {
    let kept = organisation(1, "Jansen");
    let mut gone = organisation(2, "Jansen");
    gone.sites[0].vestiging = None;
    gone.sites[0].place = " GOOR".to_owned();
    let mut other = gone.sites[0].clone();
    (other.id, other.place) = (SiteId(Uuid::from_u128(21)), "Almelo".to_owned());
    gone.sites.push(other);
    let merged = simple(&kept, &gone).unwrap();
    let places: Vec<&str> = merged
        .after
        .sites
        .iter()
        .map(|site| site.place.as_str())
        .collect();
    assert_eq!(places, ["Goor", "Almelo"]);
    let undone = undo(&merged, &merged.after, &none(), false).unwrap();
    assert_eq!((undone.kept, undone.again), (kept, gone));
}

#[test]
fn what_pointed_to_the_other_moves_or_is_set_aside() {
    let (kept, gone) = (organisation(1, "Jansen"), organisation(2, "Jansen"));
    let own_lead = reference(ReferenceKind::Lead, 1, Some("saxion-bouwkunde"));
    let same_lead = reference(ReferenceKind::Lead, 2, Some("saxion-bouwkunde"));
    let other_lead = reference(ReferenceKind::Lead, 3, Some("avans-bouw"));
    let contact = reference(ReferenceKind::Contact, 4, None);
    let kept_references = BTreeSet::from([own_lead]);
    let gone_references = BTreeSet::from([same_lead.clone(), other_lead.clone(), contact.clone()]);
    let merged = merge(
        (&kept, &kept_references),
        (&gone, &gone_references),
        &BTreeMap::new(),
    )
    .unwrap();
    assert_eq!(merged.moved, BTreeSet::from([other_lead.clone(), contact]));
    assert_eq!(merged.set_aside, BTreeSet::from([same_lead.clone()]));

    // Since then the contact was removed and another was added.
    let added = reference(ReferenceKind::Contact, 5, None);
    let now = BTreeSet::from([other_lead.clone(), added]);
    let undone = undo(&merged, &merged.after, &now, false).unwrap();
    assert_eq!(undone.back, BTreeSet::from([other_lead, same_lead]));
}

#[test]
fn what_was_changed_since_keeps_its_value() {
    let kept = organisation(1, "Jansen");
    let mut gone = organisation(2, "Janssen");
    gone.registered.kvk = "12345678".parse().ok();
    gone.registered.rsin = "002564440".parse().ok();
    gone.sites.push(site(21));
    let merged = simple(&kept, &gone).unwrap();
    let mut now = merged.after.clone();
    now.name = "Jansen Groep".to_owned();
    now.sites.retain(|found| found.id != gone.sites[0].id);
    now.sites[1].place = "Almelo".to_owned();
    let undone = undo(&merged, &now, &none(), false).unwrap();
    assert_eq!(undone.changed_since, [Field::Name]);
    assert_eq!(undone.kept.name, "Jansen Groep");
    assert_eq!(undone.kept.registered, Registered::default());
    assert_eq!(undone.kept.sites, kept.sites);
    assert_eq!(undone.again.registered, gone.registered);
    assert_eq!(undone.removed_since, [gone.sites[0].id]);
    assert_eq!(undone.again.sites.len(), 1);
    assert_eq!(undone.again.sites[0].place, "Almelo");
}

#[test]
fn merges_are_taken_back_in_order_and_of_their_own_organisation() {
    let (kept, gone) = (organisation(1, "Jansen"), organisation(2, "Jansen"));
    let merged = simple(&kept, &gone).unwrap();
    let later = undo(&merged, &merged.after, &none(), true);
    assert_eq!(later, Err(UndoProblem::LaterMergeFirst));
    let other = undo(&merged, &gone, &none(), false);
    assert_eq!(other, Err(UndoProblem::NotThis));
}

fn some_organisation(number: u128) -> impl Strategy<Value = Organisation> {
    let kvk = prop::option::of(prop::sample::select(&["12345678", "87654321"][..]));
    let kind = prop::sample::select(&OrganisationKind::ALL[..]);
    let sites = prop::collection::vec(1..4_u128, 0..3);
    (any::<String>(), kvk, kind, sites).prop_map(move |(name, kvk, kind, sites)| {
        let mut found = organisation(number, &name);
        found.kind = kind;
        found.registered.kvk = kvk.and_then(|kvk| kvk.parse().ok());
        found.sites = (0..)
            .zip(sites)
            .map(|(at, vestiging)| {
                let mut made = site(vestiging);
                made.id = SiteId(Uuid::from_u128(number * 100 + at));
                made
            })
            .collect();
        found
    })
}

fn some_references() -> impl Strategy<Value = BTreeSet<Reference>> {
    let kind = prop::sample::select(&ReferenceKind::ALL[..]);
    let slot = prop::option::of(prop::sample::select(&["a", "b"][..]));
    let one =
        (kind, 0..1_000_000_u128, slot).prop_map(|(kind, id, slot)| reference(kind, id, slot));
    prop::collection::btree_set(one, 0..8)
}

proptest! {
    #[test]
    fn a_merge_that_is_taken_back_at_once_leaves_no_trace(
        kept in some_organisation(1), gone in some_organisation(2),
        kept_references in some_references(), gone_references in some_references(),
        choose_gone: bool,
    ) {
        let side = if choose_gone { Side::Gone } else { Side::Kept };
        let choices: BTreeMap<Field, Side> = Field::ALL.map(|field| (field, side)).into();
        let merged = merge((&kept, &kept_references), (&gone, &gone_references), &choices).unwrap();
        let now: BTreeSet<Reference> = kept_references.union(&merged.moved).cloned().collect();
        let undone = undo(&merged, &merged.after, &now, false).unwrap();
        prop_assert_eq!(undone.kept, kept);
        prop_assert_eq!(undone.again, gone);
        prop_assert_eq!(undone.back, gone_references);
        prop_assert!(undone.changed_since.is_empty() && undone.removed_since.is_empty());
    }
}
