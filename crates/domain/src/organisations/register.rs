//! Registers that the program ships: hogescholen with their BRIN code, and the sections of the SBI.

use serde::Deserialize;
use thiserror::Error;

use super::identifier::{Brin, SbiScheme};
use crate::text::Text;

/// A hogeschool as the register knows it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KnownHogeschool {
    pub brin: Brin,
    pub name: String,
    /// The place of its seat, which is to be checked.
    #[serde(default)]
    pub seat: Option<String>,
    /// The code comes from no register.
    #[serde(default)]
    pub brin_to_check: bool,
}

/// A section of SBI 2025 with its name.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectionName {
    pub letter: char,
    pub name: Text,
}

/// What is wrong with a register.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum RegisterProblem {
    #[error("{0}")]
    File(String),
    #[error("{0} stands there twice")]
    Twice(String),
    #[error("{0} has no name")]
    NoName(String),
    #[error("the sections are not those of SBI 2025")]
    Sections,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HogeschoolFile {
    hogeschool: Vec<KnownHogeschool>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SectionFile {
    section: Vec<SectionName>,
}

/// Reads the register of hogescholen.
///
/// # Errors
/// The first problem: a code or a name that stands there twice, or a code that is none.
pub fn hogescholen(text: &str) -> Result<Vec<KnownHogeschool>, RegisterProblem> {
    let file: HogeschoolFile =
        toml::from_str(text).map_err(|error| RegisterProblem::File(error.to_string()))?;
    let found = file.hogeschool;
    for (at, hogeschool) in found.iter().enumerate() {
        if hogeschool.name.trim().is_empty() {
            return Err(RegisterProblem::NoName(hogeschool.brin.to_string()));
        }
        let earlier = &found[..at];
        if earlier.iter().any(|other| other.brin == hogeschool.brin) {
            return Err(RegisterProblem::Twice(hogeschool.brin.to_string()));
        }
        if earlier.iter().any(|other| other.name == hogeschool.name) {
            return Err(RegisterProblem::Twice(hogeschool.name.clone()));
        }
    }
    Ok(found)
}

/// Reads the names of the sections of SBI 2025.
///
/// # Errors
/// The first problem: the letters are others, or a name is missing in one of the languages.
pub fn sections(text: &str) -> Result<Vec<SectionName>, RegisterProblem> {
    let file: SectionFile =
        toml::from_str(text).map_err(|error| RegisterProblem::File(error.to_string()))?;
    let letters = SbiScheme::Sbi2025.sections().map(|section| section.letter);
    if !letters.eq(file.section.iter().map(|section| section.letter)) {
        return Err(RegisterProblem::Sections);
    }
    let mut sections = file.section.iter();
    match sections.find(|section| section.name.missing().is_some()) {
        Some(section) => Err(RegisterProblem::NoName(section.letter.to_string())),
        None => Ok(file.section),
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    const HOGESCHOLEN: &str = include_str!("../../../../data/hogescholen.toml");
    const SECTIONS: &str = include_str!("../../../../data/sbi-sections.toml");

    #[test]
    fn the_shipped_register_holds_thirty_hogescholen() {
        let found = hogescholen(HOGESCHOLEN).unwrap();
        assert_eq!(found.len(), 30);
        let brin = |name: &str| {
            let hogeschool = found.iter().find(|found| found.name == name).unwrap();
            hogeschool.brin.as_str()
        };
        assert_eq!((brin("Saxion"), brin("Avans")), ("23AH", "07GR"));
        let open = found.iter().filter(|found| found.brin_to_check);
        assert_eq!(
            open.map(|found| found.name.as_str()).collect::<Vec<_>>(),
            ["NHL Stenden"]
        );
    }

    #[test]
    fn the_sections_have_names_in_both_languages() {
        let found = sections(SECTIONS).unwrap();
        assert_eq!(found.len(), 22);
        assert_eq!(
            (found[5].letter, found[5].name.nl.as_str()),
            ('F', "Bouwnijverheid")
        );
    }

    #[rstest]
    #[case("\"23AH\"", "\"23A\"", "no brin")]
    #[case("\"23AH\"", "\"07GR\"", "07GR stands there twice")]
    #[case("\"Saxion\"", "\"Avans\"", "Avans stands there twice")]
    #[case("\"Saxion\"", "\" \"", "23AH has no name")]
    #[case("seat = \"Enschede\"", "place = \"Enschede\"", "unknown field")]
    fn a_register_that_is_wrong_says_why(
        #[case] from: &str,
        #[case] to: &str,
        #[case] expected: &str,
    ) {
        let problem = hogescholen(&HOGESCHOLEN.replacen(from, to, 1)).unwrap_err();
        assert!(problem.to_string().contains(expected), "{problem}");
    }

    #[test]
    fn a_section_too_few_is_noticed() {
        let other = SECTIONS.replacen("letter = \"F\"", "letter = \"G\"", 1);
        assert_eq!(sections(&other), Err(RegisterProblem::Sections));
        let nameless = SECTIONS.replacen("en = \"Construction\"", "en = \"\"", 1);
        assert_eq!(
            sections(&nameless),
            Err(RegisterProblem::NoName("F".to_owned()))
        );
    }
}
