//! What a published report says about a wave, and whether its figures can be true.

use std::sync::{Arc, LazyLock};

use chrono::NaiveDate;
use mkbroute_analysis::check::{Claim, fitting_counts};
use mkbroute_analysis::policy::Policy;
use mkbroute_domain::surveys::wave::{Provenance, Wave};
use mkbroute_domain::text::Text;
use serde::Deserialize;

use super::BASELINE;

/// Colophon, literature and checked claims of a published report.
#[derive(Clone, Debug)]
pub struct Published {
    pub colophon: Colophon,
    pub literature: Vec<Text>,
    pub findings: Vec<Finding>,
}

/// Who made a report.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Colophon {
    pub commissioner: Text,
    pub authors: Vec<String>,
    pub organisations: Vec<String>,
    pub date: NaiveDate,
    pub thanks: Text,
}

/// A claim of the report, and which counts fit it.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Section of the report.
    pub section: String,
    pub words: Text,
    pub n: u32,
    /// Counts that the claim can mean; empty if it cannot be true.
    pub fitting: Vec<u32>,
    /// The count that the report gives beside its words.
    pub stated: Option<u32>,
}

impl Finding {
    /// Whether the claim can be true, also beside the count that is given.
    pub fn can_be_true(&self) -> bool {
        match self.stated {
            Some(k) => self.fitting.contains(&k),
            None => !self.fitting.is_empty(),
        }
    }
}

/// What was published about this wave, if the program knows it.
pub fn published(wave: &Wave) -> Option<Arc<Published>> {
    static REPORT: LazyLock<Option<Arc<Published>>> = LazyLock::new(read);
    let known = wave.slug == BASELINE && wave.provenance == Provenance::Reconstructed;
    if known { REPORT.clone() } else { None }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    colophon: Colophon,
    literature: Vec<Text>,
    claim: Vec<RawClaim>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawClaim {
    section: String,
    words: Text,
    percentage: Option<u32>,
    fraction: Option<(u32, u32)>,
    #[serde(default)]
    about: bool,
    n: u32,
    k: Option<u32>,
}

fn read() -> Option<Arc<Published>> {
    let text = include_str!("../../../../data/baseline-2021/report.toml");
    let file: File = toml::from_str(text).ok()?;
    let findings = file.claim.into_iter().filter_map(check).collect();
    let (colophon, literature) = (file.colophon, file.literature);
    Some(Arc::new(Published {
        colophon,
        literature,
        findings,
    }))
}

fn check(raw: RawClaim) -> Option<Finding> {
    let about = raw.about;
    let claim = match (raw.percentage, raw.fraction) {
        (Some(percentage), None) => Claim::Percentage { percentage, about },
        (None, Some((numerator, denominator))) => Claim::Fraction {
            numerator,
            denominator,
            about,
        },
        _ => return None,
    };
    let fitting = fitting_counts(claim, raw.n, &Policy::default());
    let RawClaim {
        section,
        words,
        n,
        k: stated,
        ..
    } = raw;
    Some(Finding {
        section,
        words,
        n,
        fitting,
        stated,
    })
}

#[cfg(test)]
mod tests;
