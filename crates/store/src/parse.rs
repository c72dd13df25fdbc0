//! Rows are parsed like user input.

use mkbroute_domain::surveys::instrument::RespondentGroup;

use crate::error::StoreError;

/// A stored code that must name something known.
pub(crate) fn code<T>(
    table: &str,
    text: &str,
    read: impl FnOnce(&str) -> Option<T>,
) -> Result<T, StoreError> {
    read(text).ok_or_else(|| StoreError::Data(format!("{table}: '{text}' is not known")))
}

/// A stored respondent group.
pub(crate) fn group(text: &str) -> Result<RespondentGroup, StoreError> {
    code("respondent_group", text, RespondentGroup::from_code)
}

/// A stored number that must not be negative.
pub(crate) fn count(table: &str, number: i64) -> Result<u32, StoreError> {
    u32::try_from(number).map_err(|_| StoreError::Data(format!("{table}: {number} is no count")))
}

/// A stored hash.
pub(crate) fn hash(table: &str, bytes: Vec<u8>) -> Result<[u8; 32], StoreError> {
    let wrong = |_| StoreError::Data(format!("{table}: it has another length"));
    bytes.try_into().map_err(wrong)
}

/// A version or population as the database holds it.
pub(crate) fn stored(number: u32) -> Result<i32, StoreError> {
    i32::try_from(number).map_err(|_| StoreError::Data(format!("{number} is too large")))
}
