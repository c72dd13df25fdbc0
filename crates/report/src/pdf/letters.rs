//! Letters with a personal link, one a page. They are made for whoever prints them and kept nowhere.

use std::fmt::Write as _;

use chrono::{Datelike, NaiveDate};
use fast_qr::{ECL, QRBuilder, QRCode};
use mkbroute_domain::surveys::invitation::InvitationFacts;
use mkbroute_domain::text::Lang;
use serde::Serialize;

use super::{PdfError, typeset, world};
use crate::words::{
    choose, greeting, invitation_link, invitation_opening, invitation_particulars,
    invitation_subject, spoken,
};

/// The empty border around a code that readers need, in modules.
const QUIET: usize = 4;

#[derive(Serialize)]
struct Data {
    lang: &'static str,
    title: String,
    /// The day of printing, as year, month, day.
    date: (i32, u32, u32),
    hello: &'static str,
    opening: String,
    scan: &'static str,
    alternative: &'static str,
    keep: &'static str,
    particulars: Vec<String>,
    letters: Vec<Letter>,
}

#[derive(Serialize)]
struct Letter {
    link: String,
    svg: String,
}

/// Typesets a letter for each link, printed on `day`.
pub fn letters(
    facts: &InvitationFacts,
    links: &[String],
    lang: Lang,
    day: NaiveDate,
) -> Result<Vec<u8>, PdfError> {
    let letter = |link: &String| {
        let code = QRBuilder::new(link.as_str()).ecl(ECL::M).build();
        let code = code.map_err(|error| PdfError::Typesetting(error.to_string()))?;
        Ok(Letter {
            link: link.clone(),
            svg: svg(&code),
        })
    };
    let letters: Result<Vec<Letter>, PdfError> = links.iter().map(letter).collect();
    let data = Data {
        lang: lang.code(),
        title: invitation_subject(facts, lang),
        date: (day.year(), day.month(), day.day()),
        hello: greeting(facts, lang),
        opening: invitation_opening(facts, lang),
        scan: spoken(
            facts.address,
            lang,
            (
                "Scan deze code met je telefoon om te beginnen:",
                "Scan deze code met uw telefoon om te beginnen:",
            ),
            "Scan this code with your phone to begin:",
        ),
        alternative: choose(
            lang,
            "Of typ dit adres over, met hoofdletters en kleine letters:",
            "Or type this address, with capitals and small letters:",
        ),
        keep: invitation_link(facts, lang),
        particulars: invitation_particulars(facts, lang),
        letters: letters?,
    };
    let data = serde_json::to_vec(&data)?;
    typeset(world::LETTERS, data, "letters".to_owned())
}

/// Black squares on white, drawn row by row as bars so that no seam shows.
fn svg(code: &QRCode) -> String {
    let side = code.size + 2 * QUIET;
    let mut path = String::new();
    for y in 0..code.size {
        let mut x = 0;
        while x < code.size {
            let dark = (x..code.size).take_while(|at| code[y][*at].value());
            let length = dark.count();
            if length > 0 {
                let (left, top) = (x + QUIET, y + QUIET);
                // Writing to a string cannot fail.
                let _ = write!(path, "M{left} {top}h{length}v1h-{length}z");
            }
            x += length.max(1);
        }
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\">\
         <rect width=\"{side}\" height=\"{side}\" fill=\"#fff\"/><path d=\"{path}\"/></svg>"
    )
}

#[cfg(test)]
mod tests;
