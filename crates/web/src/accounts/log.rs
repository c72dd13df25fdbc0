//! The audit log, for the administrator: looking it through, taking it along, having it checked.

use askama::Template;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{DateTime, NaiveDate};
use form_urlencoded::Serializer;
use mkbroute_application::App;
use mkbroute_application::accounts::audit::{
    AuditFilter, Direction, Log, MOST_IN_FILE, check_for, log, log_file,
};
use mkbroute_domain::accounts::Role;
use mkbroute_domain::accounts::audit::{Act, Detail, Doer, Key, ObjectKind, Record};
use mkbroute_domain::ids::{PathwayId, PersonId};
use mkbroute_report::tabular::csv_table;
use mkbroute_report::words::choose;
use serde::Deserialize;
use uuid::Uuid;

use super::log_words::{act, how, kind, of_detail};
use crate::error::render;
use crate::extract::{Query, SignedIn};
use crate::insights::FiguresError;
use crate::page::Page;

/// Which entries are asked for, as typed.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    wie: String,
    #[serde(default)]
    wat: String,
    #[serde(default)]
    soort: String,
    #[serde(default)]
    naam: String,
    #[serde(default)]
    van: String,
    #[serde(default)]
    tot: String,
    /// Entries before this number.
    voor: Option<u64>,
    /// Entries after this number.
    na: Option<u64>,
}

/// Something that was asked for and cannot be.
struct NotADay;

impl Asked {
    fn filter(&self) -> Result<AuditFilter, NotADay> {
        Ok(AuditFilter {
            person: self.wie.parse::<Uuid>().ok().map(PersonId),
            machine: [Doer::OPERATOR, Doer::PROGRAM]
                .into_iter()
                .find(|doer| self.wie == *doer),
            act: Act::from_code(&self.wat),
            kind: ObjectKind::from_code(&self.soort),
            object: self.naam.trim().to_owned(),
            from: day(&self.van)?,
            to: day(&self.tot)?,
        })
    }

    fn direction(&self) -> Direction {
        match (self.voor, self.na) {
            (Some(number), _) => Direction::Before(number),
            (None, Some(number)) => Direction::After(number),
            (None, None) => Direction::Newest,
        }
    }

    /// The filter as part of an address.
    fn query(&self) -> String {
        let fields = [
            ("wie", &self.wie),
            ("wat", &self.wat),
            ("soort", &self.soort),
            ("naam", &self.naam),
            ("van", &self.van),
            ("tot", &self.tot),
        ];
        let set = fields.iter().filter(|(_, value)| !value.is_empty());
        let query = Serializer::new(String::new()).extend_pairs(set).finish();
        if query.is_empty() { query } else { query + "&" }
    }
}

fn day(text: &str) -> Result<Option<NaiveDate>, NotADay> {
    match text.trim() {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| NotADay),
    }
}

/// An entry in words.
struct Line {
    number: u64,
    moment: String,
    who: String,
    role: String,
    what: String,
    /// It changed nothing: somebody looked.
    look: bool,
    object: String,
    detail: String,
}

#[derive(Template)]
#[template(path = "accounts/log.html")]
struct LogPage {
    page: Page,
    log: Log,
    lines: Vec<Line>,
    asked: Asked,
    query: String,
    problem: Option<&'static str>,
    /// The first and the last number on the page.
    ends: Option<(u64, u64)>,
}

impl LogPage {
    fn acts(&self) -> Vec<(&'static str, &'static str)> {
        let lang = self.page.lang;
        let named = Act::ALL
            .iter()
            .map(|found| (found.code(), act(*found, lang)));
        named.collect()
    }

    fn kinds(&self) -> Vec<(&'static str, &'static str)> {
        let lang = self.page.lang;
        ObjectKind::ALL
            .map(|found| (found.code(), kind(found, lang)))
            .to_vec()
    }

    /// Whether this person is the one asked for.
    fn is_asked(&self, id: &PersonId) -> bool {
        self.asked.wie == id.to_string()
    }
}

/// The log, the newest entries first.
pub(crate) async fn show(
    State(app): State<App>,
    who: SignedIn,
    Query(asked): Query<Asked>,
) -> Response {
    let lang = who.locale.lang;
    let (filter, problem) = match asked.filter() {
        Ok(filter) => (filter, None),
        Err(NotADay) => (
            AuditFilter::default(),
            Some(choose(
                lang,
                "Schrijf een dag als 2026-11-25. Nu zie je alles.",
                "Write a day as 2026-11-25. Now you see everything.",
            )),
        ),
    };
    match log(&app, &who.actor, &filter, asked.direction()).await {
        Ok(log) => {
            let page = who.page(choose(lang, "Logboek", "Log"));
            let lines: Vec<Line> = log
                .page
                .records
                .iter()
                .map(|record| line(record, &log, &page))
                .collect();
            let ends = lines.first().zip(lines.last());
            let shown = LogPage {
                ends: ends.map(|(first, last)| (first.number, last.number)),
                query: asked.query(),
                page,
                log,
                lines,
                asked,
                problem,
            };
            let reply = render(&shown, lang);
            match problem {
                Some(_) => (StatusCode::UNPROCESSABLE_ENTITY, reply).into_response(),
                None => reply,
            }
        }
        Err(error) => who.refuse(error),
    }
}

/// Has the log checked.
pub(crate) async fn check(State(app): State<App>, who: SignedIn) -> Response {
    match check_for(&app, &who.actor).await {
        Ok(()) => Redirect::to("/logboek").into_response(),
        Err(error) => who.refuse(error),
    }
}

/// What fits as a file, with words and codes, and the hash of each entry.
pub(crate) async fn csv(
    State(app): State<App>,
    who: SignedIn,
    Query(asked): Query<Asked>,
) -> Response {
    let filter = asked.filter().unwrap_or_default();
    let log = match log_file(&app, &who.actor, &filter).await {
        Ok(log) => log,
        Err(error) => return who.refuse(error),
    };
    let page = who.page("");
    let rows = log.page.records.iter().map(|found| row(found, &log, &page));
    let rows: Vec<Vec<String>> = rows.collect();
    let columns = [
        "number",
        "moment",
        "person",
        "person_id",
        "role",
        "act",
        "act_code",
        "object_kind",
        "object",
        "object_name",
        "detail",
        "sha256",
    ];
    match csv_table(&columns, &rows).map_err(FiguresError::from) {
        Ok(bytes) => {
            let headers = [
                (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
                (
                    header::CONTENT_DISPOSITION,
                    "attachment; filename=\"logboek.csv\"",
                ),
            ];
            (headers, bytes).into_response()
        }
        Err(error) => who.refuse(error),
    }
}

fn row(record: &Record, log: &Log, page: &Page) -> Vec<String> {
    let moment = DateTime::from_timestamp(record.at, 0);
    let line = line(record, log, page);
    vec![
        record.number.to_string(),
        moment.map_or_else(String::new, |moment| moment.to_rfc3339()),
        line.who,
        record.person.map_or_else(String::new, |id| id.to_string()),
        record.role.clone(),
        line.what,
        record.act.clone(),
        record.object_kind.clone(),
        line.object,
        record.object.clone(),
        record.detail.clone(),
        record.hash.to_string(),
    ]
}

/// The entry in words; what is not understood stays as it stands there.
fn line(record: &Record, log: &Log, page: &Page) -> Line {
    let act_found = Act::from_code(&record.act);
    let moment = DateTime::from_timestamp(record.at, 0);
    let role = Role::from_code(&record.role);
    Line {
        number: record.number,
        moment: moment.map_or_else(String::new, |moment| page.moment(&moment)),
        who: who(record, log, page),
        role: role.map_or_else(|| record.role.clone(), |role| page.role(&role).to_owned()),
        what: act_found.map_or_else(
            || record.act.clone(),
            |found| act(found, page.lang).to_owned(),
        ),
        look: act_found.is_some_and(Act::is_look),
        object: object(record, log, page),
        detail: detail(record, log, page),
    }
}

fn who(record: &Record, log: &Log, page: &Page) -> String {
    match record.person {
        Some(id) => name(id, log, page),
        None if record.doer == Doer::OPERATOR => page.t("opdrachtregel", "command line").to_owned(),
        None if record.doer == Doer::PROGRAM => page.t("het programma", "the program").to_owned(),
        None => record.doer.clone(),
    }
}

/// The name of a person, or what is left of somebody who was forgotten.
fn name(id: PersonId, log: &Log, page: &Page) -> String {
    log.names.get(&id).cloned().unwrap_or_else(|| {
        let gone = page.t("niet meer bekend:", "not known any more:");
        format!("{gone} {id}")
    })
}

fn object(record: &Record, log: &Log, page: &Page) -> String {
    let Some(found) = ObjectKind::from_code(&record.object_kind) else {
        return format!("{} {}", record.object_kind, record.object);
    };
    let called = kind(found, page.lang);
    match (found, record.object.parse::<Uuid>()) {
        (ObjectKind::Person, Ok(id)) => name(PersonId(id), log, page),
        _ if record.object.is_empty() => called.to_owned(),
        _ => format!("{called} {}", record.object),
    }
}

fn detail(record: &Record, log: &Log, page: &Page) -> String {
    let edited = matches!(
        Act::from_code(&record.act),
        Some(Act::DraftStarted | Act::DraftEdited)
    );
    let told = Detail::read(&record.detail).into_iter();
    let told = told.map(|(key, value)| {
        let words = match key {
            Key::Role => Role::from_code(value).map(|role| page.role(&role).to_owned()),
            Key::How if edited => Some(page.edit(value).to_owned()),
            Key::How | Key::Scope => Some(how(value, page.lang).to_owned()),
            Key::Until => value.parse().ok().map(|day| page.date(&day)),
            Key::Pathway => pathway(value, log, page),
            Key::Count | Key::Version | Key::Number => None,
        };
        let words = words.unwrap_or_else(|| value.to_owned());
        format!("{}: {words}", of_detail(key, page.lang))
    });
    told.collect::<Vec<_>>().join(", ")
}

fn pathway(id: &str, log: &Log, page: &Page) -> Option<String> {
    let id = PathwayId(id.parse().ok()?);
    let found = log.pathways.iter().find(|pathway| pathway.id == id)?;
    Some(format!("{}, {}", found.hogeschool, page.text(&found.name)))
}
