//! What the typesetter can see: its templates, the data, four fonts; no files, no clock, no network.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use crate::document::Form;
use crate::fonts;

/// A template with its name.
pub(super) type Template = (&'static str, &'static str);

const REPORT: Template = ("report.typ", include_str!("../../typst/report.typ"));
const SLIDES: Template = ("slides.typ", include_str!("../../typst/slides.typ"));
const HANDOUT: Template = ("handout.typ", include_str!("../../typst/handout.typ"));
pub(super) const LETTERS: Template = ("letters.typ", include_str!("../../typst/letters.typ"));
/// What all import.
const PARTS: Template = ("parts.typ", include_str!("../../typst/parts.typ"));

static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    fonts::FILES
        .into_iter()
        .filter_map(|file| Font::new(Bytes::new(file), 0))
        .collect()
});

pub(super) struct ReportWorld {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    main: Source,
    parts: Source,
    data_id: FileId,
    data: Bytes,
}

impl ReportWorld {
    pub(super) fn new(main: Template, data: Vec<u8>) -> Self {
        Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(FONTS.iter())),
            main: template(main),
            parts: template(PARTS),
            data_id: file("data.json"),
            data: Bytes::new(data),
        }
    }
}

/// The template of a document.
pub(super) fn template_of(form: Form) -> Template {
    match form {
        Form::Report => REPORT,
        Form::Handout => HANDOUT,
        Form::Slides => SLIDES,
    }
}

fn template((name, text): Template) -> Source {
    Source::new(file(name), text.to_owned())
}

#[expect(clippy::expect_used, reason = "constant names that are valid paths")]
fn file(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("a plain file name is a path");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

impl World for ReportWorld {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        [&self.main, &self.parts]
            .into_iter()
            .find(|source| source.id() == id)
            .cloned()
            .ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.data_id {
            Ok(self.data.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
