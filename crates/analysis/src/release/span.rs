//! The span test: can a few respondents be computed from the groups that are published?
//!
//! Whoever knows a sum over each published group knows it over every set of respondents whose
//! indicator is a rational combination of those groups. The test looks at every small set that the
//! groups can tell apart, in exact arithmetic.

use std::collections::BTreeMap;

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, ToPrimitive, Zero};

/// Groups that fit a signature.
pub(crate) const MOST_GROUPS: usize = 64;

/// What the span test found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    Safe,
    /// A set of `size` respondents can be computed; `atom` is the signature of some of them.
    Leaks {
        atom: u64,
        size: u32,
    },
    /// More sets than the limit: not tested, so not published.
    TooFine,
}

/// Looks for a set of 1 to `threshold - 1` respondents that the published groups give away.
///
/// `sizes` holds the respondents by signature (the groups that hold them, a bit each); `published`
/// are the bits of the groups that are published.
pub fn smallest_leak(
    sizes: &BTreeMap<u64, u32>,
    published: u64,
    threshold: u32,
    most_unions: u32,
) -> Span {
    let atoms = atoms(sizes, published);
    let Some(basis) = Basis::of(&atoms, published) else {
        return Span::TooFine;
    };
    let small: Vec<usize> = (0..atoms.len())
        .filter(|atom| atoms[*atom].1 < threshold)
        .collect();
    let mut search = Search {
        atoms: &atoms,
        small: &small,
        basis: &basis,
        threshold,
        left: most_unions,
        found: None,
    };
    let complete = search.extend(0, &mut Vec::new(), 0);
    match (search.found, complete) {
        (Some((atom, size)), _) => Span::Leaks { atom, size },
        (None, true) => Span::Safe,
        (None, false) => Span::TooFine,
    }
}

/// Respondents that no published group tells apart, with their number.
fn atoms(sizes: &BTreeMap<u64, u32>, published: u64) -> Vec<(u64, u32)> {
    let mut merged: BTreeMap<u64, u32> = BTreeMap::new();
    for (signature, size) in sizes {
        *merged.entry(signature & published).or_default() += size;
    }
    merged.into_iter().filter(|(_, size)| *size > 0).collect()
}

/// The row space of the published groups over the atoms: reduced rows over one denominator.
struct Basis {
    denominator: i128,
    /// Pivot column and row.
    rows: Vec<(usize, Vec<i128>)>,
}

impl Basis {
    /// `None` where the numbers outgrow 128 bits.
    fn of(atoms: &[(u64, u32)], published: u64) -> Option<Self> {
        let groups = (0..MOST_GROUPS).filter(|bit| published >> bit & 1 == 1);
        let indicator = |bit: usize| -> Vec<BigRational> {
            atoms
                .iter()
                .map(|(signature, _)| BigRational::from(BigInt::from(signature >> bit & 1)))
                .collect()
        };
        let reduced = reduce(groups.map(indicator).collect(), atoms.len());
        let mut denominator = BigInt::one();
        for entry in reduced.iter().flat_map(|(_, row)| row) {
            denominator = denominator.lcm(entry.denom());
        }
        let whole = |entry: &BigRational| (entry * &denominator).to_integer().to_i128();
        let rows: Option<Vec<_>> = reduced
            .iter()
            .map(|(pivot, row)| {
                let row: Option<Vec<i128>> = row.iter().map(whole).collect();
                Some((*pivot, row?))
            })
            .collect();
        Some(Self {
            denominator: denominator.to_i128()?,
            rows: rows?,
        })
    }

    /// Whether the indicator of a set of atoms is a combination of the groups.
    fn spans(&self, set: &[usize], atoms: usize) -> bool {
        let rows: Vec<&Vec<i128>> = self
            .rows
            .iter()
            .filter(|(pivot, _)| set.contains(pivot))
            .map(|(_, row)| row)
            .collect();
        (0..atoms).all(|atom| {
            let found: i128 = rows.iter().map(|row| row[atom]).sum();
            let wanted = if set.contains(&atom) {
                self.denominator
            } else {
                0
            };
            found == wanted
        })
    }
}

/// Gauss and Jordan, exactly: rows with their pivot column.
fn reduce(mut rows: Vec<Vec<BigRational>>, columns: usize) -> Vec<(usize, Vec<BigRational>)> {
    let mut pivots = Vec::new();
    let mut done = 0;
    for column in 0..columns {
        let Some(found) = (done..rows.len()).find(|row| !rows[*row][column].is_zero()) else {
            continue;
        };
        rows.swap(done, found);
        let lead = rows[done][column].clone();
        for entry in &mut rows[done] {
            *entry /= &lead;
        }
        let pivot = rows[done].clone();
        for (position, row) in rows.iter_mut().enumerate() {
            let factor = row[column].clone();
            if position != done && !factor.is_zero() {
                for (entry, lead) in row.iter_mut().zip(&pivot) {
                    *entry -= &factor * lead;
                }
            }
        }
        pivots.push(column);
        done += 1;
    }
    pivots.into_iter().zip(rows).collect()
}

struct Search<'a> {
    atoms: &'a [(u64, u32)],
    /// Atoms that are small enough to be in a small set.
    small: &'a [usize],
    basis: &'a Basis,
    threshold: u32,
    /// Sets that may still be looked at.
    left: u32,
    found: Option<(u64, u32)>,
}

impl Search<'_> {
    /// Looks at every set that adds atoms from `from` on; `false` once the limit is reached.
    fn extend(&mut self, from: usize, set: &mut Vec<usize>, size: u32) -> bool {
        for position in from..self.small.len() {
            let atom = self.small[position];
            let grown = size + self.atoms[atom].1;
            if grown >= self.threshold {
                continue;
            }
            if self.left == 0 {
                return false;
            }
            self.left -= 1;
            set.push(atom);
            if self.basis.spans(set, self.atoms.len()) {
                let smaller = self.found.is_none_or(|(_, found)| grown < found);
                if smaller {
                    self.found = Some((self.atoms[set[0]].0, grown));
                }
            }
            let complete = self.extend(position + 1, set, grown);
            set.pop();
            if !complete {
                return false;
            }
        }
        true
    }
}

#[cfg(test)]
mod tests;
