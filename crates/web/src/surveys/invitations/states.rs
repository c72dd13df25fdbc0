//! What became of a mail, in our own words; those of a server stand beside them.

use mkbroute_domain::surveys::invitation::{FailureKind, Invitation, InvitationState};
use mkbroute_domain::text::Lang;
use mkbroute_report::words::choose;

use super::InvitationsPage;

impl InvitationsPage {
    /// What became of an invitation.
    pub(super) fn state(&self, invitation: &Invitation) -> String {
        let page = &self.page;
        let why = |words: &str| match &invitation.failure {
            None => words.to_owned(),
            Some(failure) => format!("{words}: {}", sentence(failure.kind, page.lang)),
        };
        match invitation.state {
            InvitationState::Queued => why(page.t("wacht", "waits")),
            InvitationState::Refused => why(page.t("geweigerd", "refused")),
            InvitationState::Returned => page.t("kwam terug", "came back").to_owned(),
            InvitationState::Sent => {
                let day = invitation.sent_on.map(|day| page.date(&day));
                let day = day.unwrap_or_default();
                let sent = format!("{} {day}", page.t("verstuurd op", "sent on"));
                if invitation.reminder_due {
                    let waits = why(page.t("herinnering wacht", "reminder waits"));
                    format!("{sent}, {waits}")
                } else {
                    sent
                }
            }
        }
    }
}

/// Why a mail did not leave.
fn sentence(kind: FailureKind, lang: Lang) -> &'static str {
    let (nl, en) = match kind {
        FailureKind::NotNow => (
            "de mailserver kan deze mail nu niet aannemen",
            "the mail server cannot take this mail now",
        ),
        FailureKind::UnknownAddress => ("dit adres bestaat niet", "this address does not exist"),
        FailureKind::MailboxFull => ("de mailbox is vol", "the mailbox is full"),
        FailureKind::Refused => (
            "de mailserver neemt deze mail niet aan",
            "the mail server does not take this mail",
        ),
        FailureKind::NoConnection => (
            "de mailserver is niet te bereiken",
            "the mail server cannot be reached",
        ),
        FailureKind::Timeout => (
            "de mailserver antwoordt niet op tijd",
            "the mail server does not answer in time",
        ),
        FailureKind::NotSecure => (
            "een veilige verbinding met de mailserver lukt niet",
            "no secure connection to the mail server can be made",
        ),
    };
    choose(lang, nl, en)
}

#[cfg(test)]
mod tests;
