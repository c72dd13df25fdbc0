//! Before anybody answers: what the numbers of people allow to be published by pathway.
//!
//! The rule is that of the release plan ([`super::plan`]): a pathway stands apart only if at least
//! ten of its people answer, which fewer than ten never can, and the others together are ten too.

use crate::policy::Policy;

/// What may become of a pathway in the figures.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Outlook {
    /// Its figures can stand apart, if this share of its people answers (0 to 1).
    Apart { share_needed: f64 },
    /// It has too few people ever to stand apart.
    NeverApart,
    /// How many people it has is not known, so it will not stand apart.
    Unknown,
}

/// What the numbers of a group allow.
#[derive(Clone, Debug, PartialEq)]
pub struct Forecast {
    /// By pathway, in the order given.
    pub pathways: Vec<Outlook>,
    /// The pathways that cannot stand apart are too few people together as well, so that one more
    /// must be counted with them, or no pathway is shown at all.
    pub rest_too_small: bool,
    /// Everybody together, where every number is known.
    pub population: Option<u32>,
}

/// Looks ahead for one group, from how many people each pathway has (`None`: not known).
pub fn forecast(populations: &[Option<u32>]) -> Forecast {
    let fewest = Policy::default().part_from;
    let outlook = |population: &Option<u32>| match population {
        None => Outlook::Unknown,
        Some(people) if *people < fewest => Outlook::NeverApart,
        Some(people) => Outlook::Apart {
            share_needed: f64::from(fewest) / f64::from(*people),
        },
    };
    let rest = populations.iter().filter(|p| p.is_none_or(|n| n < fewest));
    let rest: Vec<u32> = rest.map(|p| p.unwrap_or(0)).collect();
    Forecast {
        pathways: populations.iter().map(outlook).collect(),
        rest_too_small: !rest.is_empty() && rest.iter().sum::<u32>() < fewest,
        population: populations.iter().copied().sum(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pathway_of_fewer_than_ten_never_stands_apart() {
        let found = forecast(&[Some(9), Some(10), Some(40), None]);
        assert_eq!(
            found.pathways,
            vec![
                Outlook::NeverApart,
                Outlook::Apart { share_needed: 1.0 },
                Outlook::Apart { share_needed: 0.25 },
                Outlook::Unknown,
            ]
        );
        assert!(found.rest_too_small);
        assert_eq!(found.population, None);
    }

    #[test]
    fn a_rest_of_ten_is_large_enough() {
        let found = forecast(&[Some(6), Some(7), Some(80)]);
        assert!(!found.rest_too_small);
        assert_eq!(found.population, Some(93));
        assert!(!forecast(&[Some(80)]).rest_too_small);
    }
}
