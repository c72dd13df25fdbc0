//! `/stijl`: every component in its states, in the language of the visitor.

use askama::Template;
use axum::response::Response;
use mkbroute_report::document::{Block, Cell, Column, Table};
use mkbroute_report::picture::{ScalePicture, bar, scale};

use crate::error::render;
use crate::extract::Locale;
use crate::page::Page;

#[derive(Template)]
#[template(path = "style.html")]
struct StylePage {
    page: Page,
    blocks: Vec<Block>,
}

/// The page of components.
pub(crate) async fn show(locale: Locale) -> Response {
    let page = Page::new(
        &locale,
        mkbroute_report::words::choose(locale.lang, "Stijl", "Style"),
    );
    let picture = ScalePicture {
        min: 1,
        max: 10,
        counts: vec![0, 0, 1, 2, 2, 2, 3, 6, 2, 0],
        mean: 6.7,
        interval: Some((5.8, 7.5)),
    };
    let table = Table {
        caption: page
            .t("Een tabel met tekeningen", "A table with pictures")
            .to_owned(),
        columns: vec![
            Column::words(page.t("Vraag", "Question")),
            Column::pictures("1 – 10"),
            Column::numbers("n"),
        ],
        rows: vec![
            vec![
                Cell::text("A"),
                Cell::picture(scale(&picture), "6,7"),
                Cell::text("18"),
            ],
            vec![
                Cell::text("B"),
                Cell::picture(bar(0.72), "72%"),
                Cell::text("25"),
            ],
            vec![
                Cell::text("C"),
                Cell::withheld(page.t("te weinig antwoorden", "too few answers")),
                Cell::withheld(page.t("minder dan 5", "fewer than 5")),
            ],
        ],
        note: Some(page.t("Een toelichting.", "A note.").to_owned()),
    };
    let notice = Block::Notice {
        title: page
            .t("Lees dit met de cijfers mee", "Read this with the figures")
            .to_owned(),
        lines: vec![page.t("Een voorbehoud.", "A reservation.").to_owned()],
    };
    let lang = page.lang;
    render(
        &StylePage {
            page,
            blocks: vec![notice, Block::Table(table)],
        },
        lang,
    )
}
