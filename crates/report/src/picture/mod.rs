//! Small pictures beside a value: attributes and classes only, no style; text only where amounts stand beside lines.

mod drawing;
mod lines;
mod map;
mod png;
mod slide;
mod wrap;

pub use drawing::Drawing;
pub use lines::{course_sample, courses};
pub use map::map;
pub use png::{PngError, png};
pub use slide::{Slide, SlideRow};

use std::fmt::Write;

/// The family of our own font.
const FONT: &str = "Source Sans 3";

/// Width of every picture, in its own units.
const WIDTH: f64 = 300.0;
/// Blocks of data on a light or dark ground.
const BLOCK: &str = "#4f979c";
/// The mean and its interval.
const MARK: &str = "#0a5c63";
const LINE: &str = "#b8c2c9";
const TEXT: &str = "#56636c";

/// A rating: one block a respondent, a dot for the mean and a line for its interval.
#[derive(Clone, Debug)]
pub struct ScalePicture {
    pub min: u8,
    pub max: u8,
    /// Respondents per score from `min` to `max`; empty where the distribution is not shown.
    pub counts: Vec<u32>,
    pub mean: f64,
    pub interval: Option<(f64, f64)>,
}

/// Draws a rating.
pub fn scale(picture: &ScalePicture) -> Drawing {
    let highest = picture.counts.iter().copied().max().unwrap_or(0).max(1);
    // Above 12 a block stands for several respondents, so that a row stays low.
    let per_block = highest.div_ceil(12);
    let rows = highest.div_ceil(per_block);
    let ground = f64::from(rows) * 6.0 + 4.0;
    let mut svg = String::new();
    line(&mut svg, 0.0, WIDTH, ground, LINE, 1.0);
    let place = |score: f64| {
        let steps = f64::from(picture.max - picture.min);
        14.0 + (score - f64::from(picture.min)) / steps * (WIDTH - 28.0)
    };
    for (score, count) in (picture.min..).zip(&picture.counts) {
        for row in 0..count.div_ceil(per_block) {
            let (x, y) = (
                place(f64::from(score)) - 9.0,
                ground - 5.0 - f64::from(row) * 6.0,
            );
            rectangle(&mut svg, x, y, 18.0, 4.4, BLOCK);
        }
    }
    let middle = ground + 9.0;
    if let Some((low, high)) = picture.interval {
        line(&mut svg, place(low), place(high), middle, MARK, 2.4);
    }
    let x = place(picture.mean);
    let _ = write!(
        svg,
        r#"<circle class="mark" cx="{x:.1}" cy="{middle:.1}" r="5" fill="{MARK}"/>"#
    );
    Drawing::new(ground + 16.0, svg)
}

/// A difference with its interval around zero; `reach` is the largest that the table shows.
pub fn difference(value: f64, (low, high): (f64, f64), reach: f64) -> Drawing {
    let mut svg = String::new();
    let reach = if reach > 0.0 { reach } else { 1.0 };
    let place = |x: f64| WIDTH / 2.0 + (x / reach).clamp(-1.0, 1.0) * (WIDTH / 2.0 - 8.0);
    let _ = write!(
        svg,
        r#"<line x1="{0:.1}" x2="{0:.1}" y1="1" y2="17" stroke="{LINE}" stroke-width="1.5"/>"#,
        place(0.0)
    );
    line(&mut svg, place(low), place(high), 9.0, MARK, 2.4);
    let x = place(value);
    let _ = write!(
        svg,
        r#"<circle class="mark" cx="{x:.1}" cy="9" r="5" fill="{MARK}"/>"#
    );
    Drawing::new(18.0, svg)
}

/// A share as a bar from 0 to 1.
pub fn bar(share: f64) -> Drawing {
    let mut svg = String::new();
    rectangle(&mut svg, 0.0, 2.0, WIDTH, 14.0, "#e6ebee");
    rectangle(
        &mut svg,
        0.0,
        2.0,
        share.clamp(0.0, 1.0) * WIDTH,
        14.0,
        MARK,
    );
    Drawing::new(18.0, svg)
}

fn rectangle(svg: &mut String, x: f64, y: f64, width: f64, height: f64, fill: &str) {
    let _ = write!(
        svg,
        r#"<rect x="{x:.1}" y="{y:.1}" width="{width:.1}" height="{height:.1}" rx="1.5" fill="{fill}"/>"#
    );
}

fn line(svg: &mut String, from: f64, to: f64, y: f64, stroke: &str, width: f64) {
    let _ = write!(
        svg,
        r#"<line x1="{from:.1}" x2="{to:.1}" y1="{y:.1}" y2="{y:.1}" stroke="{stroke}" stroke-width="{width}" stroke-linecap="round"/>"#
    );
}

#[cfg(test)]
mod tests;
