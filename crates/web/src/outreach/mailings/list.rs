//! The letters to many of a pathway, and what became of each.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use mkbroute_application::App;
use mkbroute_application::outreach::{MailingList, MailingSheet, mailing_sheet, mailings};
use mkbroute_domain::ids::MailingId;
use mkbroute_domain::outreach::LetterState;
use uuid::Uuid;

use crate::error::render;
use crate::extract::{Path, SignedIn};
use crate::page::Page;

#[derive(Template)]
#[template(path = "outreach/mailings.html")]
struct ListPage {
    page: Page,
    list: MailingList,
}

#[derive(Template)]
#[template(path = "outreach/mailing.html")]
struct SheetPage {
    page: Page,
    sheet: MailingSheet,
    /// Whether letters wait to leave.
    waits: bool,
}

/// The letters to many.
pub(super) async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path(pathway): Path<String>,
) -> Response {
    match mailings(&app, &who.actor, &pathway).await {
        Ok(list) => {
            let page = who.page("");
            let title = page.t("Brieven aan bedrijven", "Letters to companies");
            let page = who.page(title);
            render(&ListPage { page, list }, who.locale.lang)
        }
        Err(error) => who.refuse(error),
    }
}

/// One letter to many.
pub(super) async fn sheet(
    State(app): State<App>,
    who: SignedIn,
    Path((pathway, mailing)): Path<(String, Uuid)>,
) -> Response {
    let at = (pathway.as_str(), MailingId(mailing));
    match mailing_sheet(&app, &who.actor, at).await {
        Ok(sheet) => {
            let page = SheetPage {
                page: who.page(&sheet.line.mailing.template.subject),
                waits: sheet.line.number(LetterState::Waiting) > 0,
                sheet,
            };
            render(&page, who.locale.lang)
        }
        Err(error) => who.refuse(error),
    }
}
