//! A profile in words, part by part.

use std::collections::BTreeMap;

use mkbroute_application::pathways::known_hogescholen;
use mkbroute_domain::ids::{HogeschoolId, OrganisationId};
use mkbroute_domain::pathways::profile::{Partner, Predecessor};
use mkbroute_domain::pathways::{Profile, Programme, Related};
use mkbroute_report::words::pathway as words;

use crate::page::Page;

/// Names of organisations.
type Named = BTreeMap<OrganisationId, String>;

/// The parts of a profile that hold something: a heading and its lines.
pub(crate) struct ProfileView {
    pub(crate) parts: Vec<(String, Vec<String>)>,
}

impl ProfileView {
    pub(crate) fn of(profile: &Profile, named: &Named, page: &Page) -> Self {
        let mut parts = all_parts(profile, named, page);
        for (_, lines) in &mut parts {
            if lines.is_empty() {
                lines.push(page.t("onbekend", "unknown").to_owned());
            }
        }
        Self { parts }
    }

    /// The parts that are other than in another profile.
    pub(super) fn other_than(&self, other: &Self) -> Vec<(String, Vec<String>)> {
        let pairs = self.parts.iter().zip(&other.parts);
        let other = pairs.filter(|(own, others)| own != others);
        other.map(|(own, _)| own.clone()).collect()
    }
}

fn all_parts(profile: &Profile, named: &Named, page: &Page) -> Vec<(String, Vec<String>)> {
    let heading = |nl: &str, en: &str| page.t(nl, en).to_owned();
    let programmes = profile
        .programmes
        .iter()
        .map(|found| programme(found, page));
    let partners = profile.partners.iter();
    let partners = partners.filter_map(|found| partner(found, named, page));
    let locations = profile.locations.iter().map(|found| found.place.clone());
    let predecessors = profile.predecessors.iter().map(predecessor);
    let related = profile.related.iter().map(|found| beside(found, page));
    vec![
        (heading("Opleidingen", "Programmes"), programmes.collect()),
        (
            heading("Hogescholen", "Hogescholen"),
            taking_part(profile, page),
        ),
        (heading("Partners", "Partners"), partners.collect()),
        (heading("Locaties", "Locations"), locations.collect()),
        (
            heading("Waaruit de route groeide", "What the pathway grew from"),
            predecessors.collect(),
        ),
        (
            heading("Verwante opleidingen", "Related programmes"),
            related.collect(),
        ),
    ]
}

fn programme(found: &Programme, page: &Page) -> String {
    let name = page.text(&found.name);
    let degree = words::degree(found.degree, page.lang);
    match &found.rio {
        Some(rio) => format!("{name} ({degree}, RIO {rio})"),
        None => format!("{name} ({degree})"),
    }
}

/// Nothing for an organisation that is not there any more.
fn partner(found: &Partner, named: &Named, page: &Page) -> Option<String> {
    let name = named.get(&found.organisation)?;
    let role = words::partner_role(found.role, page.lang);
    let (since, from) = (page.t("sinds", "since"), page.date(&found.since));
    Some(match found.until {
        Some(day) => {
            let until = page.t("tot en met", "until");
            format!(
                "{name} ({role}, {since} {from} {until} {})",
                page.date(&day)
            )
        }
        None => format!("{name} ({role}, {since} {from})"),
    })
}

fn predecessor(found: &Predecessor) -> String {
    if found.note.is_empty() {
        found.name.clone()
    } else {
        format!("{}: {}", found.name, found.note)
    }
}

fn beside(found: &Related, page: &Page) -> String {
    let kind = words::related_kind(found.kind, page.lang);
    let state = words::related_state(found.state, page.lang);
    match found.since {
        Some(day) => {
            let since = page.t("sinds", "since");
            format!(
                "{kind}: {}, {state} {since} {}",
                found.name,
                page.date(&day)
            )
        }
        None => format!("{kind}: {}, {state}", found.name),
    }
}

/// The names of the hogescholen, the one that leads first.
fn taking_part(profile: &Profile, page: &Page) -> Vec<String> {
    let known = known_hogescholen().unwrap_or_default();
    let name = |of: OrganisationId| {
        let mut known = known.iter();
        let found = known.find(|known| HogeschoolId::named(&known.name).0 == of.0);
        found.map(|known| known.name.clone())
    };
    let mut taking = profile.hogescholen.clone();
    taking.sort_by_key(|taking| !taking.leads);
    let lines = taking.iter().filter_map(|taking| {
        let name = name(taking.hogeschool)?;
        let leads = taking.leads && profile.hogescholen.len() > 1;
        Some(if leads {
            format!("{name} ({})", page.t("heeft de leiding", "leads"))
        } else {
            name
        })
    });
    lines.collect()
}
