//! How many companies come how far.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use chrono::NaiveDate;
use mkbroute_application::App;
use mkbroute_application::outreach::{
    FunnelFilter, Months, NationalFunnel, PathwayFunnel, funnel_of_pathway, national_funnel,
};
use mkbroute_domain::ids::EventId;
use mkbroute_domain::outreach::{Funnel, FunnelGates, FunnelStep, LeadSource, Stage};
use serde::Deserialize;

use super::filter::events;
use crate::error::render;
use crate::extract::{Path, Query, SignedIn};
use crate::forms::{Choice, choices};
use crate::page::Page;

/// Which companies are counted, as typed.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    bron: String,
    #[serde(default)]
    bijeenkomst: String,
    #[serde(default)]
    route: String,
    #[serde(default)]
    van: String,
    #[serde(default)]
    tot: String,
}

impl Asked {
    /// The months that were typed; without bounds if something is wrong with them.
    fn months(&self) -> Months {
        if self.is_wrong() {
            return Months::default();
        }
        Months {
            from: month(&self.van),
            until: month(&self.tot),
        }
    }

    /// Whether a month is none, or the last lies before the first.
    fn is_wrong(&self) -> bool {
        let unreadable = |typed: &str| !typed.trim().is_empty() && month(typed).is_none();
        let (from, until) = (month(&self.van), month(&self.tot));
        let turned = from.zip(until).is_some_and(|(from, until)| until < from);
        unreadable(&self.van) || unreadable(&self.tot) || turned
    }

    fn is_filter(&self) -> bool {
        let typed = [
            &self.bron,
            &self.bijeenkomst,
            &self.route,
            &self.van,
            &self.tot,
        ];
        typed.into_iter().any(|value| !value.is_empty())
    }
}

/// A month as browsers send it: `2026-09`.
fn month(typed: &str) -> Option<NaiveDate> {
    format!("{}-01", typed.trim()).parse().ok()
}

/// A funnel as it is shown.
struct FunnelView {
    steps: Vec<FunnelStep>,
    /// Companies that were counted, those that declined and those that were put off; what rests on too few
    /// is not shown.
    totals: [Option<u32>; 3],
    /// Whether anything is not shown.
    withheld: bool,
}

impl FunnelView {
    fn of(funnel: &Funnel, gates: FunnelGates) -> Self {
        let (leads, declined, dormant) = funnel.totals();
        let gate = |count: u32| (count >= gates.counts_from).then_some(count);
        let totals = [leads, declined, dormant].map(gate);
        let steps = Vec::from(funnel.steps(gates));
        Self {
            withheld: totals.iter().any(Option::is_none)
                || steps.iter().any(|step| step.reached.is_none()),
            totals,
            steps,
        }
    }

    fn reached(&self, stage: Stage) -> Option<u32> {
        self.steps.iter().find(|step| step.stage == stage)?.reached
    }
}

/// A part of the companies with how far they came: came to a meeting, talked, takes part.
struct PartView {
    name: String,
    companies: Option<u32>,
    attended: Option<u32>,
    committed: Option<u32>,
    active: Option<u32>,
}

impl PartView {
    fn of(name: String, funnel: &Funnel, gates: FunnelGates) -> Self {
        let view = FunnelView::of(funnel, gates);
        Self {
            name,
            companies: view.totals[0],
            attended: view.reached(Stage::Attended),
            committed: view.reached(Stage::Committed),
            active: view.reached(Stage::Active),
        }
    }
}

#[derive(Template)]
#[template(path = "outreach/funnel.html")]
struct PathwayPage {
    page: Page,
    found: PathwayFunnel,
    funnel: FunnelView,
    sources: Vec<PartView>,
    events: Vec<PartView>,
    asked: Asked,
    source_choices: Vec<Choice>,
    event_choices: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "outreach/national.html")]
struct NationalPage {
    page: Page,
    funnel: FunnelView,
    sources: Vec<PartView>,
    asked: Asked,
    pathways: Vec<Choice>,
    counts_from: u32,
}

/// The companies of a pathway.
pub(crate) async fn of_pathway(
    State(app): State<App>,
    who: SignedIn,
    Path(pathway): Path<String>,
    Query(asked): Query<Asked>,
) -> Response {
    let filter = FunnelFilter {
        source: LeadSource::from_code(&asked.bron),
        event: asked.bijeenkomst.parse().ok().map(EventId),
        months: asked.months(),
    };
    match funnel_of_pathway(&app, &who.actor, &pathway, filter).await {
        Ok(found) => {
            let page = who.page("");
            let title = page.t("Hoe ver komen bedrijven voor", "How far companies come for");
            let page = who.page(&format!("{title} {}", page.text(&found.pathway.name)));
            let open = FunnelGates::OPEN;
            let shown = PathwayPage {
                funnel: FunnelView::of(&found.all, open),
                sources: sources(found.by_source.iter(), open, &page),
                events: event_parts(&found),
                source_choices: choices(
                    LeadSource::ALL,
                    LeadSource::code,
                    |source| page.lead_source(source),
                    &asked.bron,
                ),
                event_choices: events(&found.choices, &asked.bijeenkomst, &page),
                asked,
                found,
                page,
            };
            render(&shown, who.locale.lang)
        }
        Err(error) => who.refuse(error),
    }
}

/// The companies of all pathways that somebody may see so.
pub(crate) async fn national(
    State(app): State<App>,
    who: SignedIn,
    Query(asked): Query<Asked>,
) -> Response {
    let route = Some(asked.route.as_str()).filter(|route| !route.is_empty());
    match national_funnel(&app, &who.actor, route, asked.months()).await {
        Ok(found) => {
            let page = who.page("");
            let page = who.page(page.t("Werving van bedrijven", "Finding companies"));
            let NationalFunnel {
                all,
                by_source,
                gates,
                pathways,
            } = found;
            let shown = NationalPage {
                funnel: FunnelView::of(&all, gates),
                sources: sources(by_source.iter(), gates, &page),
                pathways: pathways
                    .into_iter()
                    .map(|found| {
                        let words = format!("{}, {}", found.hogeschool, page.text(&found.name));
                        let chosen = found.slug == asked.route;
                        (found.slug, words, chosen)
                    })
                    .collect(),
                counts_from: gates.counts_from,
                asked,
                page,
            };
            render(&shown, who.locale.lang)
        }
        Err(error) => who.refuse(error),
    }
}

fn sources<'a>(
    of: impl Iterator<Item = (&'a LeadSource, &'a Funnel)>,
    gates: FunnelGates,
    page: &Page,
) -> Vec<PartView> {
    let counted = of.filter(|(_, funnel)| funnel.totals().0 > 0);
    counted
        .map(|(source, funnel)| PartView::of(page.lead_source(source).to_owned(), funnel, gates))
        .collect()
}

/// "80 came, 3 enrolled", by meeting.
fn event_parts(found: &PathwayFunnel) -> Vec<PartView> {
    let known = found.choices.events.iter();
    let parts = known.filter_map(|(id, _, name)| {
        let funnel = found.by_event.get(id)?;
        Some(PartView::of(name.clone(), funnel, FunnelGates::OPEN))
    });
    parts.collect()
}

impl Page {
    /// A count of companies, or that it is not shown.
    #[expect(
        clippy::ref_option,
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass by reference"
    )]
    fn companies(&self, count: &Option<u32>) -> String {
        match count {
            Some(count) => count.to_string(),
            None => self.t("te weinig", "too few").to_owned(),
        }
    }

    /// A whole percentage, or nothing.
    #[expect(
        clippy::ref_option,
        clippy::trivially_copy_pass_by_ref,
        clippy::unused_self,
        reason = "templates pass by reference and reach it through the page"
    )]
    fn percentage(&self, share: &Option<u32>) -> String {
        share.map_or_else(|| "–".to_owned(), |share| format!("{share}%"))
    }

    /// A median of days, or nothing.
    #[expect(
        clippy::ref_option,
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass by reference"
    )]
    fn median_days(&self, days: &Option<u32>) -> String {
        match days {
            None => "–".to_owned(),
            Some(1) => self.t("1 dag", "1 day").to_owned(),
            Some(days) => format!("{days} {}", self.t("dagen", "days")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_read_as_browsers_send_it() {
        let first = NaiveDate::from_ymd_opt(2026, 9, 1);
        assert_eq!(month("2026-09"), first);
        for none in ["", "2026", "2026-13", "september", "2026-09-01"] {
            assert_eq!(month(none), None, "{none}");
        }
    }

    #[test]
    fn what_rests_on_too_few_is_not_shown_in_totals_either() {
        let gates = FunnelGates {
            counts_from: 5,
            percentages_from: 20,
            medians_from: 5,
        };
        let day = NaiveDate::from_ymd_opt(2026, 9, 1).unwrap();
        let mut funnel = Funnel::default();
        for _ in 0..6 {
            funnel.add_days([(Stage::Approached, day)]);
        }
        funnel.add_days([(Stage::Approached, day), (Stage::Declined, day)]);
        let view = FunnelView::of(&funnel, gates);
        assert_eq!(view.totals, [Some(7), None, None]);
        assert!(view.withheld);
        assert_eq!(view.reached(Stage::Active), None);
        let open = FunnelView::of(&funnel, FunnelGates::OPEN);
        assert_eq!(open.totals, [Some(7), Some(1), Some(0)]);
        assert!(!open.withheld);
    }
}
