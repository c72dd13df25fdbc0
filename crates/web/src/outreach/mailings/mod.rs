//! Letters to many contacts: writing one, what became of each, and the page behind the link in a letter.

mod list;
mod public;
mod standard;
mod write;

use axum::Router;
use axum::routing::get;
use mkbroute_domain::outreach::{GuestPart, LetterState, NotMailed};

use crate::page::Page;
use crate::router::WebState;

/// The pages of letters.
pub(super) fn routes() -> Router<WebState> {
    Router::new()
        .route(
            "/routes/{pathway}/brief",
            get(write::form).post(write::preview_or_send),
        )
        .route("/routes/{pathway}/brieven", get(list::show))
        .route("/routes/{pathway}/brieven/{mailing}", get(list::sheet))
        .route("/bericht/{token}", get(public::show).post(public::answer))
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "templates pass by reference"
)]
impl Page {
    /// Which guests get a letter.
    pub(crate) fn guest_part(&self, part: &GuestPart) -> &'static str {
        match part {
            GuestPart::Invited => self.t(
                "iedereen die niet afzegde",
                "everybody who did not decline to come",
            ),
            GuestPart::Unanswered => self.t("wie nog niet antwoordde", "who did not answer yet"),
            GuestPart::Coming => self.t("wie zei te komen", "who said that they come"),
            GuestPart::Came => self.t("wie er was", "who was there"),
            GuestPart::StayedAway => self.t(
                "wie zou komen en er niet was",
                "who would come and was not there",
            ),
        }
    }

    /// What became of a letter.
    pub(crate) fn letter_state(&self, state: &LetterState) -> &'static str {
        match state {
            LetterState::Waiting => self.t("wacht", "waits"),
            LetterState::Sent => self.t("verstuurd", "sent"),
            LetterState::Refused => self.t("kwam niet aan", "did not arrive"),
            LetterState::Dropped => self.t("niet verstuurd", "not sent"),
        }
    }

    /// Why somebody gets no letter.
    pub(crate) fn not_mailed(&self, why: &NotMailed) -> &'static str {
        match why {
            NotMailed::DoNotContact => self.t("wil geen berichten", "wants no messages"),
            NotMailed::Declined => self.t("het bedrijf doet niet mee", "the company declined"),
            NotMailed::NoConsent => self.t(
                "gaf geen toestemming voor berichten",
                "gave no consent to messages",
            ),
            NotMailed::Dormant => self.t(
                "het bedrijf praat later weer",
                "the company talks again later",
            ),
            NotMailed::NoAddress => self.t("heeft geen mailadres", "has no mail address"),
        }
    }
}
