//! The pathways that the program knows.

use mkbroute_domain::accounts::Visible;
use mkbroute_domain::pathways::Pathway;

use crate::{App, AppError};

/// The pathways that somebody may see, by hogeschool and name. Names, places and phases are public, so
/// who shows no more than those asks for everything.
pub async fn list_pathways(app: &App, seen: &Visible) -> Result<Vec<Pathway>, AppError> {
    let mut pathways = app.store().pathways(seen).await?;
    pathways.sort_by(|a, b| (&a.hogeschool, &a.name.nl).cmp(&(&b.hogeschool, &b.name.nl)));
    Ok(pathways)
}
