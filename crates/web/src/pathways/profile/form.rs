//! The form of a profile: rows that are filled, and some to fill.

use mkbroute_domain::ids::{HogeschoolId, OrganisationId};
use mkbroute_domain::organisations::register::KnownHogeschool;
use mkbroute_domain::pathways::profile::{Location, Predecessor, Taking};
use mkbroute_domain::pathways::{Degree, Profile, Programme, Related, RelatedKind, RelatedState};
use mkbroute_domain::text::Text;
use mkbroute_report::words::pathway as words;

use crate::extract::Posted;
use crate::forms::{Choice, choices};
use crate::page::Page;

/// Empty rows below those that are filled.
const EMPTY_ROWS: usize = 2;

/// The fields of a profile.
pub(super) struct ProfileForm {
    pub(super) programmes: Vec<ProgrammeRow>,
    /// Id, name, and whether it takes part.
    pub(super) hogescholen: Vec<(String, String, bool)>,
    /// The id of the one that leads.
    pub(super) leads: String,
    pub(super) locations: Vec<String>,
    pub(super) predecessors: Vec<(String, String)>,
    pub(super) related: Vec<RelatedRow>,
}

pub(super) struct ProgrammeRow {
    pub(super) nl: String,
    pub(super) en: String,
    pub(super) degrees: Vec<Choice>,
    pub(super) rio: String,
}

pub(super) struct RelatedRow {
    pub(super) name: String,
    pub(super) kinds: Vec<Choice>,
    pub(super) states: Vec<Choice>,
    pub(super) since: String,
}

impl ProfileForm {
    pub(super) fn of(profile: &Profile, known: &[KnownHogeschool], page: &Page) -> Self {
        let taking = |id: OrganisationId| {
            let mut taking = profile.hogescholen.iter();
            taking.any(|taking| taking.hogeschool == id)
        };
        let hogescholen = known.iter().map(|known| {
            let id = OrganisationId(HogeschoolId::named(&known.name).0);
            (id.to_string(), known.name.clone(), taking(id))
        });
        let rows = |filled: usize| 0..filled + EMPTY_ROWS;
        let programmes = rows(profile.programmes.len());
        let related = rows(profile.related.len());
        let text = |found: Option<&String>| found.cloned().unwrap_or_default();
        let predecessors = rows(profile.predecessors.len()).map(|at| {
            let found = profile.predecessors.get(at);
            (
                text(found.map(|found| &found.name)),
                text(found.map(|found| &found.note)),
            )
        });
        let locations = rows(profile.locations.len())
            .map(|at| text(profile.locations.get(at).map(|found| &found.place)));
        Self {
            programmes: programmes
                .map(|at| ProgrammeRow::of(profile.programmes.get(at), page))
                .collect(),
            hogescholen: hogescholen.collect(),
            leads: profile
                .leader()
                .map_or_else(String::new, |id| id.to_string()),
            locations: locations.collect(),
            predecessors: predecessors.collect(),
            related: related
                .map(|at| RelatedRow::of(profile.related.get(at), page))
                .collect(),
        }
    }
}

impl ProgrammeRow {
    fn of(found: Option<&Programme>, page: &Page) -> Self {
        let all = [Degree::Ad, Degree::Bachelor, Degree::Undecided];
        let degree = found.map_or("ad", |found| found.degree.code());
        let rio = found.and_then(|found| found.rio.as_ref());
        Self {
            nl: found.map_or_else(String::new, |found| found.name.nl.clone()),
            en: found.map_or_else(String::new, |found| found.name.en.clone()),
            degrees: choices(all, Degree::code, |degree| page.degree(degree), degree),
            rio: rio.map_or_else(String::new, ToString::to_string),
        }
    }
}

impl RelatedRow {
    fn of(found: Option<&Related>, page: &Page) -> Self {
        let kind = found.map_or("", |found| found.kind.code());
        let state = found.map_or("", |found| found.state.code());
        let since = found.and_then(|found| found.since);
        Self {
            name: found.map_or_else(String::new, |found| found.name.clone()),
            kinds: choices(
                RelatedKind::ALL,
                RelatedKind::code,
                |kind| words::related_kind(*kind, page.lang),
                kind,
            ),
            states: choices(
                RelatedState::ALL,
                RelatedState::code,
                |state| words::related_state(*state, page.lang),
                state,
            ),
            since: since.map_or_else(String::new, |day| day.to_string()),
        }
    }
}

/// What was typed, and what of it could not be read. Rows without a name are left out.
pub(super) fn read(posted: &Posted, page: &Page) -> (Profile, Vec<String>) {
    let mut wrong = Vec::new();
    let profile = Profile {
        programmes: programmes(posted, page, &mut wrong),
        hogescholen: hogescholen(posted),
        locations: texts(posted, "locatie")
            .map(|place| Location { place, rio: None })
            .collect(),
        predecessors: predecessors(posted),
        related: related(posted, page, &mut wrong),
        ..Profile::default()
    };
    (profile, wrong)
}

/// The texts under a name that hold something.
fn texts<'a>(posted: &'a Posted, name: &'a str) -> impl Iterator<Item = String> {
    let texts = posted.all(name).map(|text| text.trim().to_owned());
    texts.filter(|text| !text.is_empty())
}

/// The value in a row of a column.
fn cell<'a>(posted: &'a Posted, name: &'a str, row: usize) -> &'a str {
    posted.all(name).nth(row).unwrap_or_default().trim()
}

fn rows(posted: &Posted, name: &str) -> std::ops::Range<usize> {
    0..posted.all(name).count()
}

fn programmes(posted: &Posted, page: &Page, wrong: &mut Vec<String>) -> Vec<Programme> {
    let mut found = Vec::new();
    for row in rows(posted, "opleiding_nl") {
        let cell = |name| cell(posted, name, row);
        let name = Text::new(cell("opleiding_nl"), cell("opleiding_en"));
        let rio = match cell("opleiding_rio") {
            "" => None,
            typed => typed
                .parse()
                .map_err(|_| wrong.push(no_rio(typed, page)))
                .ok(),
        };
        if !name.nl.is_empty() || !name.en.is_empty() {
            found.push(Programme {
                degree: Degree::from_code(cell("opleiding_graad")).unwrap_or(Degree::Undecided),
                name,
                rio,
            });
        }
    }
    found
}

fn no_rio(typed: &str, page: &Page) -> String {
    let told = page.t(
        "Dit is geen RIO-code van een opleidingseenheid",
        "This is no RIO code of an opleidingseenheid",
    );
    format!("{told}: “{typed}”.")
}

fn hogescholen(posted: &Posted) -> Vec<Taking> {
    let leads = posted.get("leiding");
    let ids = posted.all("hogeschool");
    let chosen = ids.filter_map(|id| {
        Some(Taking {
            hogeschool: OrganisationId(id.parse().ok()?),
            leads: id == leads,
        })
    });
    chosen.collect()
}

fn predecessors(posted: &Posted) -> Vec<Predecessor> {
    let rows = rows(posted, "voorloper");
    let named = rows.filter_map(|row| {
        let name = cell(posted, "voorloper", row);
        (!name.is_empty()).then(|| Predecessor {
            name: name.to_owned(),
            note: cell(posted, "voorloper_bracht", row).to_owned(),
            lectoraat: None,
        })
    });
    named.collect()
}

fn related(posted: &Posted, page: &Page, wrong: &mut Vec<String>) -> Vec<Related> {
    let mut found = Vec::new();
    for row in rows(posted, "verwant") {
        let cell = |name| cell(posted, name, row);
        let name = cell("verwant").to_owned();
        if name.is_empty() {
            continue;
        }
        let since = match cell("verwant_sinds") {
            "" => None,
            typed => super::day(typed, page)
                .map_err(|told| wrong.push(format!("{name}: {told}")))
                .ok(),
        };
        let kind = RelatedKind::from_code(cell("verwant_soort"));
        let state = RelatedState::from_code(cell("verwant_staat"));
        found.push(Related {
            kind: kind.unwrap_or(RelatedKind::FeederMbo),
            name,
            by: None,
            state: state.unwrap_or(RelatedState::Running),
            since,
        });
    }
    found
}
