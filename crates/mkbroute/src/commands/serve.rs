//! `mkbroute serve`: the program for real, behind a proxy that does TLS.

use std::net::SocketAddr;
use std::time::Duration;

use anyhow::Context;
use mkbroute_application::App;
use mkbroute_application::accounts::issue_administrator_link;
use mkbroute_web::WebConfig;
use mkbroute_worker::accounts::deliver_accounts;
use mkbroute_worker::surveys::{SmtpMailer, deliver};
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::cli::ServeArguments;
use crate::{settings, wiring};

/// How long a stop waits for the mail that is on its way: a little longer than one mail may take.
const LAST_MAIL: Duration = Duration::from_secs(35);

/// Serves until it is told to stop; at the very first start prints the administrator's link.
pub(crate) async fn run(arguments: ServeArguments) -> anyhow::Result<()> {
    let mailer = wiring::mailer(&arguments.mail)?;
    let app = wiring::open(&arguments.data).await?;
    let listener = listen(arguments.listen).await?;
    let origin = match arguments.origin {
        Some(origin) => origin.trim_end_matches('/').to_owned(),
        None => format!("http://{}", listener.local_addr()?),
    };
    if let Some(token) = issue_administrator_link(&app).await? {
        println!("First start. Sign in once, within 24 hours, as administrator:");
        println!("  {origin}/aanmelden/{token}");
    }
    println!("mkbroute serves at {origin}");
    let https = origin.starts_with("https://");
    until_stopped(
        app,
        listener,
        WebConfig {
            demo: false,
            https,
            origin,
            mail: mailer.is_some(),
            provider: settings::provider(&arguments.provider)?,
        },
        mailer,
    )
    .await
}

/// Binds the address, or says what to do.
pub(crate) async fn listen(address: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address)
        .await
        .with_context(|| format!("cannot listen on {address}: choose another with --listen"))
}

/// Serves requests and does the housekeeping until a signal comes; then finishes what was begun.
pub(crate) async fn until_stopped(
    app: App,
    listener: TcpListener,
    config: WebConfig,
    mailer: Option<SmtpMailer>,
) -> anyhow::Result<()> {
    let housekeeping = tokio::spawn(mkbroute_worker::accounts::retain(app.clone()));
    let watching = tokio::spawn(mkbroute_worker::accounts::watch_log(app.clone()));
    let (stop, stopped) = watch::channel(false);
    let delivery = mailer.map(|mailer| {
        let origin = config.origin.clone();
        let accounts = (app.clone(), mailer.clone(), origin.clone(), stopped.clone());
        let accounts = deliver_accounts(accounts.0, accounts.1, accounts.2, accounts.3);
        let invitations = deliver(app.clone(), mailer, origin, stopped);
        tokio::spawn(async move { tokio::join!(accounts, invitations) })
    });
    let router = mkbroute_web::router(app.clone(), config);
    axum::serve(listener, router)
        .with_graceful_shutdown(stop_signal())
        .await?;
    housekeeping.abort();
    watching.abort();
    if let Some(delivery) = delivery {
        // The mail that is on its way is finished and noted, or it would leave twice.
        let _ = stop.send(true);
        let _ = tokio::time::timeout(LAST_MAIL, delivery).await;
    }
    app.store().close().await;
    Ok(())
}

async fn stop_signal() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let Ok(mut terminate) = signal(SignalKind::terminate()) else {
            let _ = interrupt.await;
            return;
        };
        tokio::select! {
            _ = interrupt => {}
            _ = terminate.recv() => {}
        }
    }
    #[cfg(not(unix))]
    let _ = interrupt.await;
}
