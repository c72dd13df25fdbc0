//! A file of frozen data measured by itself, without the database that it came from.

use std::path::Path;

use mkbroute_analysis::dataset::DataSet;
use mkbroute_analysis::measure::{GroupFacts, PATHWAY, Passed, PathwayFacts};
use mkbroute_analysis::policy::Policy;
use mkbroute_analysis::release::measure_by_plan;
use mkbroute_analysis::result::Fielded;
use mkbroute_analysis::result::GroupResult;
use mkbroute_domain::hex::hex;
use mkbroute_domain::surveys::instrument::Instrument;
use mkbroute_domain::surveys::wave::Provenance;
use mkbroute_store::frozen;

use super::thaw::thaw;
use crate::AppError;

/// What one file tells.
#[derive(Clone, Debug)]
pub struct MeasuredFile {
    pub data: DataSet,
    /// Holds all; what others may see is [`GroupResult::for_audience`].
    pub result: GroupResult,
    pub provenance: Provenance,
    /// The questionnaire, where the file carries one.
    pub instrument: Option<Instrument>,
    /// SHA-256 of the file.
    pub sha256: String,
}

/// Reads a file of frozen data with its codebook and measures it: every figure with its interval,
/// and the parts of the release plan that was frozen with it. Populations stand in no file, so they
/// count as unknown; figures are not weighted.
///
/// Keeps all processors busy; a server calls it apart from the threads that answer requests.
///
/// # Errors
/// [`AppError::Store`] naming a file that cannot be read, [`AppError::Unreadable`] where columns and
/// codebook do not fit.
pub fn measure_file(path: &Path, policy: &Policy) -> Result<MeasuredFile, AppError> {
    let (table, hash) = frozen::read(path)?;
    let thawed = thaw(table)?;
    let facts = facts(&thawed.data, thawed.provenance);
    let result = measure_by_plan(&thawed.data, &facts, &thawed.plan, policy);
    Ok(MeasuredFile {
        data: thawed.data,
        result,
        provenance: thawed.provenance,
        instrument: thawed.instrument,
        sha256: hex(&hash),
    })
}

/// What the columns and the provenance tell of the group.
fn facts(data: &DataSet, provenance: Provenance) -> GroupFacts {
    let pathways = data.column(PATHWAY);
    let codes = pathways.map_or(&[][..], |column| column.item.kind.categories());
    let pathway = |code: &String| PathwayFacts {
        code: code.clone(),
        population: None,
        distribution: Passed::InTime,
        may_be_named: provenance != Provenance::Reconstructed,
    };
    GroupFacts {
        population: None,
        pathways: codes.iter().map(pathway).collect(),
        reconstructed: provenance == Provenance::Reconstructed,
        simulated: provenance == Provenance::Simulated,
        fielded: Fielded::default(),
        open_link: provenance == Provenance::Fielded,
    }
}
