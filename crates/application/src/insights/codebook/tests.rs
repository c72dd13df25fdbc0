use super::*;

fn ratio() -> Value {
    json!({ "id": "r", "block": "b", "of": ["y"], "over": ["x"], "sensitive": true })
}

#[test]
fn ratios_stand_by_themselves_or_in_the_questionnaire_of_older_files() {
    let apart = json!({ "provenance": "fielded", "items": [], "ratios": [ratio()] });
    let apart = Codebook::parse(apart).unwrap();
    assert_eq!(apart.ratios()[0].id, "r");
    assert_eq!(apart.release_plan, ReleasePlan::default());

    let students = include_str!("../../../../../data/instruments/companies.toml");
    let instrument = Instrument::from_toml(students.as_bytes()).unwrap();
    let older = json!({ "provenance": "reconstructed", "items": [], "instrument": instrument });
    let found = Codebook::parse(older).unwrap().ratios();
    assert!(!found.is_empty());
    assert_eq!(found, ratio_specs(&instrument.ratios));

    let neither = json!({ "provenance": "simulated", "items": [] });
    assert!(Codebook::parse(neither).unwrap().ratios().is_empty());
}

#[test]
fn a_codebook_without_provenance_or_items_is_refused() {
    assert!(Codebook::parse(json!({ "items": [] })).is_err());
    assert!(Codebook::parse(json!({ "provenance": "fielded" })).is_err());
    assert!(Codebook::parse(json!({ "provenance": "invented", "items": [] })).is_err());
}
