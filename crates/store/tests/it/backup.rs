//! Backups: everything comes back, in either database; whatever is not whole is refused.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use mkbroute_domain::accounts::{Managed, Visible};
use mkbroute_domain::surveys::instrument::RespondentGroup;
use mkbroute_store::backup::{
    Backup, BackupError, Contents, Erased, Restore, columns_in_backup, read_header,
};
use mkbroute_store::{Location, NewResponse, Store};
use mkbroute_testkit::database::TestDatabase;
use mkbroute_testkit::{Backend, TestApp};
use rstest::rstest;
use sea_orm::{ConnectionTrait, Database, DbBackend, Statement};

const KEY: [u8; 32] = [3; 32];

/// A backup of an application, in its own folder.
async fn back_up(kit: &TestApp, erasures: u64) -> (PathBuf, Contents) {
    let path = kit.folder.path().join("backup.mkb");
    let backup = Backup {
        path: &path,
        key: &KEY,
        nonce: [4; 19],
        now: kit.app.now(),
        data_dir: kit.folder.path(),
        erasures,
    };
    let contents = kit.app.store().back_up(&backup).await.unwrap();
    (path, contents)
}

/// An empty place to restore into.
struct Place {
    folder: tempfile::TempDir,
    database: TestDatabase,
}

impl Place {
    fn empty(backend: Backend) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = TestDatabase::fresh(backend, folder.path());
        Self { folder, database }
    }

    async fn restore(&self, path: &Path, erased: &[Erased]) -> Result<Contents, BackupError> {
        self.restore_with(path, &KEY, erased).await
    }

    async fn restore_with(
        &self,
        path: &Path,
        key: &[u8; 32],
        erased: &[Erased],
    ) -> Result<Contents, BackupError> {
        let restore = Restore {
            path,
            key,
            location: &self.database.location,
            data_dir: self.folder.path(),
            erased,
        };
        restore.run().await.map(|(_, contents)| contents)
    }

    async fn open(&self) -> Store {
        Store::open(&self.database.location).await.unwrap()
    }
}

/// What is there according to the database itself, as `table.column`.
async fn columns(location: &Location) -> BTreeSet<String> {
    let (address, backend, question) = match location {
        Location::Sqlite(file) => (
            format!("sqlite://{}", file.display()),
            DbBackend::Sqlite,
            "SELECT m.name || '.' || c.name FROM sqlite_master m, pragma_table_info(m.name) c \
             WHERE m.type = 'table'",
        ),
        Location::Postgres(url) => (
            url.clone(),
            DbBackend::Postgres,
            "SELECT table_name || '.' || column_name FROM information_schema.columns \
             WHERE table_schema = current_schema()",
        ),
    };
    let database = Database::connect(address).await.unwrap();
    let asked = Statement::from_string(backend, question);
    let rows = database.query_all_raw(asked).await.unwrap();
    let names = rows
        .iter()
        .map(|row| row.try_get_by_index::<String>(0).unwrap());
    names
        .filter(|name| !name.starts_with("seaql_migrations."))
        .collect()
}

/// A new table or column that no backup holds fails here: add its entity to `backup/tables.rs`.
#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn every_column_of_every_table_is_in_a_backup(#[case] backend: Backend) {
    let kit = TestApp::empty(backend).await;
    let held: BTreeSet<String> = columns_in_backup().into_iter().collect();
    assert_eq!(columns(&kit.database.location).await, held);
}

#[rstest]
#[case::sqlite_to_sqlite(Backend::Sqlite, Backend::Sqlite)]
#[case::sqlite_to_postgres(Backend::Sqlite, Backend::Postgres)]
#[case::postgres_to_sqlite(Backend::Postgres, Backend::Sqlite)]
#[case::postgres_to_postgres(Backend::Postgres, Backend::Postgres)]
#[tokio::test]
async fn everything_comes_back_in_either_database(#[case] from: Backend, #[case] to: Backend) {
    let kit = TestApp::demo(from).await;
    let before = kit.app.store().logical_sha256().await.unwrap();
    let (path, made) = back_up(&kit, 0).await;
    assert_eq!(made.logical_sha256, before);
    assert!(made.files >= 3 && made.rows > 500, "{made:?}");

    let place = Place::empty(to);
    let restored = place.restore(&path, &[]).await.unwrap();
    assert_eq!(restored, made);
    let store = place.open().await;
    assert_eq!(store.logical_sha256().await.unwrap(), before);
    assert_eq!(store.audit_head().await, kit.app.store().audit_head().await);
    store.check_integrity().await.unwrap();
    for file in files(&kit.folder.path().join("frozen")) {
        let name = file.strip_prefix(kit.folder.path()).unwrap();
        let copy = std::fs::read(place.folder.path().join(name)).unwrap();
        assert_eq!(copy, std::fs::read(&file).unwrap(), "{}", name.display());
    }
    // And a backup of that one restores where it came from.
    store.close().await;
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found
}

async fn response(store: &Store, number: u32) -> NewResponse {
    let wave = store
        .wave_by_slug(&Visible::Everything, "vervolgmeting")
        .await
        .unwrap()
        .unwrap();
    NewResponse {
        key: key(number),
        wave: wave.id,
        group: RespondentGroup::Students,
        version: 1,
        pathway: None,
        answers: vec![7; 40],
        open: std::collections::BTreeMap::new(),
        link: None,
        draft_key: None,
        provisional: false,
    }
}

fn key(number: u32) -> [u8; 32] {
    let mut key = [0; 32];
    key[..4].copy_from_slice(&number.to_be_bytes());
    key
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_backup_under_load_shows_one_moment(#[case] backend: Backend) {
    let kit = TestApp::demo(backend).await;
    let store = kit.app.store().clone();
    let stop = Arc::new(AtomicBool::new(false));
    let writing = tokio::spawn({
        let (store, stop) = (store.clone(), stop.clone());
        async move {
            let mut number = 0;
            while !stop.load(Ordering::SeqCst) {
                store.submit(response(&store, number).await).await.unwrap();
                number += 1;
            }
            number
        }
    });
    let waited = std::time::Duration::from_millis(300);
    tokio::time::sleep(waited).await;
    let acknowledged = |upto: u32| {
        let store = store.clone();
        async move {
            let mut count = 0;
            while count < upto && store.handed_in(&key(count)).await.unwrap() {
                count += 1;
            }
            count
        }
    };
    let before = acknowledged(u32::MAX).await;
    let (path, made) = back_up(&kit, 0).await;
    let after = acknowledged(u32::MAX).await;
    stop.store(true, Ordering::SeqCst);
    assert!(writing.await.unwrap() > 0 && before > 0);

    let place = Place::empty(Backend::Sqlite);
    place.restore(&path, &[]).await.unwrap();
    let restored = place.open().await;
    assert_eq!(
        restored.logical_sha256().await.unwrap(),
        made.logical_sha256
    );
    let mut count = 0;
    while restored.handed_in(&key(count)).await.unwrap() {
        count += 1;
    }
    assert!(
        (before..=after).contains(&count),
        "{before} <= {count} <= {after}"
    );
    for number in count..after + 5 {
        let there = restored.handed_in(&key(number)).await.unwrap();
        assert!(!there, "one moment has no gaps");
    }
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn what_was_erased_since_stays_erased(#[case] backend: Backend) {
    let kit = TestApp::demo(backend).await;
    let store = kit.app.store();
    store.submit(response(store, 1).await).await.unwrap();
    store.submit(response(store, 2).await).await.unwrap();
    let person = kit.actor("joost-bakker").await.person.id;
    let (path, _) = back_up(&kit, 5).await;
    assert_eq!(read_header(&path).unwrap().erasures, 5);

    let place = Place::empty(backend);
    let erased = [Erased::Response(key(1)), Erased::Person(person.0)];
    place.restore(&path, &erased).await.unwrap();
    let restored = place.open().await;
    assert!(!restored.handed_in(&key(1)).await.unwrap());
    assert!(restored.handed_in(&key(2)).await.unwrap());
    let persons = restored.persons(&Managed::everything()).await.unwrap();
    assert!(!persons.is_empty() && persons.iter().all(|found| found.id != person));
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn what_is_not_whole_is_refused_without_a_trace(#[case] backend: Backend) {
    let kit = TestApp::demo(backend).await;
    let (path, made) = back_up(&kit, 0).await;
    let sound = std::fs::read(&path).unwrap();
    let place = Place::empty(backend);
    let broken = kit.folder.path().join("broken.mkb");
    let mut flipped = sound.clone();
    let middle = flipped.len() / 2;
    flipped[middle] ^= 1;
    let mut header = sound.clone();
    let at = header
        .windows(7)
        .position(|piece| piece == b"\"key\":\"")
        .unwrap()
        - 40;
    header[at] ^= 1;
    for (what, bytes) in [
        ("a flipped byte", flipped),
        ("a cut", sound[..sound.len() - 1].to_vec()),
        ("half of it", sound[..sound.len() / 2].to_vec()),
        ("more than it", [&sound[..], b"x"].concat()),
        ("another header", header),
    ] {
        std::fs::write(&broken, bytes).unwrap();
        let error = place.restore(&broken, &[]).await.unwrap_err();
        assert!(
            matches!(error, BackupError::Damaged | BackupError::File(..)),
            "{what}: {error}"
        );
    }
    std::fs::write(&broken, "Beste lezer,").unwrap();
    let error = place.restore(&broken, &[]).await.unwrap_err();
    assert!(matches!(error, BackupError::NotABackup), "{error}");
    let newer = String::from_utf8_lossy(&sound[..1000]).into_owned();
    let length = newer.find("m0001").unwrap();
    let mut newer = sound.clone();
    newer[length..length + 5].copy_from_slice(b"m9999");
    std::fs::write(&broken, newer).unwrap();
    let error = place.restore(&broken, &[]).await.unwrap_err();
    assert!(matches!(error, BackupError::Newer(_)), "{error}");
    let error = place.restore_with(&path, &[9; 32], &[]).await.unwrap_err();
    assert!(matches!(error, BackupError::OtherKey { .. }), "{error}");
    assert!(!place.folder.path().join("frozen").exists());

    // After all that the place is still empty; after this it is not.
    assert_eq!(place.restore(&path, &[]).await.unwrap(), made);
    let error = place.restore(&path, &[]).await.unwrap_err();
    assert!(matches!(error, BackupError::NotEmpty(_)), "{error}");
    let restored = place.open().await.logical_sha256().await.unwrap();
    assert_eq!(restored, made.logical_sha256, "and nothing was touched");
}

#[tokio::test]
async fn nothing_of_it_can_be_read_without_the_key() {
    let kit = TestApp::demo(Backend::Sqlite).await;
    let (path, _) = back_up(&kit, 0).await;
    let bytes = std::fs::read(&path).unwrap();
    for canary in ["joost-bakker", "Hogeschool", "PAR1"] {
        let found = bytes
            .windows(canary.len())
            .any(|piece| piece == canary.as_bytes());
        assert!(!found, "{canary}");
    }
    let header = read_header(&path).unwrap();
    assert_eq!(header.open_waves.len(), 1);
    assert_eq!(header.open_waves[0].slug, "vervolgmeting");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
