//! How far one category dominates.

/// Largest share and Herfindahl index of a set of counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Concentration {
    /// Position of the largest count; the first of equals.
    pub largest: usize,
    /// Its share.
    pub share: f64,
    /// Sum of squared shares: 1 for a single category.
    pub herfindahl: f64,
}

/// The concentration of counts; `None` when they are all zero.
pub fn concentration(counts: &[u32]) -> Option<Concentration> {
    let total: u32 = counts.iter().sum();
    if total == 0 {
        return None;
    }
    let share = |count: u32| f64::from(count) / f64::from(total);
    let mut largest = 0;
    for (position, count) in counts.iter().enumerate() {
        if *count > counts[largest] {
            largest = position;
        }
    }
    Some(Concentration {
        largest,
        share: share(counts[largest]),
        herfindahl: counts.iter().map(|count| share(*count).powi(2)).sum(),
    })
}
