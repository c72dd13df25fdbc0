//! Asking a provider over HTTP. Redirects are not followed: they could lead into a network that only we
//! see.

use std::error::Error;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use axum::body::Bytes;
use axum::http::{Request, Response};
use http_body_util::{BodyExt, Full, Limited};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse};
use tokio::time::timeout;

/// How long the provider may take for an answer.
const PATIENCE: Duration = Duration::from_secs(8);
/// The longest answer that is read, in bytes.
const LONGEST_ANSWER: usize = 1024 * 1024;

/// An answer could not be got.
#[derive(Debug, thiserror::Error)]
pub(super) enum HttpError {
    #[error("no secure connections can be made")]
    NoTls,
    #[error(transparent)]
    Request(#[from] hyper_util::client::legacy::Error),
    #[error("the answer cannot be read: {0}")]
    Body(Box<dyn Error + Send + Sync>),
    #[error("it answers with an error of its own, {0}")]
    Breaks(u16),
    #[error("no answer within {} s", PATIENCE.as_secs())]
    Late,
}

type Https = Client<HttpsConnector<HttpConnector>, Full<Bytes>>;

/// A client of providers; nothing if this machine knows no secure connections.
pub(super) struct Http(Option<Https>);

impl Http {
    pub(super) fn new() -> Self {
        let tls = rustls::crypto::ring::default_provider();
        let connector = HttpsConnectorBuilder::new().with_provider_and_webpki_roots(tls);
        Self(connector.ok().map(|connector| {
            let connector = connector.https_or_http().enable_http1().build();
            Client::builder(TokioExecutor::new()).build(connector)
        }))
    }
}

impl<'c> AsyncHttpClient<'c> for Http {
    type Error = HttpError;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, HttpError>> + Send>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        let client = self.0.clone();
        Box::pin(async move {
            let client = client.ok_or(HttpError::NoTls)?;
            let asked = timeout(PATIENCE, answer(client, request));
            asked.await.map_err(|_| HttpError::Late)?
        })
    }
}

async fn answer(client: Https, request: HttpRequest) -> Result<HttpResponse, HttpError> {
    let (parts, body) = request.into_parts();
    let request = Request::from_parts(parts, Full::new(Bytes::from(body)));
    let (parts, body) = client.request(request).await?.into_parts();
    if parts.status.is_server_error() {
        return Err(HttpError::Breaks(parts.status.as_u16()));
    }
    let body = Limited::new(body, LONGEST_ANSWER).collect().await;
    let body = body.map_err(HttpError::Body)?.to_bytes();
    Ok(Response::from_parts(parts, body.to_vec()))
}
