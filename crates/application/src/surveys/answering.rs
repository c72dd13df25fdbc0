//! The questionnaire of one respondent, found by their token.

use std::sync::Arc;

use mkbroute_domain::pathways::Pathway;
use mkbroute_domain::surveys::answer::{Answer, Answers};
use mkbroute_domain::surveys::instrument::{Instrument, ItemKind};
use mkbroute_domain::surveys::response_draft::ResponseDraft;
use mkbroute_domain::surveys::wave::{Wave, WaveLink};
use mkbroute_store::{Ballot, Invitee};

use super::{Token, draft, load_instrument};
use crate::{App, AppError};

/// How far a respondent is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnsweringState {
    /// Answers are welcome.
    Open,
    /// Handed in; may be withdrawn until closing.
    Submitted,
    /// The wave takes no answers (any more).
    Closed,
}

/// A respondent's questionnaire with what was filled in so far.
#[derive(Clone, Debug)]
pub struct Questionnaire {
    pub wave: Wave,
    pub instrument: Arc<Instrument>,
    pub pathway: Pathway,
    /// What was filled in so far, beginning with what the ballot tells. Empty once submitted.
    pub draft: ResponseDraft,
    pub state: AnsweringState,
    ballot: Ballot,
    token: Token,
}

impl Questionnaire {
    /// The right to answer that the token stands for.
    pub(super) fn ballot(&self) -> Ballot {
        self.ballot
    }

    /// What the respondent holds.
    pub(super) fn token(&self) -> &Token {
        &self.token
    }
}

/// Finds the questionnaire of the respondent who holds this token.
pub async fn questionnaire(app: &App, token: &Token) -> Result<Questionnaire, AppError> {
    let Invitee {
        ballot,
        wave,
        pathway,
        used,
    } = app
        .store()
        .invitee(&token.ballot_hash())
        .await?
        .ok_or(AppError::NotFound)?;
    let instrument = load_instrument(app, &used.instrument, used.version).await?;
    let kept = kept_draft(app, token).await?;
    let state = state(app, token, &wave, kept.is_some()).await?;
    let draft = match state {
        AnsweringState::Open => {
            kept.unwrap_or_else(|| ResponseDraft::begin(prefilled(&instrument, &pathway)))
        }
        AnsweringState::Submitted | AnsweringState::Closed => ResponseDraft::default(),
    };
    Ok(Questionnaire {
        wave,
        instrument,
        pathway,
        draft,
        state,
        ballot,
        token: *token,
    })
}

/// Whether the respondent may be promised anonymity, as the page on which they begin tells.
pub async fn promises_anonymity(app: &App, found: &Questionnaire) -> Result<bool, AppError> {
    let ballot = found.ballot;
    let links = app.store().wave_links(ballot.wave).await?;
    let ours = |link: &&WaveLink| link.is_for(ballot.group, ballot.pathway);
    Ok(links.iter().find(ours).is_some_and(WaveLink::anonymous))
}

async fn kept_draft(app: &App, token: &Token) -> Result<Option<ResponseDraft>, AppError> {
    let sealed = app.store().draft(&token.draft_key()).await?;
    sealed.map(|sealed| draft::open(token, &sealed)).transpose()
}

/// Handing in takes the draft along: while there is one, nothing was handed in.
async fn state(
    app: &App,
    token: &Token,
    wave: &Wave,
    has_draft: bool,
) -> Result<AnsweringState, AppError> {
    if !has_draft && app.store().handed_in(&token.response_key()).await? {
        Ok(AnsweringState::Submitted)
    } else if wave.takes_answers(app.now().date_naive()) {
        Ok(AnsweringState::Open)
    } else {
        Ok(AnsweringState::Closed)
    }
}

/// What the ballot's pathway already tells, so that nobody is asked twice.
pub(super) fn prefilled(instrument: &Instrument, pathway: &Pathway) -> Answers {
    let items = instrument
        .sections
        .iter()
        .flat_map(|section| &section.items);
    items
        .filter(|item| item.prefill)
        .filter(|item| match &item.kind {
            ItemKind::Single { options, .. } => options
                .iter()
                .any(|option| option.code == pathway.programme),
            _ => false,
        })
        .map(|item| {
            let answer = Answer::One {
                option: pathway.programme.clone(),
                other: None,
            };
            (item.code.clone(), answer)
        })
        .collect()
}
