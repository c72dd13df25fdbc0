//! `/toegankelijkheid`: how accessible the pages are, as far as it was examined.

use askama::Template;
use axum::response::Response;
use mkbroute_report::words::choose;

use crate::error::render;
use crate::extract::Locale;
use crate::page::Page;

#[derive(Template)]
#[template(path = "accessibility.html")]
struct AccessibilityPage {
    page: Page,
}

/// The statement. Open to all: respondents read it too.
pub(crate) async fn show(locale: Locale) -> Response {
    let title = choose(locale.lang, "Toegankelijkheid", "Accessibility");
    let page = Page::new(&locale, title);
    render(&AccessibilityPage { page }, locale.lang)
}
