//! The services of the program, put together.

use mkbroute_domain::accounts::Visible;
use std::path::Path;
use std::sync::Arc;

use anyhow::Context;
use mkbroute_application::App;
use mkbroute_application::clock::SystemClock;
use mkbroute_domain::surveys::wave::Wave;
use mkbroute_store::{Location, Store};
use mkbroute_worker::surveys::SmtpMailer;
use rand::SeedableRng;
use rand::rngs::StdRng;

use crate::cli::{DataArguments, MailArguments};
use crate::settings::Settings;

/// Opens the database, making it and its folder when they are not there.
pub(crate) async fn open(arguments: &DataArguments) -> anyhow::Result<App> {
    let settings = Settings::from_arguments(arguments)?;
    std::fs::create_dir_all(&settings.data_dir)
        .with_context(|| format!("cannot make the folder {}", settings.data_dir.display()))?;
    let store = Store::open(&settings.location).await?;
    let chance = Box::new(StdRng::from_os_rng());
    let app = App::new(store, Arc::new(SystemClock), chance, settings.data_dir);
    if let Some(folder) = &arguments.backups {
        app.keep_backups_in(folder.clone());
    }
    Ok(app)
}

/// The mail server, if one is configured.
pub(crate) fn mailer(arguments: &MailArguments) -> anyhow::Result<Option<SmtpMailer>> {
    match (&arguments.smtp_url, &arguments.mail_from) {
        (Some(url), Some(from)) => Ok(Some(SmtpMailer::new(url, from)?)),
        _ => Ok(None),
    }
}

/// Opens a database that must already be there.
pub(crate) async fn open_existing(arguments: &DataArguments) -> anyhow::Result<App> {
    let settings = Settings::from_arguments(arguments)?;
    if let Location::Sqlite(file) = &settings.location {
        require(file)?;
    }
    open(arguments).await
}

fn require(file: &Path) -> anyhow::Result<()> {
    anyhow::ensure!(
        file.exists(),
        "no database at {}: run `mkbroute demo --seed-only` or `mkbroute serve` first, \
         or name its folder with --data",
        file.display()
    );
    Ok(())
}

/// The wave with this readable name.
pub(crate) async fn wave(app: &App, slug: &str) -> anyhow::Result<Wave> {
    let waves = app.store().waves(&Visible::Everything).await?;
    let known: Vec<&str> = waves.iter().map(|wave| wave.slug.as_str()).collect();
    let known = known.join(", ");
    waves
        .into_iter()
        .find(|wave| wave.slug == slug)
        .ok_or_else(|| {
            let hint = format!("there is no wave '{slug}'; there is: {known}");
            anyhow::Error::new(mkbroute_application::AppError::NotFound).context(hint)
        })
}
