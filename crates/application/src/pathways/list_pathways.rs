//! The pathways that the program knows.

use mkbroute_domain::pathways::Pathway;

use crate::{App, AppError};

/// Every pathway, by hogeschool and name. Names, places and phases are public.
pub async fn list_pathways(app: &App) -> Result<Vec<Pathway>, AppError> {
    let mut pathways = app.store().pathways().await?;
    pathways.sort_by(|a, b| (&a.hogeschool, &a.name.nl).cmp(&(&b.hogeschool, &b.name.nl)));
    Ok(pathways)
}
