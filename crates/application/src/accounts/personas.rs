//! The made-up persons of the demonstration.

use mkbroute_domain::accounts::Managed;
use mkbroute_domain::accounts::{Person, Role};
use mkbroute_domain::text::Text;

use crate::{App, AppError};

/// A made-up person whom a visitor of the demonstration may be.
#[derive(Clone, Debug)]
pub struct Persona {
    pub person: Person,
    pub role: Role,
    /// What this person can see, for the choice page.
    pub about: Text,
}

/// The personas in the database, in the order of the demonstration.
pub async fn personas(app: &App) -> Result<Vec<Persona>, AppError> {
    let persons = app.store().persons(&Managed::everything()).await?;
    Ok(crate::demo::personas::CAST
        .iter()
        .filter_map(|part| {
            let person = persons
                .iter()
                .find(|person| person.slug == part.slug)?
                .clone();
            let about = Text::new(part.about_nl, part.about_en);
            Some(Persona {
                person,
                role: part.role,
                about,
            })
        })
        .collect())
}
