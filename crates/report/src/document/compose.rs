//! The chapters of a report, in their order.

use chrono::Datelike;
use mkbroute_analysis::figure::Audience;
use mkbroute_domain::surveys::wave::Provenance;
use mkbroute_domain::text::Lang;

use super::{Document, annex, group, limits, opening};
use crate::source::Source;
use crate::words::choose;

/// Composes the report of a measurement.
pub fn compose(source: &Source, lang: Lang) -> Document {
    let mut chapters = vec![
        opening::summary(source, lang),
        opening::method(source, lang),
    ];
    chapters.extend(
        source
            .groups
            .iter()
            .map(|found| group::chapter(source, found, lang)),
    );
    if !source.pathways.is_empty() {
        chapters.push(annex::pathways(source, lang));
    }
    if !source.findings.is_empty() {
        chapters.push(annex::findings(source, lang));
    }
    chapters.push(annex::withheld(source, lang));
    chapters.push(annex::every_item(source, lang));
    chapters.push(limits::policy(source, lang));
    if source.colophon.is_some() {
        chapters.push(annex::colophon(source, lang));
    }
    let day = source.wave.closes;
    Document {
        lang: lang.code().to_owned(),
        title: format!("Mkb-route in het hbo: {}", source.wave.title.get(lang)),
        subtitle: choose(lang, "Rapport van de meting", "Report of the measurement").to_owned(),
        labels: labels(source, lang),
        foot: foot(source, lang),
        contents_title: choose(lang, "Inhoud", "Contents").to_owned(),
        chapters,
        date: (day.year(), day.month(), day.day()),
        authors: source
            .colophon
            .iter()
            .flat_map(|found| found.authors.clone())
            .collect(),
    }
}

/// What must be seen on every page.
pub(super) fn labels(source: &Source, lang: Lang) -> Vec<String> {
    let mut labels = Vec::new();
    match source.wave.provenance {
        Provenance::Reconstructed => labels.push(choose(lang, "gereconstrueerd", "reconstructed")),
        Provenance::Simulated => labels.push(choose(lang, "gesimuleerd", "simulated")),
        Provenance::Fielded => {}
    }
    if source.audience == Audience::Researcher {
        labels.push(choose(lang, "niet voor publicatie", "not for publication"));
    }
    labels.into_iter().map(str::to_owned).collect()
}

fn foot(source: &Source, lang: Lang) -> String {
    let data = choose(lang, "Gegevens", "Data");
    let hash = match &source.wave.dataset_sha256 {
        Some(hash) => format!(
            "SHA-256 {}…{}",
            &hash[..6.min(hash.len())],
            &hash[hash.len().saturating_sub(4)..]
        ),
        None => choose(lang, "nog niet bevroren", "not frozen yet").to_owned(),
    };
    let policy = choose(lang, "beleid", "policy");
    format!(
        "{data} {} · {hash} · {policy} {}",
        source.wave.slug, source.policy.id
    )
}
