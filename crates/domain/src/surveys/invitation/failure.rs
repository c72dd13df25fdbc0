//! Why a mail did not leave, as a kind that pages have words for.

/// The kinds of failures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FailureKind {
    /// The server cannot take the mail now (4xx).
    NotNow,
    /// There is no such address (550).
    UnknownAddress,
    /// The mailbox has no room (552, or 5.2.2 in the words of the server).
    MailboxFull,
    /// The server says no for another reason (other 5xx, and rules of its own).
    Refused,
    /// Nobody answers, or the conversation broke off.
    NoConnection,
    /// No answer in time.
    Timeout,
    /// No secure connection could be made.
    NotSecure,
}

impl FailureKind {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::NotNow,
        Self::UnknownAddress,
        Self::MailboxFull,
        Self::Refused,
        Self::NoConnection,
        Self::Timeout,
        Self::NotSecure,
    ];

    /// The kind of an SMTP reply (RFC 5321), with what the server says: an enhanced code in it
    /// (RFC 3463) tells more than the three digits.
    pub fn of_reply(code: u16, said: &str) -> Self {
        let enhanced = said.split_whitespace().find(|word| is_enhanced(word));
        match (code, enhanced) {
            (400..=499, _) => Self::NotNow,
            (_, Some("5.2.2")) => Self::MailboxFull,
            (_, Some(code)) if code.starts_with("5.7.") => Self::Refused,
            (550, _) => Self::UnknownAddress,
            (552, _) => Self::MailboxFull,
            _ => Self::Refused,
        }
    }

    /// The name under which it is stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::NotNow => "not_now",
            Self::UnknownAddress => "unknown_address",
            Self::MailboxFull => "mailbox_full",
            Self::Refused => "refused",
            Self::NoConnection => "no_connection",
            Self::Timeout => "timeout",
            Self::NotSecure => "not_secure",
        }
    }

    /// The kind stored under this name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// Whether a word is an enhanced code such as 5.1.1; an address on the network has four parts.
fn is_enhanced(word: &str) -> bool {
    let mut parts = word.split('.');
    word.starts_with("5.")
        && parts.clone().count() == 3
        && parts.all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Why a mail did not leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailFailure {
    pub kind: FailureKind,
    /// What the server said, or the connection, in its own words.
    pub said: String,
}
