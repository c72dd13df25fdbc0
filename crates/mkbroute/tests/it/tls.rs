//! TLS by a certificate of one's own, swapped while serving.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rcgen::{CertifiedKey, KeyPair, generate_simple_self_signed};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

use crate::run::{assert_refused, mkbroute, text};
use crate::server::Server;

type Certificate = CertifiedKey<KeyPair>;

fn certificate() -> Certificate {
    generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap()
}

fn write(folder: &Path, certificate: &Certificate) {
    std::fs::write(
        folder.join("key.pem"),
        certificate.signing_key.serialize_pem(),
    )
    .unwrap();
    std::fs::write(folder.join("chain.pem"), certificate.cert.pem()).unwrap();
}

/// A connection that trusts one certificate only.
async fn connect(host: &str, trusted: &Certificate) -> std::io::Result<TlsStream<TcpStream>> {
    let mut roots = RootCertStore::empty();
    roots.add(trusted.cert.der().clone()).unwrap();
    let config = ClientConfig::builder().with_root_certificates(roots);
    let connector = TlsConnector::from(Arc::new(config.with_no_client_auth()));
    let stream = TcpStream::connect(host).await?;
    connector
        .connect("localhost".try_into().unwrap(), stream)
        .await
}

async fn is_answered(stream: &mut TlsStream<TcpStream>) -> bool {
    let ask = b"GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";
    stream.write_all(ask).await.unwrap();
    let mut reply = [0; 1024];
    let read = stream.read(&mut reply).await.unwrap();
    reply[..read].starts_with(b"HTTP/1.1 200")
}

#[tokio::test]
async fn a_certificate_is_swapped_while_serving_and_a_broken_one_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (certificate(), certificate());
    write(folder.path(), &first);
    let (chain, key) = (
        folder.path().join("chain.pem"),
        folder.path().join("key.pem"),
    );
    let arguments = [
        "--tls-certificate",
        text(&chain),
        "--tls-key",
        text(&key),
        "--data",
        text(folder.path()),
    ];
    let mut server = Server::start(&arguments);
    let host = server.origin.trim_start_matches("https://").to_owned();
    assert!(server.origin.starts_with("https://"));
    let mut before = connect(&host, &first).await.unwrap();
    assert!(is_answered(&mut before).await);
    assert!(connect(&host, &second).await.is_err(), "not yet");

    write(folder.path(), &second);
    let from = Instant::now();
    while connect(&host, &second).await.is_err() {
        assert!(
            from.elapsed() < Duration::from_secs(20),
            "it is not read again"
        );
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    assert!(connect(&host, &first).await.is_err(), "the former is gone");
    assert!(is_answered(&mut before).await, "who was there goes on");

    std::fs::write(&chain, "half a certifi").unwrap();
    tokio::time::sleep(Duration::from_secs(6)).await;
    let mut after = connect(&host, &second).await.unwrap();
    assert!(is_answered(&mut after).await, "the former stays");
    drop((before, after));
    server.signal("TERM");
    assert!(server.wait(Duration::from_secs(20)).success());
}

#[test]
fn a_certificate_that_cannot_be_used_stops_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let (one, other) = (certificate(), certificate());
    write(folder.path(), &one);
    std::fs::write(
        folder.path().join("key.pem"),
        other.signing_key.serialize_pem(),
    )
    .unwrap();
    let (chain, key) = (
        folder.path().join("chain.pem"),
        folder.path().join("key.pem"),
    );
    let data = ["--listen", "127.0.0.1:0", "--data", text(folder.path())];
    let with = |files: &[&str]| mkbroute(&[&["serve"], files, &data[..]].concat());
    let pair = ["--tls-certificate", text(&chain), "--tls-key", text(&key)];
    let refused = with(&pair);
    assert_eq!(refused.status.code(), Some(1));
    let told = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(told.contains("cannot be used"), "{told}");
    assert_refused(&with(&pair[..2]), 1, "set tls_key");
    let absent = [
        "--tls-certificate",
        "/nowhere/chain.pem",
        "--tls-key",
        text(&key),
    ];
    assert_refused(&with(&absent), 1, "cannot read /nowhere/chain.pem");
}
