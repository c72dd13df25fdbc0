use rstest::rstest;
use uuid::Uuid;

use super::*;

fn search(name: &str, list: SearchedList, pathway: &str, query: &str) -> SavedSearch {
    SavedSearch {
        id: SavedSearchId(Uuid::from_u128(1)),
        name: name.to_owned(),
        list,
        pathway: pathway.to_owned(),
        query: query.to_owned(),
    }
}

#[rstest]
#[case(
    "Bouw",
    SearchedList::Pathways,
    "",
    "fase=starting&zoek=ad+bouw%C3%A9",
    None
)]
#[case("Mijn lijst", SearchedList::Leads, "avans-bouw", "fase=attended", None)]
#[case(
    "  ",
    SearchedList::Pathways,
    "",
    "fase=starting",
    Some(SavedSearchProblem::Name)
)]
#[case(
    "Bouw",
    SearchedList::Pathways,
    "",
    "",
    Some(SavedSearchProblem::Query)
)]
#[case(
    "Bouw",
    SearchedList::Pathways,
    "avans-bouw",
    "a=b",
    Some(SavedSearchProblem::Query)
)]
#[case(
    "Bouw",
    SearchedList::Leads,
    "",
    "a=b",
    Some(SavedSearchProblem::Query)
)]
#[case(
    "Bouw",
    SearchedList::Leads,
    "../personen",
    "a=b",
    Some(SavedSearchProblem::Query)
)]
#[case(
    "Bouw",
    SearchedList::Pathways,
    "",
    "a=b#c",
    Some(SavedSearchProblem::Query)
)]
#[case(
    "Bouw",
    SearchedList::Pathways,
    "",
    "a=\"><script>",
    Some(SavedSearchProblem::Query)
)]
fn a_search_has_a_name_and_something_to_search_for(
    #[case] name: &str,
    #[case] list: SearchedList,
    #[case] pathway: &str,
    #[case] query: &str,
    #[case] problem: Option<SavedSearchProblem>,
) {
    assert_eq!(search(name, list, pathway, query).check(0).err(), problem);
}

#[test]
fn there_is_an_end_to_names_searches_and_how_many() {
    let long = |length| search(&"é".repeat(length), SearchedList::Support, "", "a=b");
    assert_eq!(long(LONGEST_NAME).check(MOST_SEARCHES - 1), Ok(()));
    assert_eq!(
        long(LONGEST_NAME + 1).check(0),
        Err(SavedSearchProblem::Name)
    );
    let full = long(1).check(MOST_SEARCHES);
    assert_eq!(full, Err(SavedSearchProblem::TooMany));
    let endless = search(
        "a",
        SearchedList::Support,
        "",
        &"a".repeat(LONGEST_QUERY + 1),
    );
    assert_eq!(endless.check(0), Err(SavedSearchProblem::Query));
}
