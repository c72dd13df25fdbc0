//! Letters to many contacts: writing one, sending it, and what became of it.

mod answer;
mod deliver;
mod mail;
mod recipients;
mod sheet;
mod write;

pub use answer::{LetterAnswer, LetterError, LetterPage, answer_letter, letter_page};
pub use deliver::deliver_letters;
pub use mail::LetterMail;
pub use recipients::{Audience, Recipient, Recipients};
pub use sheet::{MailingLine, MailingList, MailingSheet, NamedLetter, mailing_sheet, mailings};
pub use write::{MOST_LETTERS, Preview, SendError, WritePage, send_letters, write_page};
