//! A real mail server (aiosmtpd) as a process of its own, which keeps what it takes.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use serde::Deserialize;
use tempfile::TempDir;

use crate::python;

const SCRIPT: &str = include_str!("smtp_server.py");

/// A mail as the server took it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct ReceivedMail {
    pub to: Vec<String>,
    /// By name in small letters.
    pub headers: BTreeMap<String, String>,
    pub body: String,
}

impl ReceivedMail {
    /// The personal link in it, if it has one.
    pub fn link(&self) -> Option<&str> {
        let mut lines = self.body.lines();
        lines.find(|line| line.starts_with("http"))
    }

    /// A header, or nothing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}

/// The server. Stopped when dropped; its port and what it took stay the same over restarts.
pub struct SmtpServer {
    folder: TempDir,
    port: u16,
    running: Option<Child>,
}

impl SmtpServer {
    /// Starts a server on a free port.
    pub fn start() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        std::fs::write(folder.path().join("server.py"), SCRIPT).expect("the script is written");
        let mut server = Self {
            folder,
            port: 0,
            running: None,
        };
        server.restart();
        server
    }

    /// Starts it again after [`SmtpServer::stop`], on the same port.
    ///
    /// # Panics
    /// If Python has no aiosmtpd: `cargo xtask test` makes one that has.
    pub fn restart(&mut self) {
        let mut running = Command::new(python::interpreter())
            .arg(self.folder.path().join("server.py"))
            .arg(self.port.to_string())
            .arg(self.kept())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the mail server starts");
        let output = running.stdout.take().expect("its output is read");
        let mut first = String::new();
        let read = BufReader::new(output).read_line(&mut first);
        read.expect("it tells its port");
        self.port = first.trim().parse().expect("it tells its port");
        self.running = Some(running);
    }

    /// Stops it: nobody listens any more.
    pub fn stop(&mut self) {
        if let Some(mut running) = self.running.take() {
            running.kill().expect("the mail server stops");
            running.wait().expect("the mail server ends");
        }
    }

    /// The address for a mailer.
    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// Every mail that it took, in order.
    pub fn mails(&self) -> Vec<ReceivedMail> {
        let kept = std::fs::read_to_string(self.kept()).unwrap_or_default();
        kept.lines()
            .map(|line| serde_json::from_str(line).expect("a line is a mail"))
            .collect()
    }

    fn kept(&self) -> PathBuf {
        self.folder.path().join("mails.jsonl")
    }
}

impl Drop for SmtpServer {
    fn drop(&mut self) {
        self.stop();
    }
}
