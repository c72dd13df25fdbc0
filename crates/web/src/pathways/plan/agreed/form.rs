//! The form of what was agreed: rows that are filled, and some to fill.

use chrono::NaiveDate;
use mkbroute_domain::pathways::business_case::Euros;
use mkbroute_domain::pathways::plan::{
    Agreed, Commitment, CurriculumBasis, CurriculumTalk, SchoolDay, StudyCalendar,
};
use mkbroute_report::words::plan as words;

use super::super::super::{day, whole};
use crate::extract::Posted;
use crate::forms::Choice;
use crate::page::Page;

/// Empty rows below those that are filled.
const EMPTY_ROWS: usize = 2;

/// The fields of what was agreed.
pub(super) struct AgreedForm {
    pub(super) commitments: Vec<CommitmentRow>,
    pub(super) basis: String,
    pub(super) in_hand: String,
    pub(super) talks: Vec<TalkRow>,
    pub(super) days: Vec<Choice>,
    pub(super) teaching: String,
    pub(super) exams: String,
    pub(super) place: String,
}

#[derive(Default)]
pub(super) struct CommitmentRow {
    pub(super) partner: String,
    pub(super) on: String,
    pub(super) workplaces: String,
    pub(super) hours: String,
    pub(super) money: String,
    pub(super) place: String,
}

#[derive(Default)]
pub(super) struct TalkRow {
    pub(super) on: String,
    pub(super) with: String,
    pub(super) asked: String,
    pub(super) decided: String,
}

impl AgreedForm {
    pub(super) fn of(agreed: &Agreed, page: &Page) -> Self {
        let empty = |_| CommitmentRow::default();
        let commitments = agreed.commitments.iter().map(CommitmentRow::of);
        let talks = agreed.talks.iter().map(TalkRow::of);
        let basis = agreed.basis.as_ref();
        let in_hand = basis.and_then(|basis| basis.in_hand);
        let calendar = agreed.calendar.as_ref();
        let taught =
            |day: SchoolDay| calendar.is_some_and(|calendar| calendar.school_days.contains(&day));
        let weeks = |weeks: fn(&StudyCalendar) -> u8| {
            calendar.map_or_else(String::new, |calendar| weeks(calendar).to_string())
        };
        let days = SchoolDay::ALL.map(|day| {
            let words = words::school_day(day, page.lang).to_owned();
            (day.code().to_owned(), words, taught(day))
        });
        Self {
            commitments: commitments.chain((0..EMPTY_ROWS).map(empty)).collect(),
            basis: basis.map_or_else(String::new, |basis| basis.from.clone()),
            in_hand: in_hand.map_or_else(String::new, |share| share.to_string()),
            talks: talks
                .chain((0..EMPTY_ROWS).map(|_| TalkRow::default()))
                .collect(),
            days: days.into(),
            teaching: weeks(|calendar| calendar.teaching_weeks),
            exams: weeks(|calendar| calendar.exam_weeks),
            place: calendar.map_or_else(String::new, |calendar| calendar.place.clone()),
        }
    }
}

impl CommitmentRow {
    fn of(found: &Commitment) -> Self {
        Self {
            partner: found.partner.clone(),
            on: found.on.to_string(),
            workplaces: found.workplaces.to_string(),
            hours: found.hours.to_string(),
            money: found.money.0.to_string(),
            place: found.place.clone(),
        }
    }
}

impl TalkRow {
    fn of(found: &CurriculumTalk) -> Self {
        Self {
            on: found.on.to_string(),
            with: found.with.clone(),
            asked: found.asked.clone(),
            decided: found.decided.clone(),
        }
    }
}

/// Reads a form, and tells what of it is unreadable.
struct Reading<'a> {
    posted: &'a Posted,
    page: &'a Page,
    wrong: Vec<String>,
}

/// What was typed, and what of it could not be read. Empty rows are left out.
pub(super) fn read(posted: &Posted, page: &Page) -> (Agreed, Vec<String>) {
    let mut reading = Reading {
        posted,
        page,
        wrong: Vec::new(),
    };
    let agreed = Agreed {
        commitments: reading.commitments(),
        basis: reading.basis(),
        talks: reading.talks(),
        calendar: reading.calendar(),
    };
    (agreed, reading.wrong)
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

    /// A whole number; nothing for an empty field.
    fn number<T: TryFrom<u64> + Default>(&mut self, typed: &str) -> T {
        let read = whole(typed, self.page);
        read.map_err(|told| self.wrong.push(told))
            .unwrap_or_default()
    }

    fn day(&mut self, typed: &str) -> NaiveDate {
        let read = day(typed, self.page);
        read.map_err(|told| self.wrong.push(told))
            .unwrap_or_default()
    }

    fn commitments(&mut self) -> Vec<Commitment> {
        let mut found = Vec::new();
        for row in self.rows("toezegging") {
            let cell = |name| self.cell(name, row);
            let names = [
                "toezegging",
                "toezegging_op",
                "plekken",
                "uren",
                "geld",
                "vastgelegd",
            ];
            let [partner, on, workplaces, hours, money, place] = names.map(cell);
            if [partner, on, workplaces, hours, money, place]
                .concat()
                .is_empty()
            {
                continue;
            }
            found.push(Commitment {
                partner: partner.to_owned(),
                on: self.day(on),
                workplaces: self.number(workplaces),
                hours: self.number(hours),
                money: Euros(self.number(money)),
                place: place.to_owned(),
            });
        }
        found
    }

    fn basis(&mut self) -> Option<CurriculumBasis> {
        let from = self.cell("basis", 0).to_owned();
        let share = self.cell("in_huis", 0);
        if from.is_empty() && share.is_empty() {
            return None;
        }
        let in_hand = (!share.is_empty()).then(|| self.number(share));
        Some(CurriculumBasis { from, in_hand })
    }

    fn talks(&mut self) -> Vec<CurriculumTalk> {
        let mut found = Vec::new();
        for row in self.rows("gesprek_met") {
            let cell = |name| self.cell(name, row);
            let names = ["gesprek_op", "gesprek_met", "gevraagd", "besloten"];
            let [on, with, asked, decided] = names.map(cell);
            if [on, with, asked, decided].concat().is_empty() {
                continue;
            }
            found.push(CurriculumTalk {
                on: self.day(on),
                with: with.to_owned(),
                asked: asked.to_owned(),
                decided: decided.to_owned(),
            });
        }
        found
    }

    fn calendar(&mut self) -> Option<StudyCalendar> {
        let days = self
            .posted
            .all("schooldag")
            .filter_map(SchoolDay::from_code);
        let school_days: Vec<SchoolDay> = days.collect();
        let names = ["lesweken", "toetsweken", "kalender"];
        let [teaching, exams, place] = names.map(|name| self.cell(name, 0));
        if school_days.is_empty() && [teaching, exams, place].concat().is_empty() {
            return None;
        }
        Some(StudyCalendar {
            school_days,
            teaching_weeks: self.number(teaching),
            exam_weeks: self.number(exams),
            place: place.to_owned(),
        })
    }
}
