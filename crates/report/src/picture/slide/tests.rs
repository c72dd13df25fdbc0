use super::*;
use crate::picture::bar;

fn slide(title: &str) -> Slide {
    Slide {
        title: title.to_owned(),
        subtitle: "Studenten".into(),
        labels: vec!["gereconstrueerd".into()],
        heading: "aandeel".into(),
        rows: vec![
            SlideRow {
                name: "Bouwkunde & <infra>".into(),
                drawing: Some(bar(0.72)),
                value: vec!["18 van de 25 · 72%".into()],
            },
            SlideRow {
                name: "Anders".into(),
                drawing: None,
                value: vec!["te weinig antwoorden".into()],
            },
        ],
        notes: vec!["Gegevens nulmeting-2021 · SHA-256 abcdef…1234".into()],
    }
}

#[test]
fn a_slide_says_what_it_shows_and_where_it_comes_from() {
    let svg = slide("Wat studeer je?").svg();
    for words in [
        "<title>Wat studeer je?</title>",
        "Studenten",
        "gereconstrueerd",
        "18 van de 25",
        "te weinig antwoorden",
        "SHA-256 abcdef",
        "Bouwkunde &amp; &lt;infra&gt;",
    ] {
        assert!(svg.contains(words), "{words}: {svg}");
    }
    assert!(!svg.contains("style") && !svg.contains("class=\"picture\""));
}

/// Nothing of a label becomes markup, and what XML cannot hold is left out.
#[test]
fn strange_words_stay_words() {
    let title = "</text><script>alert(1)</script>\u{0}\u{1b}&'\"\u{ffff}";
    let svg = slide(title).svg();
    assert!(!svg.contains("<script") && !svg.contains('\u{1b}'));
    assert!(resvg::usvg::Tree::from_str(&svg, &resvg::usvg::Options::default()).is_ok());
}
