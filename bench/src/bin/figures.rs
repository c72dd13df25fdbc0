//! The process that `cargo xtask bench figures` measures.
//!
//! `figures measure FILE OUT` reads a file of frozen data, measures everything with intervals and
//! writes all figures as JSON; it prints its seconds and peak memory. `figures generate N FILE`
//! makes the file.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::time::Instant;

use anyhow::{Result, bail};
use mkbroute_analysis::policy::Policy;
use mkbroute_application::insights::generate::{LoadData, generate};
use mkbroute_application::insights::measure_file;
use mkbroute_bench::memory::peak_kb;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["measure", file, out] => measure(Path::new(file), Path::new(out)),
        ["generate", responses, file] => {
            let load = LoadData {
                responses: responses.parse()?,
                items: 60,
                seed: 2021,
            };
            generate(Path::new(file), load, |_| ())?;
            Ok(())
        }
        _ => bail!("usage: figures measure FILE OUT, or figures generate N FILE"),
    }
}

fn measure(file: &Path, out: &Path) -> Result<()> {
    let start = Instant::now();
    let measured = measure_file(file, &Policy::default())?;
    let mut writer = BufWriter::new(File::create(out)?);
    serde_json::to_writer(&mut writer, &measured.result)?;
    writer.flush()?;
    let seconds = start.elapsed().as_secs_f64();
    println!(
        "{}",
        serde_json::json!({ "seconds": seconds, "peak_kb": peak_kb()? })
    );
    Ok(())
}
