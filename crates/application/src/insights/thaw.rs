//! From a file of frozen data to a data set, by the codebook that the file carries.

use mkbroute_analysis::dataset::{Column, DataSet, Values};
use mkbroute_analysis::release::plan::ReleasePlan;
use mkbroute_domain::surveys::instrument::Instrument;
use mkbroute_domain::surveys::wave::Provenance;
use mkbroute_store::frozen::{FrozenColumn, FrozenTable};

use super::codebook::Codebook;
use super::frozen_data::KeptInterim;
use crate::AppError;

/// The column of codes by which respondents are recognised in the next wave.
pub(super) const LINKS: &str = "link_code";

/// All that a file of frozen data tells.
#[derive(Clone, Debug)]
pub(super) struct Thawed {
    pub(super) data: DataSet,
    pub(super) plan: ReleasePlan,
    pub(super) provenance: Provenance,
    pub(super) instrument: Option<Instrument>,
    pub(super) kept: Option<KeptInterim>,
}

/// Gives the columns of a table the meaning that its codebook says.
pub(super) fn thaw(mut table: FrozenTable) -> Result<Thawed, AppError> {
    let codebook = Codebook::parse(table.codebook)?;
    let ratios = codebook.ratios();
    let links = thawed_links(&mut table.columns);
    if codebook.items.len() != table.columns.len() {
        return Err(AppError::unreadable(
            "the frozen columns are not those of the codebook",
        ));
    }
    let (mut columns, mut respondents) = (Vec::new(), 0);
    for (item, (name, values)) in codebook.items.into_iter().zip(table.columns) {
        if item.id != name {
            return Err(AppError::unreadable(format!(
                "column '{name}' is out of place"
            )));
        }
        respondents = values.rows();
        let values = thawed(values);
        columns.push(Column { item, values });
    }
    let data = DataSet {
        group: table.group,
        respondents,
        columns,
        ratios,
        links,
        weights: None,
    };
    Ok(Thawed {
        data,
        plan: codebook.release_plan,
        provenance: codebook.provenance,
        instrument: codebook.instrument,
        kept: codebook.kept_interim,
    })
}

fn thawed_links(columns: &mut Vec<(String, FrozenColumn)>) -> Vec<Option<u64>> {
    let Some(position) = columns.iter().position(|(name, _)| name == LINKS) else {
        return Vec::new();
    };
    let FrozenColumn::Masks { bits, state } = columns.remove(position).1 else {
        return Vec::new();
    };
    let link = |(bits, state): (u64, u8)| (state == 0).then_some(bits);
    bits.into_iter().zip(state).map(link).collect()
}

fn thawed(values: FrozenColumn) -> Values {
    match values {
        FrozenColumn::Codes(codes) => Values::Codes(codes),
        FrozenColumn::Masks { bits, state } => Values::Masks { bits, state },
        FrozenColumn::Numbers { values, state } => Values::Numbers { values, state },
    }
}
