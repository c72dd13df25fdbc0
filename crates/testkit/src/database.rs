//! A database of its own for every test.

use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

use mkbroute_store::Location;
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection};

/// Which database a test runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    Sqlite,
    Postgres,
}

/// A fresh database; a PostgreSQL one is dropped with this value.
pub struct TestDatabase {
    pub location: Location,
    drop_as: Option<(String, String)>,
}

impl TestDatabase {
    /// Makes one. PostgreSQL is the server named by `MKBROUTE_TEST_POSTGRES`.
    ///
    /// # Panics
    /// If there is no such server: `cargo xtask test` starts one.
    pub fn fresh(backend: Backend, folder: &Path) -> Self {
        match backend {
            Backend::Sqlite => Self {
                location: Location::Sqlite(folder.join("mkbroute.sqlite")),
                drop_as: None,
            },
            Backend::Postgres => Self::on_server(),
        }
    }

    /// Loads what `pg_dump` wrote into a fresh PostgreSQL database.
    ///
    /// # Panics
    /// On SQLite, and when the dump does not load.
    pub fn load(&self, dump: &Path) {
        let Location::Postgres(address) = &self.location else {
            panic!("only PostgreSQL reads a dump");
        };
        psql(
            address,
            &["-v", "ON_ERROR_STOP=1", "-f"],
            &dump.display().to_string(),
        );
    }

    /// Holds an SQLite database as another program would, until the connection is dropped.
    ///
    /// # Panics
    /// On PostgreSQL, where nobody can hold everything.
    pub async fn hold(&self) -> DatabaseConnection {
        let Location::Sqlite(file) = &self.location else {
            panic!("only SQLite can be held as a whole");
        };
        let mut options = ConnectOptions::new(format!("sqlite://{}", file.display()));
        options.max_connections(1);
        let connection = Database::connect(options).await.expect("it opens");
        connection
            .execute_unprepared("BEGIN EXCLUSIVE")
            .await
            .expect("nobody else holds it");
        connection
    }

    /// Every row of every table of a PostgreSQL database, as text.
    ///
    /// # Panics
    /// On SQLite, whose file can be read.
    pub fn rows_as_text(&self) -> String {
        let Location::Postgres(address) = &self.location else {
            panic!("read the file of SQLite");
        };
        let all = "SELECT database_to_xml(true, false, '')";
        psql(address, &["-At", "-c"], all)
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "the tests are told where the server is"
    )]
    fn on_server() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let server = std::env::var("MKBROUTE_TEST_POSTGRES")
            .expect("MKBROUTE_TEST_POSTGRES names no server: run `cargo xtask test`");
        let number = COUNT.fetch_add(1, Ordering::SeqCst);
        let name = format!("kit_{}_{number}", std::process::id());
        psql(&server, &["-c"], &format!("CREATE DATABASE {name}"));
        let base = server
            .rsplit_once('/')
            .map_or(server.as_str(), |(base, _)| base);
        let location = Location::Postgres(format!("{base}/{name}"));
        Self {
            location,
            drop_as: Some((server, name)),
        }
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        if let Some((server, name)) = &self.drop_as {
            psql(
                server,
                &["-c"],
                &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"),
            );
        }
    }
}

fn psql(server: &str, options: &[&str], what: &str) -> String {
    let done = Command::new("psql")
        .args(["-qX", "-d", server])
        .args(options)
        .arg(what)
        .output();
    let done = done.expect("psql is there: `cargo xtask test` installs it");
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    String::from_utf8_lossy(&done.stdout).into_owned()
}
