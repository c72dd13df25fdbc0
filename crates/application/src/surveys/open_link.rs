//! A respondent opens a link and begins.

use std::sync::Arc;

use mkbroute_domain::pathways::Pathway;
use mkbroute_domain::surveys::instrument::{Instrument, RespondentGroup};
use mkbroute_domain::surveys::wave::{Wave, WaveLink};

use mkbroute_store::Ballot;

use super::{Token, load_instrument};
use crate::{App, AppError};

/// What stands behind an open link.
#[derive(Clone, Debug)]
pub struct OpenedLink {
    pub wave: Wave,
    pub instrument: Arc<Instrument>,
    pub pathway: Pathway,
    /// Whether the wave takes answers now.
    pub welcome: bool,
    /// Whether the page may say "anoniem".
    pub anonymous: bool,
}

/// Reads what a link leads to.
pub async fn open_link(app: &App, code: &str) -> Result<OpenedLink, AppError> {
    let (wave, link) = find_link(app, code).await?;
    let instrument = instrument_of(app, &wave, link.group).await?;
    let pathway = app.store().pathway(link.pathway).await?;
    let pathway = pathway.ok_or(AppError::NotFound)?;
    let welcome = wave.takes_answers(app.now().date_naive());
    Ok(OpenedLink {
        wave,
        instrument,
        pathway,
        welcome,
        anonymous: link.anonymous(),
    })
}

/// Begins a response through an open link: stores a ballot and returns the respondent's token.
///
/// The ballot holds only a value derived from the token; nothing tells who began.
pub async fn begin_response(app: &App, code: &str) -> Result<Token, AppError> {
    let (wave, link) = find_link(app, code).await?;
    if !wave.takes_answers(app.now().date_naive()) {
        return Err(AppError::NotWelcome);
    }
    let token = Token::fresh(app);
    let tx = app.store().begin().await?;
    let ballot = Ballot {
        wave: wave.id,
        group: link.group,
        pathway: link.pathway,
    };
    tx.insert_ballot(token.ballot_hash(), ballot).await?;
    tx.commit().await?;
    Ok(token)
}

/// The questionnaire that a group answers in a wave.
pub(super) async fn instrument_of(
    app: &App,
    wave: &Wave,
    group: RespondentGroup,
) -> Result<Arc<Instrument>, AppError> {
    let used = app.store().wave_instruments(wave.id).await?;
    let used = used
        .into_iter()
        .find(|used| used.group == group)
        .ok_or(AppError::NotFound)?;
    load_instrument(app, &used.instrument, used.version).await
}

async fn find_link(app: &App, code: &str) -> Result<(Wave, WaveLink), AppError> {
    let (id, link) = app.store().link(code).await?.ok_or(AppError::NotFound)?;
    let wave = app.store().wave(id).await?.ok_or(AppError::NotFound)?;
    Ok((wave, link))
}
