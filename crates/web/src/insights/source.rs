//! From the application's measurement to what a report is made from.

use mkbroute_application::insights::Measurement;
use mkbroute_report::labels::Labels;
use mkbroute_report::source::{Colophon, ComparedSource, Finding, GroupSource, Source, Subject};

/// The source of a report. Pages and the command line share it.
pub fn report_source(measurement: &Measurement) -> Source {
    let published = measurement.published.as_deref();
    let groups = measurement.groups.iter().map(|group| GroupSource {
        labels: Labels::of_instrument(&group.instrument, &measurement.pathways),
        result: group.result.clone(),
    });
    let findings = published
        .iter()
        .flat_map(|found| &found.findings)
        .map(|finding| Finding {
            section: finding.section.clone(),
            words: finding.words.clone(),
            n: finding.n,
            fitting: finding.fitting.clone(),
            stated: finding.stated,
        });
    Source {
        subject: Subject::from(&measurement.wave),
        audience: measurement.audience,
        groups: groups.collect(),
        compared: measurement.compared.as_ref().map(|found| ComparedSource {
            with: Subject::from(&found.with),
            groups: found.groups.clone(),
        }),
        pathways: measurement.pathways.clone(),
        policy: measurement.policy.clone(),
        colophon: published.map(|found| Colophon {
            commissioner: found.colophon.commissioner.clone(),
            authors: found.colophon.authors.clone(),
            organisations: found.colophon.organisations.clone(),
            date: found.colophon.date,
            thanks: found.colophon.thanks.clone(),
        }),
        literature: published
            .map(|found| found.literature.clone())
            .unwrap_or_default(),
        findings: findings.collect(),
        notes: Vec::new(),
    }
}
