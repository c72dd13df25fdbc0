//! Freezing a closed wave.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use mkbroute_application::App;
use mkbroute_application::insights::freeze_wave;

use crate::extract::{Path, SignedIn};

/// Freezes the wave and shows it again.
pub(crate) async fn freeze(
    State(app): State<App>,
    who: SignedIn,
    Path(wave): Path<String>,
) -> Response {
    match freeze_wave(&app, &who.actor, &wave).await {
        Ok(_) => Redirect::to(&format!("/metingen/{wave}")).into_response(),
        Err(error) => who.refuse(error),
    }
}
