//! Everything a report is made from. Holds only what its audience may see.

use std::sync::Arc;

use chrono::NaiveDate;
use mkbroute_analysis::compare::GroupComparison;
use mkbroute_analysis::figure::Audience;
use mkbroute_analysis::policy::Policy;
use mkbroute_analysis::result::GroupResult;
use mkbroute_domain::pathways::Pathway;
use mkbroute_domain::surveys::instrument::Instrument;
use mkbroute_domain::surveys::wave::Wave;
use mkbroute_domain::text::Text;

/// A measurement, ready to be written about.
#[derive(Clone, Debug)]
pub struct Source {
    pub wave: Wave,
    pub audience: Audience,
    pub groups: Vec<GroupSource>,
    /// An earlier wave beside this one.
    pub compared: Option<ComparedSource>,
    pub pathways: Vec<Pathway>,
    pub policy: Policy,
    pub colophon: Option<Colophon>,
    pub literature: Vec<Text>,
    pub findings: Vec<Finding>,
}

/// A respondent group with its questionnaire.
#[derive(Clone, Debug)]
pub struct GroupSource {
    pub instrument: Arc<Instrument>,
    pub result: GroupResult,
}

/// The difference with an earlier wave.
#[derive(Clone, Debug)]
pub struct ComparedSource {
    /// The earlier wave.
    pub with: Wave,
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
