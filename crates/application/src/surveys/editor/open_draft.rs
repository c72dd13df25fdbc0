//! A draft as its editors see it.

use std::collections::BTreeSet;
use std::sync::Arc;

use mkbroute_domain::ids::PersonId;
use mkbroute_domain::surveys::draft::{QuestionnaireDraft, Revision};
use mkbroute_domain::surveys::instrument::Instrument;
use mkbroute_domain::surveys::instrument::edit::History;

use super::{authorise, versions};
use crate::accounts::Actor;
use crate::{App, AppError};

/// A draft in its present state, with the frozen versions before it.
#[derive(Clone, Debug)]
pub struct OpenDraft {
    pub draft: QuestionnaireDraft,
    pub instrument: Instrument,
    /// The frozen versions of this questionnaire, the oldest first.
    pub versions: Vec<Arc<Instrument>>,
    /// The state to which undoing leads.
    pub undo: Option<u32>,
    /// The state to which redoing leads.
    pub redo: Option<u32>,
}

impl OpenDraft {
    /// The words of every question in the frozen versions.
    pub fn history(&self) -> History {
        History::of(self.versions.iter().map(AsRef::as_ref))
    }

    /// The frozen version that the draft will follow.
    pub fn latest(&self) -> Option<&Instrument> {
        self.versions.last().map(AsRef::as_ref)
    }

    /// The versions that were frozen since the draft began and are not worked in: freezing it would
    /// leave out what they changed. The oldest first; none for a draft that is frozen itself.
    pub fn newer(&self) -> Vec<u32> {
        if self.draft.frozen_as.is_some() {
            return Vec::new();
        }
        let base = self.draft.based_on.unwrap_or_default();
        let frozen = self.versions.iter().map(|version| version.version);
        frozen.filter(|version| *version > base).collect()
    }

    /// The number of the version that the draft becomes.
    pub fn next_version(&self) -> u32 {
        self.latest().map_or(0, |latest| latest.version) + 1
    }
}

/// One state of a draft in its history, with who made it.
#[derive(Clone, Debug)]
pub struct RevisionLine {
    pub revision: Revision,
    pub by: String,
}

/// Opens a draft.
pub async fn open_draft(app: &App, actor: &Actor, slug: &str) -> Result<OpenDraft, AppError> {
    authorise(actor)?;
    let draft = find(app, slug).await?;
    let instrument = state(app, &draft, draft.revision).await?;
    let revisions = app.store().draft_revisions(draft.id).await?;
    let present = revisions
        .iter()
        .find(|revision| revision.number == draft.revision);
    let children = revisions
        .iter()
        .filter(|revision| revision.parent == Some(draft.revision));
    Ok(OpenDraft {
        undo: present.and_then(|present| present.parent),
        redo: children.map(|child| child.number).max(),
        versions: versions(app, &draft.instrument).await?,
        instrument,
        draft,
    })
}

/// Every state of a draft, the latest first.
pub async fn revisions(
    app: &App,
    actor: &Actor,
    slug: &str,
) -> Result<Vec<RevisionLine>, AppError> {
    authorise(actor)?;
    let draft = find(app, slug).await?;
    let revisions = app.store().draft_revisions(draft.id).await?;
    let by: BTreeSet<PersonId> = revisions.iter().map(|revision| revision.by).collect();
    let by: Vec<PersonId> = by.into_iter().collect();
    let persons = app.store().persons_with(&by).await?;
    let name = |revision: &Revision| {
        let by = persons.iter().find(|person| person.id == revision.by);
        by.map_or_else(String::new, |person| person.name.clone())
    };
    Ok(revisions
        .into_iter()
        .rev()
        .map(|revision| RevisionLine {
            by: name(&revision),
            revision,
        })
        .collect())
}

/// The draft with this readable name.
pub(super) async fn find(app: &App, slug: &str) -> Result<QuestionnaireDraft, AppError> {
    let draft = app.store().questionnaire_draft(slug).await?;
    draft.ok_or(AppError::NotFound)
}

/// The questionnaire as it was at a revision.
pub(super) async fn state(
    app: &App,
    draft: &QuestionnaireDraft,
    revision: u32,
) -> Result<Instrument, AppError> {
    let state = app.store().draft_at(draft.id, revision).await?;
    state.ok_or(AppError::NotFound)
}
