//! `mkbroute doctor`: is everything as it should be?

use anyhow::ensure;
use mkbroute_application::App;
use mkbroute_application::accounts::audit::verify;
use mkbroute_application::insights::check_frozen;
use mkbroute_application::operations::{Expiry, LEAST_DISK, disk_free, kept_backups};
use mkbroute_application::surveys::invitations::Mailer;

use crate::cli::DoctorArguments;
use crate::wiring;

/// Seconds that the clocks of this machine and the database server may differ.
const CLOCKS_DIFFER: i64 = 5;
/// Days after which a backup is missed.
const BACKUP_MISSED: i64 = 7;

type Finding = Result<String, String>;

/// Checks everything and tells it line by line; fails if anything is wrong.
pub(crate) async fn run(arguments: DoctorArguments) -> anyhow::Result<()> {
    let mailer = wiring::mailer(&arguments.mail)?;
    let app = wiring::open_existing(&arguments.data).await?;
    let found = [
        ("database", database(&app).await),
        ("schema", schema(&app).await),
        ("audit log", audit_log(&app).await),
        ("frozen data", frozen(&app).await),
        ("disk", disk(&app)),
        ("clock", clock(&app).await),
        ("backups", backups(&app).await),
        ("mail", mail(mailer).await),
    ];
    app.store().close().await;
    for (what, finding) in &found {
        let (good, words) = match finding {
            Ok(words) => (true, words),
            Err(words) => (false, words),
        };
        if arguments.json {
            let told = serde_json::json!({"check": what, "ok": good, "told": words});
            println!("{told}");
        } else {
            println!("{} {what}: {words}", if good { "ok    " } else { "FAILED" });
        }
    }
    let failed = found.iter().filter(|(_, finding)| finding.is_err()).count();
    ensure!(failed == 0, "{failed} of {} checks failed", found.len());
    Ok(())
}

fn told(error: impl std::fmt::Display) -> String {
    error.to_string()
}

async fn database(app: &App) -> Finding {
    app.store().check_writable().await.map_err(told)?;
    app.store().check_integrity().await.map_err(told)?;
    Ok("it takes writes and is sound".to_owned())
}

async fn schema(app: &App) -> Finding {
    app.store().check_schema().await.map_err(told)?;
    let steps = app.store().schema().await.map_err(told)?;
    Ok(steps
        .last()
        .map_or_else(String::new, |last| format!("at step {last}")))
}

async fn audit_log(app: &App) -> Finding {
    match verify(app, None).await.map_err(told)? {
        Ok(head) => Ok(format!("whole, {} entries", head.number)),
        Err((found, _)) => Err(told(found)),
    }
}

async fn frozen(app: &App) -> Finding {
    let waves = app
        .store()
        .waves(&mkbroute_domain::accounts::Visible::Everything)
        .await
        .map_err(told)?;
    let mut count = 0;
    for wave in waves.iter().filter(|wave| wave.dataset_sha256.is_some()) {
        check_frozen(app, wave).await.map_err(told)?;
        count += 1;
    }
    Ok(format!(
        "{count} measurements have the data that were frozen"
    ))
}

fn disk(app: &App) -> Finding {
    let Some(free) = disk_free(app.data_dir()) else {
        return Err("it cannot be known how much is free".to_owned());
    };
    let words = format!("{} MB free", free / 1024 / 1024);
    if free >= LEAST_DISK {
        Ok(words)
    } else {
        Err(format!("{words}: make room"))
    }
}

/// A clock that runs behind would let links live too long and put the log out of order.
async fn clock(app: &App) -> Finding {
    let now = app.now();
    let last = app.store().audit_check().await.map_err(told)?;
    if last.is_some_and(|check| check.at > now) {
        return Err("the audit log was checked in the future: set the clock".to_owned());
    }
    let Some(server) = app.store().server_time().await.map_err(told)? else {
        return Ok(format!("{}", now.format("%Y-%m-%d %H:%M:%S UTC")));
    };
    let differ = (server - app.now()).num_seconds().abs();
    if differ > CLOCKS_DIFFER {
        Err(format!(
            "it differs {differ} s from the database server: set both by NTP"
        ))
    } else {
        Ok("as the database server's".to_owned())
    }
}

async fn backups(app: &App) -> Finding {
    let folder = app.backups_dir();
    let kept = if folder.is_dir() {
        kept_backups(app, folder, None).await.map_err(told)?
    } else {
        Vec::new()
    };
    let expired = kept
        .iter()
        .filter(|backup| backup.expiry != Expiry::Stays)
        .count();
    if expired > 0 {
        return Err(format!("{expired} must go: run mkbroute backup --prune"));
    }
    let Some(last) = kept.last() else {
        return Ok(format!("none in {}", folder.display()));
    };
    let days = (app.now() - last.header.created_at).num_days();
    let words = format!("{}, the last {days} days ago", kept.len());
    if days >= BACKUP_MISSED {
        Err(words)
    } else {
        Ok(words)
    }
}

async fn mail(mailer: Option<impl Mailer>) -> Finding {
    let Some(mailer) = mailer else {
        return Ok("no mail server is set".to_owned());
    };
    match mailer.ready().await {
        Ok(()) => Ok("the server answers".to_owned()),
        Err(_) => Err("the server does not answer or does not let us in".to_owned()),
    }
}
