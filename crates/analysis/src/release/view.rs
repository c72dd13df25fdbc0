//! The result as an audience may hold it.

use crate::estimate::weighting::WeightingRefused;
use crate::figure::{Audience, Figure};
use crate::result::{
    Base, Breakdown, Gate, GroupResult, ItemResult, Judged, Phrase, RatioResult, Reservation,
    Weighting,
};

/// Takes every withheld number out for a release; a researcher holds all.
pub(crate) fn view(result: &GroupResult, audience: Audience) -> GroupResult {
    let mut view = result.clone();
    if audience == Audience::Release {
        view.items.iter_mut().for_each(item);
        view.ratios.iter_mut().for_each(ratio);
        view.reservations.iter_mut().for_each(reservation);
        view.breakdowns.iter_mut().for_each(breakdown);
        view.response.pathways.clear();
        view.response.variation = None;
        view.weighting.iter_mut().for_each(weighting);
    }
    view
}

fn item(item: &mut ItemResult) {
    let too_few = item.gate == Gate::Nothing;
    if too_few {
        item.base = None;
        item.reservations.clear();
    }
    // How many skipped or did not know is shown only where it cannot single anybody out.
    if let Some(base) = &mut item.base {
        *base = Base {
            valid: base.valid,
            ..Base::default()
        };
    }
    for figure in &mut item.figures {
        figure_view(figure);
        if too_few {
            figure.base = None;
        }
    }
    let shown = |phrase: &Phrase| match phrase {
        Phrase::Majority { category } | Phrase::Fraction { category, .. } => item
            .figures
            .iter()
            .any(|figure| figure.category.as_ref() == Some(category) && figure.is_released()),
        Phrase::RanksFirst | Phrase::AmongHighest | Phrase::MostDivided => true,
    };
    item.phrases.retain(shown);
}

/// How few there are in a stratum stays inside.
fn weighting(weighting: &mut Weighting) {
    if let Judged::Refused { because } = &mut weighting.judged
        && matches!(because, Some(WeightingRefused::SmallStratum { .. }))
    {
        *because = None;
    }
}

fn breakdown(breakdown: &mut Breakdown) {
    let items = breakdown.parts.iter_mut().flat_map(|part| &mut part.items);
    for figure in items.flat_map(|item| &mut item.figures) {
        figure_view(figure);
        if !figure.is_released() {
            figure.base = None;
        }
    }
}

fn ratio(ratio: &mut RatioResult) {
    figure_view(&mut ratio.figure);
    if !ratio.figure.is_released() {
        ratio.contributors = None;
        ratio.of = None;
        ratio.over = None;
        ratio.figure.base = None;
        ratio.reservations.clear();
    }
}

fn figure_view(figure: &mut Figure) {
    *figure = figure.for_audience(Audience::Release);
}

fn reservation(reservation: &mut Reservation) {
    if let Reservation::Dominance {
        k,
        n,
        more_than: Some(_),
        ..
    } = reservation
    {
        *k = None;
        *n = None;
    }
    if let Reservation::UnevenResponse { bias_bound } = reservation {
        *bias_bound = None;
    }
}

#[cfg(test)]
mod tests;
