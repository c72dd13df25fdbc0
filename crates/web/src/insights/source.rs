//! From the application's measurement to what a report is made from.

use mkbroute_application::insights::{GroupMeasurement, Measurement};
use mkbroute_domain::text::{Lang, Text};
use mkbroute_report::labels::Labels;
use mkbroute_report::source::{
    Colophon, ComparedSource, Finding, GroupSource, Note, Source, Subject,
};
use mkbroute_report::words::group as group_words;
use mkbroute_report::words::number::date;

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
        subject: subject(measurement),
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
        notes: measurement.groups.iter().filter_map(kept).collect(),
    }
}

/// The wave, or an interim release of it.
fn subject(measurement: &Measurement) -> Subject {
    let wave = Subject::from(&measurement.wave);
    match &measurement.interim {
        Some(interim) => Subject {
            date: interim.day,
            dataset_sha256: Some(interim.sha256.clone()),
            interim: Some(interim.number),
            ..wave
        },
        None => wave,
    }
}

/// Said of a group that keeps the figures of an interim release.
fn kept(group: &GroupMeasurement) -> Option<Note> {
    let found = group.kept?;
    let say = |lang| {
        let (who, number) = (group_words(group.instrument.group, lang), found.number);
        let day = date(found.day, lang);
        match lang {
            Lang::Nl => format!(
                "De cijfers van de {who} zijn die van tussenstand {number} van {day}. Sindsdien \
                 veranderde er te weinig: met nieuwe cijfers waren personen terug te rekenen."
            ),
            Lang::En => format!(
                "The figures of the {who} are those of interim release {number} of {day}. Too \
                 little changed since: new figures would let readers compute persons."
            ),
        }
    };
    Some(Note {
        rule: "kept_interim",
        text: Text::new(say(Lang::Nl), say(Lang::En)),
    })
}
