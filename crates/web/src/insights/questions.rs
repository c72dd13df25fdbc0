//! Which questions of the study a measurement answers.

use askama::Template;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use mkbroute_application::App;
use mkbroute_application::insights::{QuestionLine, WaveQuestions, wave_questions};
use mkbroute_domain::surveys::study::Coverage;
use mkbroute_report::tabular::csv_table;
use mkbroute_report::words::choose;
use serde::Deserialize;

use super::FiguresError;
use crate::error::render;
use crate::extract::{Path, Query, SignedIn};
use crate::page::Page;

/// Which questions are asked for.
#[derive(Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    toon: String,
}

#[derive(Template)]
#[template(path = "insights/questions.html")]
struct QuestionsPage {
    page: Page,
    found: WaveQuestions,
    /// The outcome that is shown; empty for all.
    shown: String,
    /// How many questions have each outcome.
    counts: [(Coverage, usize); 3],
    total: usize,
}

impl Asked {
    fn wanted(&self, line: &QuestionLine) -> bool {
        self.outcome()
            .is_none_or(|outcome| outcome == line.coverage)
    }

    /// The outcome that is asked for, if it is one.
    fn outcome(&self) -> Option<Coverage> {
        let mut outcomes = Coverage::ALL.into_iter();
        outcomes.find(|outcome| outcome.code() == self.toon)
    }
}

/// The questions beside a measurement, all or those with one outcome.
pub(crate) async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path(wave): Path<String>,
    Query(asked): Query<Asked>,
) -> Response {
    let lang = who.locale.lang;
    let mut found = match wave_questions(&app, &who.actor, &wave).await {
        Ok(found) => found,
        Err(error) => return who.refuse(error),
    };
    let count = |outcome| {
        let lines = found.lines.iter();
        (
            outcome,
            lines.filter(|line| line.coverage == outcome).count(),
        )
    };
    let (counts, total) = (Coverage::ALL.map(count), found.lines.len());
    found.lines.retain(|line| asked.wanted(line));
    let page = QuestionsPage {
        page: who.page(choose(
            lang,
            "Wat deze meting beantwoordt",
            "What this measurement answers",
        )),
        found,
        shown: asked
            .outcome()
            .map_or_else(String::new, |found| found.code().to_owned()),
        counts,
        total,
    };
    render(&page, lang)
}

/// The same as a table: a row for each source of each question.
pub(crate) async fn csv(
    State(app): State<App>,
    who: SignedIn,
    Path(wave): Path<String>,
    Query(asked): Query<Asked>,
) -> Response {
    let found = match wave_questions(&app, &who.actor, &wave).await {
        Ok(found) => found,
        Err(error) => return who.refuse(error),
    };
    let page = who.page("");
    let lines = found.lines.iter().filter(|line| asked.wanted(line));
    let rows: Vec<Vec<String>> = lines.flat_map(|line| rows(line, &page)).collect();
    let columns = [
        "question",
        "text",
        "coverage",
        "source",
        "reference",
        "words",
        "asked",
        "released",
    ];
    match csv_table(&columns, &rows).map_err(FiguresError::from) {
        Ok(bytes) => {
            let name = format!("attachment; filename=\"{}-vragen.csv\"", found.wave.slug);
            let headers = [
                (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
                (header::CONTENT_DISPOSITION, name),
            ];
            (headers, bytes).into_response()
        }
        Err(error) => who.refuse(error),
    }
}

/// A row for each source; one without a source for a question that has none.
fn rows(line: &QuestionLine, page: &Page) -> Vec<Vec<String>> {
    let row = |source: &str, reference: &str, words: &str, asked: &str, released: &str| {
        let (code, text) = (&line.question.code, page.text(&line.question.text));
        [
            code,
            text,
            line.coverage.code(),
            source,
            reference,
            words,
            asked,
            released,
        ]
        .map(str::to_owned)
        .to_vec()
    };
    let yes_no = |yes| if yes { "true" } else { "false" };
    let items = line.items.iter().map(|item| {
        let words = item
            .asked
            .as_ref()
            .map_or("", |(_, words)| page.text(words));
        let asked = yes_no(item.asked.is_some());
        let reference = item.reference.to_string();
        row(
            "questionnaire",
            &reference,
            words,
            asked,
            yes_no(item.released),
        )
    });
    let elsewhere = line.question.elsewhere.iter();
    let elsewhere =
        elsewhere.map(|found| row(found.source.code(), "", page.text(&found.note), "", ""));
    let rows: Vec<Vec<String>> = items.chain(elsewhere).collect();
    if rows.is_empty() {
        vec![row("", "", "", "", "")]
    } else {
        rows
    }
}

impl Page {
    /// How far a measurement answers a question, in words.
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass by reference"
    )]
    fn coverage(&self, coverage: &Coverage) -> &'static str {
        match coverage {
            Coverage::Asked => self.t("in deze meting", "in this measurement"),
            Coverage::Elsewhere => self.t("alleen elders", "elsewhere only"),
            Coverage::Open => self.t("open", "open"),
        }
    }
}
