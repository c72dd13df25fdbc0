//! Mkb-routes: which there are, how far each is, and what it is by definition. Open to all, without a key.

use axum::Json;
use axum::extract::State;
use chrono::NaiveDate;
use mkbroute_application::App;
use mkbroute_application::pathways::{PathwayFilter, PathwayLine, find_pathways};
use mkbroute_domain::pathways::criteria::Assessment;
use serde::Serialize;
use utoipa::ToSchema;

use super::cursor::Paging;
use super::named::Named;
use super::problem::ApiError;
use super::refusals::{OfOpenList, OfOpenOne};
use super::waves::Words;

/// A pathway.
#[derive(Serialize, ToSchema)]
pub(super) struct PathwayReply {
    /// Its readable name, as in addresses.
    #[schema(example = "avans-bouw")]
    id: String,
    name: Words,
    /// The hogeschool that leads.
    #[schema(example = "Avans")]
    hogeschool: String,
    #[schema(example = "Bouwend Nederland")]
    partner: String,
    #[schema(example = "construction")]
    sector: String,
    /// `ad`, `bachelor` or `undecided`.
    #[schema(example = "bachelor")]
    degree: &'static str,
    /// `idea`, `exploring`, `developing`, `starting`, `established`, `paused` or `stopped`.
    #[schema(example = "established")]
    phase: &'static str,
    /// The day on which it was registered with the national programme; `null` if it is not.
    registered_on: Option<NaiveDate>,
    verdict: VerdictReply,
}

/// What a pathway is by a definition.
#[derive(Serialize, ToSchema)]
pub(super) struct VerdictReply {
    /// The definition, and its version.
    #[schema(example = "2021")]
    definition: String,
    #[schema(example = 1)]
    version: u32,
    /// `mkb_route`, `in_development` or `not_yet`.
    #[schema(example = "mkb_route")]
    outcome: &'static str,
    /// Codes of the criteria that hold it back, what holds it back most first.
    held_back_by: Vec<String>,
    criteria: Vec<CriterionReply>,
}

/// How far a criterion is met.
#[derive(Serialize, ToSchema)]
pub(super) struct CriterionReply {
    #[schema(example = "workplace_in_mkb")]
    code: String,
    /// `met`, `partly`, `not_met` or `unknown`.
    #[schema(example = "met")]
    level: &'static str,
    /// The day from which a person judged it so; `null` if nobody did.
    judged_on: Option<NaiveDate>,
    /// Whether it follows from what a source says, which does not say it itself.
    inferred: bool,
}

impl From<&Assessment> for CriterionReply {
    fn from(assessment: &Assessment) -> Self {
        let judged = assessment.judged.as_ref();
        Self {
            code: assessment.criterion.clone(),
            level: assessment.level().code(),
            judged_on: judged.map(|judged| judged.on),
            inferred: judged.is_some_and(|judged| judged.inferred),
        }
    }
}

impl From<&PathwayLine> for PathwayReply {
    fn from(line: &PathwayLine) -> Self {
        let (pathway, verdict) = (&line.pathway, &line.verdict);
        Self {
            id: pathway.slug.clone(),
            name: Words::from(&pathway.name),
            hogeschool: pathway.hogeschool.clone(),
            partner: pathway.partner.clone(),
            sector: pathway.sector.clone(),
            degree: pathway.degree.code(),
            phase: pathway.phase.code(),
            registered_on: line.registered_on,
            verdict: VerdictReply {
                definition: verdict.set.clone(),
                version: verdict.version,
                outcome: verdict.outcome.code(),
                held_back_by: verdict.held_back_by.clone(),
                criteria: verdict.assessments.iter().map(Into::into).collect(),
            },
        }
    }
}

/// A page of pathways, in the order of their readable names.
#[derive(Serialize, ToSchema)]
pub(super) struct PathwayList {
    items: Vec<PathwayReply>,
    /// The cursor of the next page; `null` on the last.
    next: Option<String>,
}

/// The pathways that there are.
#[utoipa::path(
    get,
    path = "/pathways",
    operation_id = "listPathways",
    tag = "pathways",
    params(Paging),
    security(()),
    responses(
        (status = 200, description = "A page of pathways", body = PathwayList),
        OfOpenList,
    )
)]
pub(super) async fn list(
    State(app): State<App>,
    paging: Paging,
) -> Result<Json<PathwayList>, ApiError> {
    let mut lines = find_pathways(&app, &PathwayFilter::default()).await?;
    lines.sort_by(|a, b| a.pathway.slug.cmp(&b.pathway.slug));
    let (lines, next) = paging.part(lines, |line| line.pathway.slug.clone())?;
    let items = lines.iter().map(PathwayReply::from).collect();
    Ok(Json(PathwayList { items, next }))
}

/// One pathway.
#[utoipa::path(
    get,
    path = "/pathways/{pathway}",
    operation_id = "getPathway",
    tag = "pathways",
    params(("pathway" = String, Path, description = "The `id` of a pathway", example = "avans-bouw")),
    security(()),
    responses(
        (status = 200, description = "The pathway", body = PathwayReply),
        OfOpenOne,
    )
)]
pub(super) async fn show(
    State(app): State<App>,
    Named(slug): Named,
) -> Result<Json<PathwayReply>, ApiError> {
    let lines = find_pathways(&app, &PathwayFilter::default()).await?;
    let mut lines = lines.iter();
    let found = lines.find(|line| line.pathway.slug == slug);
    let found = found.ok_or(ApiError::NotFound)?;
    Ok(Json(PathwayReply::from(found)))
}
