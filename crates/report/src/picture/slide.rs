//! A figure that makes sense by itself: with its title, values, caveats and source.

use std::fmt::Write;

use super::drawing::Drawing;
use super::wrap::lines;
use super::{FONT, LINE};
use crate::document::escape;

const WIDTH: f64 = 960.0;
const MARGIN: f64 = 36.0;
const INK: &str = "#1b2733";
const MUTED: &str = "#55636f";
const WARNING: &str = "#7a4300";
const WARNING_GROUND: &str = "#fff4de";
/// Where names, drawings and values begin in a figure of several rows, and how wide they may be.
const NAMES: (f64, f64) = (MARGIN, 250.0);
const DRAWINGS: f64 = 304.0;
const VALUES: (f64, f64) = (626.0, WIDTH - MARGIN - 626.0);

/// A figure for somebody who sees nothing else of the report.
#[derive(Clone, Debug)]
pub struct Slide {
    pub title: String,
    /// Who answered, or what it is compared with.
    pub subtitle: String,
    /// Where the data come from, or that it is not for publication.
    pub labels: Vec<String>,
    /// Said above the drawings: what left and right mean.
    pub heading: String,
    pub rows: Vec<SlideRow>,
    /// Said below: how to read it, and where it comes from.
    pub notes: Vec<String>,
}

/// One line of a figure.
#[derive(Clone, Debug)]
pub struct SlideRow {
    /// Empty where the title says it.
    pub name: String,
    /// `None` where the value is withheld.
    pub drawing: Option<Drawing>,
    pub value: Vec<String>,
}

impl Slide {
    /// The figure as one SVG with a white ground. The same figure gives the same bytes.
    pub fn svg(&self) -> String {
        let mut canvas = Canvas {
            y: MARGIN,
            body: String::new(),
        };
        canvas.paragraph(&self.title, (MARGIN, WIDTH - 2.0 * MARGIN), &TITLE);
        canvas.paragraph(&self.subtitle, (MARGIN, WIDTH - 2.0 * MARGIN), &BODY);
        self.draw_labels(&mut canvas);
        canvas.y += 14.0;
        let alone = self.rows.iter().all(|row| row.name.is_empty());
        let start = if alone { MARGIN } else { DRAWINGS };
        canvas.paragraph(&self.heading, (start, 300.0), &NOTE);
        canvas.y += 4.0;
        for row in &self.rows {
            if alone {
                canvas.row(row, (MARGIN, 0.0), (start, 1.9), (MARGIN + 600.0, 288.0));
            } else {
                canvas.row(row, NAMES, (start, 1.0), VALUES);
            }
        }
        canvas.y += 6.0;
        canvas.rule();
        for note in &self.notes {
            canvas.paragraph(note, (MARGIN, WIDTH - 2.0 * MARGIN), &NOTE);
        }
        canvas.finish(&self.title)
    }

    /// The figure with these rows.
    #[must_use]
    pub fn with(mut self, rows: Vec<SlideRow>) -> Self {
        self.rows = rows;
        self
    }

    fn draw_labels(&self, canvas: &mut Canvas) {
        for label in &self.labels {
            canvas.y += 6.0;
            canvas.badge(label);
        }
    }
}

/// How a text is set.
struct Setting {
    size: f64,
    leading: f64,
    weight: u16,
    fill: &'static str,
}

const TITLE: Setting = Setting {
    size: 26.0,
    leading: 34.0,
    weight: 600,
    fill: INK,
};
const BODY: Setting = Setting {
    size: 17.0,
    leading: 23.0,
    weight: 400,
    fill: INK,
};
const NOTE: Setting = Setting {
    size: 14.0,
    leading: 20.0,
    weight: 400,
    fill: MUTED,
};
const BADGE: Setting = Setting {
    size: 15.0,
    leading: 26.0,
    weight: 600,
    fill: WARNING,
};

struct Canvas {
    /// Where the next thing goes.
    y: f64,
    body: String,
}

impl Canvas {
    fn text(&mut self, text: &str, x: f64, y: f64, setting: &Setting) {
        let Setting {
            size, weight, fill, ..
        } = setting;
        let _ = write!(
            self.body,
            r#"<text x="{x:.1}" y="{y:.1}" font-size="{size}" font-weight="{weight}" fill="{fill}">{}</text>"#,
            escape(&plain(text))
        );
    }

    /// Lines from `y` on; returns where they end.
    fn lines_at(&mut self, text: &str, (x, width): (f64, f64), y: f64, setting: &Setting) -> f64 {
        let mut y = y;
        if text.trim().is_empty() {
            return y;
        }
        for line in lines(text, setting.size, width) {
            y += setting.leading;
            self.text(&line, x, y - setting.leading * 0.28, setting);
        }
        y
    }

    fn paragraph(&mut self, text: &str, place: (f64, f64), setting: &Setting) {
        self.y = self.lines_at(text, place, self.y, setting);
    }

    fn badge(&mut self, label: &str) {
        let label = lines(label, BADGE.size, WIDTH / 2.0).swap_remove(0);
        let width = 24.0 + label.chars().count() as f64 * BADGE.size * 0.52;
        let _ = write!(
            self.body,
            r#"<rect x="{MARGIN}" y="{:.1}" width="{width:.1}" height="{}" rx="6" fill="{WARNING_GROUND}"/>"#,
            self.y, BADGE.leading
        );
        self.text(&label, MARGIN + 10.0, self.y + 18.0, &BADGE);
        self.y += BADGE.leading;
    }

    fn row(
        &mut self,
        row: &SlideRow,
        names: (f64, f64),
        (x, times): (f64, f64),
        values: (f64, f64),
    ) {
        let top = self.y;
        let mut bottom = self.lines_at(&row.name, names, top, &BODY);
        let mut y = top;
        for value in &row.value {
            y = self.lines_at(value, values, y, &BODY);
        }
        bottom = bottom.max(y);
        if let Some(drawing) = &row.drawing {
            // A low drawing stands beside the first line of its text.
            let down = ((BODY.leading - drawing.height(times)) / 2.0).max(0.0) + 1.0;
            self.body.push_str(&drawing.placed(x, top + down, times));
            bottom = bottom.max(top + drawing.height(times));
        }
        self.y = bottom + 10.0;
    }

    fn rule(&mut self) {
        let right = WIDTH - MARGIN;
        let _ = write!(
            self.body,
            r#"<line x1="{MARGIN}" x2="{right}" y1="{0:.1}" y2="{0:.1}" stroke="{LINE}"/>"#,
            self.y
        );
        self.y += 8.0;
    }

    fn finish(self, title: &str) -> String {
        let height = (self.y + MARGIN * 0.7).ceil();
        let title = escape(&plain(title));
        let body = self.body;
        format!(
            r##"<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" font-family="'{FONT}', 'Source Sans Pro', sans-serif"><title>{title}</title><rect width="{WIDTH}" height="{height}" fill="#ffffff"/>{body}</svg>"##
        )
    }
}

/// XML has no place for control characters.
fn plain(text: &str) -> String {
    let kept = |c: &char| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}');
    text.chars().filter(kept).collect()
}

#[cfg(test)]
mod tests;
