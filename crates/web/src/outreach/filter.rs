//! Which companies of a pathway are shown, as the address says it.

use form_urlencoded::Serializer;
use mkbroute_application::outreach::{Choices, LeadFilter, LeadOwner};
use mkbroute_domain::ids::{EventId, PersonId};
use mkbroute_domain::outreach::{LeadSource, Stage};
use serde::Deserialize;

use crate::forms::{Choice, choices};
use crate::page::Page;

/// The owner of companies with whom nobody talks, in addresses.
const NOBODY: &str = "niemand";

/// Which companies are sought, as typed.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    fase: String,
    #[serde(default)]
    bron: String,
    #[serde(default)]
    wie: String,
    #[serde(default)]
    bijeenkomst: String,
    #[serde(default)]
    pub(super) wacht: String,
    #[serde(default)]
    pagina: String,
}

/// The form above the list.
pub(super) struct FilterView {
    pub(super) stages: Vec<Choice>,
    pub(super) sources: Vec<Choice>,
    pub(super) owners: Vec<Choice>,
    pub(super) events: Vec<Choice>,
    pub(super) waits: bool,
    pub(super) active: bool,
}

impl Asked {
    /// What is sought; a word that is not known asks for anything.
    pub(super) fn filter(&self, today: chrono::NaiveDate) -> LeadFilter {
        let owner = match self.wie.as_str() {
            NOBODY => Some(LeadOwner::Nobody),
            id => id.parse().ok().map(|id| LeadOwner::Person(PersonId(id))),
        };
        LeadFilter {
            stage: Stage::from_code(&self.fase),
            source: LeadSource::from_code(&self.bron),
            owner,
            event: self.bijeenkomst.parse().ok().map(EventId),
            due_by: (self.wacht == "ja").then_some(today),
            ..LeadFilter::default()
        }
    }

    /// The page that is asked for, counted from 0.
    pub(super) fn page(&self) -> u64 {
        let page: u64 = self.pagina.parse().unwrap_or(1);
        // Far beyond any list, and small enough for every database.
        page.clamp(1, 1_000_000) - 1
    }

    fn fields(&self) -> [(&'static str, &str); 5] {
        [
            ("fase", &self.fase),
            ("bron", &self.bron),
            ("wie", &self.wie),
            ("bijeenkomst", &self.bijeenkomst),
            ("wacht", &self.wacht),
        ]
    }

    /// What stands after the question mark for the same companies on another page, counted from 0.
    pub(super) fn query(&self, page: Option<u64>) -> String {
        let mut query = Serializer::new(String::new());
        for (name, value) in self.fields() {
            if !value.is_empty() {
                query.append_pair(name, value);
            }
        }
        if let Some(page) = page {
            query.append_pair("pagina", &(page + 1).to_string());
        }
        query.finish()
    }

    pub(super) fn view(&self, known: &Choices, page: &Page) -> FilterView {
        let owners = known.owners.iter().map(|(id, name)| {
            let id = id.to_string();
            let chosen = id == self.wie;
            (id, name.clone(), chosen)
        });
        let nobody = page.t("niemand", "nobody").to_owned();
        let nobody = (NOBODY.to_owned(), nobody, self.wie == NOBODY);
        FilterView {
            stages: choices(
                Stage::ALL,
                Stage::code,
                |found| page.stage(found),
                &self.fase,
            ),
            sources: choices(
                LeadSource::ALL,
                LeadSource::code,
                |found| page.lead_source(found),
                &self.bron,
            ),
            owners: owners.chain([nobody]).collect(),
            events: events(known, &self.bijeenkomst, page),
            waits: self.wacht == "ja",
            active: self.fields().iter().any(|(_, value)| !value.is_empty()),
        }
    }
}

/// The meetings of a pathway, of which this one is chosen.
pub(super) fn events(known: &Choices, chosen: &str, page: &Page) -> Vec<Choice> {
    let shown = known.events.iter().map(|(id, on, name)| {
        let id = id.to_string();
        let chosen = id == chosen;
        (id, format!("{name}, {}", page.date(on)), chosen)
    });
    shown.collect()
}
