//! The library: every item of every frozen version, with how it was worded and where it was used.

use mkbroute_domain::accounts::Visible;
use std::sync::Arc;

use mkbroute_domain::surveys::instrument::edit::Edit;
use mkbroute_domain::surveys::instrument::{Instrument, Item, RespondentGroup};
use mkbroute_domain::surveys::wave::{Wave, WaveInstrument};
use mkbroute_domain::text::Text;

use super::edit_draft::{EditError, edit_draft};
use super::{authorise, load_instrument};
use crate::accounts::Actor;
use crate::surveys::search::Search;
use crate::{App, AppError};

/// An item of the library, as its latest version has it.
#[derive(Clone, Debug)]
pub struct LibraryItem {
    pub instrument: String,
    pub title: Text,
    pub group: RespondentGroup,
    pub item: Item,
    /// The versions that have it, the latest first.
    pub uses: Vec<Use>,
}

/// An item in one version.
#[derive(Clone, Debug)]
pub struct Use {
    pub version: u32,
    pub wording: u32,
    pub text: Text,
    /// The measurements that asked it.
    pub waves: Vec<Text>,
}

/// The items of which a code or the words contain every word of `search`, by questionnaire.
pub async fn library(app: &App, actor: &Actor, search: &str) -> Result<Vec<LibraryItem>, AppError> {
    authorise(actor)?;
    let waves = waves(app).await?;
    let mut found: Vec<LibraryItem> = Vec::new();
    for (id, version) in app.store().instrument_versions().await? {
        let instrument = load_instrument(app, &id, version).await?;
        let used: Vec<Text> = waves
            .iter()
            .filter(|(_, used)| used.instrument == id && used.version == version)
            .map(|(wave, _)| wave.title.clone())
            .collect();
        for (_, item) in instrument.items() {
            add(&mut found, &instrument, item, &used);
        }
    }
    let search = Search::of(search);
    found.retain(|entry| search.finds(&said(&entry.item)));
    Ok(found)
}

/// Copies an item of a frozen version to the end of a page.
pub async fn copy_from_library(
    app: &App,
    actor: &Actor,
    (slug, seen): (&str, u32),
    section: String,
    (instrument, version, code): (&str, u32, &str),
) -> Result<String, EditError> {
    authorise(actor)?;
    let from = load_instrument(app, instrument, version).await?;
    let mut items = from.items();
    let item = items.find(|(_, item)| item.code == code);
    let item = Box::new(item.ok_or(AppError::NotFound)?.1.clone());
    edit_draft(app, actor, slug, seen, Edit::CopyItem { section, item }).await
}

async fn waves(app: &App) -> Result<Vec<(Wave, WaveInstrument)>, AppError> {
    let mut pairs = Vec::new();
    for wave in app.store().waves(&Visible::Everything).await? {
        for used in app.store().wave_instruments(wave.id).await? {
            pairs.push((wave.clone(), used));
        }
    }
    Ok(pairs)
}

/// Versions come in order: the latest takes the place of the one before.
fn add(found: &mut Vec<LibraryItem>, instrument: &Arc<Instrument>, item: &Item, waves: &[Text]) {
    let used = Use {
        version: instrument.version,
        wording: item.wording,
        text: item.text.clone(),
        waves: waves.to_vec(),
    };
    let known = found
        .iter_mut()
        .find(|entry| entry.instrument == instrument.id && entry.item.code == item.code);
    match known {
        Some(entry) => {
            entry.item = item.clone();
            entry.title = instrument.title.clone();
            entry.uses.insert(0, used);
        }
        None => found.push(LibraryItem {
            instrument: instrument.id.clone(),
            title: instrument.title.clone(),
            group: instrument.group,
            item: item.clone(),
            uses: vec![used],
        }),
    }
}

/// The codes and the words of an item and of its statements.
fn said(item: &Item) -> Vec<&str> {
    let own = [item.code.as_str(), &item.text.nl, &item.text.en];
    let rows = item.questions(0).into_iter();
    let rows = rows.flat_map(|row| [row.code, row.text.nl.as_str(), row.text.en.as_str()]);
    own.into_iter().chain(rows).collect()
}
