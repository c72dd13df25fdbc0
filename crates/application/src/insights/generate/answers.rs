//! Made-up respondents and their answers, a piece at a time.

use mkbroute_analysis::dataset::{ItemKind, Values, missing};
use rand::{Rng, RngCore, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::questionnaire::{Content, Question};

/// Some respondents, with what all their answers have in common.
pub(super) struct Respondents {
    seed: u64,
    piece: usize,
    all: Vec<Respondent>,
}

#[derive(Clone, Copy)]
struct Respondent {
    pathway: u8,
    employs: bool,
    students: u8,
    contracts: u8,
    /// How content, in half points around what others say.
    mood: i16,
    /// Leaves all questions from this one open.
    stops_at: u16,
}

/// Out of 1,024: who skips a question, says "n.v.t." or "weet ik niet" where that may be said.
const SKIPS: u32 = 20;
const NOT_APPLICABLE: u32 = 40;
const DONT_KNOW: u32 = 30;

impl Respondents {
    /// Draws a piece: the same seed and piece give the same respondents.
    pub(super) fn draw(seed: u64, piece: usize, count: usize) -> Self {
        let mut rng = source(seed, piece, 0);
        let all = (0..count).map(|_| respondent(&mut rng)).collect();
        Self { seed, piece, all }
    }

    /// The answers to the question at a position. They hang on no other question's draws, so that
    /// questions can be answered side by side.
    pub(super) fn answers(&self, question: &Question, position: usize) -> Values {
        let mut rng = source(self.seed, self.piece, position + 1);
        let position = u16::try_from(position).unwrap_or(u16::MAX);
        let states = self.all.iter().map(|respondent| {
            let respondent = *respondent;
            let draw = rng.next_u32();
            (
                respondent,
                draw,
                state(question, position, respondent, draw),
            )
        });
        match &question.item.kind {
            ItemKind::Categorical { .. } | ItemKind::Scale { .. } => Values::Codes(
                states
                    .map(|(respondent, draw, state)| match state {
                        0 => code(question, position, respondent, draw),
                        missing => missing,
                    })
                    .collect(),
            ),
            ItemKind::MultiResponse { categories } => {
                let most = (1_u64 << categories.len()) - 1;
                let mask = |draw: u32| u64::from(draw & draw >> 7) & most;
                let (bits, state) = states
                    .map(|(_, draw, state)| (if state == 0 { mask(draw) } else { 0 }, state))
                    .unzip();
                Values::Masks { bits, state }
            }
            ItemKind::Quantity { .. } => {
                let (values, state) = states
                    .map(|(respondent, draw, state)| {
                        let value = number(question.content, respondent, draw);
                        (if state == 0 { value } else { 0.0 }, state)
                    })
                    .unzip();
                Values::Numbers { values, state }
            }
        }
    }
}

/// Chance for one purpose: a stream of its own, whatever the order of drawing.
fn source(seed: u64, piece: usize, purpose: usize) -> ChaCha8Rng {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    rng.set_stream((piece as u64) << 16 | purpose as u64);
    rng
}

fn respondent(rng: &mut ChaCha8Rng) -> Respondent {
    // Pathways of unequal size: the lower of two draws.
    let pathway = rng.random_range(0..8_u8).min(rng.random_range(0..8));
    let employs = rng.random_bool(0.7);
    let students = if employs { rng.random_range(1..=20) } else { 0 };
    let stops = rng.random_bool(0.08);
    Respondent {
        pathway,
        employs,
        students,
        contracts: rng.random_range(0..=students),
        mood: rng.random_range(-3..=3),
        stops_at: if stops {
            rng.random_range(1..60)
        } else {
            u16::MAX
        },
    }
}

/// 0 for a valid answer, else why there is none. The lowest ten bits of the draw decide.
fn state(question: &Question, position: u16, respondent: Respondent, draw: u32) -> u8 {
    let draw = draw % 1024;
    if question.content == Content::Pathway {
        0
    } else if question.routed && !respondent.employs {
        missing::NOT_ASKED
    } else if position >= respondent.stops_at || draw < SKIPS {
        missing::SKIPPED
    } else if question.not_applicable && draw < SKIPS + NOT_APPLICABLE {
        missing::NOT_APPLICABLE
    } else if question.dont_know && draw >= 1024 - DONT_KNOW {
        missing::DONT_KNOW
    } else {
        0
    }
}

/// A valid category or score. The upper bits of the draw decide.
fn code(question: &Question, position: u16, respondent: Respondent, draw: u32) -> u8 {
    let draw = draw >> 10;
    match (question.content, &question.item.kind) {
        (Content::Pathway, _) => respondent.pathway,
        (Content::Employs, _) => u8::from(!respondent.employs),
        (_, ItemKind::Scale { min, max, .. }) => {
            // The sum of three draws leans to the middle; questions differ in what they find there.
            let noise = [0, 7, 14].map(|shift| i16::from((draw >> shift & 3) as u8));
            let spread: i16 = noise.iter().sum::<i16>() - 4;
            let middle = i16::from(*max) * 2 / 3 + i16::from((position % 3) as u8) - 1;
            let score = middle + i16::midpoint(respondent.mood, spread);
            u8::try_from(score.clamp(i16::from(*min), i16::from(*max))).unwrap_or(*min)
        }
        (_, kind) => {
            // The lower of two draws: early categories are more common.
            let count = u32::try_from(kind.categories().len()).unwrap_or(1).max(1);
            let lower = (draw & 0x7ff) % count;
            u8::try_from(lower.min((draw >> 11) % count)).unwrap_or(0)
        }
    }
}

fn number(content: Content, respondent: Respondent, draw: u32) -> f64 {
    match content {
        Content::Students => f64::from(respondent.students),
        Content::Contracts => f64::from(respondent.contracts),
        _ => f64::from((draw >> 10) % 401) / 10.0,
    }
}
