//! A small map with a dot for each place.

use std::fmt::Write;

use super::{Drawing, LINE, MARK, WIDTH};

/// The land.
const LAND: &str = "#e6ebee";
/// Room around the land, in units of the picture.
const MARGIN: f64 = 6.0;
/// The radius of a dot for one; the surface grows with what it counts.
const DOT: f64 = 5.0;

/// Longitude and latitude, in degrees.
type Point = [f64; 2];

/// How degrees become places in the picture: north is up, and at the middle of the land a kilometre east is as long as one north.
struct Frame {
    west: f64,
    north: f64,
    /// Units of the picture in a degree of longitude, and in one of latitude.
    scale: [f64; 2],
    height: f64,
}

impl Frame {
    fn around(rings: &[Vec<Point>]) -> Self {
        let all = || rings.iter().flatten();
        let least = |axis: usize| all().map(|point| point[axis]).fold(f64::INFINITY, f64::min);
        let most = |axis: usize| {
            all()
                .map(|point| point[axis])
                .fold(f64::NEG_INFINITY, f64::max)
        };
        let (west, north) = (least(0), most(1));
        let east = (WIDTH - 2.0 * MARGIN) / (most(0) - west);
        let up = east / f64::midpoint(least(1), north).to_radians().cos();
        Self {
            west,
            north,
            scale: [east, up],
            height: (north - least(1)) * up + 2.0 * MARGIN,
        }
    }

    fn place(&self, [x, y]: Point) -> Point {
        [
            MARGIN + (x - self.west) * self.scale[0],
            MARGIN + (self.north - y) * self.scale[1],
        ]
    }
}

/// Draws the land, and a dot for each place with how many it stands for. Nothing without land.
pub fn map(rings: &[Vec<Point>], dots: &[(Point, usize)]) -> Option<Drawing> {
    rings.first()?;
    let frame = Frame::around(rings);
    let mut svg = String::new();
    for ring in rings {
        let points = ring.iter().map(|point| {
            let [x, y] = frame.place(*point);
            format!("{x:.1},{y:.1}")
        });
        let points: Vec<_> = points.collect();
        let _ = write!(
            svg,
            r#"<polygon points="{}" fill="{LAND}" stroke="{LINE}" stroke-width="1"/>"#,
            points.join(" ")
        );
    }
    for (at, count) in dots {
        let [x, y] = frame.place(*at);
        let radius = DOT * (*count as f64).sqrt();
        let _ = write!(
            svg,
            r##"<circle class="mark" cx="{x:.1}" cy="{y:.1}" r="{radius:.1}" fill="{MARK}" stroke="#fff" stroke-width="1"/>"##
        );
    }
    Some(Drawing::new(frame.height, svg))
}

#[cfg(test)]
mod tests;
