//! Which factors are sought at all pathways, as an address tells it.

use form_urlencoded::Serializer;
use mkbroute_application::pathways::FactorFilter;
use mkbroute_domain::pathways::lists::Lists;
use mkbroute_domain::pathways::{FactorKind, Phase, Sector};
use mkbroute_report::words::pathway as words;
use serde::Deserialize;

use super::words::{of_value, value};
use crate::forms::{Choice, choices};
use crate::page::Page;

/// Also what was taken away, in addresses.
const ALSO_ENDED: &str = "alles";
/// Pathways are counted by the phase in which they are, in addresses.
const NOW: &str = "nu";

/// What is sought, as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    soort: String,
    pub(super) factor: String,
    /// The phase in which the pathway was when it was noted.
    pub(super) toen: String,
    /// The phase in which the pathway is.
    pub(super) nu: String,
    sector: String,
    welke: String,
    pub(super) van: String,
    pub(super) tot: String,
    /// By which phase pathways are counted.
    pub(super) fase: String,
    pagina: String,
}

/// The choices of the filter.
pub(super) struct FilterView {
    pub(super) kinds: Vec<Choice>,
    pub(super) factors: Vec<Choice>,
    pub(super) phases_then: Vec<Choice>,
    pub(super) phases_now: Vec<Choice>,
    pub(super) sectors: Vec<Choice>,
    pub(super) ended_too: bool,
    pub(super) by_now: bool,
    pub(super) active: bool,
}

impl Asked {
    pub(super) fn filter(&self) -> FactorFilter {
        let factor = of_value(&self.factor);
        let kind = factor.map(|(kind, _)| kind);
        FactorFilter {
            kind: kind.or_else(|| FactorKind::from_code(&self.soort)),
            code: factor.map(|(_, code)| code.to_owned()),
            then: Phase::from_code(&self.toen),
            now: Phase::from_code(&self.nu),
            sector: Sector::from_code(&self.sector).map(|found| found.code().to_owned()),
            ended_too: self.welke == ALSO_ENDED,
            from: self.van.parse().ok(),
            until: self.tot.parse().ok(),
        }
    }

    /// Whether pathways are counted by the phase in which they are.
    pub(super) fn by_now(&self) -> bool {
        self.fase == NOW
    }

    /// The page that is asked for, counted from 0.
    pub(super) fn page(&self) -> u64 {
        let page: u64 = self.pagina.parse().unwrap_or(1);
        page.clamp(1, 1_000_000) - 1
    }

    /// What stands after the question mark for the same on another page, counted from 0.
    pub(super) fn query(&self, page: Option<u64>) -> String {
        let mut query = Serializer::new(String::new());
        for (name, value) in [
            ("soort", &self.soort),
            ("factor", &self.factor),
            ("toen", &self.toen),
            ("nu", &self.nu),
            ("sector", &self.sector),
            ("welke", &self.welke),
            ("van", &self.van),
            ("tot", &self.tot),
            ("fase", &self.fase),
        ] {
            if !value.is_empty() {
                query.append_pair(name, value);
            }
        }
        if let Some(page) = page {
            query.append_pair("pagina", &(page + 1).to_string());
        }
        query.finish()
    }

    /// Where those stand that are counted for a factor: of a phase, or of any.
    pub(super) fn counted(&self, kind: FactorKind, code: &str, phase: Option<Phase>) -> String {
        let phase = phase.map(|phase| phase.code().to_owned());
        let phase = phase.unwrap_or_default();
        let (then, now) = if self.by_now() {
            (String::new(), phase)
        } else {
            (phase, String::new())
        };
        let one = Self {
            soort: String::new(),
            factor: value(kind, code),
            toen: then,
            nu: now,
            fase: String::new(),
            ..self.clone()
        };
        format!("/ondersteuning/factoren/lijst?{}", one.query(None))
    }

    pub(super) fn view(&self, lists: &Lists, page: &Page) -> FilterView {
        let phase =
            |chosen: &str| choices(Phase::ALL, Phase::code, |phase| page.phase(phase), chosen);
        let kind = |kind: &FactorKind| words::factor_kind(*kind, page.lang);
        let sector = |sector: &Sector| words::sector(sector.code(), page.lang);
        FilterView {
            kinds: choices(FactorKind::ALL, FactorKind::code, kind, &self.soort),
            factors: factors(lists, &self.factor, page),
            phases_then: phase(&self.toen),
            phases_now: phase(&self.nu),
            sectors: choices(Sector::ALL, Sector::code, sector, &self.sector),
            ended_too: self.welke == ALSO_ENDED,
            by_now: self.by_now(),
            active: !self.query(None).is_empty(),
        }
    }
}

fn factors(lists: &Lists, chosen: &str, page: &Page) -> Vec<Choice> {
    let kinds = FactorKind::ALL.into_iter();
    let all = kinds.flat_map(|kind| lists.factors(kind).iter().map(move |entry| (kind, entry)));
    let shown = all.map(|(kind, entry)| {
        let value = value(kind, &entry.code);
        let is_chosen = value == chosen;
        (value, page.text(&entry.text).to_owned(), is_chosen)
    });
    shown.collect()
}
