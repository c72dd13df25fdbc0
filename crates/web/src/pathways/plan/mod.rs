//! The development plan of a pathway.

mod agreed;
mod sheet;
mod step;
mod view;

use axum::Router;
use axum::routing::{get, post};
use mkbroute_application::pathways::PlanError;
use mkbroute_report::words::plan as words;

use crate::page::Page;
use crate::router::WebState;

/// Everything under the plan of a pathway.
pub(super) fn routes() -> Router<WebState> {
    Router::new()
        .route(
            "/routes/{pathway}/plan",
            get(sheet::show).post(sheet::start),
        )
        .route("/routes/{pathway}/plan/eerste-dag", post(sheet::begin_on))
        .route(
            "/routes/{pathway}/plan/stappen/{step}",
            get(step::form).post(step::change),
        )
        .route(
            "/routes/{pathway}/plan/afspraken",
            get(agreed::form).post(agreed::change),
        )
}

/// What keeps a plan as it is, in words; several lines if several things are wrong.
fn told(problem: &PlanError, page: &Page) -> Vec<String> {
    let line = match problem {
        PlanError::Step(problem) => return vec![words::step_problem(*problem, page.lang)],
        PlanError::Agreed(problems) => {
            let problems = problems.iter();
            let told = problems.map(|problem| words::agreed_problem(*problem, page.lang));
            return told.collect();
        }
        PlanError::Begins => page.t(
            "Kies een eerste lesdag binnen tien jaar.",
            "Choose a first day within ten years.",
        ),
        PlanError::Owner => page.t(
            "Kies iemand die deze route coördineert.",
            "Choose somebody who coordinates this pathway.",
        ),
        PlanError::NoDegree => page.t(
            "Kies een Ad of een bachelor.",
            "Choose an Ad or a bachelor.",
        ),
        PlanError::ChangedMeanwhile => page.t(
            "Iemand anders wijzigde het plan intussen. Hieronder staat wat jij typte. Kijk of het nog klopt en bewaar opnieuw.",
            "Somebody else changed the plan meanwhile. Below is what you typed. See whether it still holds and keep it again.",
        ),
        PlanError::App(_) => page.t("Dat lukte nu niet.", "That did not work now."),
    };
    vec![line.to_owned()]
}
