//! Every questionnaire with its versions and drafts.

use mkbroute_domain::accounts::Visible;
use mkbroute_domain::surveys::draft::QuestionnaireDraft;
use mkbroute_domain::surveys::instrument::RespondentGroup;
use mkbroute_domain::text::Text;

use super::{authorise, load_instrument};
use crate::accounts::Actor;
use crate::surveys::search::Search;
use crate::{App, AppError};

/// A questionnaire over its versions.
#[derive(Clone, Debug)]
pub struct QuestionnaireLine {
    pub id: String,
    pub title: Text,
    pub group: RespondentGroup,
    /// The frozen versions, the latest first.
    pub versions: Vec<VersionLine>,
    /// Drafts that did not become a version yet.
    pub drafts: Vec<QuestionnaireDraft>,
}

/// A frozen version with the measurements that use it.
#[derive(Clone, Debug)]
pub struct VersionLine {
    pub version: u32,
    pub waves: Vec<Text>,
}

/// What may be the matter with a questionnaire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuestionnaireState {
    /// There is a draft of its next version.
    Draft,
    /// People from the field may comment on a draft.
    CommentRound,
    /// A measurement asks a version of it.
    Used,
    /// No measurement asks it yet.
    Unused,
}

impl QuestionnaireState {
    /// Every state, in the order of life.
    pub const ALL: [Self; 4] = [Self::Draft, Self::CommentRound, Self::Used, Self::Unused];
}

/// Which questionnaires a list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuestionnaireFilter {
    /// Words that all stand in the title, the name, or the name of a draft.
    pub search: String,
    /// Any state when there is none.
    pub state: Option<QuestionnaireState>,
}

impl QuestionnaireFilter {
    fn wants(&self, line: &QuestionnaireLine) -> bool {
        let own = [line.id.as_str(), &line.title.nl, &line.title.en];
        let drafts = line.drafts.iter().map(|draft| draft.slug.as_str());
        let said: Vec<&str> = own.into_iter().chain(drafts).collect();
        self.state.is_none_or(|state| line.is(state)) && Search::of(&self.search).finds(&said)
    }
}

impl QuestionnaireLine {
    /// Whether this is the matter with it; more than one may be.
    pub fn is(&self, state: QuestionnaireState) -> bool {
        let used = self
            .versions
            .iter()
            .any(|version| !version.waves.is_empty());
        match state {
            QuestionnaireState::Draft => !self.drafts.is_empty(),
            QuestionnaireState::CommentRound => self.drafts.iter().any(|draft| draft.comments_open),
            QuestionnaireState::Used => used,
            QuestionnaireState::Unused => !used,
        }
    }
}

/// The questionnaires that are looked for, those with drafts first.
pub async fn list_questionnaires(
    app: &App,
    actor: &Actor,
    filter: &QuestionnaireFilter,
) -> Result<Vec<QuestionnaireLine>, AppError> {
    authorise(actor)?;
    let mut used = Vec::new();
    for wave in app.store().waves(&Visible::Everything).await? {
        for instrument in app.store().wave_instruments(wave.id).await? {
            used.push((
                instrument.instrument,
                instrument.version,
                wave.title.clone(),
            ));
        }
    }
    let mut lines: Vec<QuestionnaireLine> = Vec::new();
    for (id, version) in app.store().instrument_versions().await? {
        let instrument = load_instrument(app, &id, version).await?;
        let waves = used
            .iter()
            .filter(|(known, of, _)| *known == id && *of == version);
        let line = VersionLine {
            version,
            waves: waves.map(|(_, _, title)| title.clone()).collect(),
        };
        let entry = entry(&mut lines, &id, &instrument.title, instrument.group);
        entry.title.clone_from(&instrument.title);
        entry.versions.insert(0, line);
    }
    for draft in app.store().questionnaire_drafts().await? {
        if draft.frozen_as.is_none() {
            let entry = entry(&mut lines, &draft.instrument, &draft.title, draft.group);
            entry.drafts.push(draft);
        }
    }
    lines.retain(|line| filter.wants(line));
    lines.sort_by_key(|line| line.drafts.is_empty());
    Ok(lines)
}

fn entry<'a>(
    lines: &'a mut Vec<QuestionnaireLine>,
    id: &str,
    title: &Text,
    group: RespondentGroup,
) -> &'a mut QuestionnaireLine {
    let place = lines.iter().position(|line| line.id == id);
    let place = place.unwrap_or_else(|| {
        lines.push(QuestionnaireLine {
            id: id.to_owned(),
            title: title.clone(),
            group,
            versions: Vec::new(),
            drafts: Vec::new(),
        });
        lines.len() - 1
    });
    &mut lines[place]
}
