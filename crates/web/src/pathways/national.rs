//! All pathways together. Open to all.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use chrono::NaiveDate;
use mkbroute_application::pathways::{
    EXPECTED, National, PathwayPlaces, Told, YearOfStudents, national, pathway_places,
};
use mkbroute_application::{App, AppError};
use mkbroute_domain::pathways::Phase;
use mkbroute_domain::pathways::criteria::Level;
use mkbroute_report::picture::{bar, map};
use mkbroute_report::words::capital;

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
    /// Who began in each academic year, and those in mkb companies as a bar beside the most.
    years: Vec<(YearOfStudents, String)>,
    /// The map, and the places on it or beside it.
    map: String,
    places: PathwayPlaces,
}

impl NationalPage {
    /// A number, or why it is not told.
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass by reference"
    )]
    fn told(&self, number: &Told) -> String {
        match number {
            Told::Number(number) => number.to_string(),
            Told::TooFew => self.page.t("te weinig", "too few").to_owned(),
            Told::Unknown => self.page.t("niet bekend", "not known").to_owned(),
        }
    }
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
    let page = who.page(who.t("Alle routes samen", "All pathways together"));
    match national_page(&app, page).await {
        Ok(shown) => render(&shown, who.lang()),
        Err(error) => who.refuse(error),
    }
}

async fn national_page(app: &App, page: Page) -> Result<NationalPage, AppError> {
    let found = national(app).await?;
    let places = pathway_places(app).await?;
    Ok(NationalPage {
        now: now(&found, &page),
        then: changes(&found),
        years: years(&found),
        expected: EXPECTED,
        phases: Phase::ALL,
        levels: Level::ALL,
        map: drawn(&places),
        places,
        found,
        page,
    })
}

fn years(found: &National) -> Vec<(YearOfStudents, String)> {
    let years = &found.taking_part.years;
    let told = |year: &YearOfStudents| match year.mkb {
        Told::Number(students) => students,
        Told::TooFew | Told::Unknown => 0,
    };
    let most = years.iter().map(told).max().unwrap_or(0).max(1);
    let drawn = years.iter().map(|year| {
        let share = f64::from(told(year)) / f64::from(most);
        (*year, bar(share).to_string())
    });
    drawn.collect()
}

/// The days on which something was otherwise than on the one before, and today.
fn changes(found: &National) -> Vec<Then> {
    let days = &found.over_time;
    let last = days.len().saturating_sub(1);
    let told = days.iter().enumerate().filter(|(at, (_, counts))| {
        let before = at.checked_sub(1).and_then(|before| days.get(before));
        *at == last || before.is_none_or(|(_, before)| before != counts)
    });
    told.map(|(_, day)| then(day)).collect()
}

fn drawn(places: &PathwayPlaces) -> String {
    let dots = places.spots.iter();
    let dots = dots.filter_map(|spot| Some((spot.at?, spot.pathways.len())));
    let dots: Vec<_> = dots.collect();
    map(&places.atlas.rings, &dots).map_or_else(String::new, |drawn| drawn.to_string())
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
