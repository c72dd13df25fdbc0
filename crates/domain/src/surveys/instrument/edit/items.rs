//! Items: adding, changing, moving, removing, and for whom they are.

use super::super::{Choice, Instrument, Item, ItemKind};
use super::sections::neighbour;
use super::{Direction, EditProblem, History, fresh_code, named, short};
use crate::surveys::condition::Condition;

impl Instrument {
    /// Where an item stands: its section and its place there.
    fn item_at(&self, code: &str) -> Result<(usize, usize), EditProblem> {
        let places = self.sections.iter().enumerate();
        let mut found = places.filter_map(|(section, part)| {
            let place = part.items.iter().position(|item| item.code == code)?;
            Some((section, place))
        });
        let none = || EditProblem::NoItem(code.to_owned());
        found.next().ok_or_else(none)
    }

    /// Whether an item, a row or a ratio has this code.
    pub(super) fn uses_code(&self, code: &str) -> bool {
        self.items().any(|(_, item)| item.uses_code(code))
            || self.ratios.iter().any(|ratio| ratio.code == code)
    }

    pub(super) fn add_item(
        &mut self,
        section: &str,
        mut item: Item,
        history: &History,
    ) -> Result<String, EditProblem> {
        let section = self.section_at(section)?;
        sound(&item)?;
        let taken = |code: &str| self.uses_code(code) || history.knows(code);
        item.code = fresh_code(&item.text.nl, taken);
        item.wording = 1;
        self.name_parts(&mut item, history);
        let code = item.code.clone();
        self.sections[section].items.push(item);
        Ok(code)
    }

    pub(super) fn change_item(
        &mut self,
        code: String,
        mut item: Item,
        typo: bool,
        history: &History,
    ) -> Result<String, EditProblem> {
        let (section, place) = self.item_at(&code)?;
        sound(&item)?;
        let before = self.sections[section].items[place].clone();
        item.code.clone_from(&code);
        self.name_parts(&mut item, history);
        number_words(&mut item, &before, typo, history);
        forget_lost_options(&mut item);
        self.sections[section].items[place] = item;
        Ok(code)
    }

    /// Gives new options and rows a code.
    fn name_parts(&self, item: &mut Item, history: &History) {
        match &mut item.kind {
            ItemKind::Single { options, .. } | ItemKind::Multiple { options, .. } => {
                name_options(options);
            }
            ItemKind::Matrix { rows, .. } => {
                for index in 0..rows.len() {
                    if !rows[index].code.is_empty() {
                        continue;
                    }
                    let taken = |code: &str| {
                        rows.iter().any(|row| row.code == code)
                            || item.code == code
                            || self.uses_code(code)
                            || history.knows(code)
                    };
                    rows[index].code = fresh_code(&rows[index].text.nl, taken);
                    rows[index].wording = 1;
                }
            }
            _ => {}
        }
    }

    pub(super) fn move_item(&mut self, code: String, to: Direction) -> Result<String, EditProblem> {
        let (section, place) = self.item_at(&code)?;
        if let Some(beside) = neighbour(place, to, self.sections[section].items.len()) {
            self.sections[section].items.swap(place, beside);
            return Ok(code);
        }
        let next = neighbour(section, to, self.sections.len()).ok_or(EditProblem::AtTheEdge)?;
        let item = self.sections[section].items.remove(place);
        let items = &mut self.sections[next].items;
        match to {
            Direction::Up => items.push(item),
            Direction::Down => items.insert(0, item),
        }
        Ok(code)
    }

    pub(super) fn place_item(
        &mut self,
        code: String,
        section: &str,
    ) -> Result<String, EditProblem> {
        let to = self.section_at(section)?;
        let (from, place) = self.item_at(&code)?;
        let item = self.sections[from].items.remove(place);
        self.sections[to].items.push(item);
        Ok(code)
    }

    pub(super) fn remove_item(&mut self, code: String) -> Result<String, EditProblem> {
        let (section, place) = self.item_at(&code)?;
        self.sections[section].items.remove(place);
        Ok(code)
    }

    pub(super) fn route(
        &mut self,
        code: String,
        condition: Option<Condition>,
    ) -> Result<String, EditProblem> {
        let (section, place) = self.item_at(&code)?;
        self.sections[section].items[place].show_if = condition;
        Ok(code)
    }
}

impl Item {
    pub(super) fn uses_code(&self, code: &str) -> bool {
        let row = match &self.kind {
            ItemKind::Matrix { rows, .. } => rows.iter().any(|row| row.code == code),
            _ => false,
        };
        self.code == code || row
    }
}

fn name_options(options: &mut [Choice]) {
    for index in 0..options.len() {
        if options[index].code.is_empty() {
            let taken = |code: &str| options.iter().any(|option| option.code == code);
            options[index].code = fresh_code(&options[index].text.nl, taken);
        }
    }
}

/// Words that did not change in the draft keep their number, also where a typing error was mended.
fn number_words(item: &mut Item, before: &Item, typo: bool, history: &History) {
    let kept = |code: &str| {
        let questions = before.questions(0);
        let same = questions.iter().find(|question| question.code == code);
        same.map(|question| (question.text.clone(), question.wording))
    };
    let number = |code: &str, text: &crate::text::Text, present: u32| match kept(code) {
        Some((words, wording)) if words == *text => wording,
        _ => history.number(code, text, present, typo),
    };
    item.wording = number(&item.code, &item.text, before.wording);
    if let ItemKind::Matrix { rows, .. } = &mut item.kind {
        for row in rows {
            row.wording = number(&row.code, &row.text, row.wording);
        }
    }
}

/// The analysis cannot speak of options that are gone.
fn forget_lost_options(item: &mut Item) {
    let mut notes = std::mem::take(&mut item.analysis);
    notes.sensitive_options.retain(|code| item.has_option(code));
    for step in &mut notes.collapse {
        step.from.retain(|code| item.has_option(code));
    }
    notes.collapse.retain(|step| !step.from.is_empty());
    if !matches!(item.kind, ItemKind::Number { .. }) {
        notes.bands.clear();
        notes.sum = false;
    }
    item.analysis = notes;
}

/// What even a draft cannot be: without words, or with a scale that has no steps.
fn sound(item: &Item) -> Result<(), EditProblem> {
    named(&item.text)?;
    let around = [&item.help, &item.why, &item.not_applicable, &item.dont_know];
    for text in around.into_iter().flatten().chain([&item.text]) {
        short(text)?;
    }
    let holds = match &item.kind {
        ItemKind::Scale(scale) | ItemKind::Matrix { scale, .. } => scale.min < scale.max,
        ItemKind::Number { min, max, .. } => min < max,
        ItemKind::Year { min, max } | ItemKind::YearMonth { min, max } => min < max,
        _ => true,
    };
    if holds {
        Ok(())
    } else {
        Err(EditProblem::EmptyRange)
    }
}
