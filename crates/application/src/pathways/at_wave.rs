//! The pathways of a measurement as they were then: a report does not change when a pathway goes on.

use std::collections::BTreeMap;

use mkbroute_domain::accounts::Visible;
use mkbroute_domain::ids::PathwayId;
use mkbroute_domain::pathways::Pathway;
use mkbroute_domain::pathways::criteria::{PathwayFacts, verdict};
use mkbroute_domain::surveys::wave::Wave;

use super::criteria::{both, criteria_sets};
use super::judge_criterion::meets;
use super::list_pathways;
use crate::{App, AppError};

/// The pathways that a measurement asks, by hogeschool and name, each in the phase and with the verdict of its
/// last day, or of today as long as it runs. What is known only from a later day on counts from the beginning.
pub(crate) async fn pathways_of_wave(app: &App, wave: &Wave) -> Result<Vec<Pathway>, AppError> {
    let links = app.store().wave_links(wave.id).await?;
    let day = wave.closes.min(app.now().date_naive());
    let sets = criteria_sets()?;
    let (definition, _) = both(&sets)?;
    let phases = app.store().phases().await?;
    let levels = app.store().levels().await?;
    let mut pathways = list_pathways(app, &Visible::Everything).await?;
    pathways.retain(|pathway| links.iter().any(|link| link.pathway == pathway.id));
    for pathway in &mut pathways {
        let changes = known(&phases, pathway.id);
        let until = changes.iter().rfind(|(_, on)| *on <= day);
        if let Some((phase, _)) = until.or(changes.first()) {
            pathway.phase = *phase;
        }
        let judged = known(&levels, pathway.id);
        if judged.iter().any(|judged| judged.on <= day) {
            let found = verdict(definition, judged, &PathwayFacts::default(), day);
            pathway.meets_definition = meets(found.outcome);
        }
    }
    Ok(pathways)
}

fn known<T>(all: &BTreeMap<PathwayId, Vec<T>>, of: PathwayId) -> &[T] {
    all.get(&of).map_or(&[], Vec::as_slice)
}
