//! How far one category dominates, and how far those who answered differ from the population.

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

/// A stratum of the population: who answered and how many there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stratum {
    pub answered: u32,
    pub population: u32,
}

/// How unevenly a population answered.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Representation {
    /// Half the sum of absolute differences between the shares of sample and population.
    pub dissimilarity: f64,
    /// S(rho): the standard deviation of the response propensities over the population.
    pub deviation: f64,
    /// R = 1 - 2 S(rho).
    pub r_indicator: f64,
    /// CV(rho) = S(rho) / mean rho: the bias of a mean is at most CV times the S of its item.
    pub variation: f64,
}

/// The representation of strata; `None` when nobody answered or the population is one or nobody.
///
/// # Source
/// Schouten, Cobben and Bethlehem (2009), Indicators for the representativeness of survey response.
pub fn representation(strata: &[Stratum]) -> Option<Representation> {
    let answered: u32 = strata.iter().map(|stratum| stratum.answered).sum();
    let population: u32 = strata.iter().map(|stratum| stratum.population).sum();
    if answered == 0 || population < 2 {
        return None;
    }
    let (n, size) = (f64::from(answered), f64::from(population));
    let mean = n / size;
    let (mut differences, mut squares) = (0.0, 0.0);
    for stratum in strata.iter().filter(|stratum| stratum.population > 0) {
        let (hits, of) = (f64::from(stratum.answered), f64::from(stratum.population));
        differences += (hits / n - of / size).abs();
        squares += of * (hits / of - mean).powi(2);
    }
    let deviation = (squares / (size - 1.0)).sqrt();
    Some(Representation {
        dissimilarity: differences / 2.0,
        deviation,
        r_indicator: 1.0 - 2.0 * deviation,
        variation: deviation / mean,
    })
}
