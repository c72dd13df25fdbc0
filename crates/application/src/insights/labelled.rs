//! The names of pathways, where answers tell through which one they came.

use std::sync::Arc;

use mkbroute_analysis::measure::PATHWAY;
use mkbroute_analysis::result::GroupResult;
use mkbroute_domain::pathways::Pathway;
use mkbroute_domain::surveys::instrument::{
    AnalysisNotes, Choice, Instrument, Item, ItemKind, Section,
};
use mkbroute_domain::text::Text;

/// The questionnaire as a reader of its results needs it: with the pathway as a question that
/// nobody was asked, so that its words are found where those of every question are.
pub(super) fn with_pathways(
    instrument: &Arc<Instrument>,
    result: &GroupResult,
    pathways: &[Pathway],
) -> Arc<Instrument> {
    if result.item(PATHWAY).is_none() {
        return instrument.clone();
    }
    let mut labelled = instrument.as_ref().clone();
    labelled.sections.push(Section {
        id: PATHWAY.to_owned(),
        title: Text::new("Route", "Pathway"),
        intro: None,
        items: vec![item(pathways)],
    });
    Arc::new(labelled)
}

fn item(pathways: &[Pathway]) -> Item {
    let option = |pathway: &Pathway| {
        let name = |words: &str| format!("{words} ({})", pathway.hogeschool);
        Choice {
            code: pathway.slug.clone(),
            text: Text::new(name(&pathway.name.nl), name(&pathway.name.en)),
        }
    };
    Item {
        code: PATHWAY.to_owned(),
        wording: 1,
        text: Text::new("Route", "Pathway"),
        help: None,
        why: None,
        kind: ItemKind::Single {
            options: pathways.iter().map(option).collect(),
            other: None,
        },
        show_if: None,
        not_applicable: None,
        dont_know: None,
        prefill: true,
        coded_from: None,
        analysis: AnalysisNotes {
            block: "background".to_owned(),
            identifying: true,
            ..AnalysisNotes::default()
        },
    }
}
