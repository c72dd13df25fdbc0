//! Frozen data: one Parquet file a respondent group, with its codebook and hash.

mod read;
mod write;

pub use read::read;
pub use write::write;

/// The key of the codebook among the file's metadata.
const CODEBOOK: &str = "mkbroute.codebook";
/// The key of the respondent group.
const GROUP: &str = "mkbroute.group";
/// What the name of a column of states ends with.
const STATE: &str = "__state";

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

#[cfg(test)]
mod tests;
