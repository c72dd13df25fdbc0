//! A certificate of one's own, read again when its files change.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use anyhow::Context;
use axum_server::tls_rustls::RustlsConfig;

/// How often the files are looked at. Certificates are renewed every few weeks.
const LOOK_EVERY: Duration = Duration::from_secs(5);

/// Where a certificate and its key lie.
#[derive(Clone, Debug)]
pub(crate) struct Certificate {
    /// The certificate with those that lead to a known authority, as PEM.
    pub(crate) chain: PathBuf,
    /// Its private key, as PEM.
    pub(crate) key: PathBuf,
}

/// What tells whether a file is another one than before: links are followed, as renewal tools swap them.
type Mark = [(Option<SystemTime>, u64); 2];

impl Certificate {
    /// Reads both files.
    pub(crate) async fn read(&self) -> anyhow::Result<RustlsConfig> {
        let read = RustlsConfig::from_pem_file(&self.chain, &self.key).await;
        read.with_context(|| {
            let (chain, key) = (self.chain.display(), self.key.display());
            format!("the certificate {chain} with the key {key} cannot be used")
        })
    }

    /// Puts a changed certificate in place, again and again, until the task is dropped. Connections that are
    /// open keep theirs. While the files cannot be used, the former certificate stays.
    pub(crate) async fn reload(self, config: RustlsConfig) {
        let mut last = self.mark();
        let mut turns = tokio::time::interval(LOOK_EVERY);
        loop {
            turns.tick().await;
            let now = self.mark();
            if now == last {
                continue;
            }
            match config.reload_from_pem_file(&self.chain, &self.key).await {
                Ok(()) => {
                    tracing::info!("the certificate was read again");
                    last = now;
                }
                Err(error) => {
                    tracing::warn!(%error, "the changed certificate cannot be used, the former stays");
                }
            }
        }
    }

    fn mark(&self) -> Mark {
        let of = |path: &Path| {
            let about = std::fs::metadata(path).ok();
            let size = about.as_ref().map_or(0, std::fs::Metadata::len);
            (about.and_then(|about| about.modified().ok()), size)
        };
        [of(&self.chain), of(&self.key)]
    }
}
