//! The companies of a pathway by stage: sections under each other on a phone, beside each other elsewhere.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use mkbroute_application::App;
use mkbroute_application::outreach::{Board, board};

use crate::error::render;
use crate::extract::{Path, SignedIn};
use crate::page::Page;

#[derive(Template)]
#[template(path = "outreach/board.html")]
struct BoardPage {
    page: Page,
    board: Board,
}

/// The companies by stage.
pub(crate) async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path(pathway): Path<String>,
) -> Response {
    match board(&app, &who.actor, &pathway).await {
        Ok(board) => {
            let page = who.page("");
            let title = page.t("Bord van", "Board of");
            let page = who.page(&format!("{title} {}", page.text(&board.pathway.name)));
            render(&BoardPage { page, board }, who.locale.lang)
        }
        Err(error) => who.refuse(error),
    }
}
