//! Answering requests until a signal comes: listeners, the tasks beside them, and the end of it all.

use std::net::{SocketAddr, TcpListener};
use std::time::Duration;

use anyhow::Context;
use axum::Router;
use axum_server::Handle;
use axum_server::tls_rustls::RustlsConfig;
use mkbroute_application::App;
use mkbroute_web::{Metrics, WebConfig};
use mkbroute_worker::accounts::{HttpSender, deliver_accounts, send_events};
use mkbroute_worker::outreach::send_letters;
use mkbroute_worker::surveys::{SmtpMailer, deliver};
use tokio::sync::watch;

use crate::tls;

/// How long a stop waits for the mail and the events on their way: a little longer than one mail may take.
const LAST_MAIL: Duration = Duration::from_secs(35);
/// How long a client may take to say what it wants.
const FIRST_WORDS: Duration = Duration::from_secs(15);
/// The same on a connection that was used before: longer than proxies keep one that is quiet.
const NEXT_WORDS: Duration = Duration::from_secs(75);
/// How often a connection of version 2 is asked whether its client is still there.
const STILL_THERE: Duration = Duration::from_secs(30);

/// Where and how requests come in.
pub(crate) struct Entrance {
    pub(crate) listener: TcpListener,
    /// The certificate, when no proxy does TLS.
    pub(crate) tls: Option<tls::Certificate>,
    /// Where metrics are told, with the token that opens them.
    pub(crate) metrics: Option<(TcpListener, Option<String>)>,
    /// How long requests that were begun may take once a signal has come.
    pub(crate) stop_within: Duration,
}

/// Binds the address, or says what to do.
pub(crate) fn listen(address: SocketAddr, flag: &str) -> anyhow::Result<TcpListener> {
    let listener = TcpListener::bind(address);
    let listener = listener
        .with_context(|| format!("cannot listen on {address}: choose another with {flag}"))?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

/// Serves requests and does the housekeeping until a signal comes; then finishes what was begun.
pub(crate) async fn until_stopped(
    app: App,
    entrance: Entrance,
    config: WebConfig,
    mailer: Option<SmtpMailer>,
) -> anyhow::Result<()> {
    let metrics = Metrics::default();
    let beside = Beside::start(&app, &config.origin, mailer);
    let handle = Handle::new();
    let stopping = tokio::spawn(stop_on_signal(
        handle.clone(),
        metrics.clone(),
        entrance.stop_within,
    ));
    let watched = entrance.metrics.map(|(listener, token)| {
        let router = mkbroute_web::metrics_router(app.clone(), metrics.clone(), token.as_deref());
        tokio::spawn(serve(listener, None, router, Handle::new()))
    });
    let router = mkbroute_web::router_with(app.clone(), config, metrics);
    let mut reloading = None;
    let mut tls = None;
    if let Some(certificate) = entrance.tls {
        let read = certificate.read().await?;
        reloading = Some(tokio::spawn(certificate.reload(read.clone())));
        tls = Some(read);
    }
    let served = serve(entrance.listener, tls, router, handle).await;
    for task in [Some(stopping), reloading].into_iter().flatten() {
        task.abort();
    }
    beside.finish().await;
    if let Some(watched) = watched {
        watched.abort();
    }
    app.store().close().await;
    tracing::info!("stopped");
    served
}

async fn serve(
    listener: TcpListener,
    tls: Option<RustlsConfig>,
    router: Router,
    handle: Handle<SocketAddr>,
) -> anyhow::Result<()> {
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let server = axum_server::from_tcp(listener)?.handle(handle);
    let mut server = server.first_request_timeout(FIRST_WORDS);
    let connections = server.http_builder();
    connections.http1().header_read_timeout(NEXT_WORDS);
    connections.http2().keep_alive_interval(STILL_THERE);
    match tls {
        None => server.serve(service).await?,
        Some(config) => {
            let acceptor = axum_server::tls_rustls::RustlsAcceptor::new(config);
            server.acceptor(acceptor).serve(service).await?;
        }
    }
    Ok(())
}

/// Waits for a signal; then takes no new connections and lets those that are there finish.
async fn stop_on_signal(handle: Handle<SocketAddr>, metrics: Metrics, within: Duration) {
    stop_signal().await;
    tracing::info!("a signal came: finishing what was begun");
    metrics.stop();
    handle.graceful_shutdown(Some(within));
    // Who asks twice does not want to wait.
    stop_signal().await;
    handle.shutdown();
}

/// The tasks beside the requests.
struct Beside {
    stop: watch::Sender<bool>,
    delivery: tokio::task::JoinHandle<()>,
    housekeeping: Vec<tokio::task::JoinHandle<()>>,
}

impl Beside {
    fn start(app: &App, origin: &str, mailer: Option<SmtpMailer>) -> Self {
        let (stop, stopped) = watch::channel(false);
        let sender = HttpSender::new(app.reachable().clone());
        let events = send_events(app.clone(), sender, stopped.clone());
        let mails = mails(app.clone(), origin.to_owned(), mailer, stopped);
        let delivery = tokio::spawn(async move {
            tokio::join!(events, mails);
        });
        let housekeeping = vec![
            tokio::spawn(mkbroute_worker::accounts::retain(app.clone())),
            tokio::spawn(mkbroute_worker::accounts::keep(app.clone())),
            tokio::spawn(mkbroute_worker::accounts::watch_log(app.clone())),
            tokio::spawn(mkbroute_worker::organisations::compare(app.clone())),
        ];
        Self {
            stop,
            delivery,
            housekeeping,
        }
    }

    /// What is on its way is finished and noted, or it would leave twice.
    async fn finish(self) {
        for task in self.housekeeping {
            task.abort();
        }
        let _ = self.stop.send(true);
        let _ = tokio::time::timeout(LAST_MAIL, self.delivery).await;
    }
}

/// Lets mails leave, where a mail server is configured.
async fn mails(
    app: App,
    origin: String,
    mailer: Option<SmtpMailer>,
    stopped: watch::Receiver<bool>,
) {
    let Some(mailer) = mailer else {
        return;
    };
    let accounts = deliver_accounts(app.clone(), mailer.clone(), origin.clone(), stopped.clone());
    let letters = send_letters(app.clone(), mailer.clone(), origin.clone(), stopped.clone());
    tokio::join!(accounts, letters, deliver(app, mailer, origin, stopped));
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
