//! All rows of a list together.

use std::collections::HashMap;

use super::{Line, ListChoices, Refusal};
use crate::ids::{OrganisationId, SiteId};
use crate::organisations::duplicates::{Likeable, name_at_place};
use crate::organisations::typed::{Mistake, SiteField, TypedField, Why};
use crate::organisations::{Kvk, Organisation, OrganisationProblem};

/// The rows of a list, each good or refused.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judged {
    /// The organisations of the good rows, with the number of the row.
    pub good: Vec<(usize, Organisation)>,
    /// The rows that are refused, with the reasons.
    pub refused: Vec<(Line, Vec<Refusal>)>,
}

/// Reads the rows of a list. `fresh` gives the ids of what is new. A row without anything in the chosen columns does
/// not count.
pub fn judge_lines(
    lines: impl IntoIterator<Item = Line>,
    choices: &ListChoices,
    mut fresh: impl FnMut() -> (OrganisationId, SiteId),
) -> Judged {
    let mut judged = Judged::default();
    let mut seen = Seen::default();
    for line in lines {
        if is_empty(&line, choices) {
            continue;
        }
        let (id, site) = fresh();
        match organisation(&line, choices, (id, site)).and_then(|found| seen.take(&line, found)) {
            Ok(found) => judged.good.push((line.number, found)),
            Err(refusals) => judged.refused.push((line, refusals)),
        }
    }
    judged
}

fn is_empty(line: &Line, choices: &ListChoices) -> bool {
    let cells = line.cells.iter().zip(&choices.columns);
    let mut chosen = cells.filter(|(_, column)| column.is_some());
    chosen.all(|(cell, _)| cell.trim().is_empty())
}

fn organisation(
    line: &Line,
    choices: &ListChoices,
    (id, site): (OrganisationId, SiteId),
) -> Result<Organisation, Vec<Refusal>> {
    let typed = line.typed(choices, site)?;
    let found = typed.read(id);
    let found = found.map_err(|mistakes| {
        mistakes
            .into_iter()
            .map(Refusal::Mistake)
            .collect::<Vec<_>>()
    })?;
    if found.place().is_none() {
        // Two of one name are told apart by their place.
        return Err(vec![Refusal::Mistake(Mistake {
            field: TypedField::Site(0, SiteField::Place),
            why: Why::Organisation(OrganisationProblem::SiteWithoutPlace),
        })]);
    }
    Ok(found)
}

/// What stood in earlier rows, with the number of the row.
#[derive(Default)]
struct Seen {
    kvks: HashMap<Kvk, usize>,
    names: HashMap<u64, (usize, bool)>,
}

impl Seen {
    /// Refuses an organisation that stood in an earlier row. Two with a KvK number each are two.
    fn take(&mut self, line: &Line, found: Organisation) -> Result<Organisation, Vec<Refusal>> {
        let kvk = found.registered.kvk.clone();
        if let Some(earlier) = kvk.as_ref().and_then(|kvk| self.kvks.get(kvk)) {
            return Err(vec![Refusal::KvkOfLine(*earlier)]);
        }
        if let Some(key) = name_at_place(&Likeable::from(&found)) {
            match self.names.get(&key) {
                Some((earlier, has_kvk)) if !(*has_kvk && kvk.is_some()) => {
                    return Err(vec![Refusal::SameAsLine(*earlier)]);
                }
                _ => {
                    self.names.insert(key, (line.number, kvk.is_some()));
                }
            }
        }
        if let Some(kvk) = kvk {
            self.kvks.insert(kvk, line.number);
        }
        Ok(found)
    }
}
