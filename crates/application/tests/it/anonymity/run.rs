//! One run of the world, with copies of everything on disk taken while it goes on.

use std::fs;
use std::path::Path;

use mkbroute_application::operations::{Restore, back_up};
use mkbroute_domain::ids::PersonId;
use mkbroute_store::{Location, Store};
use mkbroute_testkit::Backend;
use mkbroute_testkit::database::TestDatabase;
use sea_orm::{ConnectOptions, Database, DatabaseConnection};
use tempfile::TempDir;

use super::evidence::{Disk, Evidence, Truth};
use super::world::World;
use super::{log, postgres, sqlite};

/// What the attacker gets of one run, and what only the test knows.
#[derive(Clone)]
pub(super) struct Run {
    pub evidence: Evidence,
    pub truth: Truth,
    /// What the files hold on the last evening.
    pub evening_files: Vec<u8>,
    /// What the files hold after a closing that did not rewrite them.
    pub never_rewritten: Vec<u8>,
}

/// Where the worlds live: each in a file of its own, or all on one server, where a fresh database is
/// dear.
pub(super) enum Place {
    Files,
    Server {
        store: Store,
        connection: DatabaseConnection,
        folder: TempDir,
        /// Dropped with the last world.
        _database: TestDatabase,
    },
}

/// How copies of the disk are taken.
enum Copier<'a> {
    Files(&'a Path, Box<sqlite::History>),
    Server(&'a DatabaseConnection),
}

impl Place {
    pub(super) async fn on(backend: Backend) -> Self {
        if backend == Backend::Sqlite {
            return Self::Files;
        }
        let folder = tempfile::tempdir().unwrap();
        let database = TestDatabase::fresh(backend, folder.path());
        let Location::Postgres(address) = &database.location else {
            panic!("a server was asked for");
        };
        // What the attacker asks is no part of the log.
        let mut quiet = ConnectOptions::new(address);
        quiet.sqlx_logging(false);
        let store = Store::open(&database.location).await.unwrap();
        let connection = Database::connect(quiet).await.unwrap();
        postgres::never_tidy_up(&connection).await;
        Self::Server {
            store,
            connection,
            folder,
            _database: database,
        }
    }

    /// Runs the world with this number, from the invitations to the closing.
    pub(super) async fn run(&self, seed: u64) -> Run {
        let logged = log::length();
        let mut run = match self {
            Self::Files => in_files(seed).await,
            Self::Server {
                store,
                connection,
                folder,
                ..
            } => {
                let world = World::invited(store.clone(), seed, folder.path()).await;
                live(world, Copier::Server(connection)).await
            }
        };
        let audit = std::mem::take(&mut run.evidence.log);
        run.evidence.log = log::since(logged) + &audit;
        run
    }
}

async fn in_files(seed: u64) -> Run {
    let folder = tempfile::tempdir().unwrap();
    let database = TestDatabase::fresh(Backend::Sqlite, folder.path());
    let store = Store::open(&database.location).await.unwrap();
    let world = World::invited(store.clone(), seed, folder.path()).await;
    let run = live(world, Copier::Files(folder.path(), Box::default())).await;
    store.close().await;
    run
}

/// People come one after another; at a third and at two thirds of the visits a backup is made.
async fn live(mut world: World, mut copier: Copier<'_>) -> Run {
    let visits = world.visits();
    let mut open = vec![copier.copy(&world).await];
    for (done, (person, visit)) in visits.iter().enumerate() {
        if done == visits.len() / 3 || done == 2 * visits.len() / 3 {
            open.push(copier.copy(&world).await);
        }
        if done % 3 == 0 {
            world.sign_somebody_in().await;
        }
        world.visit(*person, *visit).await;
    }
    open.push(copier.copy(&world).await);
    let evening_backup = copier.backup(&world).await;
    let evening_files = copier.files().await;
    let never_rewritten = copier.closed_otherwise(&world, &evening_files).await;
    world.close().await;
    let closed = copier.copy(&world).await;
    let closed_backup = copier.backup(&world).await;
    let audit = audit_log(&world).await;
    Run {
        truth: world.truth(&visits),
        evening_files,
        never_rewritten,
        evidence: Evidence {
            open,
            closed,
            closed_files: copier.files().await,
            evening_backup,
            closed_backup,
            accounts: world.accounts.iter().map(PersonId::to_string).collect(),
            addresses: world.addresses,
            mailed: world.mailed,
            log: audit,
        },
    }
}

/// The whole audit log, a line an entry, in the order in which things were done.
async fn audit_log(world: &World) -> String {
    let store = world.app.store();
    let records = store.audit_entries_after(0, u64::from(u32::MAX)).await;
    let lines = records.unwrap().into_iter();
    let lines = lines.map(|record| format!("{record:?}\n"));
    lines.collect()
}

impl Copier<'_> {
    async fn copy(&mut self, world: &World) -> Disk {
        match self {
            Self::Files(folder, history) => {
                let file = fs::read(folder.join(FILE)).unwrap();
                let log = fs::read(folder.join(LOG)).unwrap();
                sqlite::read(&file, &log, history)
            }
            Self::Server(connection) => postgres::read(connection, (world.wave, &world.slug)).await,
        }
    }

    /// A backup that the program makes, opened with its key as a restored database shows it.
    async fn backup(&self, world: &World) -> Disk {
        if matches!(self, Self::Server(_)) {
            return Disk::default();
        }
        let (sealed, opened) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let (path, key) = (sealed.path().join("copy.mkb"), [5; 32]);
        back_up(&world.app, &path, &key).await.unwrap();
        let restore = Restore {
            path: &path,
            key: &key,
            location: &Location::Sqlite(opened.path().join(FILE)),
            data_dir: opened.path(),
            erased: &[],
        };
        restore.run().await.unwrap();
        let bytes = |name: &str| fs::read(opened.path().join(name)).unwrap_or_default();
        sqlite::read(&bytes(FILE), &bytes(LOG), &mut sqlite::History::default())
    }

    async fn files(&self) -> Vec<u8> {
        match self {
            Self::Files(folder, _) => everything_in(folder),
            Self::Server(connection) => postgres::files(connection).await,
        }
    }

    /// Closes a copy of the database as the program does, apart from rewriting its files.
    ///
    /// PostgreSQL leaves deleted rows where they were: there the files of the evening tell as much.
    async fn closed_otherwise(&self, world: &World, evening: &[u8]) -> Vec<u8> {
        let Self::Files(folder, _) = self else {
            return evening.to_vec();
        };
        let copy = tempfile::tempdir().unwrap();
        for name in [FILE, LOG] {
            fs::copy(folder.join(name), copy.path().join(name)).unwrap();
        }
        let store = Store::open(&Location::Sqlite(copy.path().join(FILE)))
            .await
            .unwrap();
        let tx = store.begin().await.unwrap();
        tx.forget_the_way(world.wave, || world.app.random_bytes())
            .await
            .unwrap();
        tx.commit().await.unwrap();
        store.close().await;
        everything_in(copy.path())
    }
}

const FILE: &str = "mkbroute.sqlite";
const LOG: &str = "mkbroute.sqlite-wal";

/// The bytes of every file in a folder and the folders in it.
fn everything_in(folder: &Path) -> Vec<u8> {
    let mut bytes = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        bytes.extend(if path.is_dir() {
            everything_in(&path)
        } else {
            fs::read(path).unwrap()
        });
    }
    bytes
}
