//! An attacker with every published figure, and each rule switched off to see it succeed.
//!
//! The attacker knows nothing but the release: which groups there are, who is in them by size, the
//! base and the figures of each. It looks for the sum of a category or a scale over one to four
//! respondents, and for withheld counts that can only be one of a few numbers.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha20Rng;

use super::atoms::Atoms;
use super::breakdown::measure_guarded;
use super::plan::{Dimension, Part, REST, ReleasePlan};
use super::protect::Guards;
use crate::dataset::{Collapse, Column, DataSet, ItemKind, ItemSpec, Values, missing};
use crate::figure::{Audience, Figure, Rule, Statistic, Verdict};
use crate::measure::GroupFacts;
use crate::policy::Policy;
use crate::result::GroupResult;

/// Dashboards that are attacked.
const DASHBOARDS: u64 = 300;

/// How a dashboard is made: the rules of the release, or weaker ones.
struct Release {
    policy: Policy,
    guards: Guards,
    /// Parts come from the plan, or from any filter.
    planned: bool,
}

impl Default for Release {
    fn default() -> Self {
        Self {
            policy: Policy::default(),
            guards: Guards::default(),
            planned: true,
        }
    }
}

impl Release {
    fn weakened(change: impl FnOnce(&mut Self)) -> Self {
        let mut release = Self::default();
        change(&mut release);
        release
    }

    fn plan(&self, data: &DataSet) -> ReleasePlan {
        let items = ["route".to_owned(), "year".to_owned()];
        if self.planned {
            return ReleasePlan::propose(
                data,
                &items,
                &std::collections::BTreeMap::new(),
                &self.policy,
            );
        }
        let dimension = |item: &String| Dimension {
            item: item.clone(),
            parts: data
                .column(item)
                .unwrap()
                .item
                .kind
                .categories()
                .iter()
                .map(|code| Part {
                    code: code.clone(),
                    categories: vec![code.clone()],
                })
                .collect(),
        };
        ReleasePlan {
            dimensions: items.iter().map(dimension).collect(),
        }
    }

    /// What the public gets.
    fn of(&self, data: &DataSet) -> (ReleasePlan, GroupResult) {
        let plan = self.plan(data);
        let facts = GroupFacts::default();
        let result = measure_guarded(data, &facts, &plan, &self.policy, self.guards);
        (plan, result.for_audience(Audience::Release))
    }

    fn recovered(&self) -> usize {
        (0..DASHBOARDS)
            .map(|seed| {
                let data = dashboard(seed);
                let (plan, release) = self.of(&data);
                attack(&data, &plan, &release)
            })
            .sum()
    }
}

fn spec(id: &str, kind: ItemKind) -> ItemSpec {
    ItemSpec {
        id: id.into(),
        wording: 1,
        block: "b".into(),
        kind,
        identifying: false,
        sensitive: false,
        sensitive_categories: Vec::new(),
        collapse: Vec::new(),
        dominance: false,
        about_others: false,
        counts_for_completeness: true,
    }
}

fn categorical(id: &str, categories: u8) -> ItemSpec {
    let categories = (0..categories).map(|code| format!("{id}{code}")).collect();
    spec(id, ItemKind::Categorical { categories })
}

/// A random group: two dimensions, an ordinary choice, a sensitive one, an identifying one, a scale.
fn dashboard(seed: u64) -> DataSet {
    let mut rng = ChaCha20Rng::seed_from_u64(seed);
    let n = rng.random_range(20..90);
    let skewed = |rng: &mut ChaCha20Rng, most: u8| {
        let first = rng.random_range(0..most);
        first.min(rng.random_range(0..most))
    };
    let mut column = |item: ItemSpec, most: u8, open: f64| {
        let from = u8::from(matches!(item.kind, ItemKind::Scale { .. }));
        let codes = (0..n)
            .map(|_| {
                if rng.random_bool(open) {
                    missing::SKIPPED
                } else {
                    from + skewed(&mut rng, most)
                }
            })
            .collect();
        Column {
            item,
            values: Values::Codes(codes),
        }
    };
    let mut sensitive = categorical("sensitive", 2);
    sensitive.sensitive = true;
    let mut identifying = categorical("identifying", 4);
    identifying.identifying = true;
    identifying.collapse = vec![
        Collapse {
            into: "last".into(),
            from: vec![2, 3],
        },
        Collapse {
            into: "but_first".into(),
            from: vec![1, 2, 3],
        },
    ];
    let kind = ItemKind::Scale {
        min: 1,
        max: 7,
        top: 6,
        bottom: 2,
    };
    DataSet {
        group: "g".into(),
        respondents: n,
        columns: vec![
            column(categorical("route", 4), 4, 0.0),
            column(categorical("year", 3), 3, 0.05),
            column(categorical("plain", 3), 3, 0.1),
            column(sensitive, 2, 0.1),
            column(identifying, 4, 0.1),
            column(spec("scale", kind), 7, 0.3),
        ],
        ..DataSet::default()
    }
}

/// How many secrets the release gives away.
fn attack(data: &DataSet, plan: &ReleasePlan, release: &GroupResult) -> usize {
    let signatures = Atoms::of(plan, data).signatures();
    let items = data.columns.iter().enumerate();
    items
        .map(|(position, column)| {
            let groups = published_groups(release, position, &column.item.id);
            small_sets(column, &signatures, &groups) + guessed(column, &signatures, &groups)
        })
        .sum()
}

/// Every group of the release with its bit and its figures of one item.
fn published_groups<'a>(
    release: &'a GroupResult,
    position: usize,
    id: &str,
) -> Vec<(u32, &'a [Figure])> {
    let mut groups = vec![(0, &release.items[position].figures[..])];
    let parts = release.breakdowns.iter().flat_map(|found| &found.parts);
    for (bit, part) in (1..).zip(parts) {
        if let Some(item) = part.items.iter().find(|item| item.id == id) {
            groups.push((bit, &item.figures));
        }
    }
    groups
}

fn shows_number(figures: &[Figure]) -> bool {
    figures
        .iter()
        .any(|f| f.value.is_some() && matches!(f.statistic, Statistic::Mean | Statistic::Count))
}

/// Sets of one to four respondents whose figures follow by adding and subtracting groups.
fn small_sets(column: &Column, signatures: &[u64], groups: &[(u32, &[Figure])]) -> usize {
    let mut atoms: Vec<(u64, u32)> = Vec::new();
    for (row, signature) in signatures.iter().enumerate() {
        if column.values.is_valid(row) {
            match atoms.iter_mut().find(|(found, _)| found == signature) {
                Some((_, size)) => *size += 1,
                None => atoms.push((*signature, 1)),
            }
        }
    }
    let rows: Vec<Vec<f64>> = groups
        .iter()
        .filter(|(_, figures)| shows_number(figures))
        .map(|(bit, _)| {
            let inside =
                |(signature, _): &(u64, u32)| f64::from(u8::from(signature >> bit & 1 == 1));
            atoms.iter().map(inside).collect()
        })
        .collect();
    let basis = orthonormal(&rows);
    let small: Vec<usize> = (0..atoms.len()).filter(|a| atoms[*a].1 < 5).collect();
    let sets = 1_u32..1 << small.len().min(12);
    sets.filter(|set| {
        let chosen = |position: usize| {
            let place = small.iter().position(|atom| *atom == position);
            place.is_some_and(|place| set >> place & 1 == 1)
        };
        let size: u32 = (0..atoms.len())
            .filter(|a| chosen(*a))
            .map(|a| atoms[a].1)
            .sum();
        let target: Vec<f64> = (0..atoms.len())
            .map(|position| f64::from(u8::from(chosen(position))))
            .collect();
        size < 5 && distance(&target, &basis) < 1e-6
    })
    .count()
}

fn orthonormal(rows: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let mut basis: Vec<Vec<f64>> = Vec::new();
    for row in rows {
        let left = left_over(&left_over(row, &basis), &basis);
        let length = left.iter().map(|entry| entry * entry).sum::<f64>().sqrt();
        if length > 1e-6 {
            basis.push(left.into_iter().map(|entry| entry / length).collect());
        }
    }
    basis
}

fn left_over(vector: &[f64], basis: &[Vec<f64>]) -> Vec<f64> {
    let mut left = vector.to_vec();
    for direction in basis {
        let along: f64 = left.iter().zip(direction).map(|(a, b)| a * b).sum();
        for (entry, step) in left.iter_mut().zip(direction) {
            *entry -= along * step;
        }
    }
    left
}

fn distance(vector: &[f64], basis: &[Vec<f64>]) -> f64 {
    let left = left_over(&left_over(vector, basis), basis);
    left.iter().map(|entry| entry.abs()).fold(0.0, f64::max)
}

/// Secrets about single cells: a small count on an identifying item that is shown, a share of nobody
/// or nearly everybody on a sensitive one, a withheld count that subtraction of shown counts gives.
fn guessed(column: &Column, signatures: &[u64], groups: &[(u32, &[Figure])]) -> usize {
    let ItemKind::Categorical { categories } = &column.item.kind else {
        return 0;
    };
    let mut found = 0;
    for (bit, figures) in groups {
        let count = |code: &String| {
            let counts = figures.iter().filter(|f| f.statistic == Statistic::Count);
            counts
                .into_iter()
                .find(|f| f.category.as_ref() == Some(code))
        };
        let base = signatures
            .iter()
            .enumerate()
            .filter(|(row, signature)| **signature >> bit & 1 == 1 && column.values.is_valid(*row))
            .count() as f64;
        for code in categories {
            let Some(figure) = count(code) else { continue };
            if let Some(k) = figure.k {
                let share = f64::from(k) / base.max(1.0);
                let small = column.item.identifying && (1..5).contains(&k);
                let telling = column.item.sensitive && (share <= 0.0 || share >= 0.9);
                found += usize::from(small || telling);
            } else if secret(figure.verdict) {
                found += usize::from(subtracted(*bit, code, column, signatures, groups));
            }
        }
    }
    found
}

fn secret(verdict: Verdict) -> bool {
    matches!(
        verdict,
        Verdict::Withheld(Rule::SmallCell | Rule::SensitiveExtreme)
    )
}

/// Whether a withheld count equals a whole minus its other parts, all of them shown.
fn subtracted(
    bit: u32,
    code: &String,
    column: &Column,
    signatures: &[u64],
    groups: &[(u32, &[Figure])],
) -> bool {
    let shown: Vec<u32> = groups
        .iter()
        .filter(|(_, figures)| {
            figures.iter().any(|figure| {
                figure.statistic == Statistic::Count
                    && figure.category.as_ref() == Some(code)
                    && figure.k.is_some()
            })
        })
        .map(|(group, _)| *group)
        .collect();
    let mut atoms: Vec<u64> = signatures
        .iter()
        .enumerate()
        .filter(|(row, _)| column.values.is_valid(*row))
        .map(|(_, signature)| *signature)
        .collect();
    atoms.sort_unstable();
    atoms.dedup();
    let row = |group: u32| -> Vec<f64> {
        let inside = |signature: &u64| f64::from(u8::from(signature >> group & 1 == 1));
        atoms.iter().map(inside).collect()
    };
    let basis = orthonormal(&shown.iter().map(|group| row(*group)).collect::<Vec<_>>());
    distance(&row(bit), &basis) < 1e-6
}

#[test]
fn the_attack_recovers_nothing_on_300_random_dashboards() {
    assert_eq!(Release::default().recovered(), 0);
}

/// The dashboards must be worth attacking: many of them show parts.
#[test]
fn most_dashboards_show_parts() {
    let with_parts = (0..DASHBOARDS).filter(|seed| {
        let (_, release) = Release::default().of(&dashboard(*seed));
        let mut items = release
            .breakdowns
            .iter()
            .flat_map(|found| &found.parts)
            .flat_map(|part| &part.items);
        items.any(|item| shows_number(&item.figures))
    });
    let found = with_parts.count();
    assert!(found > 150, "{found} of {DASHBOARDS}");
}

#[test]
fn without_the_plan_and_the_span_test_the_attack_succeeds() {
    let free_filters = Release::weakened(|release| {
        release.planned = false;
        release.guards.span = false;
    });
    assert!(free_filters.recovered() > 0);
}

#[test]
fn without_the_span_test_skipped_answers_give_few_respondents_away() {
    let unguarded = Release::weakened(|release| {
        release.guards.span = false;
        release.guards.audit = false;
    });
    assert!(unguarded.recovered() > 0);
}

#[test]
fn without_the_audit_withheld_counts_follow_from_others() {
    let unaudited = Release::weakened(|release| release.guards.audit = false);
    assert!(unaudited.recovered() > 0);
}

#[test]
fn without_the_smallest_part_the_attack_succeeds() {
    let small_parts = Release::weakened(|release| {
        release.policy.part_from = 2;
        release.policy.show_from = 1;
        release.policy.counts_from = 1;
    });
    assert!(small_parts.recovered() > 0);
}

#[test]
fn without_the_smallest_cell_the_attack_succeeds() {
    let small_cells = Release::weakened(|release| release.policy.smallest_cell = 1);
    assert!(small_cells.recovered() > 0);
}

#[test]
fn without_the_sensitive_share_the_attack_succeeds() {
    let telling = Release::weakened(|release| release.policy.sensitive_share = 1.1);
    assert!(telling.recovered() > 0);
}

#[test]
fn the_rest_is_always_a_part_of_its_own() {
    for seed in 0..50 {
        let data = dashboard(seed);
        let (plan, _) = Release::default().of(&data);
        for dimension in &plan.dimensions {
            let sizes: usize = dimension
                .parts
                .iter()
                .map(|part| part.rows(&dimension.item, &data).len())
                .sum();
            let rest = dimension.parts.iter().filter(|part| part.code == REST);
            assert!(
                sizes == data.respondents || rest.count() == 0,
                "dashboard {seed}"
            );
        }
    }
}
