//! Sending events over HTTP, to no other network than the settings allow.
//!
//! A name is looked up here and the connection goes to an address that was found good: nobody leads it
//! elsewhere in between. Redirects are not followed, for the same reason.

use std::error::Error;
use std::future::Future;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use http_body_util::Full;
use hyper::body::Bytes;
use hyper::{Request, Uri, header};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::dns::Name;
use hyper_util::rt::TokioExecutor;
use mkbroute_application::accounts::webhooks::{Outgoing, SendError, WebhookSender};
use mkbroute_domain::accounts::webhook::Reachable;
use tokio::time::timeout;
use tower::Service;

/// How long a receiver may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// As whom the program calls itself.
const NAME: &str = concat!("mkbroute/", env!("CARGO_PKG_VERSION"));

type Body = Full<Bytes>;

/// Sends events over HTTP. Clones share nothing: each event has a connection of its own.
#[derive(Clone)]
pub struct HttpSender {
    /// To the internet at large and inside; nothing if this machine knows no secure connections.
    secure: Option<Client<HttpsConnector<HttpConnector<Guarded>>, Body>>,
    /// In the open, inside only.
    open: Client<HttpConnector<Guarded>, Body>,
    reachable: Reachable,
    patience: Duration,
}

impl HttpSender {
    /// A sender that reaches these networks.
    pub fn new(reachable: Reachable) -> Self {
        Self::with_patience(reachable, PATIENCE)
    }

    /// A sender that waits at most so long for each answer.
    pub fn with_patience(reachable: Reachable, patience: Duration) -> Self {
        let guarded = |only_inside| {
            let mut connector = HttpConnector::new_with_resolver(Guarded {
                reachable: reachable.clone(),
                only_inside,
            });
            connector.enforce_http(false);
            connector.set_connect_timeout(Some(patience));
            connector
        };
        let tls = rustls::crypto::ring::default_provider();
        let secure = HttpsConnectorBuilder::new().with_provider_and_webpki_roots(tls);
        let mut builder = Client::builder(TokioExecutor::new());
        // The next event asks anew where the name leads.
        let builder = builder.pool_max_idle_per_host(0);
        let secure = secure.ok().map(|secure| {
            let secure = secure.https_only().enable_http1();
            builder.build(secure.wrap_connector(guarded(false)))
        });
        Self {
            open: builder.build(guarded(true)),
            secure,
            reachable,
            patience,
        }
    }

    async fn ask(&self, outgoing: &Outgoing) -> Result<u16, SendError> {
        let address: Uri = outgoing
            .address
            .parse()
            .map_err(|_| SendError::Unreachable)?;
        let is_open = address.scheme_str() == Some("http");
        // An address that is written as a number is not looked up.
        if let Some(number) = number_in(&address)
            && !may_reach(&self.reachable, is_open, number)
        {
            return Err(SendError::Inside);
        }
        let request = Request::post(address)
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::USER_AGENT, NAME)
            .header("webhook-id", &outgoing.id)
            .header("webhook-timestamp", outgoing.timestamp)
            .header("webhook-signature", &outgoing.signature)
            .body(Full::from(outgoing.body.clone()))
            .map_err(|_| SendError::Unreachable)?;
        let answer = match (&self.secure, is_open) {
            (_, true) => self.open.request(request).await,
            (Some(secure), false) => secure.request(request).await,
            (None, false) => return Err(SendError::Unreachable),
        };
        // What the receiver says besides its status is not read.
        answer
            .map(|answer| answer.status().as_u16())
            .map_err(|error| why(&error))
    }
}

impl WebhookSender for HttpSender {
    async fn send(&self, outgoing: &Outgoing) -> Result<u16, SendError> {
        let asked = timeout(self.patience, self.ask(outgoing));
        asked.await.unwrap_or(Err(SendError::Late))
    }
}

/// Why a request failed.
fn why(error: &(dyn Error + 'static)) -> SendError {
    let mut next = Some(error);
    while let Some(error) = next {
        if error.is::<NoWay>() {
            return SendError::Inside;
        }
        next = error.source();
    }
    SendError::Unreachable
}

fn may_reach(reachable: &Reachable, only_inside: bool, address: IpAddr) -> bool {
    if only_inside {
        reachable.is_inside(address)
    } else {
        reachable.allows(address)
    }
}

fn number_in(address: &Uri) -> Option<IpAddr> {
    let host = address.host()?;
    host.trim_start_matches('[')
        .trim_end_matches(']')
        .parse()
        .ok()
}

/// A name leads nowhere that may be reached.
#[derive(Debug, thiserror::Error)]
#[error("the name leads to a network to which nothing is sent")]
struct NoWay;

/// Looks names up, and gives the addresses that may be reached.
#[derive(Clone)]
struct Guarded {
    reachable: Reachable,
    only_inside: bool,
}

type Found = std::vec::IntoIter<SocketAddr>;

impl Service<Name> for Guarded {
    type Response = Found;
    type Error = Box<dyn Error + Send + Sync>;
    type Future = Pin<Box<dyn Future<Output = Result<Found, Self::Error>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, name: Name) -> Self::Future {
        let Self {
            reachable,
            only_inside,
        } = self.clone();
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let mut found: Vec<SocketAddr> = found.collect();
            if found.is_empty() {
                return Err(io::Error::from(io::ErrorKind::NotFound).into());
            }
            found.retain(|address| may_reach(&reachable, only_inside, address.ip()));
            if found.is_empty() {
                return Err(NoWay.into());
            }
            Ok(found.into_iter())
        })
    }
}

#[cfg(test)]
mod tests;
