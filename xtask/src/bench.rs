//! `cargo xtask bench`: builds the program for release, then measures whole processes of it.

use anyhow::Result;
use cargo_metadata::MetadataCommand;

use crate::steps::cargo;

/// Builds and measures. The measuring program itself need not be fast, so it is built for debugging.
pub(crate) fn run() -> Result<()> {
    std::env::set_current_dir(crate::test::root())?;
    cargo(&["build", "--release", "-p", "mkbroute"], &[])?;
    let metadata = MetadataCommand::new().no_deps().exec()?;
    let program = metadata.target_directory.join("release/mkbroute");
    let measure = ["run", "--quiet", "-p", "mkbroute-bench", "--"];
    let arguments = [measure.as_slice(), &[program.as_str()]].concat();
    cargo(&arguments, &[])
}
