//! A letter as it leaves.

use std::fmt;

use mkbroute_domain::outreach::{Particulars, Template};
use mkbroute_domain::surveys::invitation::MailAddress;

/// One of many letters. It is never stored, and its `Debug` shows neither address nor link.
pub struct LetterMail<'a> {
    pub to: &'a MailAddress,
    /// Where an answer goes: to who sent it, if they have an address.
    pub reply_to: Option<&'a MailAddress>,
    /// The Message-ID, with angle brackets.
    pub message_id: String,
    pub template: &'a Template,
    pub particulars: &'a Particulars,
    /// Where to say whether one comes, and that one wants no more letters.
    pub link: String,
    /// Whether it asks if somebody comes.
    pub asks_answer: bool,
}

impl fmt::Debug for LetterMail<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LetterMail(…)")
    }
}
