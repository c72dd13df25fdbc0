//! Finding what there is.

use super::table::{For, Row, row};

pub(super) const TABLE: &[Row] = &[row("/zoeken", "/zoeken?q=bouw", For::All)];
