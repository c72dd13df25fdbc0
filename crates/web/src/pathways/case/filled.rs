//! A business case as the fields of its form: what was typed is shown as it was typed, and what is kept in the same way.

use mkbroute_domain::pathways::business_case::{BusinessCase, Scenario};

use crate::extract::Posted;

/// Empty rows below those that are filled.
const EMPTY_ROWS: usize = 2;

/// What the form of a case holds before anything is typed.
pub(super) fn filled(case: &BusinessCase) -> Posted {
    let mut fields = Vec::new();
    let mut put = |name: &str, value: String| fields.push((name.to_owned(), value));
    put("duur", case.duration.to_string());
    put("stopt", case.stop.to_string());
    put("jaren", case.horizon.to_string());
    for party in &case.parties {
        put("partij", party.name.clone());
        put("draagt", party.carries.to_string());
    }
    for found in &case.investments {
        put("investering_partij", found.party.to_string());
        put("investering_doel", found.purpose.code().to_owned());
        put("investering_geld", found.money.0.to_string());
        put("investering_uren", found.hours.to_string());
        put("uurprijs", found.per_hour.0.to_string());
    }
    for found in &case.funding {
        put("bron", found.source.code().to_owned());
        put("bron_partij", found.party.to_string());
        put("bron_doel", found.purpose.code().to_owned());
        put("bron_bedrag", found.amount.0.to_string());
    }
    put("vast", case.yearly.fixed.0.to_string());
    put("per_student", case.yearly.per_student.0.to_string());
    put("opbrengst", case.yearly.income_per_student.0.to_string());
    for scenario in Scenario::ALL {
        let numbers = case.intake(scenario).iter().map(ToString::to_string);
        put(scenario.code(), numbers.collect::<Vec<_>>().join(", "));
    }
    for found in &case.pool.contributions {
        put("pot_van", found.by.clone());
        put("pot_bedrag", found.amount.0.to_string());
    }
    for found in &case.pool.pathways {
        put("pot_route", found.name.clone());
        put("pot_nodig", found.needs.0.to_string());
        put(
            "pot_begint",
            if found.starts { "ja" } else { "nee" }.to_owned(),
        );
    }
    Posted(fields)
}

/// The cells of each row under these names, and empty rows behind the last one in which something is typed. The first
/// `chosen` cells are chosen from a list: they alone fill no row.
pub(super) fn rows<const N: usize>(
    typed: &Posted,
    names: [&str; N],
    chosen: usize,
) -> Vec<[String; N]> {
    let count = names.map(|name| typed.all(name).count());
    let count = count.into_iter().max().unwrap_or_default();
    let cell = |name, row| typed.all(name).nth(row).unwrap_or_default().to_owned();
    let mut found: Vec<[String; N]> = (0..count)
        .map(|row| names.map(|name| cell(name, row)))
        .collect();
    let fills = |row: &[String; N]| row.iter().skip(chosen).any(|cell| !cell.trim().is_empty());
    let filled = found.iter().rposition(fills).map_or(0, |last| last + 1);
    found.truncate(filled);
    found.resize(filled + EMPTY_ROWS, names.map(|_| String::new()));
    found
}

#[cfg(test)]
mod tests {
    use super::super::read::read;
    use super::*;
    use crate::extract::Locale;
    use crate::page::Page;

    const DEMO: &str = include_str!("../../../../../data/demo-business-case.toml");

    #[test]
    fn what_is_shown_is_read_as_it_was() {
        let locale = Locale::of(&axum::http::HeaderMap::new(), &"/".parse().unwrap());
        let case: BusinessCase = toml::from_str(DEMO).unwrap();
        let (again, wrong) = read(&filled(&case), &Page::new(&locale, ""));
        assert_eq!((again, wrong), (case, Vec::<String>::new()));
    }

    #[test]
    fn empty_rows_stand_behind_the_last_that_is_filled() {
        let typed = [
            ("bron", "raak"),
            ("bedrag", ""),
            ("bron", "rif"),
            ("bedrag", "x"),
            ("bron", "raak"),
            ("bedrag", " "),
        ];
        let typed = typed.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let found = rows(&Posted(typed.into()), ["bron", "bedrag"], 1);
        let found: Vec<[&str; 2]> = found
            .iter()
            .map(|row| row.each_ref().map(String::as_str))
            .collect();
        assert_eq!(found, [["raak", ""], ["rif", "x"], ["", ""], ["", ""]]);
    }
}
