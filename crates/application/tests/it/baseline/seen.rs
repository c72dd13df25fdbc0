//! Figures of a group, looked up as a reader of a results page would.

use mkbroute_analysis::figure::{Audience, Figure, Statistic};
use mkbroute_analysis::result::{GroupResult, ItemResult};
use mkbroute_application::demo::BASELINE;
use mkbroute_application::insights::measurement;
use mkbroute_testkit::{Backend, TestApp};

/// The result of a group for an audience.
pub(super) struct Seen(pub(super) GroupResult);

pub(super) async fn seen(group: &str, audience: Audience) -> Seen {
    seen_on(Backend::Sqlite, group, audience).await
}

pub(super) async fn seen_on(backend: Backend, group: &str, audience: Audience) -> Seen {
    let kit = TestApp::demo(backend).await;
    let actor = kit.actor("ruben-vos").await;
    let all = measurement(&kit.app, &actor, BASELINE, audience)
        .await
        .unwrap();
    let mut groups = all.groups.into_iter();
    Seen(
        groups
            .find(|found| found.result.group == group)
            .unwrap()
            .result,
    )
}

impl Seen {
    pub(super) fn item(&self, code: &str) -> &ItemResult {
        let found = self.0.items.iter().find(|item| item.id == code);
        found.unwrap_or_else(|| panic!("{code} is measured"))
    }

    pub(super) fn figure(
        &self,
        item: &str,
        statistic: Statistic,
        category: Option<&str>,
    ) -> &Figure {
        let found =
            self.item(item).figures.iter().find(|figure| {
                figure.statistic == statistic && figure.category.as_deref() == category
            });
        found.unwrap_or_else(|| panic!("{item} has {statistic:?} of {category:?}"))
    }

    pub(super) fn base(&self, item: &str) -> u32 {
        self.item(item).base.unwrap().valid
    }

    /// How many chose a category, or fall in a band.
    pub(super) fn count(&self, item: &str, category: &str) -> u32 {
        self.figure(item, Statistic::Count, Some(category))
            .k
            .unwrap()
    }

    pub(super) fn counts<const N: usize>(&self, item: &str, categories: [&str; N]) -> [u32; N] {
        categories.map(|category| self.count(item, category))
    }

    pub(super) fn value(&self, item: &str, statistic: Statistic) -> f64 {
        self.figure(item, statistic, None).value.unwrap()
    }

    pub(super) fn mean(&self, item: &str) -> f64 {
        self.value(item, Statistic::Mean)
    }

    pub(super) fn sum(&self, item: &str) -> u32 {
        let sum = self.value(item, Statistic::Sum);
        assert!(sum.fract() == 0.0 && sum >= 0.0, "a whole number: {sum}");
        format!("{sum:.0}").parse().unwrap()
    }

    /// Whether the mean of each of the first is above the mean of each of the second.
    pub(super) fn ranks_above(&self, high: &[&str], low: &[&str]) -> bool {
        let below = |item: &str| low.iter().all(|other| self.mean(item) > self.mean(other));
        high.iter().all(|item| below(item))
    }
}
