//! Frozen data: one Parquet file a respondent group, with its codebook and hash.

mod column;
mod packed;
mod pieces;
mod read;
mod write;
mod writer;

pub use read::{is_frozen, read};
pub use write::write;
pub use writer::FrozenWriter;

/// The key of the codebook among the file's metadata.
const CODEBOOK: &str = "mkbroute.codebook";
/// The key of the respondent group.
const GROUP: &str = "mkbroute.group";
/// What the name of a column of states ends with.
const STATE: &str = "__state";

/// Rows that a file keeps together: enough for short headers, few enough for readers that work
/// side by side.
pub const ROWS_TOGETHER: usize = 1 << 17;

/// A data set as a file holds it.
#[derive(Clone, Debug, PartialEq)]
pub struct FrozenTable {
    /// Code of the respondent group.
    pub group: String,
    /// What a reader needs to know of the columns.
    pub codebook: serde_json::Value,
    /// Columns by name, in order.
    pub columns: Vec<(String, FrozenColumn)>,
}

/// The values of a column, one a respondent. `state` 0 is valid, else it says why not.
#[derive(Clone, Debug, PartialEq)]
pub enum FrozenColumn {
    Codes(Vec<u8>),
    Masks { bits: Vec<u64>, state: Vec<u8> },
    Numbers { values: Vec<f64>, state: Vec<u8> },
}

impl FrozenColumn {
    /// The number of respondents.
    pub fn rows(&self) -> usize {
        match self {
            Self::Codes(codes) => codes.len(),
            Self::Masks { state, .. } | Self::Numbers { state, .. } => state.len(),
        }
    }
}

#[cfg(test)]
mod tests;
