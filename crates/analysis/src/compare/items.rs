//! Every item of a group in two waves.

use std::collections::BTreeMap;

use super::effects::{cliffs_delta, hedges_g};
use super::growth;
use super::holm::holm;
use super::independent::{
    Share, fisher_exact, mann_whitney_asymptotic, mann_whitney_exact, newcombe, welch,
};
use super::linked::{
    mcnemar_exact, paired, paired_share, signed_rank_asymptotic, signed_rank_exact,
};
use super::matching::{Pairs, pairs_of};
use super::permission::{self, Permission, Refusal};
use super::result::{Design, Difference, GroupComparison, ItemComparison, Measure};
use crate::dataset::{Column, DataSet};
use crate::estimate::mean::Moments;
use crate::figure::{Figure, Statistic, Verdict};
use crate::measure::tally::count;
use crate::policy::Policy;
use crate::release::judge::strictest;
use crate::result::{GroupResult, ItemResult};

/// A group in one wave: its data and its judged figures.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    pub data: &'a DataSet,
    /// The result that holds all; what others may see follows from its verdicts.
    pub result: &'a GroupResult,
}

/// Compares a group in two waves, item by item. The result holds all for a researcher; what others
/// may see is [`GroupComparison::for_audience`].
pub fn compare(before: Side<'_>, after: Side<'_>, policy: &Policy) -> GroupComparison {
    let pairs = pairs_of(before.data, after.data);
    let (n, m) = (
        count(before.data.respondents),
        count(after.data.respondents),
    );
    let linked = permission::links_suffice(count(pairs.0.len()), n, m, policy);
    let waves = Waves {
        before,
        after,
        pairs: linked.then_some(&pairs),
        policy,
    };
    let mut items: Vec<ItemComparison> = after
        .result
        .items
        .iter()
        .map(|item| waves.item(item))
        .collect();
    correct(&mut items);
    GroupComparison {
        group: after.result.group.clone(),
        design: if linked {
            Design::Linked
        } else {
            Design::Independent
        },
        pairs: count(pairs.0.len()),
        before: n,
        after: m,
        items,
    }
}

/// The two waves of a group with what links them.
struct Waves<'a> {
    before: Side<'a>,
    after: Side<'a>,
    /// Set when enough respondents are linked.
    pairs: Option<&'a Pairs>,
    policy: &'a Policy,
}

/// The columns of one item in both waves.
#[derive(Clone, Copy)]
struct Columns<'a> {
    before: &'a Column,
    after: &'a Column,
}

impl Waves<'_> {
    fn item(&self, after: &ItemResult) -> ItemComparison {
        let refused = |because| (Permission::Refused { because }, Vec::new());
        let (permission, measures) = match self.comparable(after) {
            Err(because) => refused(because),
            Ok((columns, before)) => match self.permission(columns) {
                Permission::Refused { because } => refused(because),
                permission => {
                    let measures = self.measures(columns, before, after, permission);
                    (permission, measures)
                }
            },
        };
        ItemComparison {
            id: after.id.clone(),
            block: after.block.clone(),
            kind: after.kind.clone(),
            permission,
            measures,
        }
    }

    /// The same item, worded the same, on the same scale.
    fn comparable(&self, after: &ItemResult) -> Result<(Columns<'_>, &ItemResult), Refusal> {
        let column = |side: Side<'_>| side.data.column(&after.id).is_some();
        let before = self.before.result.item(&after.id);
        let Some(before) = before.filter(|_| column(self.before) && column(self.after)) else {
            return Err(Refusal::NotInBoth);
        };
        if before.wording != after.wording {
            return Err(Refusal::OtherWording);
        }
        if before.kind != after.kind {
            return Err(Refusal::OtherScale);
        }
        let found = self
            .before
            .data
            .column(&after.id)
            .zip(self.after.data.column(&after.id));
        let (before_column, after_column) = found.ok_or(Refusal::NotInBoth)?;
        let columns = Columns {
            before: before_column,
            after: after_column,
        };
        Ok((columns, before))
    }

    /// From counts alone: sizes of both sides, or of the pairs and of those left over.
    fn permission(&self, columns: Columns<'_>) -> Permission {
        let valid = |column: &Column, rows: usize| {
            count((0..rows).filter(|row| column.values.is_valid(*row)).count())
        };
        let n = valid(columns.before, self.before.data.respondents);
        let m = valid(columns.after, self.after.data.respondents);
        let Some(pairs) = self.pairs else {
            return permission::independent(n, m, self.policy);
        };
        let pairs = count(valid_pairs(columns, pairs).count());
        // The few who are left over could be computed from both means and the paired difference.
        let few = |rest: u32| (1..self.policy.show_from).contains(&rest);
        if few(n - pairs) || few(m - pairs) {
            let because = Refusal::FewUnlinked;
            return Permission::Refused { because };
        }
        permission::linked(pairs, self.policy)
    }

    fn measures(
        &self,
        columns: Columns<'_>,
        before: &ItemResult,
        after: &ItemResult,
        permission: Permission,
    ) -> Vec<Measure> {
        let categories = after.kind.categories();
        let keys: Vec<Option<usize>> = if categories.is_empty() {
            vec![None]
        } else {
            (0..categories.len()).map(Some).collect()
        };
        let measure = |key: Option<usize>| {
            let statistic = key.map_or(Statistic::Mean, |_| Statistic::Share);
            let code = key.map(|position| &categories[position]);
            let find = |item: &ItemResult| -> Option<Figure> {
                let same = |f: &&Figure| f.statistic == statistic && f.category.as_ref() == code;
                item.figures.iter().find(same).cloned()
            };
            let (before_figure, after_figure) = (find(before)?, find(after)?);
            let allowed = permission == Permission::Allowed;
            let difference = if allowed {
                self.difference(columns, key, (&before_figure, &after_figure))
            } else {
                None
            };
            let growth = if key.is_none() && allowed {
                growth::of_item(self.before.result, self.after.result, &after.id)
            } else {
                None
            };
            Some(Measure {
                statistic,
                category: code.cloned(),
                verdict: strictest(before_figure.verdict, after_figure.verdict),
                before: before_figure,
                after: after_figure,
                difference,
                growth,
            })
        };
        keys.into_iter().filter_map(measure).collect()
    }

    fn difference(
        &self,
        columns: Columns<'_>,
        category: Option<usize>,
        (before, after): (&Figure, &Figure),
    ) -> Option<Difference> {
        match (category, self.pairs) {
            (None, None) => self.of_means(columns),
            (None, Some(pairs)) => self.of_paired_means(columns, pairs),
            (Some(_), None) => self.of_shares(before, after),
            (Some(category), Some(pairs)) => self.of_paired_shares(columns, pairs, category),
        }
    }

    fn of_means(&self, columns: Columns<'_>) -> Option<Difference> {
        let before = numbers(columns.before, self.before.data.respondents);
        let after = numbers(columns.after, self.after.data.respondents);
        let (first, second) = (Moments::of(&before)?, Moments::of(&after)?);
        let found = welch(second, first, self.policy.confidence)?;
        let asymptotic = self.is_asymptotic(before.len() + after.len());
        let p_ranks = if asymptotic {
            mann_whitney_asymptotic(&after, &before, false)
        } else {
            mann_whitney_exact(&after, &before)
        };
        Some(Difference {
            value: found.difference,
            interval: found.interval,
            p: found.p,
            p_adjusted: None,
            p_ranks,
            asymptotic,
            g: hedges_g(second, first),
            delta: cliffs_delta(&after, &before),
            pairs: None,
        })
    }

    fn of_paired_means(&self, columns: Columns<'_>, pairs: &Pairs) -> Option<Difference> {
        let linked: Vec<(f64, f64)> = valid_pairs(columns, pairs)
            .filter_map(|(x, y)| {
                Some((
                    columns.before.values.number(x)?,
                    columns.after.values.number(y)?,
                ))
            })
            .collect();
        let differences: Vec<f64> = linked.iter().map(|(x, y)| y - x).collect();
        let (before, after): (Vec<f64>, Vec<f64>) = linked.into_iter().unzip();
        let found = paired(&differences, self.policy.confidence)?;
        let asymptotic = self.is_asymptotic(differences.len());
        let p_ranks = if asymptotic {
            signed_rank_asymptotic(&differences)
        } else {
            signed_rank_exact(&differences)
        };
        let (before, after) = (rising(before), rising(after));
        Some(Difference {
            value: found.difference,
            interval: found.interval,
            p: found.p,
            p_adjusted: None,
            p_ranks: Some(p_ranks),
            asymptotic,
            g: hedges_g(Moments::of(&after)?, Moments::of(&before)?),
            delta: cliffs_delta(&after, &before),
            pairs: Some(count(differences.len())),
        })
    }

    fn of_shares(&self, before: &Figure, after: &Figure) -> Option<Difference> {
        let share = |figure: &Figure| {
            Some(Share {
                k: figure.k?,
                n: figure.base?,
            })
        };
        let (first, second) = (share(before)?, share(after)?);
        Some(Difference {
            value: after.value? - before.value?,
            interval: newcombe(second, first, self.policy.confidence)?,
            p: fisher_exact(second, first)?,
            p_adjusted: None,
            p_ranks: None,
            asymptotic: false,
            g: None,
            delta: None,
            pairs: None,
        })
    }

    fn of_paired_shares(
        &self,
        columns: Columns<'_>,
        pairs: &Pairs,
        category: usize,
    ) -> Option<Difference> {
        let (mut gained, mut lost, mut all) = (0, 0, 0);
        for (x, y) in valid_pairs(columns, pairs) {
            let before = columns.before.values.is_in(category, x)?;
            let after = columns.after.values.is_in(category, y)?;
            gained += u32::from(after && !before);
            lost += u32::from(before && !after);
            all += 1;
        }
        Some(Difference {
            value: (f64::from(gained) - f64::from(lost)) / f64::from(all),
            interval: paired_share(gained, lost, all, self.policy.confidence)?,
            p: mcnemar_exact(gained, lost),
            p_adjusted: None,
            p_ranks: None,
            asymptotic: false,
            g: None,
            delta: None,
            pairs: Some(all),
        })
    }

    fn is_asymptotic(&self, answers: usize) -> bool {
        count(answers) > self.policy.asymptotic_from
    }
}

/// The pairs with a valid answer in both waves.
fn valid_pairs<'a>(
    columns: Columns<'a>,
    pairs: &'a Pairs,
) -> impl Iterator<Item = (usize, usize)> + 'a {
    pairs.0.iter().copied().filter(move |(x, y)| {
        columns.before.values.is_valid(*x) && columns.after.values.is_valid(*y)
    })
}

/// The valid numbers of a column in rising order.
fn numbers(column: &Column, rows: usize) -> Vec<f64> {
    rising(
        (0..rows)
            .filter_map(|row| column.values.number(row))
            .collect(),
    )
}

fn rising(mut values: Vec<f64>) -> Vec<f64> {
    values.sort_by(f64::total_cmp);
    values
}

/// Holm's correction within each block, over what a release holds.
fn correct(items: &mut [ItemComparison]) {
    let mut families: BTreeMap<String, Vec<&mut Difference>> = BTreeMap::new();
    for item in items {
        let released = item
            .measures
            .iter_mut()
            .filter(|measure| measure.verdict == Verdict::Released);
        let family = families.entry(item.block.clone()).or_default();
        family.extend(released.filter_map(|measure| measure.difference.as_mut()));
    }
    for family in families.values_mut() {
        let found: Vec<f64> = family.iter().map(|difference| difference.p).collect();
        for (difference, adjusted) in family.iter_mut().zip(holm(&found)) {
            difference.p_adjusted = Some(adjusted);
        }
    }
}

#[cfg(test)]
mod tests;
