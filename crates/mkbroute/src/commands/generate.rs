//! `mkbroute generate`: load data, a file of frozen data with made-up respondents.

use anyhow::Context;
use indicatif::{ProgressBar, ProgressStyle};
use mkbroute_application::insights::generate::{LoadData, generate};

use crate::cli::GenerateArguments;

/// Writes the file, with a progress bar on a terminal, and tells its hash.
pub(crate) async fn run(arguments: GenerateArguments) -> anyhow::Result<()> {
    let load = LoadData {
        responses: arguments.responses,
        items: arguments.items,
        seed: arguments.seed,
    };
    let bar = bar(load.responses)?;
    let out = arguments.out.clone();
    let written = tokio::task::spawn_blocking(move || {
        let hash = generate(&out, load, |done| bar.set_position(done as u64));
        bar.finish_and_clear();
        hash
    });
    let sha256 = written.await.context("the writing stopped")??;
    let path = arguments.out.display();
    if arguments.json {
        println!(
            "{}",
            serde_json::json!({
                "path": path.to_string(),
                "rows": load.responses,
                "items": load.items,
                "seed": load.seed,
                "sha256": sha256,
            })
        );
    } else {
        let (rows, items) = (load.responses, load.items);
        println!("{path} holds {rows} made-up responses to {items} items: SHA-256 {sha256}");
    }
    Ok(())
}

/// A bar on standard error; nothing where that is no terminal.
fn bar(responses: usize) -> anyhow::Result<ProgressBar> {
    let style = ProgressStyle::with_template("{bar:40} {human_pos} of {human_len} responses")?;
    Ok(ProgressBar::new(responses as u64).with_style(style))
}
