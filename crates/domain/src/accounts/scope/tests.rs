use uuid::Uuid;

use super::*;

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

#[test]
fn a_scope_contains_what_lies_within_it_and_nothing_else() {
    let (own, other) = (HogeschoolId(id(1)), HogeschoolId(id(2)));
    let pathways = [PathwayId(id(3)), PathwayId(id(4)), PathwayId(id(5))];
    let tenants =
        Tenants::from_iter([(pathways[0], own), (pathways[1], own), (pathways[2], other)]);
    let scopes = [
        Scope::Programme,
        Scope::Wave(WaveId(id(6))),
        Scope::Hogeschool(own),
        Scope::Hogeschool(other),
        Scope::Pathway(pathways[0]),
        Scope::Pathway(pathways[1]),
        Scope::Pathway(pathways[2]),
        // No hogeschool is known for it.
        Scope::Pathway(PathwayId(id(7))),
        Scope::Company(CompanyId(id(8))),
        // The same number as a pathway, and another kind of thing.
        Scope::Company(CompanyId(id(3))),
    ];
    for outer in scopes {
        for inner in scopes {
            let within = match outer {
                Scope::Hogeschool(found) if found == own => scopes[4..6].contains(&inner),
                Scope::Hogeschool(_) => inner == scopes[6],
                _ => false,
            };
            let expected = outer == Scope::Programme || outer == inner || within;
            assert_eq!(
                outer.contains(inner, &tenants),
                expected,
                "{outer:?} {inner:?}"
            );
        }
    }
    assert_eq!(tenants.pathways_of(own).collect::<Vec<_>>(), pathways[..2]);
}

#[test]
fn a_hogeschool_is_the_same_however_its_name_is_written() {
    assert_eq!(
        HogeschoolId::named("NHL Stenden"),
        HogeschoolId::named(" nhl stenden ")
    );
    assert_ne!(HogeschoolId::named("HvA"), HogeschoolId::named("HAN"));
}
