//! A business case as it was typed.

use mkbroute_domain::pathways::business_case::{
    BusinessCase, Contribution, Euros, Funding, FundingSource, Investment, Party, Pool,
    PoolPathway, Purpose, Scenario, Yearly,
};

use super::super::whole;
use crate::extract::Posted;
use crate::page::Page;

/// Reads a form, and tells what of it is unreadable.
struct Reading<'a> {
    posted: &'a Posted,
    page: &'a Page,
    /// The place of each filled row of parties among the parties.
    places: Vec<Option<usize>>,
    wrong: Vec<String>,
}

/// What was typed, and what of it could not be read. Empty rows are left out.
pub(super) fn read(posted: &Posted, page: &Page) -> (BusinessCase, Vec<String>) {
    let mut reading = Reading {
        posted,
        page,
        places: Vec::new(),
        wrong: Vec::new(),
    };
    let case = BusinessCase {
        duration: reading.one("duur", 0),
        stop: reading.one("stopt", 0),
        horizon: reading.one("jaren", 0),
        parties: reading.parties(),
        investments: reading.investments(),
        funding: reading.funding(),
        yearly: Yearly {
            fixed: reading.euros("vast", 0),
            per_student: reading.euros("per_student", 0),
            income_per_student: reading.euros("opbrengst", 0),
        },
        low: reading.intake(Scenario::Low),
        expected: reading.intake(Scenario::Expected),
        high: reading.intake(Scenario::High),
        pool: reading.pool(),
    };
    (case, reading.wrong)
}

impl<'a> Reading<'a> {
    fn cell(&self, name: &str, row: usize) -> &'a str {
        let mut named = self.posted.0.iter().filter(|(found, _)| found == name);
        named.nth(row).map_or("", |(_, value)| value.trim())
    }

    fn rows(&self, name: &str) -> std::ops::Range<usize> {
        let named = self.posted.0.iter().filter(|(found, _)| found == name);
        0..named.count()
    }

    /// Whether all these cells of a row are empty.
    fn is_empty(&self, names: &[&str], row: usize) -> bool {
        names.iter().all(|name| self.cell(name, row).is_empty())
    }

    /// A whole number under a name; what is wrong with it is told with the words of its field.
    fn number<T: TryFrom<u64> + Default>(&mut self, name: &str, typed: &str) -> T {
        let read = whole(typed, self.page);
        read.map_err(|told| {
            let line = format!("{}: {told}", field(name, self.page));
            self.wrong.push(line);
        })
        .unwrap_or_default()
    }

    fn one<T: TryFrom<u64> + Default>(&mut self, name: &str, row: usize) -> T {
        self.number(name, self.cell(name, row))
    }

    /// Whole euros, also with their sign before them or nothing behind the comma.
    fn euros(&mut self, name: &str, row: usize) -> Euros {
        let typed = self.cell(name, row);
        let amount = typed.trim_start_matches('€').trim_start();
        let amount = [",-", ",–", ",00"]
            .iter()
            .find_map(|end| amount.strip_suffix(end))
            .unwrap_or(amount);
        Euros(self.number(name, amount))
    }

    fn parties(&mut self) -> Vec<Party> {
        let mut found = Vec::new();
        for row in self.rows("partij") {
            let filled = !self.is_empty(&["partij", "draagt"], row);
            self.places.push(filled.then_some(found.len()));
            if filled {
                found.push(Party {
                    name: self.cell("partij", row).to_owned(),
                    carries: self.one("draagt", row),
                });
            }
        }
        found
    }

    /// The party that a row names; one beyond all parties if its own row is empty.
    fn party(&self, name: &str, row: usize) -> usize {
        let chosen: usize = self.cell(name, row).parse().unwrap_or(usize::MAX);
        let place = self.places.get(chosen).copied().flatten();
        place.unwrap_or_else(|| chosen.max(self.places.len()))
    }

    fn investments(&mut self) -> Vec<Investment> {
        let mut found = Vec::new();
        for row in self.rows("investering_geld") {
            let amounts = ["investering_geld", "investering_uren", "uurprijs"];
            if self.is_empty(&amounts, row) {
                continue;
            }
            let purpose = Purpose::from_code(self.cell("investering_doel", row));
            found.push(Investment {
                party: self.party("investering_partij", row),
                purpose: purpose.unwrap_or(Purpose::Other),
                money: self.euros("investering_geld", row),
                hours: self.one("investering_uren", row),
                per_hour: self.euros("uurprijs", row),
            });
        }
        found
    }

    fn funding(&mut self) -> Vec<Funding> {
        let mut found = Vec::new();
        for row in self.rows("bron_bedrag") {
            if self.cell("bron_bedrag", row).is_empty() {
                continue;
            }
            let purpose = Purpose::from_code(self.cell("bron_doel", row));
            let source = FundingSource::from_code(self.cell("bron", row));
            found.push(Funding {
                party: self.party("bron_partij", row),
                source: source.unwrap_or(FundingSource::Other),
                purpose: purpose.unwrap_or(Purpose::Other),
                amount: self.euros("bron_bedrag", row),
            });
        }
        found
    }

    /// The intake of each year, parted by commas or spaces.
    fn intake(&mut self, scenario: Scenario) -> Vec<u32> {
        let typed = self.cell(scenario.code(), 0);
        let parts = typed.split([',', ';', ' ']);
        let parts = parts.filter(|part| !part.is_empty());
        let name = scenario.code();
        parts.map(|part| self.number(name, part)).collect()
    }

    fn pool(&mut self) -> Pool {
        let mut pool = Pool::default();
        for row in self.rows("pot_van") {
            if !self.is_empty(&["pot_van", "pot_bedrag"], row) {
                pool.contributions.push(Contribution {
                    by: self.cell("pot_van", row).to_owned(),
                    amount: self.euros("pot_bedrag", row),
                });
            }
        }
        for row in self.rows("pot_route") {
            if !self.is_empty(&["pot_route", "pot_nodig"], row) {
                pool.pathways.push(PoolPathway {
                    name: self.cell("pot_route", row).to_owned(),
                    needs: self.euros("pot_nodig", row),
                    starts: self.cell("pot_begint", row) == "ja",
                });
            }
        }
        pool
    }
}

/// What a field is called on the page.
fn field(name: &str, page: &Page) -> &'static str {
    let (nl, en) = match name {
        "duur" => (
            "Hoeveel jaar een student studeert",
            "Years that a student studies",
        ),
        "stopt" => ("Procent dat per jaar stopt", "Percent that stops each year"),
        "jaren" => ("Over hoeveel jaar je rekent", "Years over which you count"),
        "draagt" => ("Draagt van verliezen", "Carries of losses"),
        "investering_geld" => ("Geld vooraf", "Money beforehand"),
        "investering_uren" => ("Uren vooraf", "Hours beforehand"),
        "uurprijs" => ("Wat een uur waard is", "What an hour is worth"),
        "bron_bedrag" => ("Wat anderen betalen", "What others pay"),
        "vast" => ("Vaste kosten van een jaar", "Fixed costs of a year"),
        "per_student" => ("Kosten per student", "Costs for each student"),
        "opbrengst" => ("Opbrengst per student", "Income for each student"),
        "pot_bedrag" | "pot_nodig" => ("De gezamenlijke pot", "The shared pool"),
        _ => ("Hoeveel studenten er beginnen", "How many students begin"),
    };
    page.t(nl, en)
}
