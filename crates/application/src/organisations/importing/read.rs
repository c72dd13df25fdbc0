//! What a list holds: what is new in it, what is known, and what is refused.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};
use mkbroute_domain::ids::{OrganisationId, SiteId};
use mkbroute_domain::organisations::duplicates::{Likeable, name_at_place};
use mkbroute_domain::organisations::importing::{
    ChoiceProblem, Judged, Line, ListChoices, MOST_LINES, Refusal, judge_lines,
};
use mkbroute_domain::organisations::{Kvk, Organisation};
use mkbroute_store::tables::{Table, read_sent};
use mkbroute_store::{OrganisationName, SentList};

use super::ListError;
use crate::{App, AppError};

/// Rows on the page to see whether the columns are chosen well.
const SHOWN: usize = 5;

/// Rows of a kind that are listed on the page. Files hold all.
pub const LISTED: usize = 20;

/// A row with what is known already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownLine {
    /// Counted as in the file.
    pub number: usize,
    pub name: String,
    pub place: String,
    /// The one that is known.
    pub known: OrganisationId,
}

/// A list before it is taken over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// What the file is called.
    pub name: String,
    pub at: DateTime<Utc>,
    pub headers: Vec<String>,
    pub choices: ListChoices,
    /// What is wrong with the choices; then nothing is judged.
    pub problems: Vec<ChoiceProblem>,
    /// The first rows.
    pub first: Vec<Line>,
    /// How many rows there are.
    pub lines: usize,
    /// How many organisations come along.
    pub new: usize,
    /// Rows with a KvK number that is known.
    pub known: Vec<KnownLine>,
    /// Rows with the name and place of one that is known.
    pub alike: Vec<KnownLine>,
    /// What those are called that the listed rows of these look like.
    pub known_as: BTreeMap<OrganisationId, OrganisationName>,
    pub refused: Vec<(Line, Vec<Refusal>)>,
}

/// The rows of a list by what becomes of them.
pub(super) struct Sorted {
    pub(super) new: Vec<Organisation>,
    known: Vec<KnownLine>,
    alike: Vec<KnownLine>,
    pub(super) refused: Vec<(Line, Vec<Refusal>)>,
}

/// The table in a file.
pub(super) async fn table(bytes: Vec<u8>) -> Result<Table, ListError> {
    let read = tokio::task::spawn_blocking(move || read_sent(bytes, MOST_LINES));
    let table = read.await.map_err(AppError::unreadable)??;
    if table.rows == 0 {
        return Err(ListError::NoRows);
    }
    Ok(table)
}

/// What was chosen for a list.
pub(super) fn choices(list: &SentList) -> Result<ListChoices, AppError> {
    serde_json::from_str(&list.choices).map_err(AppError::unreadable)
}

/// What becomes of a list as it is chosen.
pub(super) async fn preview(app: &App, list: SentList) -> Result<Preview, ListError> {
    let choices = choices(&list)?;
    let table = table(list.bytes).await?;
    let headers = table.columns.iter();
    let mut preview = Preview {
        name: list.name,
        at: list.at,
        headers: headers.map(|column| column.name().to_owned()).collect(),
        problems: choices.problems(),
        first: (0..table.rows.min(SHOWN))
            .map(|row| line(&table, row))
            .collect(),
        lines: table.rows,
        new: 0,
        known: Vec::new(),
        alike: Vec::new(),
        known_as: BTreeMap::new(),
        refused: Vec::new(),
        choices,
    };
    if preview.problems.is_empty() {
        let sorted = sorted(app, table, preview.choices.clone()).await?;
        preview.new = sorted.new.len();
        preview.known = sorted.known;
        let listed = sorted.alike.iter().take(LISTED).map(|line| line.known);
        let listed: Vec<OrganisationId> = listed.collect();
        preview.known_as = app.store().organisation_names(&listed).await?;
        preview.alike = sorted.alike;
        preview.refused = sorted.refused;
    }
    Ok(preview)
}

/// The rows of a table by what becomes of them.
pub(super) async fn sorted(
    app: &App,
    table: Table,
    choices: ListChoices,
) -> Result<Sorted, ListError> {
    let ids = app.clone();
    let with_alike = choices.with_alike;
    let judged = tokio::task::spawn_blocking(move || {
        let fresh = || (OrganisationId(ids.fresh_id()), SiteId(ids.fresh_id()));
        judge_lines(
            (0..table.rows).map(|row| line(&table, row)),
            &choices,
            fresh,
        )
    });
    let Judged { good, refused } = judged.await.map_err(AppError::unreadable)?;
    let known = Known::of(app, &good).await?;
    let mut sorted = Sorted {
        new: Vec::new(),
        known: Vec::new(),
        alike: Vec::new(),
        refused,
    };
    for (number, organisation) in good {
        let known_line = |known: OrganisationId| KnownLine {
            number,
            name: organisation.name.clone(),
            place: organisation.place().unwrap_or_default().to_owned(),
            known,
        };
        if let Some(by_kvk) = known.by_kvk(&organisation) {
            sorted.known.push(known_line(by_kvk));
        } else if let Some(alike) = known.alike(&organisation) {
            sorted.alike.push(known_line(alike));
            if with_alike {
                sorted.new.push(organisation);
            }
        } else {
            sorted.new.push(organisation);
        }
    }
    Ok(sorted)
}

/// Rows are counted as in a sheet: the header is the first.
fn line(table: &Table, row: usize) -> Line {
    let cells = table.columns.iter();
    let cells = cells.map(|column| column.text(row).unwrap_or_default().to_owned());
    Line {
        number: row + 2,
        cells: cells.collect(),
    }
}

/// Who is known, by number and by name at a place.
struct Known {
    kvks: HashMap<String, OrganisationId>,
    /// With whether it has a KvK number.
    names: HashMap<u64, (OrganisationId, bool)>,
}

impl Known {
    async fn of(app: &App, good: &[(usize, Organisation)]) -> Result<Self, AppError> {
        let kvks = good.iter();
        let kvks = kvks.filter_map(|(_, found)| found.registered.kvk.clone());
        let kvks: Vec<Kvk> = kvks.collect();
        let taken = app.store().kvks_taken(&kvks).await?;
        let mut names = HashMap::new();
        for (id, like) in app.store().likeables().await? {
            if let Some(key) = name_at_place(&like) {
                names.insert(key, (id, like.kvk.is_some()));
            }
        }
        Ok(Self {
            kvks: taken.into_iter().collect(),
            names,
        })
    }

    fn by_kvk(&self, organisation: &Organisation) -> Option<OrganisationId> {
        let kvk = organisation.registered.kvk.as_ref()?;
        self.kvks.get(kvk.as_str()).copied()
    }

    /// Two with a KvK number each are two.
    fn alike(&self, organisation: &Organisation) -> Option<OrganisationId> {
        let key = name_at_place(&Likeable::from(organisation))?;
        let (known, has_kvk) = self.names.get(&key)?;
        let two = *has_kvk && organisation.registered.kvk.is_some();
        (!two).then_some(*known)
    }
}
