//! Speaking with a provider. Nothing that it says is believed before it is checked.

use chrono::{DateTime, TimeDelta, Utc};
use mkbroute_application::accounts::external::Asserted;
use openidconnect::core::{
    CoreAuthenticationFlow, CoreClient, CoreGenderClaim, CoreIdTokenClaims, CoreProviderMetadata,
    CoreTokenResponse,
};
use openidconnect::{
    AccessTokenHash, AdditionalClaims, AuthorizationCode, ClientId, ClientSecret, CsrfToken,
    EndpointMaybeSet, EndpointNotSet, EndpointSet, IssuerUrl, Nonce, OAuth2TokenResponse,
    PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, RequestTokenError, Scope, TokenResponse,
    UserInfoClaims,
};
use serde::{Deserialize, Serialize};

use super::ProviderSettings;
use super::http::Http;

/// By how much its clock may differ from ours.
const SKEW: TimeDelta = TimeDelta::minutes(2);

type Client = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// What SURFconext tells besides. A value may be one text or a list.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
struct Institution {
    #[serde(default)]
    eduperson_principal_name: serde_json::Value,
    #[serde(default)]
    schac_home_organization: serde_json::Value,
}

impl AdditionalClaims for Institution {}

/// Why nobody was signed in.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ProviderError {
    /// It does not answer, or not as a provider does.
    #[error("the provider cannot be reached: {0}")]
    Down(String),
    /// It does not let the person in, or does not take the code.
    #[error("the provider refuses: {0}")]
    Refused(String),
    /// What it says does not hold.
    #[error("what the provider says does not hold: {0}")]
    Untrue(String),
}

/// What a visit to the provider is compared with afterwards.
#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct Visit {
    verifier: String,
    nonce: String,
}

/// A provider, and how to reach it.
pub(crate) struct Provider {
    pub(crate) settings: ProviderSettings,
    back: String,
    http: Http,
}

impl Provider {
    /// The provider of the settings; `origin` is the address of this program that users see.
    pub(crate) fn new(settings: ProviderSettings, origin: &str) -> Self {
        Self {
            settings,
            back: format!("{origin}/aanmelden/terug"),
            http: Http::new(),
        }
    }

    /// Fetches what the provider says of itself, its keys too.
    async fn client(&self) -> Result<Client, ProviderError> {
        let down = |error: String| ProviderError::Down(error);
        let issuer = IssuerUrl::new(self.settings.issuer.clone());
        let issuer = issuer.map_err(|error| down(error.to_string()))?;
        let metadata = CoreProviderMetadata::discover_async(issuer, &self.http).await;
        let metadata = metadata.map_err(|error| match error {
            openidconnect::DiscoveryError::Validation(what) => ProviderError::Untrue(what),
            other => ProviderError::Down(other.to_string()),
        })?;
        let back = RedirectUrl::new(self.back.clone()).map_err(|error| down(error.to_string()))?;
        let secret = self.settings.client_secret.clone().map(ClientSecret::new);
        let id = ClientId::new(self.settings.client_id.clone());
        Ok(CoreClient::from_provider_metadata(metadata, id, secret).set_redirect_uri(back))
    }

    /// What a visit is compared with; to be kept until the person comes back.
    pub(crate) fn visit(nonce: String) -> (PkceCodeChallenge, Visit) {
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let verifier = verifier.secret().clone();
        (challenge, Visit { verifier, nonce })
    }

    /// Where the person goes to sign in.
    pub(crate) async fn address(
        &self,
        challenge: PkceCodeChallenge,
        visit: &Visit,
        state: String,
    ) -> Result<String, ProviderError> {
        let client = self.client().await?;
        let nonce = visit.nonce.clone();
        let asked = client.authorize_url(
            CoreAuthenticationFlow::AuthorizationCode,
            || CsrfToken::new(state),
            || Nonce::new(nonce),
        );
        let (address, _, _) = asked
            .add_scope(Scope::new("email".into()))
            .add_scope(Scope::new("profile".into()))
            .set_pkce_challenge(challenge)
            .url();
        Ok(address.to_string())
    }

    /// Who signed in there, from the code that came back.
    pub(crate) async fn asserted(
        &self,
        code: String,
        visit: Visit,
        now: DateTime<Utc>,
    ) -> Result<Asserted, ProviderError> {
        let untrue = |what: String| ProviderError::Untrue(what);
        let client = self.client().await?;
        let asked = client.exchange_code(AuthorizationCode::new(code));
        let asked = asked.map_err(|error| untrue(error.to_string()))?;
        let answer = asked
            .set_pkce_verifier(PkceCodeVerifier::new(visit.verifier))
            .request_async(&self.http)
            .await
            .map_err(|error| match error {
                RequestTokenError::ServerResponse(said) => ProviderError::Refused(said.to_string()),
                RequestTokenError::Request(error) => ProviderError::Down(error.to_string()),
                RequestTokenError::Parse(..) => untrue("no token".into()),
                RequestTokenError::Other(said) => untrue(said),
            })?;
        let claims = checked(&client, &answer, &Nonce::new(visit.nonce), now)?;
        let subject = claims.subject().clone();
        let mail = claims.email().map(|mail| mail.as_str().to_owned());
        let told = match client.user_info(answer.access_token().to_owned(), Some(subject.clone())) {
            Ok(asked) => {
                let told: Result<UserInfoClaims<Institution, CoreGenderClaim>, _> =
                    asked.request_async(&self.http).await;
                told.map_err(|error| untrue(error.to_string()))?
                    .additional_claims()
                    .clone()
            }
            // Without that address the token says enough.
            Err(_) => Institution::default(),
        };
        let name = first(&told.eduperson_principal_name).or(mail);
        let name = name.unwrap_or_else(|| subject.to_string());
        Ok(Asserted {
            issuer: self.settings.issuer.clone(),
            subject: subject.to_string(),
            label: match first(&told.schac_home_organization) {
                Some(home) => format!("{name}, {home}"),
                None => name,
            },
        })
    }
}

/// What the token claims, after every check.
fn checked(
    client: &Client,
    answer: &CoreTokenResponse,
    nonce: &Nonce,
    now: DateTime<Utc>,
) -> Result<CoreIdTokenClaims, ProviderError> {
    let untrue = |error: &dyn std::fmt::Display| ProviderError::Untrue(error.to_string());
    let token = answer.id_token().ok_or(untrue(&"no identity token"))?;
    let verifier = client
        .id_token_verifier()
        .set_time_fn(move || now - SKEW)
        .set_issue_time_verifier_fn(move |issued| {
            if issued > now + SKEW {
                Err("issued in the future".into())
            } else {
                Ok(())
            }
        });
    let claims = token.claims(&verifier, nonce);
    let claims = claims.map_err(|error| untrue(&error))?;
    if let Some(expected) = claims.access_token_hash() {
        let algorithm = token.signing_alg().map_err(|error| untrue(&error))?;
        let key = token
            .signing_key(&verifier)
            .map_err(|error| untrue(&error))?;
        let found = AccessTokenHash::from_token(answer.access_token(), algorithm, key);
        if found.map_err(|error| untrue(&error))? != *expected {
            return Err(untrue(&"another access token"));
        }
    }
    Ok(claims.clone())
}

/// A text, or the first of a list.
fn first(value: &serde_json::Value) -> Option<String> {
    let found = value.get(0).unwrap_or(value).as_str();
    found.map(str::to_owned)
}
