//! Responses that were gathered elsewhere enter a wave, all or none.

use mkbroute_domain::accounts::Visible;
use std::io::Write;

use mkbroute_analysis::figure::{Audience, Statistic};
use mkbroute_application::demo::{BASELINE, FOLLOW_UP};
use mkbroute_application::insights::measurement;
use mkbroute_application::surveys::{ImportResponsesError, import_responses};
use mkbroute_domain::surveys::instrument::RespondentGroup;
use mkbroute_domain::surveys::wave::Wave;
use mkbroute_store::tables::{self, ReadOptions, Table};
use mkbroute_testkit::{Backend, TestApp};
use rstest::rstest;

fn table(csv: &str) -> Table {
    let mut file = tempfile::NamedTempFile::with_suffix(".csv").unwrap();
    file.write_all(csv.as_bytes()).unwrap();
    tables::read(file.path(), ReadOptions::default()).unwrap()
}

async fn wave(kit: &TestApp, slug: &str) -> Wave {
    kit.app
        .store()
        .wave_by_slug(&Visible::Everything, slug)
        .await
        .unwrap()
        .unwrap()
}

const TEACHERS: RespondentGroup = RespondentGroup::Teachers;

/// Codes and words of both languages, and themes that were coded afterwards.
const GOOD: &str = "pathway;role;programme;employment;since;workload;plus;plus_themes
avans-bouw;teacher;Bouwkunde;Voltijd;2019-09;5;De praktijk;theory_practice
;Both;bouwkunde;part_time;;6;;
";

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn every_row_is_checked_like_a_submission_and_counted(#[case] backend: Backend) {
    let kit = TestApp::demo(backend).await;
    let wave = wave(&kit, FOLLOW_UP).await;
    let pathway = kit
        .app
        .store()
        .pathways(&Visible::Everything)
        .await
        .unwrap()[0]
        .slug
        .clone();
    let table = table(&GOOD.replace("avans-bouw", &pathway));
    let dry = import_responses(&kit.app, &wave, TEACHERS, &table, true).await;
    assert_eq!(dry.unwrap(), 2);
    let researcher = kit.actor("ruben-vos").await;
    let base = async || {
        let found = measurement(&kit.app, &researcher, FOLLOW_UP, Audience::Researcher).await;
        let groups = found.unwrap().groups;
        let teachers = groups.iter().find(|group| group.result.group == "teachers");
        let workload = teachers.unwrap().result.item("workload").unwrap().clone();
        let mut means = workload
            .figures
            .iter()
            .filter(|f| f.statistic == Statistic::Mean);
        means.next().and_then(|mean| mean.value)
    };
    assert_eq!(base().await, None, "only checked");
    let stored = import_responses(&kit.app, &wave, TEACHERS, &table, false).await;
    assert_eq!(stored.unwrap(), 2);
    assert_eq!(base().await, Some(5.5));
}

#[tokio::test]
async fn one_wrong_row_keeps_all_rows_out_and_every_problem_is_told() {
    let kit = TestApp::demo(Backend::Sqlite).await;
    let wave = wave(&kit, FOLLOW_UP).await;
    let csv = format!("{GOOD}nergens;chef;bouwkunde;Voltijd;gisteren;11;;\n;;;;;;;\n");
    let csv = csv.replace("avans-bouw;", ";");
    let refused = import_responses(&kit.app, &wave, TEACHERS, &table(&csv), false).await;
    let Err(ImportResponsesError::Rows { rows, of }) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!((rows.len(), of), (2, 4));
    assert_eq!(
        rows[0].to_string(),
        "row 3: pathway: there is no option 'nergens'; role: there is no option 'chef'; \
         since: this is no month such as 2021-09; workload: the number is not from 1 to 7"
    );
    assert_eq!(rows[1].to_string(), "row 4: nothing is answered");
    let stored = kit
        .app
        .store()
        .responses(wave.id, TEACHERS, false)
        .await
        .unwrap();
    assert!(stored.is_empty(), "nothing is stored");
}

#[tokio::test]
async fn unknown_columns_no_rows_and_waves_that_take_nothing_are_refused() {
    let kit = TestApp::demo(Backend::Sqlite).await;
    let open = wave(&kit, FOLLOW_UP).await;
    let frozen = wave(&kit, BASELINE).await;
    let refused = async |wave: &Wave, csv: &str| {
        let found = import_responses(&kit.app, wave, TEACHERS, &table(csv), false).await;
        found.unwrap_err().to_string()
    };
    let unknown = refused(&open, "rol\nteacher\n").await;
    assert!(
        unknown.contains("no question 'rol'") && unknown.contains("role"),
        "{unknown}"
    );
    assert!(refused(&open, "role\n").await.contains("nothing to import"));
    assert!(
        refused(&frozen, GOOD)
            .await
            .contains("its data never change")
    );
}
