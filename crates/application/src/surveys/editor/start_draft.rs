//! A new draft: empty, from a frozen version, or from a file.

use mkbroute_domain::accounts::audit::{Act, Detail};
use mkbroute_domain::ids::DraftId;
use mkbroute_domain::surveys::draft::QuestionnaireDraft;
use mkbroute_domain::surveys::instrument::edit::fresh_code;
use mkbroute_domain::surveys::instrument::file::InstrumentProblems;
use mkbroute_domain::surveys::instrument::{Instrument, RespondentGroup, Section};
use mkbroute_domain::text::Text;
use mkbroute_store::NewRevision;

use super::{authorise, load_instrument, made, versions};
use crate::accounts::Actor;
use crate::accounts::audit::commit;
use crate::surveys::OtherGroup;
use crate::surveys::instruments::other_group;
use crate::{App, AppError};

/// Names that pages use beside the names of questionnaires.
pub const RESERVED: [&str; 3] = ["concepten", "nieuw", "bibliotheek"];

/// What a draft begins as.
#[derive(Clone, Debug)]
pub enum Start {
    /// One empty page.
    Empty { title: Text, group: RespondentGroup },
    /// A copy of a frozen version, to become the next one.
    Version { id: String, version: u32 },
    /// What a file says.
    File(String),
}

/// Why no draft was started.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// A questionnaire gets its name from its Dutch title.
    #[error("a Dutch title is needed")]
    NoTitle,
    /// The file has problems, each with its line and item.
    #[error(transparent)]
    File(InstrumentProblems),
    /// The file's questionnaire asks another group in its versions and drafts.
    #[error(transparent)]
    OtherGroup(OtherGroup),
    #[error(transparent)]
    App(#[from] AppError),
}

/// Starts a draft and returns its readable name.
pub async fn start_draft(app: &App, actor: &Actor, start: Start) -> Result<String, StartError> {
    authorise(actor)?;
    let drafts = app.store().questionnaire_drafts().await;
    let drafts = drafts.map_err(AppError::from)?;
    let edit = match start {
        Start::Empty { .. } => "start_empty",
        Start::Version { .. } => "start_version",
        Start::File(_) => "start_file",
    };
    let mut instrument = match start {
        Start::Empty { title, group } => empty(app, &drafts, title, group).await?,
        Start::Version { id, version } => {
            load_instrument(app, &id, version).await?.as_ref().clone()
        }
        Start::File(file) => Instrument::from_toml(file.as_bytes()).map_err(StartError::File)?,
    };
    if let Some(other) = other_group(app, &instrument).await? {
        return Err(StartError::OtherGroup(other));
    }
    let latest = versions(app, &instrument.id).await?;
    // A file says of which version it is; one that was numbered on follows the latest.
    let mut before = latest.iter().map(|frozen| frozen.version).rev();
    let based_on = before.find(|version| *version <= instrument.version);
    instrument.version = latest.last().map_or(0, |latest| latest.version) + 1;
    let name = format!("{}-{}", instrument.id.replace('_', "-"), instrument.version);
    let others = (2..).map(|number| format!("{name}-{number}"));
    let free = |slug: &String| drafts.iter().all(|draft| draft.slug != *slug);
    let slug = std::iter::once(name.clone()).chain(others).find(free);
    let draft = QuestionnaireDraft {
        id: DraftId(app.fresh_id()),
        slug: slug.unwrap_or(name),
        instrument: instrument.id.clone(),
        group: instrument.group,
        title: instrument.title.clone(),
        based_on,
        revision: 1,
        comments_open: false,
        frozen_as: None,
        created_at: app.now(),
    };
    store(app, actor, &draft, &instrument, edit).await?;
    Ok(draft.slug)
}

async fn store(
    app: &App,
    actor: &Actor,
    draft: &QuestionnaireDraft,
    body: &Instrument,
    edit: &'static str,
) -> Result<(), AppError> {
    let first = NewRevision {
        body,
        edit,
        subject: "",
        by: actor.person.id,
        now: app.now(),
    };
    let tx = app.store().begin().await?;
    tx.insert_questionnaire_draft(draft, first).await?;
    let detail = Detail::default().how(edit);
    let told = made(actor, Act::DraftStarted, &draft.slug, detail);
    commit(app, tx, &told).await
}

async fn empty(
    app: &App,
    drafts: &[QuestionnaireDraft],
    title: Text,
    group: RespondentGroup,
) -> Result<Instrument, StartError> {
    if title.nl.trim().is_empty() {
        return Err(StartError::NoTitle);
    }
    let frozen = app.store().instrument_versions().await;
    let frozen = frozen.map_err(AppError::from)?;
    let taken = |id: &str| {
        RESERVED.contains(&id)
            || frozen.iter().any(|(known, _)| known == id)
            || drafts.iter().any(|draft| draft.instrument == id)
    };
    let first = Section {
        id: "begin".to_owned(),
        title: Text::new("Om te beginnen", "To begin with"),
        intro: None,
        items: Vec::new(),
    };
    Ok(Instrument {
        id: fresh_code(&title.nl, taken),
        version: 1,
        group,
        title,
        intro: Text::default(),
        thanks: Text::new(
            "Dank je wel. Jouw antwoorden tellen mee in het rapport.",
            "Thank you. Your answers count in the report.",
        ),
        sections: vec![first],
        ratios: Vec::new(),
    })
}
