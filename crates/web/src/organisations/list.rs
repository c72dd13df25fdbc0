//! Which organisations there are.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use form_urlencoded::Serializer;
use mkbroute_application::App;
use mkbroute_application::organisations::{
    SoughtOrganisations, find_organisations, may_change_organisations,
};
use mkbroute_domain::accounts::SearchedList;
use mkbroute_domain::ids::OrganisationId;
use mkbroute_domain::organisations::OrganisationKind;
use mkbroute_report::tabular::{Table, Value};
use mkbroute_report::words::{choose, organisation as words};
use serde::Deserialize;

use crate::accounts::searches::Searches;
use crate::error::{WebError, render};
use crate::extract::{Query, SignedIn};
use crate::files::{ListForm, file};
use crate::forms::{Choice, choices};
use crate::page::Page;

/// Organisations on one page of the list.
const A_PAGE: u64 = 50;
/// Organisations in a file: more than the register of companies of a region has.
const A_FILE: u64 = 250_000;

/// Which organisations are sought, as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    soort: String,
    zoek: String,
    plaats: String,
    /// The last one of the page before.
    na: String,
    /// How many were just taken over from a list.
    overgenomen: String,
    /// How many rows of that list stayed behind.
    afgewezen: String,
}

impl Asked {
    fn sought(&self) -> SoughtOrganisations {
        SoughtOrganisations {
            kind: OrganisationKind::from_code(&self.soort),
            name: self.zoek.clone(),
            place: self.plaats.clone(),
        }
    }

    fn is_filter(&self) -> bool {
        self.sought() != SoughtOrganisations::default()
    }

    fn taken_over(&self) -> Option<u32> {
        self.overgenomen.parse().ok()
    }

    fn left_behind(&self) -> Option<u32> {
        self.afgewezen.parse().ok().filter(|rows| *rows > 0)
    }

    /// The same words for the search that forgives typing errors.
    fn wider(&self) -> String {
        let words = format!("{} {}", self.zoek, self.plaats);
        Serializer::new(String::new())
            .append_pair("q", words.trim())
            .finish()
    }

    fn after(&self) -> Option<OrganisationId> {
        self.na.parse().ok().map(OrganisationId)
    }

    /// What stands behind the question mark, for the same list.
    fn query(&self) -> Serializer<'static, String> {
        let mut query = Serializer::new(String::new());
        for (name, value) in [
            ("soort", &self.soort),
            ("zoek", &self.zoek),
            ("plaats", &self.plaats),
        ] {
            if !value.is_empty() {
                query.append_pair(name, value);
            }
        }
        query
    }

    fn behind(&self, last: OrganisationId) -> String {
        let mut query = self.query();
        query.append_pair("na", &last.to_string());
        format!("/organisaties?{}", query.finish())
    }
}

#[derive(Template)]
#[template(path = "organisations/list.html")]
struct ListPage {
    page: Page,
    asked: Asked,
    lines: Vec<Line>,
    kinds: Vec<Choice>,
    /// The first page, seen from a later one.
    first: Option<String>,
    after: Option<String>,
    may_add: bool,
    /// What stands behind the question mark of the files.
    query: String,
    searches: Searches,
}

struct Line {
    id: OrganisationId,
    name: String,
    kind: &'static str,
    place: String,
    /// By which register it is known, and under which number.
    number: Option<String>,
}

/// The organisations that fit the filter.
pub(super) async fn show(
    State(app): State<App>,
    who: SignedIn,
    Query(asked): Query<Asked>,
) -> Response {
    let lang = who.locale.lang;
    let wanted = (asked.after(), A_PAGE + 1);
    let found = find_organisations(&app, &who.actor, &asked.sought(), wanted).await;
    let mut rows = match found {
        Ok(rows) => rows,
        Err(error) => return who.refuse(error),
    };
    let page = who.page(choose(lang, "Organisaties", "Organisations"));
    let more = rows.len() as u64 > A_PAGE;
    rows.truncate(usize::try_from(A_PAGE).unwrap_or(usize::MAX));
    let last = rows.last().filter(|_| more).map(|row| row.id);
    let query = asked.query().finish();
    let lines = rows.into_iter().map(|row| Line {
        id: row.id,
        kind: words::organisation_kind(row.kind, lang),
        number: match (row.kvk.as_str(), row.brin.as_str()) {
            ("", "") => None,
            ("", brin) => Some(format!("BRIN {brin}")),
            (kvk, _) => Some(format!("KvK {kvk}")),
        },
        name: row.name,
        place: row.place,
    });
    let place = (SearchedList::Organisations, "");
    let searches = match Searches::beside(&app, Some(&who.actor), place, &query).await {
        Ok(searches) => searches,
        Err(error) => return who.refuse(error),
    };
    let shown = ListPage {
        searches,
        lines: lines.collect(),
        kinds: choices(
            OrganisationKind::ALL,
            OrganisationKind::code,
            |kind| words::organisation_kind(*kind, lang),
            &asked.soort,
        ),
        first: asked.after().map(|_| format!("/organisaties?{query}")),
        after: last.map(|last| asked.behind(last)),
        may_add: may_change_organisations(&who.actor),
        query,
        asked,
        page,
    };
    render(&shown, lang)
}

/// The list as CSV.
pub(super) async fn csv(
    State(app): State<App>,
    who: SignedIn,
    Query(asked): Query<Asked>,
) -> Response {
    taken_along(&app, &who, &asked, ListForm::Csv).await
}

/// The list as an Excel workbook.
pub(super) async fn xlsx(
    State(app): State<App>,
    who: SignedIn,
    Query(asked): Query<Asked>,
) -> Response {
    taken_along(&app, &who, &asked, ListForm::Xlsx).await
}

async fn taken_along(app: &App, who: &SignedIn, asked: &Asked, form: ListForm) -> Response {
    match list_file(app, who, asked, form).await {
        Ok(file) => file,
        Err(error) => who.refuse(error),
    }
}

async fn list_file(
    app: &App,
    who: &SignedIn,
    asked: &Asked,
    form: ListForm,
) -> Result<Response, WebError> {
    let lang = who.locale.lang;
    let found = find_organisations(app, &who.actor, &asked.sought(), (None, A_FILE)).await?;
    let rows = found.into_iter().map(|row| {
        let text = |text: String| Value::Text(text.into());
        vec![
            text(row.id.to_string()),
            text(row.name),
            text(row.kind.code().to_owned()),
            text(row.place),
            text(row.kvk),
            text(row.sbi),
            text(row.brin),
        ]
    });
    let table = Table {
        columns: &["id", "name", "kind", "place", "kvk", "sbi", "brin"],
        rows: rows.collect(),
    };
    let name = choose(lang, "organisaties", "organisations");
    file(&table, name, form, lang)
}
