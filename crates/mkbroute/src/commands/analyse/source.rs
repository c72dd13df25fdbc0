//! From an analysed table to what a report is made from.

use mkbroute_analysis::figure::Audience;
use mkbroute_analysis::policy::Policy;
use mkbroute_analysis::result::GroupResult;
use mkbroute_application::Clock;
use mkbroute_application::clock::SystemClock;
use mkbroute_domain::insights::codebook::Codebook;
use mkbroute_domain::surveys::wave::Provenance;
use mkbroute_domain::text::Text;
use mkbroute_report::labels::Labels;
use mkbroute_report::source::{GroupSource, Note, Source, Subject};

/// A table with what is known of it.
pub(super) struct Described<'a> {
    pub(super) title: String,
    pub(super) codebook: &'a Codebook,
    pub(super) sha256: [u8; 32],
    pub(super) notes: Vec<Note>,
}

/// The source of the report.
pub(super) fn source(
    described: Described<'_>,
    result: GroupResult,
    audience: Audience,
    policy: Policy,
) -> Source {
    let codebook = described.codebook;
    let named = codebook.title.missing().is_none();
    let hash = described.sha256.iter().map(|byte| format!("{byte:02x}"));
    Source {
        subject: Subject {
            slug: described.title.clone(),
            title: if named {
                codebook.title.clone()
            } else {
                Text::new(&described.title, &described.title)
            },
            fielded: None,
            date: SystemClock.now().date_naive(),
            provenance: Provenance::Fielded,
            dataset_sha256: Some(hash.collect()),
        },
        audience,
        groups: vec![GroupSource {
            labels: Labels::of_codebook(codebook),
            result,
        }],
        compared: None,
        pathways: Vec::new(),
        policy,
        colophon: None,
        literature: Vec::new(),
        findings: Vec::new(),
        notes: described.notes,
    }
}

/// Nobody has looked at how the cells are read.
pub(super) fn made_by_itself() -> Note {
    Note {
        rule: "suggested_codebook",
        text: Text::new(
            "Er is geen codeboek gegeven. Hoe de kolommen gelezen zijn, is geraden uit de gegevens zelf. Maak een codeboek met --suggest-codebook, verbeter het, en geef het mee met --codebook.",
            "No codebook was given. How the columns are read was guessed from the data themselves. Make a codebook with --suggest-codebook, correct it, and give it with --codebook.",
        ),
    }
}

/// Columns that no item was made of.
pub(super) fn left_out(columns: &[(String, &'static str)]) -> Option<Note> {
    let names: Vec<&str> = columns.iter().map(|(name, _)| name.as_str()).collect();
    let names = names.join(", ");
    (!columns.is_empty()).then(|| Note {
        rule: "left_out",
        text: Text::new(
            format!("Niet geanalyseerd (open antwoorden, namen of leeg): {names}."),
            format!("Not analysed (open answers, names or empty): {names}."),
        ),
    })
}
