//! `/stijl`: every component in its states, in the language of the visitor.

use askama::Template;
use axum::response::Response;
use mkbroute_analysis::figure::Audience;
use mkbroute_domain::surveys::instrument::Instrument;
use mkbroute_domain::surveys::raw_answer::RawAnswer;
use mkbroute_domain::surveys::response::AnswerProblem;
use mkbroute_report::document::{Block, Cell, Column, Drawn, Table};
use mkbroute_report::picture::{ScalePicture, bar, scale};
use mkbroute_report::words::choose;

use crate::error::{WebError, render};
use crate::extract::Visitor;
use crate::insights::downloads::FigureLinks;
use crate::page::Page;
use crate::surveys::editor::samples::{Samples, samples};
use crate::surveys::filter::{Asked, FilterView};
use crate::surveys::view::{PartView, part_view};

/// A questionnaire with every kind of question.
const COMPONENTS: &str = include_str!("style/components.toml");

#[derive(Template)]
#[template(path = "style.html")]
struct StylePage {
    page: Page,
    part: PartView,
    blocks: Vec<Block>,
    draft: Samples,
    filter: FilterView,
    figures: FigureLinks,
}

/// The page of components.
pub(crate) async fn show(visitor: Visitor) -> Response {
    let lang = visitor.locale.lang;
    let page = visitor.page(choose(lang, "Stijl", "Style"));
    match Instrument::from_toml(COMPONENTS.as_bytes()) {
        Ok(instrument) => {
            let part = part_view(&instrument, 0, lang, &filled, &problems());
            let blocks = vec![notice(&page), Block::Table(table(&page)), hidden(&page)];
            let figures = FigureLinks::of("nulmeting-2021", Audience::Release, lang);
            let asked = Asked {
                zoek: choose(lang, "een woord", "a word").to_owned(),
                staat: "open".to_owned(),
            };
            let states = [
                ("open", "open", "open", "open"),
                ("dicht", "dicht", "gesloten", "closed"),
            ];
            let page = StylePage {
                page,
                part,
                draft: samples(&instrument, lang),
                filter: FilterView::of("/stijl", &asked, &states, lang),
                blocks,
                figures,
            };
            render(&page, lang)
        }
        Err(_) => WebError::Unreadable.page(lang),
    }
}

/// Some questions are answered, one wrongly.
fn filled(code: &str) -> Option<RawAnswer> {
    let values: &[&str] = match code {
        "choice" => &["yes"],
        "choices" => &["work", "study"],
        "rating" | "first" => &["6"],
        "hours" => &["400"],
        "begun" => &["2021", "9"],
        _ => return None,
    };
    Some(RawAnswer {
        values: values.iter().map(|value| (*value).to_owned()).collect(),
        ..RawAnswer::default()
    })
}

fn problems() -> Vec<(String, AnswerProblem)> {
    let problem = AnswerProblem::OutOfRange {
        min: 0.0,
        max: 40.0,
    };
    vec![("hours".to_owned(), problem)]
}

fn notice(page: &Page) -> Block {
    Block::Notice {
        title: page
            .t("Lees dit met de cijfers mee", "Read this with the figures")
            .to_owned(),
        lines: vec![page.t("Een voorbehoud.", "A reservation.").to_owned()],
    }
}

fn hidden(page: &Page) -> Block {
    let text = page.t(
        "Een vraag waarvan niets getoond mag worden: te weinig antwoorden.",
        "A question of which nothing may be shown: too few answers.",
    );
    Block::Paragraph {
        text: text.to_owned(),
    }
}

fn table(page: &Page) -> Table {
    let picture = ScalePicture {
        min: 1,
        max: 10,
        counts: vec![0, 0, 1, 2, 2, 2, 3, 6, 2, 0],
        mean: 6.7,
        interval: Some((5.8, 7.5)),
    };
    let few = page.t("te weinig antwoorden", "too few answers");
    let rows = vec![
        vec![
            Cell::text(page.t("Een gemiddelde", "A mean")),
            Cell::picture(scale(&picture), "6,7").part_of(Drawn::row("students", "sat_job_suits")),
            Cell::text("18"),
        ],
        vec![
            Cell::text(page.t("Een aandeel", "A share")),
            Cell::picture(bar(0.72), "72%"),
            Cell::text("25"),
        ],
        vec![
            Cell::text(page.t("Een cijfer dat binnen blijft", "A figure that stays inside")),
            Cell::picture(bar(0.6), "60%"),
            Cell::internal("5", few),
        ],
        vec![
            Cell::text(page.t("Een cijfer dat niemand ziet", "A figure that nobody sees")),
            Cell::withheld(few),
            Cell::withheld(page.t("minder dan 5", "fewer than 5")),
        ],
    ];
    let table = Table {
        caption: page
            .t("Een tabel met tekeningen", "A table with pictures")
            .to_owned(),
        columns: vec![
            Column::words(page.t("Vraag", "Question")),
            Column::pictures("1 – 10"),
            Column::numbers("n"),
        ],
        rows,
        note: Some(page.t("Een toelichting.", "A note.").to_owned()),
    };
    table.tidy(page.lang)
}
