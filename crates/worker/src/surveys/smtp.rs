//! Handing mails to an SMTP server.

use std::error::Error;
use std::io;
use std::net::Ipv4Addr;
use std::time::Duration;

use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message, MessageBuilder};
use lettre::transport::smtp;
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use mkbroute_application::accounts::{AccountMail, AccountNews};
use mkbroute_application::outreach::LetterMail;
use mkbroute_application::surveys::invitations::{Mail, MailError, MailKind, Mailer};
use mkbroute_domain::surveys::invitation::{FailureKind, MailAddress, MailFailure};
use mkbroute_report::words::{
    choose, greeting, invitation_link, invitation_opening, invitation_particulars,
    invitation_subject, letter, letter_foot, reminder,
};
use tokio::time::timeout;

use crate::accounts::account_words;

/// How long the server may take for one mail.
const PATIENCE: Duration = Duration::from_secs(30);

/// What 5xx says about the address of the receiver. The others speak of us: not let in, not understood.
const ABOUT_THE_ADDRESS: [u16; 9] = [501, 510, 511, 521, 550, 551, 552, 553, 554];
/// Enhanced codes of refusals that are not about the receiver (RFC 3463): our sender, or policy.
const ABOUT_US: [&str; 3] = ["5.1.7", "5.1.8", "5.7."];

/// A mail server, and who sends. Clones share their connections.
#[derive(Clone)]
pub struct SmtpMailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    patience: Duration,
}

/// The settings of the mail server cannot be used. Says nothing of a password in them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SmtpSettingsError {
    #[error(
        "the mail server must be written as smtps://user:password@host or \
         smtp://user:password@host:587?tls=required"
    )]
    Server,
    #[error(
        "mail must not travel in the open: use smtps:// or add ?tls=required \
         (plain smtp:// is for a server on this machine)"
    )]
    Open,
    #[error("the sender must be a mail address such as meting@example.nl")]
    Sender,
}

impl SmtpMailer {
    /// A mailer for a server (`smtps://user:password@host`) and a sender.
    pub fn new(url: &str, from: &str) -> Result<Self, SmtpSettingsError> {
        Self::with_patience(url, from, PATIENCE)
    }

    /// A mailer that waits at most so long for each mail.
    pub fn with_patience(
        url: &str,
        from: &str,
        patience: Duration,
    ) -> Result<Self, SmtpSettingsError> {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url);
        let transport = transport.map_err(|_| SmtpSettingsError::Server)?;
        if travels_open(url) {
            return Err(SmtpSettingsError::Open);
        }
        Ok(Self {
            transport: transport.timeout(Some(patience)).build(),
            from: from.parse().map_err(|_| SmtpSettingsError::Sender)?,
            patience,
        })
    }

    fn no_answer(&self) -> MailFailure {
        MailFailure {
            kind: FailureKind::Timeout,
            said: format!("no answer within {} s", self.patience.as_secs()),
        }
    }

    /// What every mail of ours has.
    fn envelope(&self, to: &MailAddress, id: &str) -> Result<MessageBuilder, MailError> {
        let to: Address = to
            .as_str()
            .parse()
            .map_err(|_| MailError::Refused(refused("no mail address")))?;
        Ok(Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .message_id(Some(id.to_owned()))
            // Answering machines stay silent (RFC 3834).
            .raw_header(raw("Auto-Submitted", "auto-generated".to_owned()))
            .header(ContentType::TEXT_PLAIN))
    }

    fn account_message(&self, mail: &AccountMail<'_>) -> Result<Message, MailError> {
        let mut envelope = self.envelope(mail.to, &mail.message_id)?;
        if let AccountNews::Digest { stop, .. } = &mail.news {
            // Mail programs show a button that ends it (RFC 8058).
            envelope = envelope
                .raw_header(raw("List-Unsubscribe", format!("<{stop}>")))
                .raw_header(raw(
                    "List-Unsubscribe-Post",
                    "List-Unsubscribe=One-Click".to_owned(),
                ));
        }
        let (subject, said) = account_words(&mail.news, mail.lang);
        let message = envelope.subject(subject).body(text(&said));
        message.map_err(|error| MailError::Later(refused(&error.to_string())))
    }

    fn letter_message(&self, mail: &LetterMail<'_>) -> Result<Message, MailError> {
        let mut envelope = self
            .envelope(mail.to, &mail.message_id)?
            .raw_header(raw("List-Unsubscribe", format!("<{}>", mail.link)))
            .raw_header(raw(
                "List-Unsubscribe-Post",
                "List-Unsubscribe=One-Click".to_owned(),
            ));
        // An answer reaches who wrote it.
        let reply_to: Option<Address> = mail.reply_to.and_then(|to| to.as_str().parse().ok());
        if let Some(to) = reply_to {
            envelope = envelope.reply_to(Mailbox::new(None, to));
        }
        let filled = letter(mail.template, mail.particulars);
        let mut said = vec![filled.body];
        said.extend(letter_foot(&mail.link, mail.asks_answer));
        let message = envelope.subject(filled.subject).body(text(&said));
        message.map_err(|error| MailError::Later(refused(&error.to_string())))
    }

    /// Hands a message over, and tells whom a failure concerns.
    async fn hand_over(&self, message: Message) -> Result<(), MailError> {
        // The transport's own limit ends with the connecting.
        match timeout(self.patience, self.transport.send(message)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(judged(&error)),
            // Another address may go faster, so this one waits alone.
            Err(_) => Err(MailError::Later(self.no_answer())),
        }
    }

    fn message(&self, mail: &Mail<'_>) -> Result<Message, MailError> {
        let subject = invitation_subject(mail.facts, mail.lang);
        let mut message = self.envelope(mail.to, &mail.message_id)?;
        message = match &mail.kind {
            MailKind::Invitation { .. } => message.subject(subject),
            // Readers put a mail under another by both its references and its subject.
            MailKind::Reminder { follows } => message
                .subject(format!("Re: {subject}"))
                .in_reply_to(follows.clone())
                .references(follows.clone()),
        };
        let message = message.body(words(mail));
        message.map_err(|error| MailError::Later(refused(&error.to_string())))
    }
}

/// Whether links and a password would travel unencrypted to another machine.
fn travels_open(url: &str) -> bool {
    let Some(rest) = url.strip_prefix("smtp://") else {
        return false;
    };
    if rest.contains("?tls=") || rest.contains("&tls=") {
        return false;
    }
    let authority = rest.split(['/', '?']).next().unwrap_or_default();
    let place = authority.rsplit('@').next().unwrap_or_default();
    let host = place.rsplit_once(':').map_or(place, |(host, _)| host);
    let numbers: Result<Ipv4Addr, _> = host.parse();
    !(host == "localhost" || numbers.is_ok_and(|found| found.is_loopback()))
}

/// The text of a mail.
fn words(mail: &Mail<'_>) -> String {
    let lang = mail.lang;
    let mut said = vec![greeting(mail.facts, lang).to_owned()];
    match &mail.kind {
        MailKind::Invitation { link } => {
            said.push(invitation_opening(mail.facts, lang));
            let begin = choose(lang, "Begin hier:", "Begin here:");
            said.push(format!("{begin}\n{link}"));
            said.push(invitation_link(mail.facts, lang).to_owned());
            said.extend(invitation_particulars(mail.facts, lang));
        }
        MailKind::Reminder { .. } => said.extend(reminder(mail.facts, lang)),
    }
    text(&said)
}

/// A header that the mail library has no type for.
fn raw(name: &'static str, value: String) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value)
}

/// Paragraphs as the text of a mail.
fn text(said: &[String]) -> String {
    format!("{}\n", said.join("\n\n"))
}

impl Mailer for SmtpMailer {
    fn domain(&self) -> &str {
        self.from.email.domain()
    }

    async fn ready(&self) -> Result<(), MailError> {
        let tried = timeout(self.patience, self.transport.test_connection());
        let problem = match tried.await {
            Ok(Ok(true)) => return Ok(()),
            Ok(Ok(false)) => refused("NOOP is refused"),
            Ok(Err(error)) => failure(&error),
            Err(_) => self.no_answer(),
        };
        Err(MailError::Unreachable(problem))
    }

    async fn send(&self, mail: &Mail<'_>) -> Result<(), MailError> {
        self.hand_over(self.message(mail)?).await
    }

    async fn send_account_mail(&self, mail: &AccountMail<'_>) -> Result<(), MailError> {
        self.hand_over(self.account_message(mail)?).await
    }

    async fn send_letter(&self, mail: &LetterMail<'_>) -> Result<(), MailError> {
        self.hand_over(self.letter_message(mail)?).await
    }
}

/// Whom a failure concerns.
fn judged(error: &smtp::Error) -> MailError {
    let failure = failure(error);
    let Some(code) = error.status() else {
        return MailError::Unreachable(failure);
    };
    let code = u16::from(code);
    let about_us = ABOUT_US.iter().any(|known| failure.said.contains(known));
    match code {
        // "Service not available": the server closes the door for everybody.
        421 => MailError::Unreachable(failure),
        400..=499 => MailError::Later(failure),
        _ if ABOUT_THE_ADDRESS.contains(&code) && !about_us => MailError::Refused(failure),
        _ => MailError::Unreachable(failure),
    }
}

/// What the server said, or what happened instead.
fn failure(error: &smtp::Error) -> MailFailure {
    let deepest = causes(error)
        .last()
        .map_or_else(|| error.to_string(), ToString::to_string);
    match error.status().map(u16::from) {
        Some(code) => MailFailure {
            kind: FailureKind::of_reply(code, &deepest),
            said: format!("{code} {deepest}"),
        },
        None => MailFailure {
            kind: without_reply(error),
            said: deepest,
        },
    }
}

/// What is behind an error, the deepest cause last.
fn causes(error: &smtp::Error) -> impl Iterator<Item = &(dyn Error + 'static)> {
    std::iter::successors(error.source(), |cause| (*cause).source())
}

/// What happened when the server never replied.
fn without_reply(error: &smtp::Error) -> FailureKind {
    // The handshake of rustls reports whatever it does not accept as data that are not valid.
    let is_handshake = |cause: &(dyn Error + 'static)| {
        let found = cause.downcast_ref::<io::Error>();
        found.is_some_and(|found| found.kind() == io::ErrorKind::InvalidData)
    };
    if error.is_timeout() {
        FailureKind::Timeout
    } else if error.is_tls() || causes(error).any(is_handshake) {
        FailureKind::NotSecure
    } else {
        FailureKind::NoConnection
    }
}

fn refused(said: &str) -> MailFailure {
    MailFailure {
        kind: FailureKind::Refused,
        said: said.to_owned(),
    }
}

#[cfg(test)]
mod tests;
