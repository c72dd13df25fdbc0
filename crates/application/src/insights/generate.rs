//! Load data: a made-up questionnaire with as many made-up respondents as wanted, written as a file
//! of frozen data.

mod answers;
mod questionnaire;

use std::path::Path;

use mkbroute_analysis::dataset::Column;
use mkbroute_domain::hex::hex;
use mkbroute_domain::surveys::wave::Provenance;
use mkbroute_store::frozen::{FrozenColumn, FrozenTable, FrozenWriter, ROWS_TOGETHER};
use rayon::prelude::*;

use super::codebook::codebook;
use super::frozen_data::frozen_column;
use crate::AppError;
use answers::Respondents;
use questionnaire::{Question, questionnaire};

/// What to make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LoadData {
    /// How many respondents.
    pub responses: usize,
    /// How many items, at most [`MOST_ITEMS`].
    pub items: u16,
    /// The same numbers and seed give the same file.
    pub seed: u64,
}

/// The most items of a made-up questionnaire.
pub const MOST_ITEMS: u16 = 1000;

/// The group that made-up respondents belong to.
const GROUP: &str = "companies";

/// Writes the file and returns its SHA-256. Memory holds a piece of the respondents at a time;
/// `progress` hears how many have been written.
///
/// # Errors
/// [`AppError::Store`] naming a file that cannot be written; an older file stays as it was.
pub fn generate(
    path: &Path,
    load: LoadData,
    mut progress: impl FnMut(usize),
) -> Result<String, AppError> {
    let questions = questionnaire(load.items);
    let mut writer: Option<FrozenWriter> = None;
    // Without respondents there is one empty piece: it tells the columns.
    for piece in 0..load.responses.div_ceil(ROWS_TOGETHER).max(1) {
        let from = piece * ROWS_TOGETHER;
        let count = ROWS_TOGETHER.min(load.responses - from);
        let columns = columns(&questions, load.seed, piece, count);
        match &mut writer {
            Some(writer) => writer.append(&columns)?,
            None => writer = Some(FrozenWriter::start(path, &table(&questions, columns))?),
        }
        progress(from + count);
    }
    let hash = writer.map(FrozenWriter::finish).transpose()?;
    Ok(hex(&hash.unwrap_or_default()))
}

/// A piece of every column, side by side.
fn columns(
    questions: &[Question],
    seed: u64,
    piece: usize,
    count: usize,
) -> Vec<(String, FrozenColumn)> {
    let respondents = Respondents::draw(seed, piece, count);
    let column = |(position, question): (usize, &Question)| {
        frozen_column(Column {
            item: question.item.clone(),
            values: respondents.answers(question, position),
        })
    };
    questions.par_iter().enumerate().map(column).collect()
}

fn table(questions: &[Question], columns: Vec<(String, FrozenColumn)>) -> FrozenTable {
    let items = questions.iter().map(|question| &question.item);
    FrozenTable {
        group: GROUP.to_owned(),
        codebook: codebook(
            Provenance::Simulated,
            items,
            &questionnaire::ratios(questions),
        ),
        columns,
    }
}

#[cfg(test)]
mod tests;
