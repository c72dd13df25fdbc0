//! What leaves as mail, and what a mail server may say about it.

use std::fmt;

use mkbroute_domain::surveys::invitation::{InvitationFacts, MailAddress, MailFailure};
use mkbroute_domain::text::Lang;

use crate::App;
use crate::accounts::AccountMail;
use crate::outreach::LetterMail;

/// Hands mails to a mail server.
pub trait Mailer: Send + Sync {
    /// The domain of the sender, for the identity of each mail.
    fn domain(&self) -> &str;

    /// Whether the server can be reached and lets us in.
    fn ready(&self) -> impl Future<Output = Result<(), MailError>> + Send;

    /// Hands over one mail. When this returns, the server has it.
    fn send(&self, mail: &Mail<'_>) -> impl Future<Output = Result<(), MailError>> + Send;

    /// Hands over one mail about an account.
    fn send_account_mail(
        &self,
        mail: &AccountMail<'_>,
    ) -> impl Future<Output = Result<(), MailError>> + Send;

    /// Hands over one of many letters to companies.
    fn send_letter(
        &self,
        mail: &LetterMail<'_>,
    ) -> impl Future<Output = Result<(), MailError>> + Send;
}

/// A Message-ID that no other mail has, with angle brackets.
pub(crate) fn fresh_message_id(app: &App, mailer: &impl Mailer) -> String {
    let random = u128::from_be_bytes(app.random_bytes());
    format!("<{random:032x}@{}>", mailer.domain())
}

/// A mail to one person. It is never stored, and its `Debug` shows neither address nor link.
pub struct Mail<'a> {
    pub to: &'a MailAddress,
    pub lang: Lang,
    pub facts: &'a InvitationFacts,
    /// The Message-ID, with angle brackets.
    pub message_id: String,
    pub kind: MailKind,
}

/// What a mail is for.
pub enum MailKind {
    /// Brings a personal link.
    Invitation { link: String },
    /// Says once more, without a link, that there is a questionnaire: the mail with this Message-ID
    /// holds the link.
    Reminder { follows: String },
}

impl fmt::Debug for Mail<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Mail(…)")
    }
}

/// Whom it concerns that a mail did not leave, and why. The words of a server are for the list of addresses, not
/// for a log: a server may repeat the address.
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
pub enum MailError {
    /// The address is no good; no other try will help.
    #[error("the server refuses the address")]
    Refused(MailFailure),
    /// Not to this address now; others may do.
    #[error("the server asks to try later")]
    Later(MailFailure),
    /// The server does not answer or does not let us in: no mail leaves now.
    #[error("the mail server cannot be used now")]
    Unreachable(MailFailure),
}

impl fmt::Debug for MailError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
