//! Amounts over years, a line for each course that things may take.

use std::fmt::Write;

use super::{Drawing, LINE, MARK, TEXT, WIDTH, line};

/// How high the picture is.
const HEIGHT: f64 = 190.0;
/// Room for marks at the edges.
const EDGE: f64 = 8.0;
/// Room for amounts on the left and years below.
const LEFT: f64 = 78.0;
const BELOW: f64 = 18.0;
/// How large amounts and years are written.
const LETTERS: f64 = 11.0;
/// Lines are told apart by their dashes, not by colour.
const DASHES: [&str; 3] = ["2 6", "none", "10 5"];
/// At most so many amounts stand beside the lines.
const MOST_AMOUNTS: f64 = 6.0;

/// Draws up to three courses of equally many years, with amounts on the left and years below. `told` writes an amount.
pub fn courses(amounts: [&[f64]; 3], first_year: u32, told: impl Fn(f64) -> String) -> Drawing {
    let all = || amounts.iter().flat_map(|course| course.iter().copied());
    let (low, high) = all().fold((0.0_f64, 0.0_f64), |(low, high), amount| {
        (low.min(amount), high.max(amount))
    });
    let span = if high > low { high - low } else { 1.0 };
    let y = |amount: f64| EDGE + (high - amount) / span * (HEIGHT - BELOW - 2.0 * EDGE);
    let years = amounts.iter().map(|course| course.len()).max();
    let years = u32::try_from(years.unwrap_or_default()).unwrap_or_default();
    let steps = years.saturating_sub(1).max(1);
    let x = |at: u32| LEFT + EDGE + f64::from(at) * (WIDTH - LEFT - 2.0 * EDGE) / f64::from(steps);
    let mut svg = String::new();
    for amount in round_amounts(low, high) {
        let width = if amount == 0.0 { 1.4 } else { 0.6 };
        line(&mut svg, LEFT, WIDTH, y(amount), LINE, width);
        written(
            &mut svg,
            LEFT - 6.0,
            y(amount) + LETTERS / 3.0,
            "end",
            &told(amount),
        );
    }
    for at in 0..years {
        let year = (first_year + at).to_string();
        written(&mut svg, x(at), HEIGHT - 4.0, "middle", &year);
    }
    for (course, dashes) in amounts.iter().zip(DASHES) {
        let points = (0..).zip(*course);
        let points = points.map(|(at, amount)| format!("{:.1},{:.1}", x(at), y(*amount)));
        let points: Vec<String> = points.collect();
        svg.push_str(&drawn(&points.join(" "), dashes));
    }
    Drawing::new(HEIGHT, svg)
}

/// Round amounts between two, zero among them: so many tens, twenties or fifties of the largest power of ten that
/// leaves few enough.
fn round_amounts(low: f64, high: f64) -> Vec<f64> {
    let span = (high - low).max(1.0);
    let power = 10.0_f64.powf((span / MOST_AMOUNTS).log10().floor());
    let steps = [1.0, 2.0, 5.0, 10.0].map(|times| times * power);
    let fits = steps.into_iter().find(|step| span / step <= MOST_AMOUNTS);
    let step = fits.unwrap_or(span).max(1.0);
    // Adding zero makes minus zero plain.
    let mut found = vec![(low / step).ceil() * step + 0.0];
    while let Some(last) = found.last().filter(|last| **last + step <= high) {
        found.push(last + step);
    }
    found
}

fn written(svg: &mut String, x: f64, y: f64, anchor: &str, text: &str) {
    let _ = write!(
        svg,
        r#"<text x="{x:.1}" y="{y:.1}" font-size="{LETTERS}" text-anchor="{anchor}" fill="{TEXT}">{text}</text>"#
    );
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
        let all = [&[-10.0, 0.0][..], &[-10.0, 5.0], &[-10.0, 10.0]];
        let drawn = courses(all, 1, |amount| format!("€ {amount}")).to_string();
        assert!(
            drawn.contains(r#"points="86.0,164.0 292.0,86.0""#),
            "{drawn}"
        );
        assert!(
            drawn.contains(r#"points="86.0,164.0 292.0,8.0""#),
            "{drawn}"
        );
        assert!(
            drawn.contains(r##"y1="86.0" y2="86.0" stroke="#b8c2c9" stroke-width="1.4""##),
            "zero has a line: {drawn}"
        );
        assert_eq!(drawn.matches("<polyline").count(), 3);
        for text in ["€ -10<", "€ -5<", "€ 0<", "€ 5<", "€ 10<", ">1<", ">2<"] {
            assert!(drawn.contains(text), "{text}: {drawn}");
        }
        assert!(!drawn.contains("style"));
    }

    #[test]
    fn one_year_or_none_is_drawn_too() {
        let told = |amount: f64| amount.to_string();
        let drawn = courses([&[0.0], &[0.0], &[0.0]], 1, told).to_string();
        assert!(drawn.contains(r#"points="86.0,8.0""#), "{drawn}");
        let nothing = courses([&[], &[], &[]], 1, told).to_string();
        assert!(!nothing.contains("NaN"));
    }

    #[test]
    fn amounts_beside_the_lines_are_round_and_few() {
        assert_eq!(
            round_amounts(-136_520.0, 1_700_000.0),
            [0.0, 500_000.0, 1_000_000.0, 1_500_000.0]
        );
        assert_eq!(round_amounts(-3.0, 0.0), [-3.0, -2.0, -1.0, 0.0]);
        assert_eq!(round_amounts(0.0, 0.0), [0.0]);
        for high in [1.0, 7.0, 99.0, 12_345.0, 1e9] {
            let found = round_amounts(-high / 3.0, high);
            assert!((2..=7).contains(&found.len()), "{high}: {found:?}");
            assert!(found.contains(&0.0), "{high}: {found:?}");
        }
    }

    #[test]
    fn every_course_has_dashes_of_its_own() {
        let samples = [0, 1, 2].map(|at| course_sample(at).to_string());
        assert_ne!(samples[0], samples[1]);
        assert_ne!(samples[1], samples[2]);
        assert_ne!(samples[0], samples[2]);
    }
}
