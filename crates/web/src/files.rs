//! A list of a page to take along.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use mkbroute_domain::text::Lang;
use mkbroute_report::tabular::Table;

use crate::error::WebError;
use crate::extract::SignedIn;
use crate::insights::{FiguresError, FiguresForm};

/// A form in which a list is taken along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ListForm {
    Csv,
    Xlsx,
}

impl ListForm {
    fn as_figures(self) -> FiguresForm {
        match self {
            Self::Csv => FiguresForm::Csv,
            Self::Xlsx => FiguresForm::Xlsx,
        }
    }
}

/// The list as a file with this name, for whoever is signed in; or why there is none.
pub(crate) fn reply(table: &Table<'_>, name: &str, form: ListForm, who: &SignedIn) -> Response {
    file(table, name, form, who.locale.lang).unwrap_or_else(|error| who.refuse(error))
}

/// The list as a file with this name, without its extension.
pub(crate) fn file(
    table: &Table<'_>,
    name: &str,
    form: ListForm,
    lang: Lang,
) -> Result<Response, WebError> {
    let bytes = match form {
        ListForm::Csv => table.csv().map_err(FiguresError::from)?,
        ListForm::Xlsx => table.xlsx(name, lang).map_err(FiguresError::from)?,
    };
    let form = form.as_figures();
    let disposition = format!("attachment; filename=\"{name}.{}\"", form.extension());
    let headers = [
        (header::CONTENT_TYPE, form.content_type().to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    Ok((headers, bytes).into_response())
}
