//! The baseline of 2021-2022 through the ordinary analysis: every line of chapter 2 of its report
//! comes back for researchers, and the release withholds what tells of persons.

mod companies;
mod seen;
mod students;
mod teachers;
mod withheld;
