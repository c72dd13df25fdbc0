//! The meetings that come and that were, and as a file.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use chrono::NaiveDate;
use mkbroute_application::App;
use mkbroute_application::pathways::{
    MEETINGS_A_PAGE, MeetingLine, MeetingList, export_meetings, list_meetings,
};
use mkbroute_report::tabular::{Table, Value};

use super::filter::{ALL, Asked, PAST};
use crate::error::render;
use crate::extract::{Query, SignedIn};
use crate::files::{ListForm, reply};
use crate::page::Page;

#[derive(Template)]
#[template(path = "pathways/meetings.html")]
struct ListPage {
    page: Page,
    list: MeetingList,
    today: NaiveDate,
    /// Code, words, and whether it is chosen.
    whens: [(&'static str, &'static str, bool); 2],
    themes: Vec<(String, bool)>,
    active: bool,
    query: String,
    before: Option<String>,
    after: Option<String>,
}

/// The meetings that are sought.
pub(super) async fn show(
    State(app): State<App>,
    who: SignedIn,
    Query(asked): Query<Asked>,
) -> Response {
    let at = asked.page();
    let today = app.now().date_naive();
    let filter = asked.filter(today);
    let list = match list_meetings(&app, &who.actor, &filter, at).await {
        Ok(list) => list,
        Err(error) => return who.refuse(error),
    };
    let page = who.page("");
    let page = who.page(page.t("Leernetwerk", "Learning network"));
    let address = |page| format!("/leernetwerk?{}", asked.query(Some(page)));
    let when = |code, words| (code, words, asked.wanneer == code);
    let themes = list.themes.iter();
    let shown = ListPage {
        today,
        whens: [
            when(PAST, page.t("wat geweest is", "what was")),
            when(ALL, page.t("alles", "everything")),
        ],
        themes: themes
            .map(|theme| (theme.clone(), *theme == asked.thema))
            .collect(),
        active: asked.is_filter(),
        query: asked.query(None),
        before: at.checked_sub(1).map(address),
        after: (list.count > (at + 1) * MEETINGS_A_PAGE).then(|| address(at + 1)),
        list,
        page,
    };
    render(&shown, who.locale.lang)
}

/// The meetings that are sought, as CSV.
pub(super) async fn csv(
    State(app): State<App>,
    who: SignedIn,
    Query(asked): Query<Asked>,
) -> Response {
    take_along(&app, &who, &asked, ListForm::Csv).await
}

/// The meetings that are sought, as an Excel workbook.
pub(super) async fn xlsx(
    State(app): State<App>,
    who: SignedIn,
    Query(asked): Query<Asked>,
) -> Response {
    take_along(&app, &who, &asked, ListForm::Xlsx).await
}

const COLUMNS: [&str; 12] = [
    "id",
    "title",
    "on",
    "begins",
    "ends",
    "place",
    "link",
    "themes",
    "called_off",
    "pathways_invited",
    "pathways_coming",
    "pathways_attended",
];

async fn take_along(app: &App, who: &SignedIn, asked: &Asked, form: ListForm) -> Response {
    let filter = asked.filter(app.now().date_naive());
    let meetings = match export_meetings(app, &who.actor, &filter).await {
        Ok(meetings) => meetings,
        Err(error) => return who.refuse(error),
    };
    let table = Table {
        columns: &COLUMNS,
        rows: meetings.iter().map(row).collect(),
    };
    reply(&table, "leernetwerk", form, who)
}

fn row(line: &MeetingLine) -> Vec<Value<'_>> {
    let text = |text: String| Value::Text(text.into());
    let time = |time: Option<chrono::NaiveTime>| {
        time.map_or(Value::Nothing, |time| {
            text(time.format("%H:%M").to_string())
        })
    };
    let (meeting, details) = (&line.meeting, &line.meeting.details);
    vec![
        text(meeting.id.to_string()),
        Value::Text(meeting.title.as_str().into()),
        text(meeting.on.to_string()),
        time(details.begins),
        time(details.ends),
        Value::Text(details.place.as_str().into()),
        Value::Text(details.link.as_str().into()),
        text(details.themes.join("; ")),
        Value::Text(if meeting.called_off { "yes" } else { "no" }.into()),
        Value::Count(line.numbers.invited),
        Value::Count(line.numbers.coming),
        Value::Count(line.numbers.attended),
    ]
}
