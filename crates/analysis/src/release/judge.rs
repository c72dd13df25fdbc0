//! Verdicts by the gate, and how verdicts combine.

use crate::dataset::DataSet;
use crate::figure::{Rule, Statistic, Verdict};
use crate::result::{Gate, ItemResult, RatioResult};

/// What the number of answers alone says about a statistic.
pub fn by_gate(statistic: Statistic, gate: Gate) -> Verdict {
    let needed = match statistic {
        Statistic::Mean | Statistic::Sum | Statistic::Ratio => Gate::Indicative,
        Statistic::Sd
        | Statistic::Median
        | Statistic::Count
        | Statistic::TopBoxCount
        | Statistic::BottomBoxCount => Gate::Counts,
        Statistic::Share
        | Statistic::TopBox
        | Statistic::BottomBox
        | Statistic::LowerQuartile
        | Statistic::UpperQuartile => Gate::Percentages,
        Statistic::LowerDecile | Statistic::UpperDecile => Gate::Percentiles,
    };
    if gate >= needed {
        Verdict::Released
    } else {
        Verdict::Withheld(Rule::TooFewAnswers)
    }
}

/// Withheld because something else could be computed from it.
pub fn complementary() -> Verdict {
    Verdict::Withheld(Rule::Complementary)
}

/// Withheld because it tells nearly the same of everybody.
pub fn sensitive() -> Verdict {
    Verdict::Withheld(Rule::SensitiveExtreme)
}

/// The first of two verdicts that withholds.
#[must_use]
pub fn strictest(first: Verdict, second: Verdict) -> Verdict {
    if first == Verdict::Released {
        second
    } else {
        first
    }
}

/// Withholds the figures of items that are the numerator of a withheld ratio and of no released one:
/// they would tell nearly the same.
pub fn numerators(items: &mut [ItemResult], ratios: &[RatioResult], data: &DataSet) {
    let parts = |released: bool| -> Vec<&String> {
        let matching = ratios
            .iter()
            .filter(|ratio| ratio.figure.is_released() == released);
        let specs = matching.filter_map(|ratio| data.ratios.iter().find(|s| s.id == ratio.id));
        specs.flat_map(|spec| &spec.of).collect()
    };
    let (withheld, shown) = (parts(false), parts(true));
    for item in items {
        if withheld.contains(&&item.id) && !shown.contains(&&item.id) {
            for figure in &mut item.figures {
                figure.verdict = strictest(figure.verdict, complementary());
            }
        }
    }
}
