//! Everything a report is made from. Holds only what its audience may see.

use chrono::NaiveDate;
use mkbroute_analysis::compare::GroupComparison;
use mkbroute_analysis::figure::Audience;
use mkbroute_analysis::policy::Policy;
use mkbroute_analysis::result::GroupResult;
use mkbroute_domain::pathways::Pathway;
use mkbroute_domain::surveys::wave::{Provenance, Wave};
use mkbroute_domain::text::Text;

use crate::labels::Labels;

/// A measurement, ready to be written about.
#[derive(Clone, Debug)]
pub struct Source {
    pub subject: Subject,
    pub audience: Audience,
    pub groups: Vec<GroupSource>,
    /// An earlier wave beside this one.
    pub compared: Option<ComparedSource>,
    pub pathways: Vec<Pathway>,
    pub policy: Policy,
    pub colophon: Option<Colophon>,
    pub literature: Vec<Text>,
    pub findings: Vec<Finding>,
    /// What a reader must know before anything else.
    pub notes: Vec<Note>,
}

/// A caveat that no figure carries by itself.
#[derive(Clone, Debug)]
pub struct Note {
    /// Its name in files.
    pub rule: &'static str,
    pub text: Text,
}

/// What is reported on: a wave, or a data set that somebody brought.
#[derive(Clone, Debug)]
pub struct Subject {
    /// Its readable name in addresses and files.
    pub slug: String,
    pub title: Text,
    /// The days on which answers could be given, for a wave.
    pub fielded: Option<(NaiveDate, NaiveDate)>,
    /// The day that the report states.
    pub date: NaiveDate,
    pub provenance: Provenance,
    /// The hash that releases cite; `None` while answers come in.
    pub dataset_sha256: Option<String>,
    /// The number of the interim release that it is; its figures are provisional.
    pub interim: Option<u32>,
}

impl From<&Wave> for Subject {
    fn from(wave: &Wave) -> Self {
        Self {
            slug: wave.slug.clone(),
            title: wave.title.clone(),
            fielded: Some((wave.opens, wave.closes)),
            date: wave.closes,
            provenance: wave.provenance,
            dataset_sha256: wave.dataset_sha256.clone(),
            interim: None,
        }
    }
}

/// A respondent group with the words of its items.
#[derive(Clone, Debug)]
pub struct GroupSource {
    pub labels: Labels,
    pub result: GroupResult,
}

/// The difference with an earlier wave.
#[derive(Clone, Debug)]
pub struct ComparedSource {
    /// The earlier wave.
    pub with: Subject,
    pub groups: Vec<GroupComparison>,
}

/// Who made the report that the data come from.
#[derive(Clone, Debug)]
pub struct Colophon {
    pub commissioner: Text,
    pub authors: Vec<String>,
    pub organisations: Vec<String>,
    pub date: NaiveDate,
    pub thanks: Text,
}

/// A published claim and what the self-check found.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Section of the published report.
    pub section: String,
    pub words: Text,
    pub n: u32,
    /// Counts that the claim can mean.
    pub fitting: Vec<u32>,
    /// The count that was published beside it.
    pub stated: Option<u32>,
}
