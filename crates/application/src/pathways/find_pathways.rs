//! The pathways that there are, each with what it is by definition. Anybody may know them.

use chrono::NaiveDate;
use mkbroute_domain::accounts::Visible;
use mkbroute_domain::pathways::criteria::{Level, Outcome, Verdict, verdict};
use mkbroute_domain::pathways::{Pathway, Phase};

use super::criteria::{both, criteria_sets};
use super::facts::facts;
use super::list_pathways;
use crate::{App, AppError};

/// Which pathways are sought. What is empty does not narrow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PathwayFilter {
    /// Words, each of which stands in the name, the hogeschool or the partner.
    pub words: String,
    pub phase: Option<Phase>,
    pub outcome: Option<Outcome>,
    pub sector: Option<String>,
    /// The code of a criterion that is not met.
    pub held_back_by: Option<String>,
}

/// A pathway as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathwayLine {
    pub pathway: Pathway,
    pub verdict: Verdict,
    /// The day on which it was registered with the national programme.
    pub registered_on: Option<NaiveDate>,
}

impl PathwayFilter {
    fn fits(&self, line: &PathwayLine) -> bool {
        let pathway = &line.pathway;
        let text = [
            &pathway.name.nl,
            &pathway.name.en,
            &pathway.hogeschool,
            &pathway.partner,
        ];
        let text = text.map(|part| part.to_lowercase()).join("\n");
        let words = self.words.to_lowercase();
        words.split_whitespace().all(|word| text.contains(word))
            && self.phase.is_none_or(|phase| pathway.phase == phase)
            && self
                .outcome
                .is_none_or(|outcome| line.verdict.outcome == outcome)
            && self
                .sector
                .as_ref()
                .is_none_or(|sector| pathway.sector == *sector)
            && self
                .held_back_by
                .as_ref()
                .is_none_or(|code| line.is_held_back_by(code))
    }
}

impl PathwayLine {
    /// Whether the criterion is judged and not, or not wholly, met.
    fn is_held_back_by(&self, criterion: &str) -> bool {
        let level = self.verdict.level(criterion);
        matches!(level, Some(Level::Partly | Level::NotMet))
    }
}

/// The pathways that fit, by hogeschool and name.
pub async fn find_pathways(
    app: &App,
    filter: &PathwayFilter,
) -> Result<Vec<PathwayLine>, AppError> {
    let sets = criteria_sets()?;
    let (definition, _) = both(&sets)?;
    let today = app.now().date_naive();
    let levels = app.store().levels().await?;
    let facts = facts(app, None).await?;
    let registered = app.store().registered_pathways().await?;
    let lines = list_pathways(app, &Visible::Everything).await?;
    let lines = lines.into_iter().map(|pathway| {
        let judged = levels.get(&pathway.id).map_or(&[][..], Vec::as_slice);
        let known = facts.get(&pathway.id).copied().unwrap_or_default();
        PathwayLine {
            verdict: verdict(definition, judged, &known, today),
            registered_on: registered.get(&pathway.id).copied(),
            pathway,
        }
    });
    Ok(lines.filter(|line| filter.fits(line)).collect())
}
