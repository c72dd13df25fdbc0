use mkbroute_analysis::dataset::ItemKind;
use mkbroute_analysis::policy::Policy;
use mkbroute_analysis::result::Reservation;
use mkbroute_domain::surveys::wave::Provenance;

use super::*;
use crate::insights::measure_file;

fn load(responses: usize, items: u16, seed: u64) -> LoadData {
    LoadData {
        responses,
        items,
        seed,
    }
}

fn made(load: LoadData) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let hash = generate(&folder.path().join("load.parquet"), load, |_| ()).unwrap();
    (folder, hash)
}

#[test]
fn the_same_seed_gives_the_same_file_and_another_seed_another() {
    let (_folder, hash) = made(load(500, 60, 7));
    assert_eq!(made(load(500, 60, 7)).1, hash);
    assert_ne!(made(load(500, 60, 8)).1, hash);
    assert_ne!(made(load(501, 60, 7)).1, hash);
}

#[test]
fn the_file_is_measured_by_itself() {
    let (folder, hash) = made(load(2000, 60, 1));
    let path = folder.path().join("load.parquet");
    let measured = measure_file(&path, &Policy::default()).unwrap();
    assert_eq!(measured.sha256, hash);
    assert_eq!(measured.provenance, Provenance::Simulated);
    assert_eq!(measured.data.respondents, 2000);
    assert_eq!(measured.result.items.len(), 60);
    assert!(
        measured
            .result
            .reservations
            .contains(&Reservation::Simulated)
    );
    assert_eq!(measured.result.ratios.len(), 1);
    let ratio = &measured.result.ratios[0].figure;
    assert!((0.4..0.6).contains(&ratio.value.unwrap()), "{ratio:?}");
    for item in &measured.result.items {
        assert!(!item.figures.is_empty(), "{} has figures", item.id);
    }
}

#[test]
fn the_mix_is_that_of_a_questionnaire() {
    let questions = questionnaire(60);
    let count = |of: &dyn Fn(&ItemKind) -> bool| {
        questions
            .iter()
            .filter(|found| of(&found.item.kind))
            .count()
    };
    assert_eq!(
        count(&|kind| matches!(kind, ItemKind::Scale { max: 10, .. })),
        29
    );
    assert_eq!(
        count(&|kind| matches!(kind, ItemKind::Scale { max: 7, .. })),
        12
    );
    assert_eq!(
        count(&|kind| matches!(kind, ItemKind::Categorical { .. })),
        13
    );
    assert_eq!(
        count(&|kind| matches!(kind, ItemKind::MultiResponse { .. })),
        2
    );
    assert_eq!(count(&|kind| matches!(kind, ItemKind::Quantity { .. })), 4);
}

#[test]
fn every_reason_for_no_answer_occurs() {
    let (folder, _) = made(load(3000, 60, 3));
    let path = folder.path().join("load.parquet");
    let result = measure_file(&path, &Policy::default()).unwrap().result;
    let bases: Vec<_> = result.items.iter().filter_map(|item| item.base).collect();
    assert!(bases.iter().any(|base| base.not_asked > 500));
    assert!(bases.iter().any(|base| base.not_applicable > 0));
    assert!(bases.iter().any(|base| base.dont_know > 0));
    assert!(bases.iter().all(|base| base.valid > 0));
    let response = &result.response;
    assert!(response.complete > response.partial && response.break_off > 0);
}

#[test]
fn pieces_make_one_file_and_progress_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("load.parquet");
    let responses = ROWS_TOGETHER + 10;
    let mut told = Vec::new();
    generate(&path, load(responses, 6, 5), |done| told.push(done)).unwrap();
    assert_eq!(told, [ROWS_TOGETHER, responses]);
    let measured = measure_file(&path, &Policy::default()).unwrap();
    assert_eq!(measured.data.respondents, responses);
}

#[test]
fn no_respondents_make_an_empty_file() {
    let (folder, _) = made(load(0, 10, 5));
    let path = folder.path().join("load.parquet");
    let measured = measure_file(&path, &Policy::default()).unwrap();
    assert_eq!(
        (measured.data.respondents, measured.data.columns.len()),
        (0, 10)
    );
}
