//! `mkbroute import`: responses that were gathered elsewhere.

use mkbroute_application::surveys::{ImportResponsesError, import_responses};

use super::table;
use crate::cli::ImportArguments;
use crate::wiring;

/// Rows that are told; a script reads all of them with `--json`.
const PRINTED: usize = 20;

/// Imports all rows of a table, or none.
pub(crate) async fn run(arguments: ImportArguments) -> anyhow::Result<()> {
    let table = table::read(&arguments.file)?;
    let app = wiring::open_existing(&arguments.data).await?;
    let wave = wiring::wave(&app, &arguments.wave).await?;
    let (group, dry_run) = (arguments.group.into(), arguments.dry_run);
    let imported = import_responses(&app, &wave, group, &table, dry_run).await;
    app.store().close().await;
    let count = imported.inspect_err(|error| {
        if let ImportResponsesError::Rows { rows, .. } = error {
            for row in rows.iter().take(PRINTED) {
                eprintln!("{}: {row}", arguments.file.display());
            }
        }
    })?;
    if arguments.json {
        println!(
            "{}",
            serde_json::json!({
                "wave": wave.slug,
                "group": arguments.group.code(),
                "imported": if dry_run { 0 } else { count },
                "accepted": count,
            })
        );
    } else if dry_run {
        println!("All {count} rows can be accepted; nothing was stored.");
    } else {
        println!("{count} responses are stored in {}.", wave.slug);
    }
    Ok(())
}
