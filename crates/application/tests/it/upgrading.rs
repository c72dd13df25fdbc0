//! The databases of earlier releases open with this one, and nobody's link stops working.

use mkbroute_domain::accounts::Visible;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use flate2::read::GzDecoder;
use mkbroute_application::App;
use mkbroute_application::clock::FixedClock;
use mkbroute_application::surveys::{
    AnsweringState, Token, questionnaire, submit_response, withdraw_response,
};
use mkbroute_domain::surveys::answer::Answer;
use mkbroute_domain::surveys::instrument::RespondentGroup;
use mkbroute_store::Store;
use mkbroute_testkit::Backend;
use mkbroute_testkit::database::TestDatabase;
use mkbroute_testkit::test_app::test_day;
use rand::SeedableRng;
use rand::rngs::StdRng;
use rstest::rstest;

/// A database as a release left it, and the links of two respondents in it.
struct Release {
    version: &'static str,
    began: [&'static str; 2],
    handed_in: [&'static str; 2],
}

/// Links on SQLite and on PostgreSQL.
const RELEASES: [Release; 1] = [Release {
    version: "0.1.0",
    began: [
        "Fa59oFiAxk4JBoS2oEJ93ddo0mSX3pQbYgYJpJNoUus",
        "o-Q0G2Q4HtK5KEWzz93cLqgsB38BrpSfsmEPvtDet3o",
    ],
    handed_in: [
        "ChYLKmFxvYIYENnZWa5dGCsH6ZpuglyVHM_ErtuMRGI",
        "lULA5yyZrXXMHeiss0mu-EVqmnWQ7KLRzZ2RpYmKUfY",
    ],
}];

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn the_database_of_every_release_goes_on(#[case] backend: Backend) {
    for release in RELEASES {
        let folder = tempfile::tempdir().unwrap();
        let database = restored(backend, folder.path(), release.version);
        let store = Store::open(&database.location).await.unwrap();
        let clock = Arc::new(FixedClock::at(test_day()));
        let chance = Box::new(StdRng::from_os_rng());
        let app = App::new(store, clock, chance, folder.path().to_owned());

        let baseline = app
            .store()
            .wave_by_slug(&Visible::Everything, "nulmeting-2021")
            .await
            .unwrap();
        let baseline = baseline.unwrap().id;
        let mut responses = 0;
        for group in RespondentGroup::ALL {
            let found = app.store().responses(baseline, group, false).await;
            responses += found.unwrap().len();
        }
        assert_eq!(responses, 69, "{}: the baseline", release.version);
        links_still_work(&app, &release, usize::from(backend == Backend::Postgres)).await;
        app.store().close().await;
    }
}

async fn links_still_work(app: &App, release: &Release, which: usize) {
    let began: Token = release.began[which].parse().unwrap();
    let found = questionnaire(app, &began).await.unwrap();
    assert_eq!(found.state, AnsweringState::Open);
    let kept = Answer::One {
        option: "coach".into(),
        other: None,
    };
    assert_eq!(found.draft.answers.get("role"), Some(&kept));
    submit_response(app, &began, None).await.unwrap();

    let handed_in: Token = release.handed_in[which].parse().unwrap();
    let found = questionnaire(app, &handed_in).await.unwrap();
    assert_eq!(found.state, AnsweringState::Submitted);
    assert!(withdraw_response(app, &handed_in).await.unwrap());
}

fn restored(backend: Backend, folder: &Path, version: &str) -> TestDatabase {
    let database = TestDatabase::fresh(backend, folder);
    match backend {
        Backend::Sqlite => {
            let file = unpacked(version, "mkbroute.sqlite.gz");
            std::fs::write(folder.join("mkbroute.sqlite"), file).unwrap();
        }
        Backend::Postgres => {
            let dump = folder.join("dump.sql");
            std::fs::write(&dump, unpacked(version, "postgres.sql.gz")).unwrap();
            database.load(&dump);
        }
    }
    database
}

fn unpacked(version: &str, name: &str) -> Vec<u8> {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let packed = here.join("tests/fixtures").join(version).join(name);
    let mut bytes = Vec::new();
    let packed = std::fs::File::open(packed).unwrap();
    GzDecoder::new(packed).read_to_end(&mut bytes).unwrap();
    bytes
}
