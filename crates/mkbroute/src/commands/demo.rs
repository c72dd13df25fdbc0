//! `mkbroute demo`: the baseline of 2021-22 on your own machine.

use std::time::Duration;

use anyhow::ensure;
use indicatif::{ProgressBar, ProgressStyle};
use mkbroute_application::App;
use mkbroute_application::demo::{BASELINE, Seeded, seed};
use mkbroute_web::{Limits, TrustedProxies, WebConfig};

use crate::cli::DemoArguments;
use crate::serving::{Entrance, listen, until_stopped};
use crate::wiring;

/// How long requests may take once the demonstration is told to stop.
const STOP_WITHIN: Duration = Duration::from_secs(10);

/// Seeds the folder if it is not seeded yet and serves it on loopback.
pub(crate) async fn run(arguments: DemoArguments) -> anyhow::Result<()> {
    ensure!(
        arguments.listen.ip().is_loopback(),
        "the demonstration signs anybody in, so it serves on loopback only: \
         use --listen 127.0.0.1:PORT"
    );
    let mailer = wiring::mailer(&arguments.mail)?;
    let app = wiring::open(&arguments.data).await?;
    fill(&app).await?;
    if arguments.seed_only {
        app.store().close().await;
        return Ok(());
    }
    let listener = listen(arguments.listen, "--listen")?;
    let origin = format!("http://localhost:{}", listener.local_addr()?.port());
    println!("Open {origin} and choose who you are. Stop with Ctrl-C.");
    println!("The report: {origin}/metingen/{BASELINE}/rapport");
    let entrance = Entrance {
        listener,
        tls: None,
        metrics: None,
        stop_within: STOP_WITHIN,
    };
    until_stopped(
        app,
        entrance,
        WebConfig {
            demo: true,
            https: false,
            origin,
            mail: mailer.is_some(),
            provider: None,
            trusted_proxies: TrustedProxies::default(),
            limits: Limits::Usual,
        },
        mailer,
    )
    .await
}

async fn fill(app: &App) -> anyhow::Result<()> {
    let bar = ProgressBar::new_spinner().with_message("Filling the demonstration");
    bar.set_style(ProgressStyle::with_template("{spinner} {msg}")?);
    bar.enable_steady_tick(Duration::from_millis(80));
    let seeded = seed(app).await?;
    bar.finish_and_clear();
    match seeded {
        Seeded::Now { responses } => {
            println!("The demonstration is ready: {responses} reconstructed responses.");
        }
        Seeded::Before => println!("The demonstration was there already; nothing was changed."),
    }
    Ok(())
}
