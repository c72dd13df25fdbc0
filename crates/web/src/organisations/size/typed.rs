//! Figures as they are typed and shown.

use mkbroute_application::organisations::{KeptPeriod, TypedPeriod};
use mkbroute_domain::organisations::size::{
    Enterprise, Figures, Fte, Interest, Period, Related, Tie,
};
use mkbroute_domain::pathways::business_case::Euros;
use mkbroute_report::words::number;

use super::Wrong;
use crate::extract::Posted;
use crate::page::Page;

/// Empty rows below those that are filled.
const EMPTY_ROWS: usize = 2;
/// Nobody types more rows than this.
const MOST_ROWS: usize = 100;

/// The rows of a form: those that hold a name or anything else, and some to fill.
pub(super) fn rows_shown(typed: &Posted) -> Vec<usize> {
    (0..rows(typed).min(MOST_ROWS) + EMPTY_ROWS).collect()
}

fn rows(typed: &Posted) -> usize {
    let filled = |row: &usize| {
        let fields = ["naam", "belang", "fte", "omzet", "balans"];
        let mut values = fields.iter().map(|field| cell(typed, field, *row));
        values.any(|value| !value.is_empty())
    };
    (0..MOST_ROWS).rev().find(filled).map_or(0, |row| row + 1)
}

fn cell<'a>(typed: &'a Posted, field: &str, row: usize) -> &'a str {
    typed.get(&format!("{field}-{row}")).trim()
}

/// What is kept, as somebody would type it.
pub(super) fn of(kept: &KeptPeriod) -> Posted {
    let period = &kept.noted.period;
    let enterprise = &period.enterprise;
    let mut fields = vec![
        ("sluit".to_owned(), period.closes.to_string()),
        ("bron".to_owned(), kept.noted.source.clone()),
    ];
    put_figures(&mut fields, "", &enterprise.own);
    if let Some(interest) = enterprise.public_interest {
        fields.push(("overheid".to_owned(), hundredths_of(interest.0.into())));
    }
    let mut tick = |name: String, on: bool| {
        if on {
            fields.push((name, "ja".to_owned()));
        }
    };
    tick("overgenomen".to_owned(), period.ownership_changed);
    tick("geschat".to_owned(), period.estimated);
    for (row, related) in enterprise.related.iter().enumerate() {
        tick(format!("bestuurt-{row}"), related.controls);
        tick(format!("vrij-{row}"), related.exempt_investor);
    }
    for (row, related) in enterprise.related.iter().enumerate() {
        fields.push((format!("naam-{row}"), related.name.clone()));
        let interest = hundredths_of(related.interest.0.into());
        fields.push((format!("belang-{row}"), interest));
        put_figures(&mut fields, &format!("-{row}"), &related.figures);
    }
    Posted(fields)
}

fn put_figures(fields: &mut Vec<(String, String)>, row: &str, figures: &Figures) {
    let figures = [
        ("fte", figures.staff.map(|staff| hundredths_of(staff.0))),
        ("omzet", figures.turnover.map(|euros| euros.to_string())),
        ("balans", figures.balance.map(|euros| euros.to_string())),
    ];
    for (name, value) in figures {
        fields.extend(value.map(|value| (format!("{name}{row}"), value)));
    }
}

/// Reads a form, and tells what of it is unreadable.
struct Reading<'a> {
    typed: &'a Posted,
    page: &'a Page,
    wrong: Vec<Wrong>,
}

/// What was typed; or everything in it that cannot be read.
pub(super) fn read(typed: &Posted, page: &Page) -> Result<TypedPeriod, Vec<Wrong>> {
    let mut reading = Reading {
        typed,
        page,
        wrong: Vec::new(),
    };
    let closes = typed.get("sluit").trim().parse().ok();
    if closes.is_none() {
        reading.tell(
            "sluit".to_owned(),
            "Vul een datum in, zoals 2025-12-31.",
            "Give a date, such as 2025-12-31.",
        );
    }
    let enterprise = Enterprise {
        own: reading.figures(""),
        related: (0..rows(typed))
            .filter_map(|row| reading.row(row))
            .collect(),
        public_interest: reading.interest("overheid"),
    };
    match closes {
        Some(closes) if reading.wrong.is_empty() => Ok(TypedPeriod {
            period: Period {
                closes,
                enterprise,
                ownership_changed: typed.ticked("overgenomen"),
                estimated: typed.ticked("geschat"),
            },
            source: typed.get("bron").trim().to_owned(),
        }),
        _ => Err(reading.wrong),
    }
}

impl Reading<'_> {
    fn tell(&mut self, field: String, nl: &'static str, en: &'static str) {
        self.wrong.push((field, self.page.t(nl, en).to_owned()));
    }

    fn figures(&mut self, row: &str) -> Figures {
        Figures {
            staff: self.hundredths(&format!("fte{row}")).map(Fte),
            turnover: self.euros(&format!("omzet{row}")),
            balance: self.euros(&format!("balans{row}")),
        }
    }

    /// Another enterprise; nothing for an empty row.
    fn row(&mut self, row: usize) -> Option<Related> {
        let fields = ["naam", "belang", "fte", "omzet", "balans"];
        let values = fields.map(|field| cell(self.typed, field, row));
        if values.concat().is_empty() {
            return None;
        }
        if values[0].is_empty() {
            self.tell(format!("naam-{row}"), "Vul de naam in.", "Give the name.");
        }
        Some(Related {
            name: values[0].to_owned(),
            interest: self
                .interest(&format!("belang-{row}"))
                .unwrap_or(Interest(0)),
            controls: self.typed.ticked(&format!("bestuurt-{row}")),
            exempt_investor: self.typed.ticked(&format!("vrij-{row}")),
            figures: self.figures(&format!("-{row}")),
        })
    }

    fn interest(&mut self, field: &str) -> Option<Interest> {
        let hundredths = self.hundredths(field)?;
        match u16::try_from(hundredths) {
            Ok(interest) if interest <= 10_000 => Some(Interest(interest)),
            _ => {
                self.tell(
                    field.to_owned(),
                    "Een belang is hoogstens 100%.",
                    "A share is at most 100%.",
                );
                None
            }
        }
    }

    fn hundredths(&mut self, field: &str) -> Option<u32> {
        let typed = self.typed.get(field).trim();
        if typed.is_empty() {
            return None;
        }
        let read = hundredths(typed);
        if read.is_none() {
            self.tell(
                field.to_owned(),
                "Schrijf een getal, zoals 12 of 12,5.",
                "Write a number, such as 12 or 12.5.",
            );
        }
        read
    }

    /// Whole euros; points and spaces that group them are let go.
    fn euros(&mut self, field: &str) -> Option<u64> {
        let typed = self.typed.get(field).chars();
        let digits: String = typed.filter(|c| !matches!(c, '.' | ' ' | '€')).collect();
        if digits.is_empty() {
            return None;
        }
        let read = digits.parse().ok();
        if read.is_none() {
            self.tell(
                field.to_owned(),
                "Schrijf hele euro's, zoals 1.500.000.",
                "Write whole euros, such as 1.500.000.",
            );
        }
        read
    }
}

/// A number with at most two decimals, in hundredths.
fn hundredths(typed: &str) -> Option<u32> {
    let (whole, part) = typed.split_once([',', '.']).unwrap_or((typed, ""));
    let digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    if whole.is_empty() || part.len() > 2 || !digits(whole) || !digits(part) {
        return None;
    }
    let part: u32 = format!("{part:0<2}").parse().ok()?;
    whole
        .parse::<u32>()
        .ok()?
        .checked_mul(100)?
        .checked_add(part)
}

/// Hundredths as one types them.
fn hundredths_of(hundredths: u32) -> String {
    let (whole, part) = (hundredths / 100, hundredths % 100);
    match part {
        0 => whole.to_string(),
        part if part % 10 == 0 => format!("{whole},{}", part / 10),
        part => format!("{whole},{part:02}"),
    }
}

/// Figures in one line; nothing for what is not known.
pub(super) fn in_words(figures: &Figures, page: &Page) -> String {
    let staff = figures.staff.map(|staff| {
        let unit = page.t("voltijdbanen", "full-time jobs");
        format!("{} {unit}", hundredths_of(staff.0))
    });
    let money = |euros: Option<u64>, name: &str| {
        let euros = euros.and_then(|euros| i64::try_from(euros).ok());
        euros.map(|euros| format!("{name} {}", number::euros(Euros(euros), page.lang)))
    };
    let parts = [
        staff,
        money(figures.turnover, page.t("omzet", "turnover")),
        money(
            figures.balance,
            page.t("balanstotaal", "balance sheet total"),
        ),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Another enterprise, and how it counts.
pub(super) fn tie_in_words(related: &Related, page: &Page) -> String {
    let counts = match related.tie() {
        Tie::Autonomous => page.t("telt niet mee", "does not count"),
        Tie::Partner => page.t("telt naar verhouding mee", "counts in proportion"),
        Tie::Linked => page.t("telt helemaal mee", "counts wholly"),
    };
    let share = hundredths_of(related.interest.0.into());
    let line = format!("{} ({share}%): {counts}", related.name);
    let figures = in_words(&related.figures, page);
    if figures.is_empty() {
        line
    } else {
        format!("{line}; {figures}")
    }
}
