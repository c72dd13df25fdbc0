//! The page behind an open link, and "Begin".

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use mkbroute_application::surveys::{OpenedLink, begin_response, open_link};
use mkbroute_application::{App, AppError};

use mkbroute_domain::surveys::instrument::FormOfAddress;

use crate::error::{WebError, render};
use crate::extract::{Locale, Path};
use crate::page::Page;

#[derive(Template)]
#[template(path = "surveys/link.html")]
struct LinkPage {
    page: Page,
    to: FormOfAddress,
    found: OpenedLink,
    minutes: u32,
    code: String,
}

/// What it is about, how long it takes, what happens with the answers.
pub(crate) async fn show(
    State(app): State<App>,
    locale: Locale,
    Path(code): Path<String>,
) -> Response {
    match open_link(&app, &code).await {
        Ok(found) => {
            let page = Page::new(&locale, found.instrument.title.get(locale.lang));
            let minutes = found.instrument.minutes();
            render(
                &LinkPage {
                    page,
                    to: found.instrument.group.address(),
                    found,
                    minutes,
                    code,
                },
                locale.lang,
            )
        }
        Err(AppError::NotFound) => WebError::UnknownLink.page(locale.lang),
        Err(error) => WebError::from(error).page(locale.lang),
    }
}

/// Makes a personal link and goes there.
pub(crate) async fn begin(
    State(app): State<App>,
    locale: Locale,
    Path(code): Path<String>,
) -> Response {
    match begin_response(&app, &code).await {
        Ok(token) => Redirect::to(&format!("/a/{token}")).into_response(),
        Err(AppError::NotFound) => WebError::UnknownLink.page(locale.lang),
        Err(error) => WebError::from(error).page(locale.lang),
    }
}
