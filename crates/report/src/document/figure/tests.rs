use super::*;
use crate::document::Chapter;
use crate::picture::bar;

fn document() -> Document {
    let share = |share, id: &str| Cell::picture(bar(share), "deel").part_of(Drawn::table("s", id));
    let choices = Table {
        caption: "Wat studeer je? (n = 25)".into(),
        columns: vec![
            Column::words("Antwoord"),
            Column::pictures("aandeel"),
            Column::numbers("k van n"),
            Column::numbers("%"),
        ],
        rows: vec![
            vec![
                Cell::text("Bouwkunde"),
                share(0.72, "study"),
                Cell::text("18 van de 25"),
                Cell::text("72%"),
            ],
            vec![
                Cell::text("Anders"),
                Cell::default(),
                Cell::withheld("een groep is te klein"),
                Cell::default(),
            ],
        ],
        note: None,
    };
    let rating = Cell::picture(bar(0.5), "gemiddelde 6,7").part_of(Drawn::row("s", "sat"));
    let ratings = Table {
        caption: "Gemiddelden".into(),
        columns: vec![
            Column::words("Vraag"),
            Column::pictures("1 – 10"),
            Column::numbers("gemiddelde"),
        ],
        rows: vec![vec![Cell::text("Niveau"), rating, Cell::text("6,7")]],
        note: Some("De stip is het gemiddelde.".into()),
    };
    Document {
        form: crate::document::Form::Report,
        lang: "nl".into(),
        title: "Meting".into(),
        subtitle: String::new(),
        labels: vec!["gereconstrueerd".into()],
        foot: "Gegevens x · SHA-256 abc".into(),
        contents_title: String::new(),
        chapters: vec![Chapter {
            id: "s".into(),
            title: "Studenten".into(),
            blocks: vec![
                Block::Notice {
                    title: "Lees mee".into(),
                    lines: vec!["Weinig antwoorden.".into()],
                },
                Block::Table(choices),
                Block::Table(ratings),
            ],
        }],
        date: (2022, 1, 1),
        authors: Vec::new(),
    }
}

#[test]
fn a_table_about_one_item_is_one_figure_with_its_withheld_rows() {
    let slide = figure(&document(), "s.study", Lang::Nl).unwrap();
    assert_eq!(slide.title, "Wat studeer je? (n = 25)");
    assert_eq!(slide.heading, "aandeel");
    assert_eq!(slide.rows[0].value, ["18 van de 25 · 72%"]);
    assert_eq!(slide.rows[1].value, ["een groep is te klein"]);
    assert!(slide.rows[0].drawing.is_some() && slide.rows[1].drawing.is_none());
    assert_eq!(slide.labels, ["gereconstrueerd"]);
    assert_eq!(slide.subtitle, "Studenten");
    assert_eq!(slide.notes[0], "Lees mee: Weinig antwoorden.");
    assert!(slide.notes[1].contains("Bron: Meting. Gegevens x · SHA-256 abc"));
}

#[test]
fn a_rating_is_a_figure_of_its_own() {
    let slide = figure(&document(), "s.sat", Lang::Nl).unwrap();
    assert_eq!((slide.title.as_str(), slide.rows.len()), ("Niveau", 1));
    assert_eq!(slide.rows[0].value, ["gemiddelde: 6,7"]);
    assert_eq!(slide.notes.len(), 3);
}

#[test]
fn every_drawing_has_an_address_and_no_other_has() {
    assert_eq!(figure_ids(&document()), ["s.study", "s.sat"]);
    for id in ["", "s", "s.other", "s.study.x"] {
        assert!(figure(&document(), id, Lang::Nl).is_none(), "{id}");
    }
}
