//! What the forms of all pages share: how they come back with a problem, and what one can choose from.

use axum::http::StatusCode;
use axum::response::Response;
use chrono::NaiveDate;

use crate::page::Page;

/// A choice of a list: code, words, and whether it is chosen.
pub(crate) type Choice = (String, String, bool);

/// A page with the status that fits its problem; a page that was refused keeps its own.
pub(crate) fn problem_page(status: StatusCode, mut page: Response) -> Response {
    if page.status() == StatusCode::OK {
        *page.status_mut() = status;
    }
    page
}

/// A form that is shown again because something typed is wrong.
pub(crate) fn again(page: Response) -> Response {
    problem_page(StatusCode::UNPROCESSABLE_ENTITY, page)
}

/// The choices of a closed list.
pub(crate) fn choices<T: Copy>(
    all: impl IntoIterator<Item = T>,
    code: impl Fn(T) -> &'static str,
    words: impl Fn(&T) -> &'static str,
    chosen: &str,
) -> Vec<Choice> {
    choices_where(all, code, words, |code| code == chosen)
}

/// The choices of a closed list of which several may be chosen.
pub(crate) fn choices_where<T: Copy>(
    all: impl IntoIterator<Item = T>,
    code: impl Fn(T) -> &'static str,
    words: impl Fn(&T) -> &'static str,
    chosen: impl Fn(&str) -> bool,
) -> Vec<Choice> {
    let choice = |entry| {
        let code = code(entry);
        (code.to_owned(), words(&entry).to_owned(), chosen(code))
    };
    all.into_iter().map(choice).collect()
}

/// A day as a form sends it.
pub(crate) fn day(typed: &str, page: &Page) -> Result<NaiveDate, String> {
    typed.trim().parse().map_err(|_| {
        page.t(
            "Vul een datum in, zoals 2026-09-01.",
            "Give a date, such as 2026-09-01.",
        )
        .to_owned()
    })
}
