use super::super::{Chapter, Form};
use super::*;

fn document() -> Document {
    let table = Table {
        caption: "Cijfers".into(),
        columns: vec![
            Column::words("Vraag"),
            Column::pictures("1 – 10"),
            Column::numbers("gemiddelde"),
        ],
        rows: vec![
            vec![
                Cell::text("één twee drie vier vijf zes zeven acht negen tien elf twaalf"),
                Cell::picture(crate::picture::bar(0.5), "gemiddelde 6,5"),
                Cell::text("6,5"),
            ],
            vec![
                Cell::text("kort"),
                Cell::picture(crate::picture::bar(0.5), "x"),
                Cell::withheld("te weinig antwoorden"),
            ],
        ],
        note: Some("Een noot.".into()),
    };
    Document {
        form: Form::Report,
        lang: "nl".into(),
        title: "Titel".into(),
        subtitle: "Onder".into(),
        labels: vec!["gesimuleerd".into()],
        foot: "voet".into(),
        contents_title: "Inhoud".into(),
        chapters: vec![Chapter {
            id: "a".into(),
            title: "Hoofdstuk".into(),
            blocks: vec![
                Block::Notice {
                    title: "Let op".into(),
                    lines: vec!["woord ".repeat(40)],
                },
                Block::Table(table),
            ],
        }],
        date: (2026, 11, 24),
        authors: Vec::new(),
    }
}

#[test]
fn numbers_stand_to_the_right_and_long_words_go_on_below() {
    let page = text(&document());
    assert!(page.contains("gesimuleerd") && page.contains("voet"));
    let of = |words: &str| page.lines().find(|line| line.contains(words)).unwrap();
    let end = of("gemiddelde").trim_end().chars().count();
    assert_eq!(of("6,5").trim_end().chars().count(), end);
    assert_eq!(of("te weinig antwoorden").trim_end().chars().count(), end);
    assert!(!of("één").contains("twaalf"), "the cell goes on below");
    assert!(
        page.lines().all(|line| line.chars().count() <= WIDTH),
        "{page}"
    );
}

#[test]
fn pictures_are_left_out() {
    let page = text(&document());
    assert!(!page.contains("Een noot."), "it is about the pictures");
    assert!(!page.contains("svg") && !page.contains("1 – 10"), "{page}");
}
