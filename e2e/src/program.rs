//! The program under test, as a user would start it.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, Result, bail};
use mkbroute_store::Location;
use mkbroute_testkit::Backend;
use mkbroute_testkit::database::TestDatabase;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, ChildStdout, Command};

/// A running `mkbroute` on a free port with a folder of its own. Killed when dropped.
pub struct Program {
    /// The address that it printed, such as `http://localhost:41234`.
    pub origin: String,
    folder: TempDir,
    lines: Vec<String>,
    _process: Child,
    _database: Option<TestDatabase>,
}

impl Program {
    /// Starts the demonstration.
    pub async fn demo() -> Result<Self> {
        Self::start("demo", "Open ", None).await
    }

    /// Starts the demonstration on a database of its own, of either kind.
    pub async fn demo_on(backend: Backend) -> Result<Self> {
        match backend {
            Backend::Sqlite => Self::demo().await,
            Backend::Postgres => {
                let nowhere = Path::new("");
                let database = TestDatabase::fresh(backend, nowhere);
                Self::start("demo", "Open ", Some(database)).await
            }
        }
    }

    /// Starts the demonstration with a mail server.
    pub async fn demo_with_mail(server: &str) -> Result<Self> {
        let mail = ["--smtp-url", server, "--mail-from", "meting@example.org"];
        Self::start_with("demo", "Open ", None, &mail).await
    }

    /// Starts the program for real, with an empty database.
    pub async fn serve() -> Result<Self> {
        Self::start("serve", "mkbroute serves at ", None).await
    }

    /// The folder with the database and the frozen data.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// What it printed until it served.
    pub fn printed(&self) -> &[String] {
        &self.lines
    }

    async fn start(command: &str, ready: &str, database: Option<TestDatabase>) -> Result<Self> {
        Self::start_with(command, ready, database, &[]).await
    }

    async fn start_with(
        command: &str,
        ready: &str,
        database: Option<TestDatabase>,
        more: &[&str],
    ) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let mut program = Command::new(executable()?);
        program
            .args([command, "--listen", "127.0.0.1:0", "--data"])
            .arg(folder.path())
            .args(more);
        if let Some(Location::Postgres(url)) = database.as_ref().map(|found| &found.location) {
            program.args(["--database", url]);
        }
        let mut process = program
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .context("cannot start mkbroute")?;
        let output = process.stdout.take().context("no standard output")?;
        let (origin, lines) = until_ready(output, ready).await?;
        Ok(Self {
            origin,
            folder,
            lines,
            _process: process,
            _database: database,
        })
    }
}

/// Reads lines until the one that names the address.
async fn until_ready(output: ChildStdout, ready: &str) -> Result<(String, Vec<String>)> {
    let mut reader = BufReader::new(output).lines();
    let mut lines = Vec::new();
    while let Some(line) = reader.next_line().await? {
        let origin = line
            .strip_prefix(ready)
            .and_then(|rest| rest.split_whitespace().next());
        let origin = origin.map(str::to_owned);
        lines.push(line);
        if let Some(origin) = origin {
            // Keep reading, so that the program never waits for a full pipe.
            tokio::spawn(async move { while let Ok(Some(_)) = reader.next_line().await {} });
            return Ok((origin, lines));
        }
    }
    bail!("mkbroute stopped before it served: {lines:?}")
}

/// The program that the build put beside the tests.
pub fn executable() -> Result<PathBuf> {
    let test = std::env::current_exe()?;
    let folder = test
        .parent()
        .and_then(Path::parent)
        .context("no target folder")?;
    let program = folder.join("mkbroute");
    if !program.exists() {
        bail!(
            "{} is not built: run `cargo build -p mkbroute`",
            program.display()
        );
    }
    Ok(program)
}
