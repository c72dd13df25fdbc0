//! Pure statistics: a columnar data set in; figures, gates and reservations out.

pub mod dataset;
pub mod figure;
