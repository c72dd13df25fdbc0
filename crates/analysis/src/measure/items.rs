//! One item: base, gate, figures, judgement.

use super::{GroupFacts, choices, numbers, reservations, scales, tally};
use crate::dataset::{ItemKind, ItemSpec, Values};
use crate::figure::{Figure, Interval, Statistic, Verdict};
use crate::gate::gate;
use crate::policy::Policy;
use crate::result::{Base, Gate, ItemResult};

/// The ends within which the numbers of an item lie.
pub(super) fn range(kind: &ItemKind) -> (f64, f64) {
    match kind {
        ItemKind::Scale { min, max, .. } => (f64::from(*min), f64::from(*max)),
        ItemKind::Quantity { min, max, .. } => (*min, *max),
        ItemKind::Categorical { .. } | ItemKind::MultiResponse { .. } => (0.0, 0.0),
    }
}

/// What every figure of an item shares.
pub(super) struct Context<'a> {
    pub(super) group: &'a str,
    pub(super) item: &'a ItemSpec,
    pub(super) base: Base,
    pub(super) gate: Gate,
    /// How many could have answered, where that is known and the item was put to everybody.
    pub(super) population: Option<u32>,
    pub(super) policy: &'a Policy,
}

/// A figure before it has an address.
#[derive(Default)]
pub(super) struct Draft {
    pub(super) category: Option<String>,
    pub(super) value: f64,
    pub(super) interval: Option<Interval>,
    pub(super) k: Option<u32>,
}

impl Draft {
    /// A bare number.
    pub(super) fn of(value: f64) -> Self {
        Self {
            value,
            ..Self::default()
        }
    }
}

impl Context<'_> {
    /// Gives a figure its address; it is released until judged otherwise.
    pub(super) fn figure(&self, statistic: Statistic, draft: Draft) -> Figure {
        let name = statistic.name();
        let mut id = format!("{}.{}.{name}", self.group, self.item.id);
        if let Some(category) = &draft.category {
            id.push('.');
            id.push_str(category);
        }
        Figure {
            id,
            group: self.group.to_owned(),
            item: self.item.id.clone(),
            category: draft.category,
            statistic,
            value: Some(draft.value),
            interval: draft.interval,
            bounds: None,
            base: Some(self.base.valid),
            k: draft.k,
            weighted: None,
            verdict: Verdict::Released,
        }
    }
}

/// Measures one column.
pub(super) fn item(
    group: &str,
    item: &ItemSpec,
    values: &Values,
    facts: &GroupFacts,
    policy: &Policy,
) -> ItemResult {
    let counts = tally::codes(tally::states_of(values));
    let base = tally::base(&counts);
    let gate = gate(base.valid, policy);
    let context = Context {
        group,
        item,
        base,
        gate,
        population: facts.population.filter(|_| base.not_asked == 0),
        policy,
    };
    let (figures, merged) = match (&item.kind, values) {
        (ItemKind::Categorical { categories }, Values::Codes(_)) => {
            choices::categorical(&context, categories, &counts)
        }
        (ItemKind::MultiResponse { categories }, Values::Masks { bits, state }) => (
            choices::multiple(&context, categories, bits, state),
            Vec::new(),
        ),
        (ItemKind::Scale { .. }, Values::Codes(_)) => {
            (scales::scale(&context, &counts), Vec::new())
        }
        (ItemKind::Quantity { .. }, Values::Numbers { values, state }) => {
            (numbers::quantity(&context, values, state), Vec::new())
        }
        // A column whose values do not fit its kind has no figures.
        _ => (Vec::new(), Vec::new()),
    };
    ItemResult {
        id: item.id.clone(),
        block: item.block.clone(),
        wording: item.wording,
        kind: item.kind.clone(),
        base: Some(base),
        gate,
        reservations: reservations::of_item(&context),
        phrases: Vec::new(),
        figures,
        merged,
    }
}
