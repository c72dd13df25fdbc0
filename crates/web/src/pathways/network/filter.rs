//! Which meetings are sought, as an address tells it.

use chrono::NaiveDate;
use form_urlencoded::Serializer;
use mkbroute_application::pathways::{MeetingFilter, MeetingWhen};
use serde::Deserialize;

/// Meetings that were, in addresses.
pub(super) const PAST: &str = "geweest";
/// Every meeting, in addresses.
pub(super) const ALL: &str = "alles";

/// What is sought, as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    pub(super) wanneer: String,
    pub(super) thema: String,
    pagina: String,
}

impl Asked {
    /// What is sought: what comes, unless something else is asked for.
    pub(super) fn filter(&self, today: NaiveDate) -> MeetingFilter {
        MeetingFilter {
            when: match self.wanneer.as_str() {
                PAST => MeetingWhen::Before(today),
                ALL => MeetingWhen::Ever,
                _ => MeetingWhen::From(today),
            },
            theme: Some(self.thema.clone()).filter(|theme| !theme.is_empty()),
        }
    }

    /// The page that is asked for, counted from 0.
    pub(super) fn page(&self) -> u64 {
        let page: u64 = self.pagina.parse().unwrap_or(1);
        page.clamp(1, 1_000_000) - 1
    }

    pub(super) fn is_filter(&self) -> bool {
        !self.query(None).is_empty()
    }

    /// What stands after the question mark for the same on another page, counted from 0.
    pub(super) fn query(&self, page: Option<u64>) -> String {
        let mut query = Serializer::new(String::new());
        for (name, value) in [("wanneer", &self.wanneer), ("thema", &self.thema)] {
            if !value.is_empty() {
                query.append_pair(name, value);
            }
        }
        if let Some(page) = page {
            query.append_pair("pagina", &(page + 1).to_string());
        }
        query.finish()
    }
}
