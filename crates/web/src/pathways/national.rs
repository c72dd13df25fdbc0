//! All pathways together. Open to all.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use chrono::NaiveDate;
use mkbroute_application::App;
use mkbroute_application::pathways::{EXPECTED, National, national};
use mkbroute_domain::pathways::Phase;
use mkbroute_domain::pathways::criteria::Level;
use mkbroute_report::picture::bar;
use mkbroute_report::words::{capital, choose};

use crate::error::render;
use crate::extract::Anybody;
use crate::page::Page;

#[derive(Template)]
#[template(path = "pathways/national.html")]
struct NationalPage {
    page: Page,
    found: National,
    expected: usize,
    /// The columns of the tables.
    phases: [Phase; Phase::ALL.len()],
    levels: [Level; Level::ALL.len()],
    /// Today: code and name of a phase, how many pathways are in it, and that as a bar.
    now: Vec<(&'static str, String, usize, String)>,
    then: Vec<Then>,
}

/// How far the pathways were on a day.
struct Then {
    on: NaiveDate,
    /// How many were in each phase.
    counts: Vec<usize>,
    /// At how many students could begin, and that as a bar beside what was expected.
    running: usize,
    drawn: String,
}

/// The page of all pathways together.
pub(super) async fn show(State(app): State<App>, who: Anybody) -> Response {
    let lang = who.lang();
    let found = match national(&app).await {
        Ok(found) => found,
        Err(error) => return who.refuse(error),
    };
    let page = who.page(choose(lang, "Alle routes samen", "All pathways together"));
    let shown = NationalPage {
        now: now(&found, &page),
        then: found.over_time.iter().map(then).collect(),
        expected: EXPECTED,
        phases: Phase::ALL,
        levels: Level::ALL,
        found,
        page,
    };
    render(&shown, lang)
}

fn now(found: &National, page: &Page) -> Vec<(&'static str, String, usize, String)> {
    let today = found.over_time.last();
    let counts = today.map_or(&[][..], |(_, counts)| counts.as_slice());
    let most = counts
        .iter()
        .map(|(_, count)| *count)
        .max()
        .unwrap_or(0)
        .max(1);
    let rows = counts.iter().map(|(phase, count)| {
        let drawn = bar(*count as f64 / most as f64);
        (
            phase.code(),
            capital(page.phase(phase)),
            *count,
            drawn.to_string(),
        )
    });
    rows.collect()
}

fn then((on, counts): &(NaiveDate, Vec<(Phase, usize)>)) -> Then {
    let running = counts.iter().filter(|(phase, _)| phase.runs());
    let running = running.map(|(_, count)| count).sum();
    Then {
        on: *on,
        counts: counts.iter().map(|(_, count)| *count).collect(),
        running,
        drawn: bar(running as f64 / EXPECTED as f64).to_string(),
    }
}
