//! The cast of the demonstration.

use mkbroute_domain::accounts::Role;

/// A made-up person.
pub struct Part {
    pub slug: &'static str,
    pub name: &'static str,
    pub role: Role,
    pub about_nl: &'static str,
    pub about_en: &'static str,
}

/// Everybody in the demonstration, in the order in which they are offered.
pub const CAST: &[Part] = &[
    Part {
        slug: "ruben-vos",
        name: "Ruben Vos",
        role: Role::Researcher,
        about_nl: "Meet de routes. Ziet alle cijfers, ook wat niet naar buiten mag.",
        about_en: "Measures the pathways. Sees every figure, also what may not be published.",
    },
    Part {
        slug: "noor-de-wit",
        name: "Noor de Wit",
        role: Role::Coordinator,
        about_nl: "Coördineert een route. Volgt de respons en leest het rapport.",
        about_en: "Coordinates a pathway. Follows the response and reads the report.",
    },
    Part {
        slug: "samira-haddad",
        name: "Samira Haddad",
        role: Role::ProgrammeTeam,
        about_nl: "Werkt voor het landelijke programma. Volgt alle metingen.",
        about_en: "Works for the national programme. Follows every measurement.",
    },
    Part {
        slug: "joost-bakker",
        name: "Joost Bakker",
        role: Role::CompanyContact,
        about_nl: "Leidt een bedrijf met twee studenten. Leest wat openbaar is.",
        about_en: "Runs a company with two students. Reads what is published.",
    },
    Part {
        slug: "anja-kok",
        name: "Anja Kok",
        role: Role::Administrator,
        about_nl: "Beheert het programma. Voegt mensen toe en geeft hun een link.",
        about_en: "Administers the program. Adds people and gives them a link.",
    },
];
