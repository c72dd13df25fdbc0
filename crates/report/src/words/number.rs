//! Numbers and dates as each language writes them.

use chrono::{Datelike, NaiveDate};
use mkbroute_analysis::round::{decimals, percentage};
use mkbroute_domain::pathways::business_case::Euros;
use mkbroute_domain::text::Lang;

use super::choose;

/// A number with one decimal: `6,3` or `6.3`.
pub fn one_decimal(value: f64, lang: Lang) -> String {
    decimal(value, 1, lang)
}

/// A number with so many decimals, half up.
pub fn decimal(value: f64, places: u8, lang: Lang) -> String {
    let text = format!("{:.*}", usize::from(places), decimals(value, places.into()));
    match lang {
        Lang::Nl => text.replace('.', ","),
        Lang::En => text,
    }
}

/// A difference with its sign: `+0,4`, `−1,2`, `0,0`.
pub fn signed(value: f64, lang: Lang) -> String {
    let rounded = decimals(value, 1);
    let text = one_decimal(rounded.abs(), lang);
    if rounded > 0.0 {
        format!("+{text}")
    } else if rounded < 0.0 {
        format!("−{text}")
    } else {
        text
    }
}

/// A difference of proportions in whole percentage points: `+12 punten`.
pub fn signed_points(value: f64, lang: Lang) -> String {
    let word = choose(lang, "punten", "points");
    format!("{} {word}", signed_whole(value * 100.0))
}

/// A whole number with its sign: `+12`, `−3`, `0`.
pub fn signed_whole(value: f64) -> String {
    let whole = decimals(value, 0);
    let sign = match whole {
        whole if whole > 0.0 => "+",
        whole if whole < 0.0 => "−",
        _ => "",
    };
    format!("{sign}{:.0}", whole.abs())
}

/// An amount of money: `€ 12.500`, `−€ 300` or `€12,500`.
pub fn euros(amount: Euros, lang: Lang) -> String {
    let space = match lang {
        Lang::Nl => "\u{a0}",
        Lang::En => "",
    };
    let sign = if amount.0 < 0 { "−" } else { "" };
    format!("{sign}€{space}{}", grouped(amount.0.unsigned_abs(), lang))
}

/// How many, with a mark at the thousands: `100.000` or `100,000`.
pub fn many(count: usize, lang: Lang) -> String {
    grouped(count as u64, lang)
}

fn grouped(number: u64, lang: Lang) -> String {
    let digits = number.to_string();
    let mark = match lang {
        Lang::Nl => '.',
        Lang::En => ',',
    };
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(mark);
        }
        grouped.push(digit);
    }
    grouped
}

/// A number without needless decimals.
pub fn plain(value: f64, lang: Lang) -> String {
    if (value - value.round()).abs() < 1e-9 {
        format!("{value:.0}")
    } else {
        one_decimal(value, lang)
    }
}

/// `1 route`, `2 routes`; `no pathway` and `1 pathway` in English.
pub fn routes(count: u32, lang: Lang) -> String {
    match (count, lang) {
        (0, Lang::Nl) => "geen route".to_owned(),
        (0, Lang::En) => "no pathway".to_owned(),
        (1, Lang::Nl) => "1 route".to_owned(),
        (1, Lang::En) => "1 pathway".to_owned(),
        (_, Lang::Nl) => format!("{count} routes"),
        (_, Lang::En) => format!("{count} pathways"),
    }
}

/// `18 van de 25` or `18 of 25`.
pub fn k_of_n(k: u32, n: u32, lang: Lang) -> String {
    format!("{k} {} {n}", choose(lang, "van de", "of"))
}

/// The whole percentage of k out of n, half up: `72%`.
pub fn percent(k: u32, n: u32) -> String {
    percentage(k, n).map_or_else(String::new, |share| format!("{share}%"))
}

/// A proportion as a whole percentage.
pub fn proportion(share: f64) -> String {
    format!("{:.0}%", decimals(share * 100.0, 0))
}

const MONTHS: [(&str, &str); 12] = [
    ("januari", "January"),
    ("februari", "February"),
    ("maart", "March"),
    ("april", "April"),
    ("mei", "May"),
    ("juni", "June"),
    ("juli", "July"),
    ("augustus", "August"),
    ("september", "September"),
    ("oktober", "October"),
    ("november", "November"),
    ("december", "December"),
];

/// `23 november 2026` or `23 November 2026`.
pub fn date(day: NaiveDate, lang: Lang) -> String {
    let (nl, en) = MONTHS[day.month0() as usize];
    format!("{} {} {}", day.day(), choose(lang, nl, en), day.year())
}

/// `september 2021` or `September 2021`; `None` if the month is not 1 to 12.
pub fn month(year: &str, month: &str, lang: Lang) -> Option<String> {
    let position: usize = month.trim().parse().ok()?;
    let (nl, en) = MONTHS.get(position.checked_sub(1)?)?;
    Some(format!("{} {year}", choose(lang, nl, en)))
}

#[cfg(test)]
mod tests;
