//! Pure statistics: a columnar data set in; figures, gates and reservations out.
//!
//! Every figure is computed once for the researcher and then judged; [`release`] makes the view that
//! may be published. Limits are parameters of a versioned [`policy::Policy`].

pub mod check;
pub mod compare;
pub mod dataset;
pub mod estimate;
pub mod figure;
pub mod gate;
pub mod measure;
pub mod policy;
pub mod release;
pub mod result;
pub mod round;
