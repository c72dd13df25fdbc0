//! Measurements: their state, how many answered, and what is released.

use axum::Json;
use axum::extract::State;
use chrono::NaiveDate;
use mkbroute_analysis::figure::Audience;
use mkbroute_application::App;
use mkbroute_application::insights::measurement;
use mkbroute_application::surveys::{list_waves, wave_overview};
use mkbroute_domain::accounts::ApiScope;
use mkbroute_domain::surveys::wave::Wave;
use mkbroute_domain::text::{Lang, Text};
use mkbroute_report::json::json as figures_of;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::caller::Caller;
use super::cursor::Paging;
use super::named::Named;
use super::problem::ApiError;
use super::refusals::{OfFigures, OfList, OfOne};
use crate::insights::report_source;

/// A text in both languages.
#[derive(Serialize, ToSchema)]
pub(super) struct Words {
    #[schema(example = "Nulmeting 2021")]
    nl: String,
    #[schema(example = "Baseline 2021")]
    en: String,
}

impl From<&Text> for Words {
    fn from(text: &Text) -> Self {
        Self {
            nl: text.nl.clone(),
            en: text.en.clone(),
        }
    }
}

/// A measurement.
#[derive(Serialize, ToSchema)]
pub(super) struct WaveReply {
    /// Its readable name, as in addresses.
    #[schema(example = "nulmeting-2021")]
    id: String,
    title: Words,
    /// `planned`, `open` or `closed`.
    #[schema(example = "closed")]
    state: &'static str,
    /// `fielded`, `reconstructed` or `simulated`: where the answers come from.
    #[schema(example = "reconstructed")]
    provenance: &'static str,
    /// The first day on which answers are welcome.
    opens: NaiveDate,
    /// The last.
    closes: NaiveDate,
    /// Whether its data are frozen, so that figures are released.
    frozen: bool,
}

impl From<&Wave> for WaveReply {
    fn from(wave: &Wave) -> Self {
        Self {
            id: wave.slug.clone(),
            title: Words::from(&wave.title),
            state: wave.state.code(),
            provenance: wave.provenance.code(),
            opens: wave.opens,
            closes: wave.closes,
            frozen: wave.dataset_sha256.is_some(),
        }
    }
}

/// A page of measurements, in the order of their names.
#[derive(Serialize, ToSchema)]
pub(super) struct WaveList {
    items: Vec<WaveReply>,
    /// The cursor of the next page; `null` on the last.
    next: Option<String>,
}

/// The measurements that the key may see.
#[utoipa::path(
    get,
    path = "/waves",
    operation_id = "listWaves",
    tag = "waves",
    params(Paging),
    security(("key" = [])),
    responses(
        (status = 200, description = "A page of measurements", body = WaveList),
        OfList,
    )
)]
pub(super) async fn list(
    State(app): State<App>,
    caller: Caller,
    paging: Paging,
) -> Result<Json<WaveList>, ApiError> {
    let cards = list_waves(&app, caller.with(ApiScope::WavesRead)?).await?;
    let mut waves: Vec<Wave> = cards.into_iter().map(|card| card.wave).collect();
    waves.sort_by(|a, b| a.slug.cmp(&b.slug));
    let (waves, next) = paging.part(waves, |wave| wave.slug.clone())?;
    let items = waves.iter().map(WaveReply::from).collect();
    Ok(Json(WaveList { items, next }))
}

/// One measurement.
#[utoipa::path(
    get,
    path = "/waves/{wave}",
    operation_id = "getWave",
    tag = "waves",
    params(("wave" = String, Path, description = "The `id` of a measurement", example = "nulmeting-2021")),
    security(("key" = [])),
    responses(
        (status = 200, description = "The measurement", body = WaveReply),
        OfOne,
    )
)]
pub(super) async fn show(
    State(app): State<App>,
    caller: Caller,
    Named(wave): Named,
) -> Result<Json<WaveReply>, ApiError> {
    let found = wave_overview(&app, caller.with(ApiScope::WavesRead)?, &wave).await?;
    Ok(Json(WaveReply::from(&found.wave)))
}

/// How many answered, as far as the person may know it.
#[derive(Serialize, ToSchema)]
pub(super) struct ResponseReply {
    #[schema(example = "vervolgmeting")]
    wave: String,
    /// Per group of respondents; empty for a role that does not follow the response.
    groups: Vec<GroupReply>,
    /// Per link that the person follows: a group at a pathway.
    links: Vec<LinkReply>,
}

/// How many of a group handed in.
#[derive(Serialize, ToSchema)]
pub(super) struct GroupReply {
    #[schema(example = "students")]
    group: &'static str,
    #[schema(example = 12)]
    submitted: u32,
}

/// How far the respondents of a link are.
#[derive(Serialize, ToSchema)]
pub(super) struct LinkReply {
    #[schema(example = "vervolgmeting-avans-bouw-students")]
    code: String,
    #[schema(example = "students")]
    group: &'static str,
    /// The readable name of the pathway.
    #[schema(example = "avans-bouw")]
    pathway: String,
    /// How many could answer; `null` where that is not known.
    #[schema(example = 40)]
    population: Option<u32>,
    #[schema(example = 12)]
    submitted: u32,
    /// Being filled in.
    #[schema(example = 3)]
    drafts: u32,
}

/// How many answered a measurement.
#[utoipa::path(
    get,
    path = "/waves/{wave}/response",
    operation_id = "getResponse",
    tag = "waves",
    params(("wave" = String, Path, description = "The `id` of a measurement", example = "vervolgmeting")),
    security(("key" = [])),
    responses(
        (status = 200, description = "The response", body = ResponseReply),
        OfOne,
    )
)]
pub(super) async fn response(
    State(app): State<App>,
    caller: Caller,
    Named(wave): Named,
) -> Result<Json<ResponseReply>, ApiError> {
    let found = wave_overview(&app, caller.with(ApiScope::ResponseRead)?, &wave).await?;
    let groups = found.responses.iter().map(|(group, submitted)| GroupReply {
        group: group.code(),
        submitted: *submitted,
    });
    let links = found.links.iter().map(|line| LinkReply {
        code: line.link.code.clone(),
        group: line.link.group.code(),
        pathway: line.pathway.slug.clone(),
        population: line.link.population,
        submitted: line.count.submitted,
        drafts: line.count.drafts,
    });
    Ok(Json(ResponseReply {
        wave: found.wave.slug.clone(),
        groups: groups.collect(),
        links: links.collect(),
    }))
}

/// The released figures of a measurement: no number where it is withheld.
#[utoipa::path(
    get,
    path = "/waves/{wave}/figures",
    operation_id = "getFigures",
    tag = "figures",
    params(("wave" = String, Path, description = "The `id` of a measurement", example = "nulmeting-2021")),
    security(("key" = [])),
    responses(
        (status = 200, description = "The figures, as in the file `cijfers.json` of the page", body = Object, example = json!({
            "wave": "nulmeting-2021",
            "title": "Nulmeting 2021",
            "provenance": "reconstructed",
            "audience": "release",
            "policy": "2026.1",
            "figures": [{
                "id": "students.satisfied.mean",
                "group": "students",
                "part": null,
                "item": "satisfied",
                "category": null,
                "statistic": "mean",
                "value": 7.4,
                "interval": [7.1, 7.7],
                "bounds": null,
                "base": 56,
                "k": null,
                "weighted": null,
                "released": true,
                "rule": null,
                "label": "Tevredenheid"
            }],
            "reservations": [{"group": "students", "rule": "small-base", "text": "Weinig antwoorden."}],
            "comparisons": [],
            "dataset_sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
        })),
        OfFigures,
    )
)]
pub(super) async fn figures(
    State(app): State<App>,
    caller: Caller,
    Named(wave): Named,
) -> Result<Json<Value>, ApiError> {
    let actor = caller.with(ApiScope::FiguresRead)?;
    let found = measurement(&app, actor, &wave, Audience::Release).await?;
    Ok(Json(figures_of(&report_source(&found), Lang::Nl)))
}
