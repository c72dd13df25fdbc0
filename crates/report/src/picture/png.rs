//! A drawing as pixels, for a slide or a document that takes no SVG.

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};
use thiserror::Error;

use crate::fonts;

/// Pixels for each unit of the drawing: sharp on a large screen and on paper.
const SCALE: f32 = 2.0;
/// The largest side in pixels, so that no drawing asks for all memory.
const LARGEST: u32 = 16_384;

/// Our own fonts only: what the system has would make two machines draw differently.
static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::new();
    for file in fonts::FILES {
        fonts.load_font_data(file.to_vec());
    }
    Arc::new(fonts)
});

/// Why there is no picture.
#[derive(Debug, Error)]
pub enum PngError {
    #[error("the drawing cannot be read: {0}")]
    Drawing(#[from] resvg::usvg::Error),
    #[error("the drawing is empty or larger than {LARGEST} pixels")]
    Size,
    #[error("the picture cannot be written: {0}")]
    Encoding(String),
}

/// Draws on white, at twice the size. The same drawing gives the same bytes.
pub fn png(svg: &str) -> Result<Vec<u8>, PngError> {
    let options = Options {
        font_family: super::FONT.to_owned(),
        fontdb: FONTS.clone(),
        ..Options::default()
    };
    let tree = Tree::from_str(svg, &options)?;
    let size = tree.size().to_int_size().scale_by(SCALE);
    let size = size.filter(|size| size.width().max(size.height()) <= LARGEST);
    let mut pixels = size
        .and_then(|size| Pixmap::new(size.width(), size.height()))
        .ok_or(PngError::Size)?;
    pixels.fill(Color::WHITE);
    let transform = Transform::from_scale(SCALE, SCALE);
    resvg::render(&tree, transform, &mut pixels.as_mut());
    pixels
        .encode_png()
        .map_err(|error| PngError::Encoding(error.to_string()))
}

#[cfg(test)]
mod tests;
