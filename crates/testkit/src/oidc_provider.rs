//! A real OpenID provider (oidc-provider-mock) as a process of its own, at which "anna" signs in.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

use crate::python;

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
    pub fn start() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let script = folder.path().join("provider.py");
        std::fs::write(&script, SCRIPT).expect("the script is written");
        let mut running = Command::new(python::interpreter())
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
