//! A disk that tells what reaches it and fails when told to, between one program and its folder. Linux only:
//! it is a small library in C, compiled by the test and loaded before the C library.

mod power;

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

pub use power::{Cut, Trace};

const SOURCE: &str = include_str!("disk/disk.c");

/// What a disk does wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// No file may grow.
    Full,
    /// Every write fails.
    WriteFails,
    /// Every flush fails, and what it should have flushed may be lost.
    FlushFails,
}

impl Rule {
    fn file(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::WriteFails => "eio-write",
            Self::FlushFails => "eio-sync",
        }
    }
}

/// The disk under one folder of one program.
pub struct Disk {
    /// The library, the trace, and a file for each rule that is on.
    own: TempDir,
}

impl Disk {
    /// Compiles the library.
    ///
    /// # Panics
    /// Elsewhere than on Linux, and without a C compiler.
    pub fn new() -> Self {
        assert_eq!(
            std::env::consts::OS,
            "linux",
            "a disk that fails exists on Linux only: run this test there"
        );
        let own = tempfile::tempdir().expect("a temporary folder");
        let disk = Self { own };
        let source = disk.path("disk.c");
        std::fs::write(&source, SOURCE).expect("the source is written");
        let mut compile = Command::new("cc");
        compile.args(["-shared", "-fPIC", "-O2", "-o"]);
        compile.arg(disk.path("disk.so")).arg(&source);
        let done = compile.args(["-ldl", "-lpthread"]).output();
        let done = done.expect("a C compiler is there: the README asks for one");
        let told = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.success(), "{told}");
        disk
    }

    /// Puts the disk between a program that is yet to be started and a folder.
    ///
    /// # Panics
    /// If the folder is not there.
    pub fn under(&self, program: &mut Command, folder: &Path) {
        let folder = folder.canonicalize().expect("the folder is there");
        program.env("LD_PRELOAD", self.path("disk.so"));
        program.env("TEST_DISK_FOLDER", folder);
        program.env("TEST_DISK_RULES", self.own.path());
    }

    /// Lets the program that [`Disk::under`] prepared tell everything that reaches the disk.
    pub fn traced(&self, program: &mut Command) -> PathBuf {
        let trace = self.path("trace");
        program.env("TEST_DISK_TRACE", &trace);
        trace
    }

    /// Switches a rule on.
    ///
    /// # Panics
    /// If the folder of the rules is gone.
    pub fn begin(&self, rule: Rule) {
        File::create(self.path(rule.file())).expect("the rule is switched on");
    }

    /// Switches a rule off.
    ///
    /// # Panics
    /// If it was not on.
    pub fn end(&self, rule: Rule) {
        std::fs::remove_file(self.path(rule.file())).expect("the rule was on");
    }

    fn path(&self, name: &str) -> PathBuf {
        self.own.path().join(name)
    }
}

impl Default for Disk {
    fn default() -> Self {
        Self::new()
    }
}

/// Writes into a trace that something was acknowledged, between what reached the disk before and after.
pub struct Acknowledged(File);

impl Acknowledged {
    /// # Panics
    /// If there is no trace at this place.
    pub fn to(trace: &Path) -> Self {
        let file = OpenOptions::new().append(true).open(trace);
        Self(file.expect("the trace is there"))
    }

    /// Tells that the thing with this number was acknowledged.
    ///
    /// # Panics
    /// If the trace cannot be written.
    pub fn tell(&self, number: u64) {
        let mut record = [0; 24];
        record[0] = b'A';
        record[8..16].copy_from_slice(&number.to_ne_bytes());
        // One write: what several tell at once does not mix.
        (&self.0).write_all(&record).expect("the trace is written");
    }
}
