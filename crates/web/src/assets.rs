//! Files that belong to the program: style, script, fonts. Their address holds their hash.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use axum::http::header;
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use mkbroute_application::AppError;
use sha2::{Digest, Sha256};

use crate::error::WebError;
use crate::extract::{Locale, Path};

struct Asset {
    hash: String,
    kind: &'static str,
    bytes: &'static [u8],
}

static ASSETS: LazyLock<BTreeMap<&'static str, Asset>> = LazyLock::new(|| {
    let files: [(&'static str, &'static str, &'static [u8]); 10] = [
        (
            "style.css",
            "text/css; charset=utf-8",
            include_bytes!("../assets/style.css"),
        ),
        (
            "routing.js",
            "text/javascript; charset=utf-8",
            include_bytes!("../assets/routing.js"),
        ),
        (
            "passkeys.js",
            "text/javascript; charset=utf-8",
            include_bytes!("../assets/passkeys.js"),
        ),
        (
            "autosave.js",
            "text/javascript; charset=utf-8",
            include_bytes!("../assets/autosave.js"),
        ),
        (
            "door.js",
            "text/javascript; charset=utf-8",
            include_bytes!("../assets/door.js"),
        ),
        (
            "search.js",
            "text/javascript; charset=utf-8",
            include_bytes!("../assets/search.js"),
        ),
        (
            "regular.woff2",
            "font/woff2",
            include_bytes!("../assets/fonts/SourceSans3-Regular.woff2"),
        ),
        (
            "semibold.woff2",
            "font/woff2",
            include_bytes!("../assets/fonts/SourceSans3-Semibold.woff2"),
        ),
        (
            "bold.woff2",
            "font/woff2",
            include_bytes!("../assets/fonts/SourceSans3-Bold.woff2"),
        ),
        (
            "italic.woff2",
            "font/woff2",
            include_bytes!("../assets/fonts/SourceSans3-It.woff2"),
        ),
    ];
    files
        .into_iter()
        .map(|(name, kind, bytes)| {
            let digest = Sha256::digest(bytes);
            let hash = URL_SAFE_NO_PAD.encode(&digest[..9]);
            (name, Asset { hash, kind, bytes })
        })
        .collect()
});

/// The address of a file.
pub(crate) fn address(name: &str) -> String {
    let hash = ASSETS.get(name).map_or("geen", |asset| asset.hash.as_str());
    format!("/bestanden/{hash}/{name}")
}

/// Serves a file. An address with its hash never changes; the style names fonts without one.
pub(crate) async fn serve(locale: Locale, Path((hash, name)): Path<(String, String)>) -> Response {
    let Some(asset) = ASSETS.get(name.as_str()) else {
        return WebError::from(AppError::NotFound).page(locale.lang);
    };
    let keep = if asset.hash == hash {
        "public, max-age=31536000, immutable"
    } else {
        "public, max-age=86400"
    };
    (
        [
            (header::CONTENT_TYPE, asset.kind),
            (header::CACHE_CONTROL, keep),
        ],
        asset.bytes,
    )
        .into_response()
}

/// The script that gives the list at the door without a connection. Browsers let a script do so only for what lies
/// under its own address, and look whether it changed each time.
pub(crate) async fn door_worker() -> Response {
    (
        [
            (header::CONTENT_TYPE, "text/javascript; charset=utf-8"),
            (header::CACHE_CONTROL, "no-cache"),
        ],
        include_str!("../assets/door-worker.js"),
    )
        .into_response()
}
