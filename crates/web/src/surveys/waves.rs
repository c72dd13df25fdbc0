//! The list of measurements, and one of them.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use mkbroute_application::App;
use mkbroute_application::accounts::policy::{Action, may};
use mkbroute_application::surveys::fielding::may_plan;
use mkbroute_application::surveys::{
    LinkLine, WaveCard, WaveFilter, WaveOverview, find_waves, wave_overview,
};
use mkbroute_domain::surveys::instrument::RespondentGroup;
use mkbroute_domain::surveys::wave::{Provenance, Silence, Wave, WaveState};
use mkbroute_report::words::{capital, choose, group as group_words};

use super::fielding::words;
use super::filter::{Asked, FilterView, Named};
use crate::error::render;
use crate::extract::{Path, Query, SignedIn};
use crate::page::Page;

#[derive(Template)]
#[template(path = "surveys/waves.html")]
struct WavesPage {
    page: Page,
    cards: Vec<WaveCard>,
    filter: FilterView,
    may_plan: bool,
}

/// The states of a measurement in addresses and in words.
const STATES: [Named<WaveState>; 3] = [
    (
        WaveState::Planned,
        "voorbereiding",
        "in voorbereiding",
        "being prepared",
    ),
    (WaveState::Open, "open", "open", "open"),
    (WaveState::Closed, "gesloten", "gesloten", "closed"),
];

#[derive(Template)]
#[template(path = "surveys/wave.html")]
struct WavePage {
    page: Page,
    found: WaveOverview,
    /// Groups at pathways that stay silent.
    silent: usize,
    may_set_up: bool,
    may_freeze: bool,
    may_see_all: bool,
}

/// The measurements that the person may see and looks for.
pub(crate) async fn list(
    State(app): State<App>,
    who: SignedIn,
    Query(asked): Query<Asked>,
) -> Response {
    let lang = who.locale.lang;
    let page = who.page(choose(lang, "Metingen", "Measurements"));
    let wanted = WaveFilter {
        search: asked.zoek.clone(),
        state: asked.state(&STATES),
    };
    match find_waves(&app, &who.actor, &wanted).await {
        Ok(cards) => {
            let may_plan = may_plan(&who.actor);
            let page = WavesPage {
                page,
                cards,
                filter: FilterView::of("/metingen", &asked, &STATES, lang),
                may_plan,
            };
            render(&page, lang)
        }
        Err(error) => who.refuse(error),
    }
}

/// One measurement: state, response, questionnaires, links.
pub(crate) async fn overview(
    State(app): State<App>,
    who: SignedIn,
    Path(slug): Path<String>,
) -> Response {
    match wave_overview(&app, &who.actor, &slug).await {
        Ok(found) => {
            let page = WavePage {
                page: who.page(found.wave.title.get(who.locale.lang)),
                may_freeze: may(&who.actor, Action::FreezeWave, found.wave.id),
                may_see_all: may(&who.actor, Action::ReadAllFigures, found.wave.id),
                may_set_up: may(&who.actor, Action::SetUpWave, found.wave.id),
                silent: found
                    .links
                    .iter()
                    .filter(|line| line.silence.is_some())
                    .count(),
                found,
            };
            render(&page, who.locale.lang)
        }
        Err(error) => who.refuse(error),
    }
}

impl Page {
    /// Whether and when a questionnaire was passed on.
    fn distribution(&self, line: &LinkLine) -> String {
        let fielding = &line.link.fielding;
        words::distribution(line.link.distribution, fielding.sent_on, self.lang)
    }

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass by reference"
    )]
    fn silence(&self, found: &Silence) -> &'static str {
        words::silence(*found, self.lang)
    }

    /// A group within a sentence.
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass by reference"
    )]
    pub(super) fn group_name(&self, group: &RespondentGroup) -> &'static str {
        group_words(*group, self.lang)
    }

    /// The state of a wave in words.
    pub(crate) fn state(&self, wave: &Wave) -> &'static str {
        let mut states = STATES.iter();
        let found = states.find(|(state, ..)| *state == wave.state);
        found.map_or("", |(_, _, nl, en)| choose(self.lang, nl, en))
    }

    /// Where the answers come from, if that must be said.
    fn label(&self, wave: &Wave) -> Option<&'static str> {
        match wave.provenance {
            Provenance::Reconstructed => {
                Some(choose(self.lang, "gereconstrueerd", "reconstructed"))
            }
            Provenance::Simulated => Some(choose(self.lang, "gesimuleerd", "simulated")),
            Provenance::Fielded => None,
        }
    }

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass by reference"
    )]
    pub(crate) fn group(&self, group: &RespondentGroup) -> String {
        capital(group_words(*group, self.lang))
    }
}
