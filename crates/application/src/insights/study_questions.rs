//! Which questions of the study a measurement answers, and with what.

use std::sync::Arc;

use mkbroute_analysis::figure::{Audience, Figure};
use mkbroute_analysis::result::GroupResult;
use mkbroute_domain::surveys::instrument::{Instrument, ItemKind, Question, RespondentGroup};
use mkbroute_domain::surveys::study::{Coverage, ItemRef, Study, StudyQuestion};
use mkbroute_domain::surveys::wave::Wave;
use mkbroute_domain::text::Text;

use super::freeze_wave::instruments_of;
use super::interim::interim_measurement;
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
    /// The interim release that shows what is released; `None` for the results of a frozen wave.
    pub interim: Option<u32>,
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
    let (released, interim) = released_items(app, actor, &wave).await?;
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
        interim,
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

/// An item of a group.
type Released = Vec<(RespondentGroup, String)>;

/// The items of which a release shows a figure, by group: the release of a frozen wave, else its
/// last interim release, with its number.
async fn released_items(
    app: &App,
    actor: &Actor,
    wave: &Wave,
) -> Result<(Released, Option<u32>), AppError> {
    if !may(actor, Action::ReadRelease, wave.id) {
        return Ok((Vec::new(), None));
    }
    if wave.dataset_sha256.is_some() {
        let groups = groups(app, wave).await?;
        let shown = groups.iter().flat_map(|group| {
            let result = group.result.for_audience(Audience::Release);
            shown(group.instrument.group, result)
        });
        return Ok((shown.collect(), None));
    }
    let made = app.store().interim_releases(wave.id).await?;
    let Some(last) = made.last().map(|row| row.number) else {
        return Ok((Vec::new(), None));
    };
    let found = interim_measurement(app, actor, &wave.slug, last).await?;
    let groups = found.groups.into_iter();
    let shown = groups.flat_map(|group| shown(group.instrument.group, group.result));
    Ok((shown.collect(), Some(last)))
}

fn shown(group: RespondentGroup, result: GroupResult) -> Released {
    let items = result.items.into_iter();
    items
        .filter(|item| item.figures.iter().any(Figure::is_released))
        .map(|item| (group, item.id))
        .collect()
}
