//! The chapters of a report, in their order.

use chrono::Datelike;
use mkbroute_analysis::figure::Audience;
use mkbroute_domain::surveys::wave::Provenance;
use mkbroute_domain::text::Lang;

use super::{Chapter, Document, Form, annex, compared, group, limits, opening, parts, response};
use crate::source::Source;
use crate::words::choose;

/// Composes the report of a measurement.
pub fn compose(source: &Source, lang: Lang) -> Document {
    let mut chapters = vec![
        opening::summary(source, lang),
        opening::method(source, lang),
        response::chapter(source, lang),
    ];
    for found in &source.groups {
        chapters.push(group::chapter(found, lang));
        chapters.extend(parts::chapters(found, lang));
    }
    chapters.extend(compared::chapter(source, lang));
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
    document(Form::Report, subtitle(source, lang), chapters, source, lang)
}

/// A document about the subject, in the given form.
pub(super) fn document(
    form: Form,
    subtitle: &str,
    chapters: Vec<Chapter>,
    source: &Source,
    lang: Lang,
) -> Document {
    let day = source.subject.date;
    let authors = source.colophon.iter();
    Document {
        form,
        lang: lang.code().to_owned(),
        title: title(source, lang),
        subtitle: subtitle.to_owned(),
        labels: labels(source, lang),
        foot: foot(source, lang),
        contents_title: choose(lang, "Inhoud", "Contents").to_owned(),
        chapters,
        date: (day.year(), day.month(), day.day()),
        authors: authors.flat_map(|found| found.authors.clone()).collect(),
    }
}

fn title(source: &Source, lang: Lang) -> String {
    let mut title = source.subject.title.get(lang).to_owned();
    if let Some(number) = source.subject.interim {
        title = format!(
            "{title}, {} {number}",
            choose(lang, "tussenstand", "interim release")
        );
    }
    match source.subject.fielded {
        Some(_) => format!("Mkb-route in het hbo: {title}"),
        None => title,
    }
}

fn subtitle(source: &Source, lang: Lang) -> &'static str {
    match source.subject.fielded {
        Some(_) => choose(lang, "Rapport van de meting", "Report of the measurement"),
        None => choose(
            lang,
            "Analyse van een gegevensbestand",
            "Analysis of a data file",
        ),
    }
}

/// What must be seen on every page.
pub(crate) fn labels(source: &Source, lang: Lang) -> Vec<String> {
    let mut labels = Vec::new();
    if source.subject.interim.is_some() {
        labels.push(choose(lang, "voorlopig", "provisional"));
    }
    labels.extend(provenance(source.subject.provenance, lang));
    if source.audience == Audience::Researcher {
        labels.push(choose(lang, "niet voor publicatie", "not for publication"));
    }
    labels.into_iter().map(str::to_owned).collect()
}

/// What answers are that nobody gave.
pub(super) fn provenance(provenance: Provenance, lang: Lang) -> Option<&'static str> {
    match provenance {
        Provenance::Reconstructed => Some(choose(lang, "gereconstrueerd", "reconstructed")),
        Provenance::Simulated => Some(choose(lang, "gesimuleerd", "simulated")),
        Provenance::Fielded => None,
    }
}

fn foot(source: &Source, lang: Lang) -> String {
    let data = choose(lang, "Gegevens", "Data");
    let hash = match &source.subject.dataset_sha256 {
        Some(hash) => format!(
            "SHA-256 {}…{}",
            &hash[..6.min(hash.len())],
            &hash[hash.len().saturating_sub(4)..]
        ),
        None => choose(lang, "nog niet bevroren", "not frozen yet").to_owned(),
    };
    let policy = choose(lang, "beleid", "policy");
    let interim = source.subject.interim.map_or_else(String::new, |number| {
        let words = choose(
            lang,
            "voorlopig, tussenstand",
            "provisional, interim release",
        );
        format!(" · {words} {number}")
    });
    format!(
        "{data} {}{interim} · {hash} · {policy} {}",
        source.subject.slug, source.policy.id
    )
}
