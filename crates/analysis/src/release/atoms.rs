//! Respondents that no group of a plan tells apart, found once for all items.

use std::collections::BTreeMap;

use super::plan::{Dimension, ReleasePlan};
use crate::dataset::{DataSet, Values, missing};

/// Each respondent's atom, and of each atom the groups that hold it.
#[derive(Clone, Debug)]
pub(crate) struct Atoms {
    of_row: Vec<u32>,
    /// Bit 0 is everybody, then the parts in the order of the plan.
    signatures: Vec<u64>,
    /// The bit of the next part.
    next: u32,
}

impl Atoms {
    /// One atom: everybody.
    pub(crate) fn everybody(data: &DataSet) -> Self {
        Self {
            of_row: vec![0; data.respondents],
            signatures: vec![1],
            next: 1,
        }
    }

    /// Tells respondents apart by all dimensions of a plan.
    pub(crate) fn of(plan: &ReleasePlan, data: &DataSet) -> Self {
        let mut atoms = Self::everybody(data);
        for dimension in &plan.dimensions {
            atoms.part(dimension, data);
        }
        atoms
    }

    /// Tells respondents apart by one dimension more, and returns the bits of its parts; `None`
    /// where they do not fit a signature.
    pub(crate) fn part(&mut self, dimension: &Dimension, data: &DataSet) -> Option<u64> {
        let first = self.next;
        let parts = self.take_bits(dimension.parts.len())?;
        if let Some(Values::Codes(codes)) = data.column(&dimension.item).map(|found| &found.values)
        {
            let mut groups = [0_u64; 256];
            for (bit, part) in (first..).zip(&dimension.parts) {
                let holds = part.codes(&dimension.item, data);
                for (groups, holds) in groups.iter_mut().zip(holds) {
                    *groups |= u64::from(holds) << bit;
                }
            }
            self.refine(codes, &groups);
        }
        Some(parts)
    }

    /// Tells respondents apart by classes that are no item, of which each has one, and returns the
    /// bits of everybody, of all parts and of the classes.
    pub(crate) fn part_by(&mut self, class_of: &[u8], classes: usize) -> Option<u64> {
        let first = self.next;
        let before = u64::MAX >> (u64::BITS - first);
        let bits = self.take_bits(classes)?;
        let mut groups = [0_u64; 256];
        for (bit, groups) in (first..self.next).zip(&mut groups) {
            *groups = 1 << bit;
        }
        self.refine(class_of, &groups);
        Some(before | bits)
    }

    /// The bits of so many groups more; `None` where they do not fit a signature.
    fn take_bits(&mut self, count: usize) -> Option<u64> {
        let first = self.next;
        let next = first.checked_add(u32::try_from(count).ok()?)?;
        self.next = (next <= u64::BITS).then_some(next)?;
        Some((first..next).fold(0, |bits, bit| bits | 1 << bit))
    }

    /// Parts every atom by the groups that hold each code.
    fn refine(&mut self, codes: &[u8], groups: &[u64; 256]) {
        let mut kinds: Vec<u64> = Vec::new();
        let kind_of = groups.map(|groups| {
            let known = kinds.iter().position(|kind| *kind == groups);
            known.unwrap_or_else(|| {
                kinds.push(groups);
                kinds.len() - 1
            })
        });
        let mut signatures = Vec::new();
        let mut refined: Vec<Option<u32>> = vec![None; self.signatures.len() * kinds.len()];
        for (atom, code) in self.of_row.iter_mut().zip(codes) {
            let (old, kind) = (*atom as usize, kind_of[usize::from(*code)]);
            let new = &mut refined[old * kinds.len() + kind];
            *atom = *new.get_or_insert_with(|| {
                signatures.push(self.signatures[old] | kinds[kind]);
                crate::measure::tally::count(signatures.len() - 1)
            });
        }
        self.signatures = signatures;
    }

    /// The number of respondents by signature.
    pub(crate) fn sizes(&self) -> BTreeMap<u64, u32> {
        self.counted(|counts| {
            for atom in &self.of_row {
                counts[*atom as usize] += 1;
            }
        })
    }

    /// The number of respondents with a valid answer, by signature.
    pub(crate) fn valid_sizes(&self, values: &Values) -> BTreeMap<u64, u32> {
        let (states, from) = match values {
            Values::Codes(codes) => (codes, missing::FIRST),
            Values::Masks { state, .. } | Values::Numbers { state, .. } => (state, 1),
        };
        self.counted(|counts| {
            for (atom, state) in self.of_row.iter().zip(states) {
                counts[*atom as usize] += u32::from(*state < from);
            }
        })
    }

    fn counted(&self, count: impl FnOnce(&mut [u32])) -> BTreeMap<u64, u32> {
        let mut counts = vec![0; self.signatures.len()];
        count(&mut counts);
        let mut sizes = BTreeMap::new();
        for (signature, size) in self.signatures.iter().zip(counts) {
            if size > 0 {
                *sizes.entry(*signature).or_default() += size;
            }
        }
        sizes
    }

    /// Of every respondent the groups that hold it.
    #[cfg(test)]
    pub(crate) fn signatures(&self) -> Vec<u64> {
        let signature = |atom: &u32| self.signatures[*atom as usize];
        self.of_row.iter().map(signature).collect()
    }
}

#[cfg(test)]
mod tests;
