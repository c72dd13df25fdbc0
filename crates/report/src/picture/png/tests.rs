use resvg::tiny_skia::Pixmap;

use super::*;
use crate::picture::{Slide, SlideRow, bar};

fn drawn(svg: &str) -> Pixmap {
    Pixmap::decode_png(&png(svg).unwrap()).unwrap()
}

fn slide(title: &str) -> String {
    let row = SlideRow {
        name: String::new(),
        drawing: Some(bar(0.5)),
        value: vec!["50%".into()],
    };
    let (title, subtitle, labels) = (title.to_owned(), String::new(), Vec::new());
    let (heading, rows, notes) = (String::new(), vec![row], Vec::new());
    Slide {
        title,
        subtitle,
        labels,
        heading,
        rows,
        notes,
    }
    .svg()
}

#[test]
fn a_picture_is_twice_as_large_on_white_and_not_empty() {
    let picture = drawn(&bar(0.5).to_string());
    assert_eq!((picture.width(), picture.height()), (600, 36));
    let corner = picture.pixel(0, 0).unwrap();
    assert_eq!((corner.red(), corner.alpha()), (255, 255));
    let (half, rest) = (
        picture.pixel(150, 18).unwrap(),
        picture.pixel(450, 18).unwrap(),
    );
    assert_eq!((half.red(), half.green(), half.blue()), (0x0a, 0x5c, 0x63));
    assert!(rest.red() > 200);
}

/// Words need a font: ours, with nothing of the system loaded.
#[test]
fn words_are_drawn_with_our_own_font() {
    let (one, other) = (drawn(&slide("iiii")), drawn(&slide("MMMM")));
    assert_eq!((one.width(), one.height()), (other.width(), other.height()));
    let dark = |picture: &Pixmap| {
        let rows = picture.pixels().iter().take(1920 * 140);
        rows.filter(|pixel| pixel.red() < 128).count()
    };
    assert!(dark(&one) > 50 && dark(&other) > 2 * dark(&one));
    assert_eq!(png(&slide("iiii")).unwrap(), png(&slide("iiii")).unwrap());
}

#[test]
fn what_is_no_drawing_is_refused() {
    for svg in [
        "",
        "geen tekening",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"90000\" height=\"90000\"/>",
    ] {
        assert!(png(svg).is_err(), "{svg}");
    }
}
