//! Which questions of the study a measurement answers, and with what.

use std::sync::Arc;

use mkbroute_analysis::figure::Audience;
use mkbroute_domain::surveys::instrument::{Instrument, ItemKind, Question, RespondentGroup};
use mkbroute_domain::surveys::study::{Coverage, ItemRef, Study, StudyQuestion};
use mkbroute_domain::surveys::wave::Wave;
use mkbroute_domain::text::Text;

use super::freeze_wave::instruments_of;
use super::measured::groups;
use crate::accounts::Actor;
use crate::accounts::policy::{Action, may};
use crate::surveys::{find_wave, list_waves, load_study};
use crate::{App, AppError};

/// The questions of the study beside one measurement.
#[derive(Clone, Debug)]
pub struct WaveQuestions {
    pub wave: Wave,
    pub study: Study,
    /// One for each question, in the order of the study.
    pub lines: Vec<QuestionLine>,
}

/// A question with what this measurement does for it.
#[derive(Clone, Debug)]
pub struct QuestionLine {
    pub question: StudyQuestion,
    pub coverage: Coverage,
    /// One for each item of the question.
    pub items: Vec<ItemLine>,
}

/// An item that should answer a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemLine {
    pub reference: ItemRef,
    /// Its words and who is asked; `None` where this measurement does not ask it.
    pub asked: Option<(RespondentGroup, Text)>,
    /// The release shows a figure of it.
    pub released: bool,
}

/// How many questions a measurement answers.
#[derive(Clone, Debug)]
pub struct WaveCoverage {
    pub wave: Wave,
    /// Questions asked, answered elsewhere, and open.
    pub counts: [usize; 3],
}

/// The questions of the study beside a measurement that somebody may see.
pub async fn wave_questions(
    app: &App,
    actor: &Actor,
    slug: &str,
) -> Result<WaveQuestions, AppError> {
    let wave = find_wave(app, actor, slug, Action::SeeWave).await?;
    let study = load_study(app).await?;
    let instruments = instruments_of(app, &wave).await?;
    let released = released_items(app, actor, &wave).await?;
    let used: Vec<&Instrument> = instruments.iter().map(Arc::as_ref).collect();
    let item_line = |reference: &ItemRef| {
        let asked = reference.find(&used);
        let asked = asked.map(|(found, question)| (found.group, label(&question)));
        let group = asked.as_ref().map(|(group, _)| *group);
        let key = group.map(|group| (group, reference.item.clone()));
        ItemLine {
            reference: reference.clone(),
            asked,
            released: key.is_some_and(|key| released.contains(&key)),
        }
    };
    let line = |question: &StudyQuestion| QuestionLine {
        coverage: question.coverage(&used),
        items: question.items.iter().map(item_line).collect(),
        question: question.clone(),
    };
    Ok(WaveQuestions {
        lines: study.questions.iter().map(line).collect(),
        study,
        wave,
    })
}

/// Every measurement that somebody may see, with how many questions it answers; the newest first.
pub async fn study_coverage(app: &App, actor: &Actor) -> Result<Vec<WaveCoverage>, AppError> {
    let study = load_study(app).await?;
    let mut found = Vec::new();
    for card in list_waves(app, actor).await? {
        let instruments = instruments_of(app, &card.wave).await?;
        let used: Vec<&Instrument> = instruments.iter().map(Arc::as_ref).collect();
        let count = |coverage| {
            let questions = study.questions.iter();
            questions
                .filter(|question| question.coverage(&used) == coverage)
                .count()
        };
        found.push(WaveCoverage {
            counts: Coverage::ALL.map(count),
            wave: card.wave,
        });
    }
    Ok(found)
}

/// What a question is called by itself: a row of a matrix with the words before it.
pub fn label(question: &Question<'_>) -> Text {
    let matrix = matches!(question.item.kind, ItemKind::Matrix { .. });
    if !matrix {
        return question.text.clone();
    }
    let joined = |stem: &str, row: &str| format!("{} {row}", stem.trim_end_matches([' ', '…']));
    let (stem, row) = (&question.item.text, question.text);
    Text::new(joined(&stem.nl, &row.nl), joined(&stem.en, &row.en))
}

/// The items of which the release shows a figure, by group.
async fn released_items(
    app: &App,
    actor: &Actor,
    wave: &Wave,
) -> Result<Vec<(RespondentGroup, String)>, AppError> {
    if wave.dataset_sha256.is_none() || !may(actor, Action::ReadRelease, wave.id) {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for group in groups(app, wave).await?.iter() {
        let result = group.result.for_audience(Audience::Release);
        let shown = result
            .items
            .into_iter()
            .filter(|item| item.figures.iter().any(|figure| figure.is_released()));
        found.extend(shown.map(|item| (group.instrument.group, item.id)));
    }
    Ok(found)
}
