//! A real OpenID provider (oidc-provider-mock) as a process of its own, at which "anna" signs in.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

const SCRIPT: &str = include_str!("oidc_provider.py");

/// The provider. Stopped when dropped.
pub struct OidcProvider {
    _folder: TempDir,
    port: u16,
    running: Child,
}

impl OidcProvider {
    /// Starts a provider on a free port.
    ///
    /// # Panics
    /// If Python has no oidc-provider-mock: `cargo xtask test` makes one that has.
    #[expect(
        clippy::disallowed_methods,
        reason = "the tests are told where Python is"
    )]
    pub fn start() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let script = folder.path().join("provider.py");
        std::fs::write(&script, SCRIPT).expect("the script is written");
        let python = std::env::var("MKBROUTE_TEST_PYTHON")
            .expect("MKBROUTE_TEST_PYTHON names no Python: run `cargo xtask test`");
        let mut running = Command::new(python)
            .arg(script)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the provider starts");
        let output = running.stdout.take().expect("its output is read");
        let mut first = String::new();
        let read = BufReader::new(output).read_line(&mut first);
        read.expect("it tells its port");
        Self {
            _folder: folder,
            port: first.trim().parse().expect("it tells its port"),
            running,
        }
    }

    /// The issuer.
    pub fn issuer(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for OidcProvider {
    fn drop(&mut self) {
        let _ = self.running.kill();
        let _ = self.running.wait();
    }
}
