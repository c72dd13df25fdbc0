//! Every address of the program.

use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, FromRef};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};
use mkbroute_application::App;
use mkbroute_application::accounts::passkeys::Passkeys;
use tower_http::compression::CompressionLayer;

use crate::accounts::provider::{Provider, ProviderSettings};
use crate::guard::{Counters, Limits, TrustedProxies};
use crate::health::Health;
use crate::metrics::Metrics;
use crate::{
    accessibility, accounts, api, assets, error, guard, health, insights, metrics, organisations,
    outreach, pathways, start, style, surveys,
};

/// How the program is reached.
#[derive(Clone, Debug)]
pub struct WebConfig {
    /// Visitors choose a made-up person; only on loopback.
    pub demo: bool,
    /// Cookies are bound to https.
    pub https: bool,
    /// The address that users see, without a slash at the end.
    pub origin: String,
    /// Whether mail leaves: a mail server is configured.
    pub mail: bool,
    /// Where people of an institution sign in, if anywhere.
    pub provider: Option<ProviderSettings>,
    /// Who is believed about where a request comes from.
    pub trusted_proxies: TrustedProxies,
    /// How often somebody may ask.
    pub limits: Limits,
}

/// What handlers share.
#[derive(Clone)]
pub(crate) struct WebState {
    pub(crate) app: App,
    pub(crate) config: Arc<WebConfig>,
    health: Health,
    /// What passkeys are bound to, where browsers know them.
    pub(crate) passkeys: Option<Passkeys>,
    pub(crate) provider: Option<Arc<Provider>>,
}

impl FromRef<WebState> for App {
    fn from_ref(state: &WebState) -> Self {
        state.app.clone()
    }
}

impl FromRef<WebState> for Arc<WebConfig> {
    fn from_ref(state: &WebState) -> Self {
        state.config.clone()
    }
}

impl FromRef<WebState> for Health {
    fn from_ref(state: &WebState) -> Self {
        state.health.clone()
    }
}

impl FromRef<WebState> for Option<Passkeys> {
    fn from_ref(state: &WebState) -> Self {
        state.passkeys.clone()
    }
}

impl FromRef<WebState> for Option<Arc<Provider>> {
    fn from_ref(state: &WebState) -> Self {
        state.provider.clone()
    }
}

/// Signing in and out.
fn sign_in_routes() -> Router<WebState> {
    Router::new()
        .route(
            "/aanmelden",
            get(accounts::choose).post(accounts::mail_link::ask),
        )
        .route("/aanmelden/instelling", get(accounts::provider::begin))
        .route("/aanmelden/terug", get(accounts::provider::returned))
        .route("/aanmelden/passkey", post(accounts::passkey_sign_in::hear))
        .route(
            "/aanmelden/passkey/vraag",
            post(accounts::passkey_sign_in::ask),
        )
        .route("/aanmelden/verstuurd", get(accounts::mail_link::sent))
        .route("/aanmelden/demo/{person}", post(accounts::be_persona))
        .route(
            "/aanmelden/{token}",
            get(accounts::confirm).post(accounts::redeem),
        )
        .route("/afmelden", post(accounts::sign_out))
}

/// Passkeys, where somebody is signed in, and showing once more who one is.
fn own_routes() -> Router<WebState> {
    use accounts::{keys, passkeys, proof, provider, sessions};
    Router::new()
        .route("/mijn/aanmeldingen", get(sessions::list))
        .route("/mijn/aanmeldingen/andere", post(sessions::end_others))
        .route("/mijn/aanmeldingen/{id}", post(sessions::end))
        .route("/mijn/sleutels", get(keys::list).post(keys::make))
        .route("/mijn/sleutels/{id}", post(keys::end))
        .route("/mijn/passkeys", get(passkeys::list).post(passkeys::add))
        .route("/mijn/passkeys/vraag", post(passkeys::ask))
        .route("/mijn/passkeys/kwijt", post(passkeys::forget))
        .route("/mijn/passkeys/{id}", post(passkeys::rename))
        .route("/mijn/passkeys/{id}/verwijderen", post(passkeys::remove))
        .route("/mijn/instelling/koppelen", get(provider::link))
        .route("/mijn/instelling/{id}", post(provider::unlink))
        .route("/mijn/bewijs", get(proof::show).post(proof::hear))
        .route("/mijn/bewijs/vraag", post(proof::ask))
}

/// Results, reports and figures of a wave.
fn insights_routes() -> Router<WebState> {
    Router::new()
        .route("/metingen/{wave}/bevriezen", post(insights::freeze::freeze))
        .route(
            "/metingen/{wave}/resultaten/{group}",
            get(insights::results::show),
        )
        .route("/metingen/{wave}/rapport", get(insights::report::page))
        .route("/metingen/{wave}/rapport.pdf", get(insights::report::pdf))
        .route("/metingen/{wave}/cijfers.json", get(insights::report::json))
        .route(
            "/metingen/{wave}/cijfers.csv",
            get(insights::downloads::csv),
        )
        .route(
            "/metingen/{wave}/cijfers.xlsx",
            get(insights::downloads::xlsx),
        )
        .route(
            "/metingen/{wave}/cijfers.parquet",
            get(insights::downloads::parquet),
        )
        .route(
            "/metingen/{wave}/figuren/{file}",
            get(insights::downloads::drawing),
        )
        .route(
            "/metingen/{wave}/samenvatting.pdf",
            get(insights::report::one_page),
        )
        .route(
            "/metingen/{wave}/vergelijken",
            get(insights::compare::latest),
        )
        .route(
            "/metingen/{wave}/vergelijken/{earlier}",
            get(insights::compare::chosen),
        )
        .route(
            "/metingen/{wave}/kan-dit-kloppen",
            get(insights::check::show),
        )
        .route(
            "/metingen/{wave}/tussenstand",
            get(insights::interim::list).post(insights::interim::make),
        )
        .route(
            "/metingen/{wave}/tussenstand/{number}",
            get(insights::interim::page),
        )
        .route(
            "/metingen/{wave}/tussenstand/{number}/dias.pdf",
            get(insights::interim::slides_pdf),
        )
        .route("/metingen/{wave}/vragen", get(insights::questions::show))
        .route("/metingen/{wave}/vragen.csv", get(insights::questions::csv))
}

/// The questions that the study wants answered.
fn study_routes() -> Router<WebState> {
    Router::new()
        .route("/onderzoek", get(surveys::study::show))
        .route(
            "/onderzoek/vragen/{code}",
            get(surveys::study::edit).post(surveys::study::save),
        )
        .route(
            "/onderzoek/vragen/{code}/verwijderen",
            post(surveys::study::remove),
        )
}

/// Making questionnaires, and the links by which people from the field comment on them.
fn editor_routes() -> Router<WebState> {
    use surveys::editor as e;
    Router::new()
        .route("/vragenlijsten", get(e::list::list))
        .route(
            "/vragenlijsten/nieuw",
            get(e::list::new).post(e::list::start),
        )
        .route(
            "/vragenlijsten/{id}/{version}/concept",
            post(e::list::start_from),
        )
        .route(
            "/vragenlijsten/{id}/{version}/verschillen",
            get(e::differences::of_version),
        )
        .route("/vragenlijsten/concepten/{draft}", get(e::overview::show))
        .route(
            "/vragenlijsten/concepten/{draft}/stap",
            post(e::overview::take_step),
        )
        .route(
            "/vragenlijsten/concepten/{draft}/verplaats",
            post(e::overview::rearrange),
        )
        .route(
            "/vragenlijsten/concepten/{draft}/teksten",
            get(e::texts::show).post(e::texts::save),
        )
        .route(
            "/vragenlijsten/concepten/{draft}/delen/{section}",
            get(e::sections::show).post(e::sections::save),
        )
        .route(
            "/vragenlijsten/concepten/{draft}/vragen/{code}",
            get(e::item::show).post(e::item::save),
        )
        .route(
            "/vragenlijsten/concepten/{draft}/vragen/{code}/voorwaarde",
            get(e::route::show).post(e::route::save),
        )
        .merge(draft_routes())
}

/// Looking at a draft from every side, and what becomes of it.
fn draft_routes() -> Router<WebState> {
    use surveys::editor as e;
    Router::new()
        .route(
            "/vragenlijsten/concepten/{draft}/bibliotheek",
            get(e::library::show).post(e::library::copy),
        )
        .route(
            "/vragenlijsten/concepten/{draft}/voorbeeld",
            get(e::preview::show).post(e::preview::hand_in),
        )
        .route(
            "/vragenlijsten/concepten/{draft}/proef",
            get(e::preview::trials).post(e::preview::clear),
        )
        .route(
            "/vragenlijsten/concepten/{draft}/paden",
            get(e::paths::show),
        )
        .route(
            "/vragenlijsten/concepten/{draft}/verschillen",
            get(e::differences::of_draft),
        )
        .route(
            "/vragenlijsten/concepten/{draft}/geschiedenis",
            get(e::overview::history),
        )
        .route(
            "/vragenlijsten/concepten/{draft}/bestand",
            get(e::file::show).post(e::file::replace),
        )
        .route(
            "/vragenlijsten/concepten/{draft}/bestand.toml",
            get(e::file::download),
        )
        .route(
            "/vragenlijsten/concepten/{draft}/commentaar",
            get(e::comments::show).post(e::comments::change),
        )
        .route(
            "/vragenlijsten/concepten/{draft}/commentaar/{comment}",
            post(e::comments::decide),
        )
        .route(
            "/vragenlijsten/concepten/{draft}/bevriezen",
            get(e::freeze::show).post(e::freeze::freeze),
        )
        .route(
            "/vragenlijsten/concepten/{draft}/verwerkt",
            post(e::freeze::rebase),
        )
        .route(
            "/commentaar/{token}",
            get(e::commenting::show).post(e::commenting::send),
        )
}

/// The roles of a person, and one's own.
fn role_routes() -> Router<WebState> {
    use accounts::{own_roles, person};
    Router::new()
        .route("/personen/{slug}", get(person::show))
        .route("/personen/{slug}/adres", post(person::address))
        .route("/personen/{slug}/rollen", post(person::give))
        .route("/personen/{slug}/rollen/{grant}", get(person::grant))
        .route("/personen/{slug}/rollen/{grant}/einde", post(person::end))
        .route(
            "/personen/{slug}/rollen/{grant}/intrekken",
            post(person::revoke),
        )
        .route("/mijn/rollen", get(own_roles::show))
        .route("/mijn/rollen/kies", post(own_roles::switch))
        .route("/mijn/rollen/{grant}/aannemen", post(own_roles::accept))
        .route("/mijn/rollen/{grant}/afwijzen", post(own_roles::decline))
        .route(
            "/mijn/rollen/{grant}/neerleggen",
            get(own_roles::ask_lay_down).post(own_roles::lay_down),
        )
}

/// What respondents do, with a personal link.
fn answering_routes() -> Router<WebState> {
    Router::new()
        .route(
            "/m/{code}",
            get(surveys::links::show).post(surveys::links::begin),
        )
        .route("/a/{token}", get(surveys::answer::overview))
        .route(
            "/a/{token}/deel/{part}",
            get(surveys::answer::part).post(surveys::answer::save),
        )
        .route(
            "/a/{token}/deel/{part}/bewaar",
            post(surveys::answer::autosave),
        )
        .route("/a/{token}/begin", post(surveys::answer::begin))
        .route(
            "/a/{token}/controle",
            get(surveys::answer::review).post(surveys::answer::submit),
        )
        .route("/a/{token}/intrekken", post(surveys::answer::withdraw))
}

/// The program as a service.
pub fn router(app: App, config: WebConfig) -> Router {
    router_with(app, config, Metrics::default())
}

/// The program as a service that is watched.
pub fn router_with(app: App, config: WebConfig, watched: Metrics) -> Router {
    let provider = config.provider.clone();
    let provider = provider.map(|settings| Provider::new(settings, &config.origin));
    let state = WebState {
        health: Health::new(app.clone(), watched.clone()),
        app,
        passkeys: Passkeys::at(&config.origin),
        provider: provider.map(Arc::new),
        config: Arc::new(config),
    };
    let limited = (state.clone(), Counters::new(state.config.limits));
    Router::new()
        .route("/", get(start::show))
        .route("/stijl", get(style::show))
        .route("/toegankelijkheid", get(accessibility::show))
        .merge(sign_in_routes())
        .merge(own_routes())
        .merge(accounts::digest::routes())
        .merge(accounts::searches::routes())
        .merge(accounts::webhooks::routes())
        .route(
            "/personen",
            get(accounts::persons::list).post(accounts::persons::add),
        )
        .route("/personen/{slug}/link", post(accounts::persons::link))
        .merge(role_routes())
        .merge(organisations::routes())
        .merge(pathways::routes())
        .route("/logboek", get(accounts::log::show))
        .route("/logboek.csv", get(accounts::log::csv))
        .route("/logboek/controle", post(accounts::log::check))
        .merge(accounts::privacy::routes())
        .route("/metingen", get(surveys::waves::list))
        .route("/metingen/{wave}", get(surveys::waves::overview))
        .merge(surveys::fielding::routes())
        .merge(surveys::invitations::routes())
        .merge(insights_routes())
        .merge(outreach::routes())
        .merge(study_routes())
        .merge(editor_routes())
        .route(
            "/vragenlijsten/{id}/{version}",
            get(surveys::instruments::show),
        )
        .route(
            "/vragenlijsten/{id}/{version}/bestand.toml",
            get(surveys::instruments::download),
        )
        .merge(answering_routes())
        .route("/bestanden/{hash}/{name}", get(assets::serve))
        .route("/aan-de-deur.js", get(assets::door_worker))
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready))
        .merge(api::routes())
        .method_not_allowed_fallback(error::no_such_method)
        .fallback(error::nothing_here)
        .with_state(state.clone())
        // The guard has read the whole body before, up to a limit of its own.
        .layer(DefaultBodyLimit::disable())
        .layer(from_fn_with_state(state.clone(), guard::from_here))
        .layer(from_fn_with_state(limited, guard::not_too_often))
        .layer(from_fn_with_state(state.clone(), guard::known_host))
        .layer(CompressionLayer::new())
        .layer(from_fn_with_state(state, guard::remember))
        .layer(from_fn(guard::every_reply))
        .layer(from_fn_with_state(watched, metrics::watch))
}
