//! `mkbroute backup`: a sealed copy of everything, and which copies must go.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};
use mkbroute_application::App;
use mkbroute_application::operations::{Expiry, Kept, back_up, kept_backups};
use mkbroute_domain::hex::{hex, unhex};

use super::written;
use crate::cli::BackupArguments;
use crate::wiring;

/// What a key file begins with.
const KEY: &str = "mkbroute-backup-key-1 ";

/// Makes a backup or a key, or deletes backups that may not be kept.
pub(crate) async fn run(arguments: BackupArguments) -> anyhow::Result<()> {
    if let Some(file) = &arguments.new_key {
        return make_key(file);
    }
    let app = wiring::open_existing(&arguments.data).await?;
    let done = if arguments.prune {
        prune(&app, &arguments).await
    } else {
        make(&app, &arguments).await
    };
    app.store().close().await;
    done
}

fn make_key(file: &Path) -> anyhow::Result<()> {
    use rand::TryRngCore;
    let mut key = [0_u8; 32];
    let chance = rand::rngs::OsRng.try_fill_bytes(&mut key);
    chance.context("the machine gives no random numbers")?;
    let mut options = std::fs::File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let made = options.open(file);
    let mut made = made.with_context(|| format!("cannot make {}", file.display()))?;
    writeln!(made, "{KEY}{}", hex(&key))?;
    made.sync_all()?;
    let file = file.display();
    println!("{file} holds a new key. Keep a copy elsewhere: without it no backup can be opened.");
    Ok(())
}

/// The key in a file that `--new-key` made.
pub(crate) fn read_key(file: Option<&Path>) -> anyhow::Result<[u8; 32]> {
    let file = file.context(
        "a backup needs a key: name its file with --key, or make one with mkbroute backup --new-key FILE",
    )?;
    let text = String::from_utf8(written::read(file)?).unwrap_or_default();
    let digits = text.trim().strip_prefix(KEY).unwrap_or_default();
    unhex(digits).with_context(|| format!("{} holds no key", file.display()))
}

async fn make(app: &App, arguments: &BackupArguments) -> anyhow::Result<()> {
    let key = read_key(arguments.key.as_deref())?;
    let file = match &arguments.file {
        Some(file) => file.clone(),
        None => usual_file(app)?,
    };
    if file.exists() {
        bail!("{} exists already: choose another name", file.display());
    }
    let made = back_up(app, &file, &key).await?;
    if arguments.json {
        println!(
            "{}",
            serde_json::json!({
                "file": file.display().to_string(),
                "rows": made.rows,
                "files": made.files,
                "logical_sha256": made.logical_sha256,
            })
        );
    } else {
        println!(
            "{} holds {} rows and {} files: logical sha256:{}",
            file.display(),
            made.rows,
            made.files,
            made.logical_sha256
        );
    }
    Ok(())
}

fn usual_file(app: &App) -> anyhow::Result<PathBuf> {
    let folder = app.backups_dir();
    std::fs::create_dir_all(folder)
        .with_context(|| format!("cannot make the folder {}", folder.display()))?;
    let moment = app.now().format("%Y%m%dT%H%M%SZ");
    Ok(folder.join(format!("mkbroute-{moment}.mkb")))
}

async fn prune(app: &App, arguments: &BackupArguments) -> anyhow::Result<()> {
    let folder = app.backups_dir();
    ensure!(folder.is_dir(), "there is no folder {}", folder.display());
    let kept = kept_backups(app, folder, arguments.keep_days).await?;
    for backup in &kept {
        let goes = backup.expiry != Expiry::Stays;
        if goes && !arguments.dry_run {
            std::fs::remove_file(&backup.path)
                .with_context(|| format!("cannot delete {}", backup.path.display()))?;
        }
        println!("{}", line(backup, arguments));
    }
    if kept.is_empty() {
        println!("There are no backups in {}.", folder.display());
    }
    Ok(())
}

fn line(backup: &Kept, arguments: &BackupArguments) -> String {
    let file = backup.path.display().to_string();
    let why = match &backup.expiry {
        Expiry::Stays => "stays".to_owned(),
        Expiry::WaveClosed { wave, on } => {
            format!("{wave} was open in it and closed on {on}")
        }
        Expiry::Old => "older than backups are kept".to_owned(),
    };
    if arguments.json {
        let goes = backup.expiry != Expiry::Stays;
        let deleted = goes && !arguments.dry_run;
        return serde_json::json!({"file": file, "goes": goes, "deleted": deleted, "why": why})
            .to_string();
    }
    match &backup.expiry {
        Expiry::Stays => format!("{file} {why}"),
        _ if arguments.dry_run => format!("{file} would be deleted: {why}"),
        _ => format!("{file} is deleted: {why}"),
    }
}
