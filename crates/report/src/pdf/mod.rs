//! A tagged PDF: PDF/UA-1 and PDF/A-2a, both enforced while writing.

mod letters;
mod world;

use mkbroute_domain::text::Lang;
use thiserror::Error;
use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::document::Document;
pub use letters::letters;
use world::ReportWorld;

/// Why no PDF was made.
#[derive(Debug, Error)]
pub enum PdfError {
    /// The document cannot be turned into data.
    #[error("the report cannot be prepared: {0}")]
    Data(#[from] serde_json::Error),
    /// Typesetting failed, or the result would not be accessible or archivable.
    #[error("the PDF cannot be made: {0}")]
    Typesetting(String),
}

/// Typesets a report. The same document gives the same bytes.
///
/// Words enter as data only: nothing in them is read as markup.
pub fn pdf(document: &Document, _: Lang) -> Result<Vec<u8>, PdfError> {
    let template = world::template_of(document.form);
    typeset(
        template,
        serde_json::to_vec(document)?,
        document.foot.clone(),
    )
}

/// Sets data in a template. `identity` tells files of the same words apart.
fn typeset(
    template: world::Template,
    data: Vec<u8>,
    identity: String,
) -> Result<Vec<u8>, PdfError> {
    let world = ReportWorld::new(template, data);
    let pages = typst::compile::<PagedDocument>(&world)
        .output
        .map_err(typesetting)?;
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
        .map_err(|error| PdfError::Typesetting(format!("{error:?}")))?;
    let options = PdfOptions {
        ident: Smart::Custom(identity),
        creator: Smart::Custom(Some("mkbroute".to_owned())),
        standards,
        ..PdfOptions::default()
    };
    let bytes = typst_pdf::pdf(&pages, &options).map_err(typesetting);
    // Without this a long-running server would keep every page it ever set.
    comemo::evict(0);
    bytes
}

fn typesetting(errors: impl IntoIterator<Item = SourceDiagnostic>) -> PdfError {
    let messages: Vec<String> = errors
        .into_iter()
        .map(|error| format!("{} {:?}", error.message, error.hints))
        .collect();
    PdfError::Typesetting(messages.join("; "))
}
