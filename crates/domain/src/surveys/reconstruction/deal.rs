//! Dealing the planned answers over the respondents.

use rand::Rng;
use rand::seq::SliceRandom;

use super::hands::hands;
use super::plan::{Plan, PlanError, PlannedAnswer};
use crate::surveys::answer::Answers;
use crate::surveys::instrument::Instrument;
use crate::surveys::response::{AnswerProblems, SubmittedResponse, submit};

/// Carries out a plan: the answers of every respondent, coded themes included, stratum by stratum.
///
/// Entry by entry: who is asked follows from the routing and the answers dealt so far. Of those,
/// drawn by lot, the stated number skips and the others get the stated answers in a random order.
/// Every respondent has a mood, drawn once; an entry `by_mood` hands its answers out in the order
/// of mood plus as much chance again, so that two such items correlate by about a half. Apart from
/// that, from routing and from `rows`, answers to different items are independent of each other.
///
/// The same plan, questionnaire and generator give the same answers.
///
/// # Errors
/// A plan that names what the questionnaire does not have, whose numbers do not match who is asked,
/// or that leads to answers which the questionnaire would not accept.
pub fn reconstruct(
    instrument: &Instrument,
    plan: &Plan,
    rng: &mut impl Rng,
) -> Result<Vec<Answers>, PlanError> {
    let mut respondents = vec![Answers::new(); plan.respondents()];
    let moods: Vec<f64> = respondents.iter().map(|_| rng.random()).collect();
    for entry in &plan.answer {
        let asked = asked(instrument, plan, entry, &respondents)?;
        deal(entry, asked, &moods, &mut respondents, rng)?;
    }
    for (position, answers) in respondents.iter().enumerate() {
        submitted(answers.clone(), instrument).map_err(|problems| PlanError::Refused {
            respondent: position + 1,
            problems,
        })?;
    }
    Ok(respondents)
}

/// Submits reconstructed answers: what was answered passes the ordinary check of a submission, and
/// the themes that researchers coded are added beside it.
///
/// # Errors
/// Every problem of the answers or of the codings, by question code.
pub fn submitted(
    answers: Answers,
    instrument: &Instrument,
) -> Result<SubmittedResponse, AnswerProblems> {
    let is_coded = |code: &str| {
        let question = instrument.question(code);
        question.is_some_and(|question| question.item.coded_from.is_some())
    };
    let (codings, given) = answers.into_iter().partition(|(code, _)| is_coded(code));
    submit(given, instrument)?.with_codings(codings, instrument)
}

/// The respondents who are asked the first item of the entry, by position.
fn asked(
    instrument: &Instrument,
    plan: &Plan,
    entry: &PlannedAnswer,
    respondents: &[Answers],
) -> Result<Vec<usize>, PlanError> {
    let unknown = |item: &&String| instrument.question(item).is_none();
    if let Some(item) = entry.items.iter().find(unknown) {
        return Err(PlanError::UnknownItem(item.clone()));
    }
    let first = entry.items.first().map_or("", String::as_str);
    let Some(question) = instrument.question(first) else {
        return Err(PlanError::Unclear(entry.name()));
    };
    // A coded theme belongs to everybody who was asked the open question.
    let decisive = question.item.coded_from.as_deref().unwrap_or(first);
    let is_asked = |position: &usize| instrument.asked(&respondents[*position]).contains(decisive);
    Ok(plan.reach(entry)?.into_iter().filter(is_asked).collect())
}

fn deal(
    entry: &PlannedAnswer,
    mut asked: Vec<usize>,
    moods: &[f64],
    respondents: &mut [Answers],
    rng: &mut impl Rng,
) -> Result<(), PlanError> {
    asked.shuffle(rng);
    let answering = asked.len().saturating_sub(entry.skipped);
    let hands = hands(entry, answering, rng)?;
    if hands.len() + entry.skipped != asked.len() {
        return Err(PlanError::CountsDiffer {
            item: entry.name(),
            planned: hands.len(),
            skipped: entry.skipped,
            asked: asked.len(),
        });
    }
    asked.truncate(answering);
    if entry.by_mood {
        asked = best_mood_first(&asked, moods, rng);
    }
    for (position, hand) in asked.into_iter().zip(hands) {
        for (item, answer) in entry.items.iter().zip(hand) {
            let Some(answer) = answer else { continue };
            if respondents[position].insert(item.clone(), answer).is_some() {
                return Err(PlanError::Twice(item.clone()));
            }
        }
    }
    Ok(())
}

/// Orders respondents by mood plus chance of the same size, the most contented first.
fn best_mood_first(positions: &[usize], moods: &[f64], rng: &mut impl Rng) -> Vec<usize> {
    let mut scored: Vec<(f64, usize)> = positions
        .iter()
        .map(|position| (moods[*position] + rng.random::<f64>(), *position))
        .collect();
    scored.sort_by(|one, other| other.0.total_cmp(&one.0));
    scored.into_iter().map(|(_, position)| position).collect()
}
