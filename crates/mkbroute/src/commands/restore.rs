//! `mkbroute restore`: a backup into an empty place.

use anyhow::Context;
use mkbroute_application::operations::{
    Contents, Erased, Header, LEDGER, Restore, ledger_after, read_header, tell_restored,
};

use super::backup::read_key;
use crate::cli::RestoreArguments;
use crate::settings::Settings;
use crate::wiring;

/// Checks a backup, or puts it back.
pub(crate) async fn run(arguments: RestoreArguments) -> anyhow::Result<()> {
    let file = &arguments.file;
    let named = || format!("{}", file.display());
    let header = read_header(file).with_context(named)?;
    let key = read_key(arguments.key.as_deref())?;
    let settings = Settings::from_arguments(&arguments.data)?;
    let erased = if arguments.check {
        Vec::new()
    } else {
        erased(&arguments, header.erasures)?
    };
    let restore = Restore {
        path: file,
        key: &key,
        location: &settings.location,
        data_dir: &settings.data_dir,
        erased: &erased,
    };
    let (header, contents) = if arguments.check {
        restore.check().with_context(named)?
    } else {
        std::fs::create_dir_all(&settings.data_dir)
            .with_context(|| format!("cannot make {}", settings.data_dir.display()))?;
        let restored = restore.run().await.with_context(named)?;
        let app = wiring::open(&arguments.data).await?;
        tell_restored(&app).await?;
        app.store().close().await;
        restored
    };
    tell(&arguments, &header, &contents, erased.len());
    Ok(())
}

/// What must not come back. A ledger that is named must be there.
fn erased(arguments: &RestoreArguments, known: u64) -> anyhow::Result<Vec<Erased>> {
    let usual = arguments.file.with_file_name(LEDGER);
    let ledger = match &arguments.erasures {
        Some(named) => {
            anyhow::ensure!(named.exists(), "there is no ledger {}", named.display());
            named
        }
        None => &usual,
    };
    if !ledger.exists() {
        eprintln!(
            "warning: there is no {}: what was erased since the backup comes back",
            ledger.display()
        );
    }
    Ok(ledger_after(ledger, known)?)
}

fn tell(arguments: &RestoreArguments, header: &Header, contents: &Contents, erased: usize) {
    let Contents {
        rows,
        files,
        logical_sha256,
    } = contents;
    if arguments.json {
        println!(
            "{}",
            serde_json::json!({
                "created_at": header.created_at,
                "rows": rows,
                "files": files,
                "erased_again": erased,
                "logical_sha256": logical_sha256,
                "restored": !arguments.check,
            })
        );
        return;
    }
    let of = format!(
        "the backup of {}",
        header.created_at.format("%Y-%m-%d %H:%M UTC")
    );
    if arguments.check {
        println!("{of} is whole: {rows} rows, {files} files, logical sha256:{logical_sha256}");
    } else {
        println!(
            "{of} is restored: {rows} rows, {files} files, {erased} erased again, \
             logical sha256:{logical_sha256} before erasing"
        );
    }
}
