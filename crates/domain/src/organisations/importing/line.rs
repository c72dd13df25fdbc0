//! One row of a list.

use super::{ListChoices, ListColumn};
use crate::ids::SiteId;
use crate::organisations::OrganisationKind;
use crate::organisations::duplicates::fold;
use crate::organisations::typed::{Mistake, TypedOrganisation, TypedSite};

/// A row as it stands in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Counted as in the file: the names of the columns stand in the first.
    pub number: usize,
    /// In the order of the columns.
    pub cells: Vec<String>,
}

/// Why a row is not taken over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    Mistake(Mistake),
    /// A kind of organisation that the program does not know.
    UnknownKind,
    /// A formula in the sheet went wrong.
    Formula(ListColumn),
    /// This row has the KvK number of an earlier one.
    KvkOfLine(usize),
    /// This row has the name and place of an earlier one.
    SameAsLine(usize),
}

/// What spreadsheets show where a formula went wrong.
const WRONG_FORMULAS: [&str; 8] = [
    "#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!",
];

/// The words for a kind in lists, folded and without spaces.
const KINDS: [(OrganisationKind, &[&str]); 8] = [
    (OrganisationKind::Company, &["company", "bedrijf"]),
    (OrganisationKind::Hogeschool, &["hogeschool"]),
    (
        OrganisationKind::BranchOrganisation,
        &["branchorganisation", "brancheorganisatie", "branche"],
    ),
    (OrganisationKind::MboSchool, &["mboschool", "mbo", "roc"]),
    (
        OrganisationKind::RegionalAlliance,
        &["regionalalliance", "regionaalsamenwerkingsverband", "regio"],
    ),
    (OrganisationKind::Foundation, &["foundation", "stichting"]),
    (OrganisationKind::Lectoraat, &["lectoraat"]),
    (
        OrganisationKind::Intermediary,
        &["intermediary", "intermediair"],
    ),
];

impl Line {
    /// What the row says in a column; nothing if no column is it.
    pub fn cell(&self, choices: &ListChoices, column: ListColumn) -> &str {
        let at = choices
            .columns
            .iter()
            .position(|found| *found == Some(column));
        let cell = at.and_then(|at| self.cells.get(at));
        cell.map_or("", |cell| cell.trim())
    }

    /// The organisation as it is typed in the row.
    pub(super) fn typed(
        &self,
        choices: &ListChoices,
        site: SiteId,
    ) -> Result<TypedOrganisation, Vec<Refusal>> {
        let cell = |column| self.cell(choices, column).to_owned();
        let mut refusals: Vec<Refusal> = ListColumn::ALL
            .into_iter()
            .filter(|column| WRONG_FORMULAS.contains(&self.cell(choices, *column)))
            .map(Refusal::Formula)
            .collect();
        let kind = match self.cell(choices, ListColumn::Kind) {
            "" => Some(choices.kind),
            word => kind(word),
        };
        let Some(kind) = kind else {
            refusals.push(Refusal::UnknownKind);
            return Err(refusals);
        };
        if !refusals.is_empty() {
            return Err(refusals);
        }
        Ok(TypedOrganisation {
            kind,
            name: cell(ListColumn::Name),
            kvk: cell(ListColumn::Kvk),
            rsin: cell(ListColumn::Rsin),
            sbi_scheme: choices.sbi_scheme,
            sbi: cell(ListColumn::Sbi),
            brin: cell(ListColumn::Brin),
            rio_board: String::new(),
            rio_provider: String::new(),
            parent: None,
            sites: vec![TypedSite {
                id: site,
                name: cell(ListColumn::SiteName),
                place: cell(ListColumn::Place),
                postcode: cell(ListColumn::Postcode),
                vestiging: cell(ListColumn::Vestiging),
                rio_location: String::new(),
            }],
        })
    }
}

fn kind(word: &str) -> Option<OrganisationKind> {
    let folded = fold(word).concat();
    let mut known = KINDS
        .iter()
        .filter(|(_, names)| names.contains(&folded.as_str()));
    known.next().map(|(kind, _)| *kind)
}
