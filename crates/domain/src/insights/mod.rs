//! What the program must know of data that it did not gather itself.

pub mod codebook;
