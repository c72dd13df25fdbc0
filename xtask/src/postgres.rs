//! A private PostgreSQL for the tests: own folder, free port, loopback only, gone afterwards.

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

use crate::install::is_root;

/// A running server; stopped and removed when dropped, also after a failure.
pub(crate) struct Postgres {
    folder: PathBuf,
    port: u16,
}

/// The folder with `initdb` and `pg_ctl` of the newest installed version.
pub(crate) fn binaries() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").ok()?;
    let mut found: Vec<PathBuf> = versions
        .flatten()
        .map(|entry| entry.path().join("bin"))
        .filter(|bin| bin.join("initdb").exists())
        .collect();
    found.sort();
    found.pop()
}

impl Postgres {
    /// Starts a server without durability: its data live as long as the tests.
    pub(crate) fn start() -> Result<Self> {
        Self::with("-c fsync=off -c synchronous_commit=off -c full_page_writes=off")
    }

    /// Starts a server that keeps what it acknowledged, for measuring.
    pub(crate) fn durable() -> Result<Self> {
        Self::with("-c shared_buffers=256MB")
    }

    fn with(settings: &str) -> Result<Self> {
        let bin = binaries().context("PostgreSQL is not installed")?;
        let folder = std::env::temp_dir().join(format!("mkbroute-postgres-{}", std::process::id()));
        fs::create_dir_all(&folder)?;
        if is_root() {
            // initdb refuses root; Debian's package made this user.
            run(Command::new("chown").arg("postgres").arg(&folder))?;
        }
        let port = free_port()?;
        let server = Self { folder, port };
        let data = server.data();
        let mut initdb = as_postgres(&bin.join("initdb"));
        initdb.args([
            "--auth=trust",
            "--username=postgres",
            "--encoding=UTF8",
            "--no-locale",
        ]);
        run(initdb.arg("--pgdata").arg(&data))?;
        let options = format!(
            "-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={} \
             -c max_connections=300 {settings}",
            server.folder.display()
        );
        let mut start = as_postgres(&bin.join("pg_ctl"));
        start.args(["start", "--wait", "--silent", "--options", &options]);
        start.arg("--log").arg(server.folder.join("log"));
        run(start.arg("--pgdata").arg(&data))?;
        Ok(server)
    }

    /// The address for `MKBROUTE_TEST_POSTGRES`.
    pub(crate) fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        if let Some(bin) = binaries() {
            let mut stop = as_postgres(&bin.join("pg_ctl"));
            stop.args(["stop", "--mode=immediate", "--silent", "--pgdata"]);
            // Nothing can be done about a server that is gone already.
            let _ = run(stop.arg(self.data()));
        }
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn as_postgres(program: &Path) -> Command {
    let mut command = if is_root() {
        let mut command = Command::new("runuser");
        command.args(["-u", "postgres", "--"]).arg(program);
        command
    } else {
        Command::new(program)
    };
    // The server's user may not be allowed to enter the present folder.
    command.current_dir("/");
    command
}

fn run(command: &mut Command) -> Result<()> {
    // A server keeps inherited pipes open; waiting for their end would never end.
    let status = command
        .stdout(Stdio::null())
        .stderr(Stdio::inherit())
        .status();
    let status = status.with_context(|| format!("cannot start {command:?}"))?;
    ensure!(status.success(), "{command:?} failed");
    Ok(())
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}
