//! Stages, sources, motives and reasons in the language of a page.

use mkbroute_domain::outreach::{DeclineReason, LeadSource, Motive, Stage};
use mkbroute_report::words::outreach::{decline_reason, horizon, lead_source, motive};
use mkbroute_report::words::pathway::stage;

use crate::page::Page;

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "templates pass by reference"
)]
impl Page {
    /// A stage in words.
    pub(crate) fn stage(&self, found: &Stage) -> &'static str {
        stage(*found, self.lang)
    }

    /// How a company was found.
    pub(crate) fn lead_source(&self, found: &LeadSource) -> &'static str {
        lead_source(*found, self.lang)
    }

    /// Why a company would train students, and when that pays off.
    pub(crate) fn motive(&self, found: &Motive) -> String {
        let pays = horizon(found.horizon(), self.lang);
        format!("{} ({pays})", motive(*found, self.lang))
    }

    /// Why a company does not take part.
    pub(crate) fn decline_reason(&self, found: &DeclineReason) -> &'static str {
        decline_reason(*found, self.lang)
    }
}
