//! Responses become columns: one data set a respondent group.

mod spec;
mod values;

use mkbroute_analysis::dataset::{
    Column, DataSet, ItemKind as Kind, ItemSpec, RatioSpec, Values, missing,
};
use mkbroute_analysis::measure::PATHWAY;
use mkbroute_domain::surveys::answer::{Answer, Answers};
use mkbroute_domain::surveys::instrument::{Instrument, ItemKind, Ratio};

use spec::item_spec;
pub use values::empty_values;
use values::push;

/// One respondent as the analysis knows them: no identity, no time.
#[derive(Clone, Debug, Default)]
pub struct Respondent {
    pub answers: Answers,
    /// Position among the pathways of the wave; `None` where it is not known.
    pub pathway: Option<u8>,
    /// Hash of the code by which the respondent is recognised in the next wave.
    pub link: Option<u64>,
}

/// Builds the data set of a group from the decoded answers of every respondent.
///
/// Open answers and information blocks have no column. Where answers tell through which of the
/// `pathways` they came, that is a column too.
pub fn build(instrument: &Instrument, pathways: &[String], respondents: &[Respondent]) -> DataSet {
    let mut columns = empty_columns(instrument);
    for respondent in respondents {
        let answers = &respondent.answers;
        let asked = instrument.asked(answers);
        for column in &mut columns {
            let answer = answers.get(&column.item.id);
            let was_asked = asked.contains(column.item.id.as_str()) || answer.is_some();
            push(column, answer, was_asked);
        }
    }
    if respondents.iter().any(|found| found.pathway.is_some()) {
        columns.insert(0, pathway_column(pathways, respondents));
    }
    let linked = respondents.iter().any(|found| found.link.is_some());
    let links = respondents
        .iter()
        .filter(|_| linked)
        .map(|found| found.link);
    DataSet {
        group: instrument.group.code().to_owned(),
        respondents: respondents.len(),
        columns,
        ratios: ratio_specs(&instrument.ratios),
        links: links.collect(),
        weights: None,
    }
}

/// Through which pathway each respondent was reached: an identifying dimension.
fn pathway_column(pathways: &[String], respondents: &[Respondent]) -> Column {
    let code = |found: &Respondent| found.pathway.unwrap_or(missing::DONT_KNOW);
    let categories = pathways.to_vec();
    Column {
        item: ItemSpec {
            id: PATHWAY.to_owned(),
            wording: 1,
            block: "background".to_owned(),
            kind: Kind::Categorical { categories },
            identifying: true,
            sensitive: false,
            sensitive_categories: Vec::new(),
            collapse: Vec::new(),
            dominance: true,
            about_others: false,
            counts_for_completeness: false,
        },
        values: Values::Codes(respondents.iter().map(code).collect()),
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

/// What the analysis must know of declared ratios.
pub(super) fn ratio_specs(ratios: &[Ratio]) -> Vec<RatioSpec> {
    let spec = |ratio: &Ratio| RatioSpec {
        id: ratio.code.clone(),
        block: ratio.block.clone(),
        of: ratio.of.clone(),
        over: ratio.over.clone(),
        sensitive: ratio.sensitive,
    };
    ratios.iter().map(spec).collect()
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
