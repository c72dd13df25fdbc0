//! An open measurement in which many people have a link, made before the server starts.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use mkbroute_application::clock::SystemClock;
use mkbroute_application::surveys::{Token, import_instrument, questionnaire, save_section};
use mkbroute_application::{App, Clock};
use mkbroute_domain::ids::{PathwayId, WaveId};
use mkbroute_domain::pathways::{Degree, Pathway, Phase};
use mkbroute_domain::surveys::wave::{
    Distribution, Fielding, Provenance, Wave, WaveInstrument, WaveLink, WaveSettings, WaveState,
};
use mkbroute_domain::text::Text;
use mkbroute_store::{Ballot, Location, Store, Tx};
use rand::SeedableRng;
use rand::rngs::StdRng;

use super::questionnaire::{Layout, answers, file};

/// Links that may be used once.
pub(super) struct Links {
    /// Everything is filled in and only has to be handed in.
    pub(super) filled_in: Vec<String>,
    /// Nobody has begun; all items on one page.
    pub(super) one_page: Vec<String>,
    /// Nobody has begun; in sections.
    pub(super) sections: Vec<String>,
}

/// How many links of each kind.
#[derive(Clone, Copy)]
pub(super) struct Sizes {
    pub(super) filled_in: usize,
    pub(super) one_page: usize,
    pub(super) sections: usize,
}

/// Makes a database with an open measurement.
pub(super) async fn prepare(folder: &Path, location: &Location, sizes: Sizes) -> Result<Links> {
    let store = Store::open(location).await?;
    let chance = Box::new(StdRng::from_os_rng());
    let app = App::new(
        store.clone(),
        Arc::new(SystemClock),
        chance,
        folder.to_owned(),
    );
    for layout in [Layout::OnePage, Layout::Sections] {
        let imported = import_instrument(&app, &file(layout)).await;
        imported.context("the questionnaire of the benchmark")?;
    }
    let (wave, pathway) = (wave(&app), pathway(&app));
    let tx = store.begin().await?;
    tx.insert_pathway(&pathway).await?;
    tx.insert_wave(&wave).await?;
    for layout in [Layout::OnePage, Layout::Sections] {
        field(&tx, &wave, &pathway, layout).await?;
    }
    let ballots = |layout: Layout| Ballot {
        wave: wave.id,
        group: layout.group(),
        pathway: pathway.id,
    };
    let one_page = ballots(Layout::OnePage);
    let filled_in = invite(&app, &tx, one_page, sizes.filled_in).await?;
    let links = Links {
        filled_in: texts(&filled_in),
        one_page: texts(&invite(&app, &tx, one_page, sizes.one_page).await?),
        sections: texts(&invite(&app, &tx, ballots(Layout::Sections), sizes.sections).await?),
    };
    tx.commit().await?;
    for (respondent, token) in filled_in.iter().enumerate() {
        let given = answers(Layout::OnePage, respondent, 0);
        let found = questionnaire(&app, token).await?;
        let kept = save_section(&app, &found, 0, given, 0).await;
        kept.context("a draft of the benchmark")?;
    }
    store.close().await;
    Ok(links)
}

async fn invite(app: &App, tx: &Tx, ballot: Ballot, people: usize) -> Result<Vec<Token>> {
    let tokens: Vec<Token> = (0..people).map(|_| Token::fresh(app)).collect();
    let hashes = tokens.iter().map(Token::ballot_hash).collect();
    tx.insert_ballots(hashes, ballot).await?;
    Ok(tokens)
}

fn texts(tokens: &[Token]) -> Vec<String> {
    tokens.iter().map(Token::to_string).collect()
}

async fn field(tx: &Tx, wave: &Wave, pathway: &Pathway, layout: Layout) -> Result<()> {
    let used = WaveInstrument {
        group: layout.group(),
        instrument: layout.id().to_owned(),
        version: 1,
    };
    tx.insert_wave_instrument(wave.id, &used).await?;
    let link = WaveLink {
        code: format!("load-{}", layout.id()),
        group: layout.group(),
        pathway: pathway.id,
        population: None,
        distribution: Distribution::Sent,
        fielding: Fielding::default(),
    };
    tx.insert_wave_link(wave.id, &link).await?;
    Ok(())
}

fn wave(app: &App) -> Wave {
    let today = SystemClock.now().date_naive();
    Wave {
        id: WaveId(app.fresh_id()),
        slug: "load".to_owned(),
        title: Text::new("Belasting", "Load"),
        state: WaveState::Open,
        provenance: Provenance::Fielded,
        opens: today,
        closes: today + chrono::TimeDelta::days(30),
        dataset_sha256: None,
        settings: WaveSettings::default(),
    }
}

fn pathway(app: &App) -> Pathway {
    Pathway {
        id: PathwayId(app.fresh_id()),
        slug: "load".to_owned(),
        name: Text::new("Route", "Route"),
        hogeschool: "Hogeschool".to_owned(),
        hogeschool_id: mkbroute_domain::ids::HogeschoolId::named("Hogeschool"),
        partner: "Stichting".to_owned(),
        sector: "bouw".to_owned(),
        programme: "bouwkunde".to_owned(),
        degree: Degree::Ad,
        phase: Phase::Established,
        meets_definition: None,
        note: Text::new("", ""),
    }
}
