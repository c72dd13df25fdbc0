//! A picture by itself or within a larger one.

use std::fmt::{self, Display};

use serde::{Serialize, Serializer};

use super::WIDTH;

/// What is drawn, in units from the upper left corner. Shown, and given to the typesetter, as SVG.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    height: f64,
    body: String,
}

impl Drawing {
    pub(super) fn new(height: f64, body: String) -> Self {
        Self { height, body }
    }

    /// Its height when it is so many times as large.
    pub(super) fn height(&self, times: f64) -> f64 {
        self.height * times
    }

    /// The drawing within another, so many times as large.
    pub(super) fn placed(&self, x: f64, y: f64, times: f64) -> String {
        let body = &self.body;
        format!(r#"<g transform="translate({x:.1} {y:.1}) scale({times})">{body}</g>"#)
    }
}

impl Display for Drawing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { height, body } = self;
        write!(
            f,
            r#"<svg xmlns="http://www.w3.org/2000/svg" class="picture" viewBox="0 0 {WIDTH:.0} {height:.0}" width="{WIDTH:.0}" height="{height:.0}" aria-hidden="true" focusable="false">{body}</svg>"#
        )
    }
}

impl Serialize for Drawing {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
