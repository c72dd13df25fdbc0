//! Responses become columns: one data set a respondent group.

mod spec;
mod values;

use mkbroute_analysis::dataset::{Column, DataSet, RatioSpec, missing};
use mkbroute_domain::surveys::answer::{Answer, Answers};
use mkbroute_domain::surveys::instrument::{Instrument, ItemKind};

use spec::item_spec;
pub use values::empty_values;
use values::push;

/// Builds the data set of a group from the decoded answers of every respondent.
///
/// Open answers and information blocks have no column. Nothing tells the respondents apart.
pub fn build(instrument: &Instrument, respondents: &[Answers]) -> DataSet {
    let mut columns = empty_columns(instrument);
    for answers in respondents {
        let asked = instrument.asked(answers);
        for column in &mut columns {
            let answer = answers.get(&column.item.id);
            let was_asked = asked.contains(column.item.id.as_str()) || answer.is_some();
            push(column, answer, was_asked);
        }
    }
    DataSet {
        group: instrument.group.code().to_owned(),
        respondents: respondents.len(),
        columns,
        ratios: ratios(instrument),
    }
}

/// The columns of an instrument without any answer, in the order of its questions.
pub fn empty_columns(instrument: &Instrument) -> Vec<Column> {
    instrument
        .questions()
        .filter(|question| {
            !matches!(
                question.item.kind,
                ItemKind::Open { .. } | ItemKind::Information
            )
        })
        .map(|question| {
            let item = item_spec(&question);
            let values = empty_values(&item.kind);
            Column { item, values }
        })
        .collect()
}

/// The ratios that the instrument declares.
pub fn ratios(instrument: &Instrument) -> Vec<RatioSpec> {
    let spec = |ratio: &mkbroute_domain::surveys::instrument::Ratio| RatioSpec {
        id: ratio.code.clone(),
        block: ratio.block.clone(),
        of: ratio.of.clone(),
        over: ratio.over.clone(),
        sensitive: ratio.sensitive,
    };
    instrument.ratios.iter().map(spec).collect()
}

/// The missing code of an answer that is not valid, or of its absence.
fn missing_code(answer: Option<&Answer>, asked: bool) -> u8 {
    match answer {
        Some(Answer::NotApplicable) => missing::NOT_APPLICABLE,
        Some(Answer::DontKnow) => missing::DONT_KNOW,
        _ if asked => missing::SKIPPED,
        _ => missing::NOT_ASKED,
    }
}

#[cfg(test)]
mod tests;
