//! A printed page or a figure: typed figures become words, pictures, web pages and PDF.

pub mod document;
mod fonts;
pub mod json;
pub mod labels;
pub mod pdf;
pub mod picture;
pub mod source;
pub mod tabular;
pub mod words;
