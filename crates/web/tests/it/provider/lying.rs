//! A provider of our own that tells one lie at a time.

use std::sync::{Arc, Mutex, MutexGuard};

use axum::extract::{Form, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use openidconnect::core::{
    CoreEdDsaPrivateSigningKey, CoreIdToken, CoreIdTokenClaims, CoreJsonWebKeySet,
    CoreJwsSigningAlgorithm,
};
use openidconnect::{
    AccessToken, Audience, EmptyAdditionalClaims, IssuerUrl, JsonWebKeyId, Nonce,
    PrivateSigningKey, StandardClaims, SubjectIdentifier,
};
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// What is not so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lie {
    None,
    /// In the token.
    Issuer,
    Key,
    Nonce,
    NoNonce,
    Audience,
    Expired,
    JustExpired,
    Future,
    SlightlyAhead,
    OtherAccessToken,
    /// In what comes for the code.
    NoToken,
    Garbage,
    RefusesCode,
    Breaks,
    /// In what is told of the person.
    OtherUser,
    OtherIssuerAtDiscovery,
    NonsenseAtDiscovery,
    BreaksAtDiscovery,
    LeadsAwayAtDiscovery,
    EndlessAtDiscovery,
}

struct Mind {
    lie: Lie,
    now: DateTime<Utc>,
    nonce: String,
    challenge: String,
}

#[derive(Clone)]
pub(super) struct Liar {
    pub(super) issuer: String,
    mind: Arc<Mutex<Mind>>,
}

impl Liar {
    pub(super) async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let liar = Self {
            issuer: format!("http://{}", listener.local_addr().unwrap()),
            mind: Arc::new(Mutex::new(Mind {
                lie: Lie::None,
                now: DateTime::UNIX_EPOCH,
                nonce: String::new(),
                challenge: String::new(),
            })),
        };
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(discovery))
            .route("/keys", get(keys))
            .route("/token", post(token))
            .route("/userinfo", get(userinfo))
            .with_state(liar.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        liar
    }

    fn mind(&self) -> MutexGuard<'_, Mind> {
        self.mind.lock().unwrap()
    }

    /// From now on this is not so.
    pub(super) fn tell(&self, lie: Lie, now: DateTime<Utc>) {
        let mut mind = self.mind();
        (mind.lie, mind.now) = (lie, now);
    }

    /// Somebody signs in where the program led them; gives the way back.
    pub(super) fn sign_in(&self, to: &str) -> String {
        let asked = |name: &str| {
            let found = to
                .split(['?', '&'])
                .find_map(|pair| pair.strip_prefix(name));
            found
                .unwrap_or_else(|| panic!("no {name} in {to}"))
                .to_owned()
        };
        let mut mind = self.mind();
        mind.nonce = asked("nonce=");
        mind.challenge = asked("code_challenge=");
        format!("/aanmelden/terug?code=code&state={}", asked("state="))
    }
}

/// A key from a seed (RFC 8410).
fn key(seed: u8) -> CoreEdDsaPrivateSigningKey {
    let mut der = vec![
        0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04,
        0x20,
    ];
    der.extend([seed; 32]);
    let pem = format!(
        "-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n",
        STANDARD.encode(der)
    );
    let id = Some(JsonWebKeyId::new("one".into()));
    CoreEdDsaPrivateSigningKey::from_ed25519_pem(&pem, id).unwrap()
}

async fn discovery(State(liar): State<Liar>) -> Response {
    let lie = liar.mind().lie;
    let issuer = match lie {
        Lie::OtherIssuerAtDiscovery => "https://elders.example",
        _ => &liar.issuer,
    };
    match lie {
        Lie::NonsenseAtDiscovery => "<html>welkom</html>".into_response(),
        Lie::BreaksAtDiscovery => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        Lie::EndlessAtDiscovery => vec![b' '; 2 * 1024 * 1024].into_response(),
        Lie::LeadsAwayAtDiscovery => {
            let to = [(header::LOCATION, "http://169.254.169.254/")];
            (StatusCode::FOUND, to).into_response()
        }
        _ => Json(json!({
            "issuer": issuer,
            "authorization_endpoint": format!("{}/authorize", liar.issuer),
            "token_endpoint": format!("{}/token", liar.issuer),
            "userinfo_endpoint": format!("{}/userinfo", liar.issuer),
            "jwks_uri": format!("{}/keys", liar.issuer),
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["EdDSA"],
        }))
        .into_response(),
    }
}

async fn keys() -> Json<CoreJsonWebKeySet> {
    Json(CoreJsonWebKeySet::new(vec![key(1).as_verification_key()]))
}

#[derive(Deserialize)]
struct Exchange {
    #[serde(default)]
    code_verifier: String,
}

async fn token(State(liar): State<Liar>, Form(exchange): Form<Exchange>) -> Response {
    let mind = liar.mind();
    let digest = Sha256::digest(exchange.code_verifier.as_bytes());
    let fits = URL_SAFE_NO_PAD.encode(digest) == mind.challenge;
    match mind.lie {
        Lie::Garbage => return "<html>welkom</html>".into_response(),
        Lie::Breaks => return StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        Lie::RefusesCode => return no_grant(),
        _ if !fits => return no_grant(),
        _ => {}
    }
    let mut answer = json!({ "access_token": "access", "token_type": "Bearer" });
    if mind.lie != Lie::NoToken {
        answer["id_token"] = json!(signed(&liar.issuer, &mind).to_string());
    }
    Json(answer).into_response()
}

fn no_grant() -> Response {
    let error = Json(json!({ "error": "invalid_grant" }));
    (StatusCode::BAD_REQUEST, error).into_response()
}

fn signed(issuer: &str, mind: &Mind) -> CoreIdToken {
    let (lie, now) = (mind.lie, mind.now);
    let issuer = match lie {
        Lie::Issuer => "https://elders.example",
        _ => issuer,
    };
    let audience = if lie == Lie::Audience {
        "another"
    } else {
        "mkbroute"
    };
    let (made, expires) = match lie {
        Lie::Expired => (now - TimeDelta::hours(1), now - TimeDelta::minutes(3)),
        Lie::JustExpired => (now - TimeDelta::hours(1), now - TimeDelta::minutes(1)),
        Lie::Future => (now + TimeDelta::minutes(3), now + TimeDelta::hours(1)),
        Lie::SlightlyAhead => (now + TimeDelta::minutes(1), now + TimeDelta::hours(1)),
        _ => (now, now + TimeDelta::hours(1)),
    };
    let nonce = match lie {
        Lie::Nonce => Some("another".to_owned()),
        Lie::NoNonce => None,
        _ => Some(mind.nonce.clone()),
    };
    let claims = CoreIdTokenClaims::new(
        IssuerUrl::new(issuer.to_owned()).unwrap(),
        vec![Audience::new(audience.into())],
        expires,
        made,
        StandardClaims::new(SubjectIdentifier::new("anna".into())),
        EmptyAdditionalClaims {},
    );
    let claims = claims.set_nonce(nonce.map(Nonce::new));
    let access = if lie == Lie::OtherAccessToken {
        "another"
    } else {
        "access"
    };
    let access = AccessToken::new(access.into());
    let with = key(if lie == Lie::Key { 2 } else { 1 });
    let algorithm = CoreJwsSigningAlgorithm::EdDsa;
    CoreIdToken::new(claims, &with, algorithm, Some(&access), None).unwrap()
}

async fn userinfo(State(liar): State<Liar>) -> Json<Value> {
    let other = liar.mind().lie == Lie::OtherUser;
    Json(json!({ "sub": if other { "piet" } else { "anna" } }))
}
