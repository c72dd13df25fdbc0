//! How many companies come how far: at one pathway for who works with them, and nationally without
//! knowing which.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use mkbroute_analysis::policy::Policy;
use mkbroute_domain::accounts::Visible;
use mkbroute_domain::ids::{EventId, PathwayId};
use mkbroute_domain::outreach::{Funnel, FunnelGates, LeadSource};
use mkbroute_domain::pathways::Pathway;
use mkbroute_store::{LeadFilter, LeadTrack, Months};

use super::names::{Choices, choices};
use crate::accounts::Actor;
use crate::accounts::policy::{Action, may_somewhere, own_pathways};
use crate::pathways::find_pathway;
use crate::{App, AppError};

/// Which leads of a pathway are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FunnelFilter {
    pub source: Option<LeadSource>,
    pub event: Option<EventId>,
    pub months: Months,
}

/// The funnel of one pathway.
#[derive(Clone, Debug)]
pub struct PathwayFunnel {
    pub pathway: Pathway,
    pub all: Funnel,
    pub by_source: BTreeMap<LeadSource, Funnel>,
    /// Of the leads that came from an event.
    pub by_event: BTreeMap<EventId, Funnel>,
    pub choices: Choices,
}

/// The funnel of all pathways that somebody may see so, or of one of them.
#[derive(Clone, Debug)]
pub struct NationalFunnel {
    pub all: Funnel,
    pub by_source: BTreeMap<LeadSource, Funnel>,
    /// What may be shown of it.
    pub gates: FunnelGates,
    /// The pathways from which one may choose.
    pub pathways: Vec<Pathway>,
}

/// Whether somebody sees how many companies come how far, of any pathway.
pub fn may_see_funnel(actor: &Actor) -> bool {
    may_somewhere(actor, Action::SeeFunnel)
}

/// The funnel of a pathway for who works with its companies: nothing is withheld.
pub async fn funnel_of_pathway(
    app: &App,
    actor: &Actor,
    slug: &str,
    filter: FunnelFilter,
) -> Result<PathwayFunnel, AppError> {
    let pathway = find_pathway(app, actor, slug, Action::SeeLeads).await?;
    let tracks = app.store().lead_tracks(pathway.id, &sought(filter)).await?;
    let (all, by_source) = counted(&tracks);
    let mut by_event: BTreeMap<EventId, Funnel> = BTreeMap::new();
    for track in &tracks {
        if let Some(event) = track.event {
            let changes = track.changes.iter().copied();
            by_event.entry(event).or_default().add_days(changes);
        }
    }
    Ok(PathwayFunnel {
        choices: choices(app, &pathway).await?,
        pathway,
        all,
        by_source,
        by_event,
    })
}

/// The funnel of every pathway that the actor may see so, or of the one that is named, through the gates
/// of the analysis.
pub async fn national_funnel(
    app: &App,
    actor: &Actor,
    pathway: Option<&str>,
    months: Months,
) -> Result<NationalFunnel, AppError> {
    if !may_see_funnel(actor) {
        return Err(AppError::Forbidden);
    }
    let seen = own_pathways(actor, Action::SeeFunnel);
    let pathways = app.store().pathways(&seen).await?;
    let chosen = match pathway {
        None => None,
        Some(slug) => {
            let found = pathways.iter().find(|found| found.slug == slug);
            Some(found.ok_or(AppError::NotFound)?.id)
        }
    };
    let by_source = match (chosen, &seen) {
        (None, Visible::Everything) => everywhere(app, months).await?,
        (Some(one), _) => at(app, &[one], months).await?,
        (None, Visible::Within(_)) => {
            let own: Vec<PathwayId> = pathways.iter().map(|pathway| pathway.id).collect();
            at(app, &own, months).await?
        }
    };
    let mut all = Funnel::default();
    for funnel in by_source.values() {
        all.merge(funnel);
    }
    Ok(NationalFunnel {
        all,
        by_source,
        gates: gates(&Policy::default()),
        pathways,
    })
}

/// From the counts that are kept: a million leads are too many to look at one by one.
async fn everywhere(app: &App, months: Months) -> Result<BTreeMap<LeadSource, Funnel>, AppError> {
    let found = app.store().national_funnel(months).await?;
    Ok(found.into_iter().collect())
}

/// From the leads of these pathways.
async fn at(
    app: &App,
    pathways: &[PathwayId],
    months: Months,
) -> Result<BTreeMap<LeadSource, Funnel>, AppError> {
    let filter = sought(FunnelFilter {
        months,
        ..FunnelFilter::default()
    });
    let mut found: BTreeMap<LeadSource, Funnel> = BTreeMap::new();
    for pathway in pathways {
        let tracks = app.store().lead_tracks(*pathway, &filter).await?;
        for (source, funnel) in counted(&tracks).1 {
            found.entry(source).or_default().merge(&funnel);
        }
    }
    Ok(found)
}

fn counted(tracks: &[LeadTrack]) -> (Funnel, BTreeMap<LeadSource, Funnel>) {
    let mut all = Funnel::default();
    let mut by_source: BTreeMap<LeadSource, Funnel> = BTreeMap::new();
    for track in tracks {
        let changes = || track.changes.iter().copied();
        all.add_days(changes());
        by_source
            .entry(track.source)
            .or_default()
            .add_days(changes());
    }
    (all, by_source)
}

fn sought(filter: FunnelFilter) -> LeadFilter {
    let first = filter.months.from.and_then(|day| day.with_day(1));
    LeadFilter {
        source: filter.source,
        event: filter.event,
        came: (first, filter.months.until.map(last_of_month)),
        ..LeadFilter::default()
    }
}

/// The last day of the month in which a day lies.
fn last_of_month(day: NaiveDate) -> NaiveDate {
    let next = day
        .with_day(1)
        .and_then(|first| first.checked_add_months(chrono::Months::new(1)));
    next.and_then(|next| next.pred_opt()).unwrap_or(day)
}

/// What is shown of companies to who may not know which: the limits of answers hold for them too.
fn gates(policy: &Policy) -> FunnelGates {
    FunnelGates {
        counts_from: policy.counts_from,
        percentages_from: policy.percentages_from,
        medians_from: policy.counts_from,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_counted_as_a_whole() {
        let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day).unwrap();
        let filter = sought(FunnelFilter {
            months: Months {
                from: Some(day(2, 17)),
                until: Some(day(2, 3)),
            },
            ..FunnelFilter::default()
        });
        assert_eq!(filter.came, (Some(day(2, 1)), Some(day(2, 28))));
        assert_eq!(last_of_month(day(12, 5)), day(12, 31));
    }
}
