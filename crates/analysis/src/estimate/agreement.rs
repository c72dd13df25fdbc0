//! How far coders agree beyond chance.

use std::collections::BTreeMap;

/// The distance between two codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Equal or not.
    Nominal,
    /// Ranks, by how many values lie between.
    Ordinal,
    /// Numbers, by their squared difference.
    Interval,
}

/// Krippendorff's alpha of `codes[coder][unit]`; `None` without two codes in a unit or when all
/// codes are the same (nothing to disagree about).
///
/// # Source
/// Krippendorff (2011), Computing Krippendorff's alpha-reliability.
pub fn krippendorff_alpha(codes: &[Vec<Option<i32>>], level: Level) -> Option<f64> {
    let units = codes.iter().map(Vec::len).max()?;
    let pairable: Vec<Vec<i32>> = (0..units)
        .map(|unit| {
            codes
                .iter()
                .filter_map(|coder| coder.get(unit).copied().flatten())
                .collect()
        })
        .filter(|values: &Vec<i32>| values.len() > 1)
        .collect();
    let mut totals: BTreeMap<i32, f64> = BTreeMap::new();
    for value in pairable.iter().flatten() {
        *totals.entry(*value).or_default() += 1.0;
    }
    let n: f64 = totals.values().sum();
    let distance = |a: i32, b: i32| distance(a, b, level, &totals);
    let mut observed = 0.0;
    for values in &pairable {
        let pairs: f64 = values
            .iter()
            .flat_map(|a| values.iter().map(move |b| (*a, *b)))
            .map(|(a, b)| distance(a, b))
            .sum();
        observed += pairs / (values.len() - 1) as f64;
    }
    let mut expected = 0.0;
    for (a, count_a) in &totals {
        for (b, count_b) in &totals {
            expected += count_a * count_b * distance(*a, *b);
        }
    }
    (expected > 0.0).then(|| 1.0 - (n - 1.0) * observed / expected)
}

fn distance(a: i32, b: i32, level: Level, totals: &BTreeMap<i32, f64>) -> f64 {
    if a == b {
        return 0.0;
    }
    match level {
        Level::Nominal => 1.0,
        Level::Interval => f64::from(a - b).powi(2),
        Level::Ordinal => {
            let (low, high) = (a.min(b), a.max(b));
            let between: f64 = totals.range(low..=high).map(|(_, count)| count).sum();
            let ends = totals.get(&low).unwrap_or(&0.0) + totals.get(&high).unwrap_or(&0.0);
            (between - ends / 2.0).powi(2)
        }
    }
}

/// Cohen's kappa of two coders with its large-sample standard error.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Kappa {
    pub kappa: f64,
    pub standard_error: f64,
}

/// Cohen's kappa; `None` without units or when chance alone explains all agreement.
///
/// # Source
/// Fleiss, Cohen and Everitt (1969), Large sample standard errors of kappa and weighted kappa.
pub fn cohen_kappa(a: &[i32], b: &[i32]) -> Option<Kappa> {
    let n = a.len().min(b.len()) as f64;
    let codes: std::collections::BTreeSet<i32> = a.iter().chain(b).copied().collect();
    let share = |first: i32, second: i32| {
        let both = a.iter().zip(b);
        both.filter(|(x, y)| **x == first && **y == second).count() as f64 / n
    };
    let margin =
        |coder: &[i32], code: i32| coder.iter().filter(|found| **found == code).count() as f64 / n;
    let observed: f64 = codes.iter().map(|code| share(*code, *code)).sum();
    let chance: f64 = codes
        .iter()
        .map(|code| margin(a, *code) * margin(b, *code))
        .sum();
    if n == 0.0 || chance >= 1.0 {
        return None;
    }
    let kappa = (observed - chance) / (1.0 - chance);
    let mut agreeing = 0.0;
    let mut crossing = 0.0;
    for first in &codes {
        for second in &codes {
            let both = share(*first, *second);
            if first == second {
                let ends = margin(a, *first) + margin(b, *first);
                agreeing += both * (1.0 - ends * (1.0 - kappa)).powi(2);
            } else {
                let ends = margin(b, *first) + margin(a, *second);
                crossing += both * ends.powi(2);
            }
        }
    }
    let crossing = (1.0 - kappa).powi(2) * crossing;
    let centre = (kappa - chance * (1.0 - kappa)).powi(2);
    let variance = (agreeing + crossing - centre) / (n * (1.0 - chance).powi(2));
    Some(Kappa {
        kappa,
        standard_error: variance.max(0.0).sqrt(),
    })
}
