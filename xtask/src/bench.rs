//! `cargo xtask bench`: builds for release, then measures whole processes.

use anyhow::Result;

use crate::steps::cargo;

pub(crate) fn run() -> Result<()> {
    std::env::set_current_dir(crate::test::root())?;
    cargo(
        &[
            "build",
            "--release",
            "-p",
            "mkbroute",
            "-p",
            "mkbroute-bench",
        ],
        &[],
    )?;
    cargo(
        &["run", "--release", "--quiet", "-p", "mkbroute-bench"],
        &[],
    )
}
