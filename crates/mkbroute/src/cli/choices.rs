//! Words that flags take.

use clap::ValueEnum;
use mkbroute_analysis::figure::Audience;
use mkbroute_domain::surveys::instrument::RespondentGroup;
use mkbroute_domain::text::Lang;

/// The form of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Pdf,
    Html,
    Json,
    Text,
}

/// The form of the figures.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum TableFormat {
    Csv,
    Xlsx,
    Parquet,
}

/// The language of a report.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Language {
    Nl,
    En,
}

impl From<Language> for Lang {
    fn from(language: Language) -> Self {
        match language {
            Language::Nl => Self::Nl,
            Language::En => Self::En,
        }
    }
}

/// A respondent group.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Group {
    Companies,
    Students,
    Teachers,
    /// Companies that declined
    DeclinedCompanies,
    /// Students who stopped
    StoppedStudents,
    /// Employers that might take part
    Employers,
}

impl Group {
    /// Its name in files.
    pub(crate) fn code(self) -> &'static str {
        RespondentGroup::from(self).code()
    }
}

impl From<Group> for RespondentGroup {
    fn from(group: Group) -> Self {
        match group {
            Group::Companies => Self::Companies,
            Group::Students => Self::Students,
            Group::Teachers => Self::Teachers,
            Group::DeclinedCompanies => Self::DeclinedCompanies,
            Group::StoppedStudents => Self::StoppedStudents,
            Group::Employers => Self::Employers,
        }
    }
}

/// The audience of a report.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum ForWhom {
    Release,
    Researcher,
}

impl From<ForWhom> for Audience {
    fn from(whom: ForWhom) -> Self {
        match whom {
            ForWhom::Release => Self::Release,
            ForWhom::Researcher => Self::Researcher,
        }
    }
}
