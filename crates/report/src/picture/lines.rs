//! Amounts over years, a line for each course that things may take.

use std::fmt::Write;

use super::{Drawing, LINE, MARK, WIDTH, line};

/// How high the picture is.
const HEIGHT: f64 = 160.0;
/// Room for marks at the edges.
const EDGE: f64 = 8.0;
/// Lines are told apart by their dashes, not by colour.
const DASHES: [&str; 3] = ["2 6", "none", "10 5"];

/// Draws up to three courses of equally many years around zero.
pub fn courses(amounts: [&[f64]; 3]) -> Drawing {
    let all = || amounts.iter().flat_map(|course| course.iter().copied());
    let (low, high) = all().fold((0.0_f64, 0.0_f64), |(low, high), amount| {
        (low.min(amount), high.max(amount))
    });
    let span = if high > low { high - low } else { 1.0 };
    let y = |amount: f64| EDGE + (high - amount) / span * (HEIGHT - 2.0 * EDGE);
    let years = amounts.iter().map(|course| course.len()).max();
    let steps = years.unwrap_or_default().saturating_sub(1).max(1);
    let mut svg = String::new();
    line(&mut svg, 0.0, WIDTH, y(0.0), LINE, 1.0);
    for (course, dashes) in amounts.iter().zip(DASHES) {
        let mut points = String::new();
        let mut x = EDGE;
        for amount in *course {
            let _ = write!(points, "{x:.1},{:.1} ", y(*amount));
            x += (WIDTH - 2.0 * EDGE) / f64::from(u32::try_from(steps).unwrap_or(1));
        }
        svg.push_str(&drawn(points.trim_end(), dashes));
    }
    Drawing::new(HEIGHT, svg)
}

/// A piece of a course, to stand beside its name.
pub fn course_sample(at: usize) -> Drawing {
    let dashes = DASHES.get(at).copied().unwrap_or("none");
    Drawing::new(12.0, drawn("8.0,6.0 120.0,6.0", dashes))
}

fn drawn(points: &str, dashes: &str) -> String {
    format!(
        r#"<polyline class="course" points="{points}" fill="none" stroke="{MARK}" stroke-width="2.4" stroke-dasharray="{dashes}" stroke-linecap="round"/>"#
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_course_lies_between_the_edges_with_zero_where_it_belongs() {
        let drawn = courses([&[-10.0, 0.0], &[-10.0, 5.0], &[-10.0, 10.0]]).to_string();
        assert!(
            drawn.contains(r#"points="8.0,152.0 292.0,80.0""#),
            "{drawn}"
        );
        assert!(drawn.contains(r#"points="8.0,152.0 292.0,8.0""#), "{drawn}");
        assert!(drawn.contains(r#"y1="80.0""#), "zero has a line");
        assert_eq!(drawn.matches("<polyline").count(), 3);
        assert!(!drawn.contains("style"));
    }

    #[test]
    fn one_year_or_none_is_drawn_too() {
        let drawn = courses([&[0.0], &[0.0], &[0.0]]).to_string();
        assert!(drawn.contains(r#"points="8.0,8.0""#), "{drawn}");
        let nothing = courses([&[], &[], &[]]).to_string();
        assert!(!nothing.contains("NaN"));
    }

    #[test]
    fn every_course_has_dashes_of_its_own() {
        let samples = [0, 1, 2].map(|at| course_sample(at).to_string());
        assert_ne!(samples[0], samples[1]);
        assert_ne!(samples[1], samples[2]);
        assert_ne!(samples[0], samples[2]);
    }
}
