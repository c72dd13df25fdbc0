//! From analysed data to what a report is made from.

use mkbroute_analysis::figure::Audience;
use mkbroute_analysis::policy::Policy;
use mkbroute_analysis::result::GroupResult;
use mkbroute_application::Clock;
use mkbroute_application::clock::SystemClock;
use mkbroute_application::insights::MeasuredFile;
use mkbroute_domain::hex::hex;
use mkbroute_domain::insights::codebook::Codebook;
use mkbroute_domain::surveys::wave::Provenance;
use mkbroute_domain::text::Text;
use mkbroute_report::labels::Labels;
use mkbroute_report::source::{GroupSource, Note, Source, Subject};

/// Data with what is known of them.
pub(super) struct Described {
    slug: String,
    title: Text,
    labels: Labels,
    provenance: Provenance,
    sha256: String,
    notes: Vec<Note>,
}

impl Described {
    /// A table by its codebook.
    pub(super) fn of_table(
        slug: String,
        codebook: &Codebook,
        sha256: [u8; 32],
        notes: Vec<Note>,
    ) -> Self {
        let named = codebook.title.missing().is_none();
        let own = Text::new(&slug, &slug);
        Self {
            title: if named { codebook.title.clone() } else { own },
            labels: Labels::of_codebook(codebook),
            provenance: Provenance::Fielded,
            sha256: hex(&sha256),
            slug,
            notes,
        }
    }

    /// A file that carries its codebook.
    pub(super) fn of_frozen(slug: String, measured: &MeasuredFile) -> Self {
        let labels = measured.instrument.as_ref().map_or_else(
            || Labels {
                respondents: Text::new("deelnemers", "participants"),
                ..Labels::default()
            },
            |instrument| Labels::of_instrument(instrument, &[]),
        );
        Self {
            title: Text::new(&slug, &slug),
            slug,
            labels,
            provenance: measured.provenance,
            sha256: measured.sha256.clone(),
            notes: Vec::new(),
        }
    }

    /// The source of the report.
    pub(super) fn source(self, result: GroupResult, audience: Audience, policy: Policy) -> Source {
        Source {
            subject: Subject {
                slug: self.slug,
                title: self.title,
                fielded: None,
                date: SystemClock.now().date_naive(),
                provenance: self.provenance,
                dataset_sha256: Some(self.sha256),
                interim: None,
            },
            audience,
            groups: vec![GroupSource {
                labels: self.labels,
                result,
            }],
            compared: None,
            pathways: Vec::new(),
            policy,
            colophon: None,
            literature: Vec::new(),
            findings: Vec::new(),
            notes: self.notes,
        }
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
