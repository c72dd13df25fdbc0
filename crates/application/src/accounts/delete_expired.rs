//! Expired sessions and sign-in links leave the database.

use crate::{App, AppError};

/// Deletes every session and sign-in link that has expired.
pub async fn delete_expired(app: &App) -> Result<(), AppError> {
    let tx = app.store().begin().await?;
    tx.delete_expired(app.now()).await?;
    tx.commit().await?;
    Ok(())
}
