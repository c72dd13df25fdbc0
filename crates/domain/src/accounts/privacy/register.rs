//! How an entry of the register is written.

use super::{Activity, REGISTER};

/// A table of the database, with what each column tells of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Table {
    pub name: &'static str,
    pub found: Found,
    pub columns: &'static [Column],
}

/// A column, and the activity for which it tells something of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    pub name: &'static str,
    /// `None` if it tells nothing of a person.
    pub tells: Option<Activity>,
}

/// How the rows that tell of one person are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// Nobody is in it.
    Nobody,
    /// By the id of a person in one of these columns.
    Person(&'static [Key], Erasure),
    /// By a mail address in this column.
    Address(&'static str),
    /// Only by the link or the cookie that the person has; the program cannot tell whose it is.
    TheirLink,
    /// Not any more: nothing in it leads to a person.
    Never,
}

/// A column that holds the id of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// As an id.
    Id(&'static str),
    /// As text, among names of other things.
    Words(&'static str),
}

/// What becomes of the rows when the person is erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Erasure {
    /// They go.
    Deleted,
    /// They stay: they hold the id, which then leads to nobody.
    IdOnly,
}

impl Table {
    /// The columns that tell something of a person.
    pub fn personal(&self) -> impl Iterator<Item = &'static Column> + use<> {
        self.columns.iter().filter(|column| column.tells.is_some())
    }
}

/// The table of this name.
pub fn table(name: &str) -> Option<&'static Table> {
    REGISTER.iter().find(|table| table.name == name)
}

/// The tables whose rows are found by a person, with their keys and what erasure does.
pub fn personal_tables() -> impl Iterator<Item = (&'static Table, &'static [Key], Erasure)> {
    REGISTER.iter().filter_map(|table| match table.found {
        Found::Person(keys, erasure) => Some((table, keys, erasure)),
        Found::Nobody | Found::Address(_) | Found::TheirLink | Found::Never => None,
    })
}
