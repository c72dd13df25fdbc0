//! Whether the database does what it is for.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ConnectionTrait, DbBackend, EntityTrait, QueryFilter, Statement};

use crate::entities::sessions;
use crate::error::StoreError;
use crate::migrations;
use crate::store::Store;

impl Store {
    /// Whether a write would be taken: gets as far as one can without changing anything.
    pub async fn check_writable(&self) -> Result<(), StoreError> {
        let tx = self.begin().await?;
        sessions::Entity::delete_many()
            .filter(Expr::val(1).eq(0))
            .exec(&tx.0)
            .await?;
        // Dropped without a commit.
        Ok(())
    }

    /// Whether the database has exactly the steps that this program knows: another, newer process may have
    /// gone on with it.
    pub async fn check_schema(&self) -> Result<(), StoreError> {
        migrations::refuse_newer(self.reader()).await
    }

    /// Reads all of the database and looks whether it is sound.
    ///
    /// # Errors
    /// What is wrong with it, as the database says it.
    pub async fn check_integrity(&self) -> Result<(), StoreError> {
        let reader = self.reader();
        if reader.get_database_backend() == DbBackend::Postgres {
            // PostgreSQL has no such question; it checks the pages that are read.
            let read = self.logical_sha256().await;
            return read
                .map(drop)
                .map_err(|error| StoreError::Corrupt(error.to_string()));
        }
        for (question, sound) in [
            ("PRAGMA integrity_check", true),
            ("PRAGMA foreign_key_check", false),
        ] {
            let question = Statement::from_string(DbBackend::Sqlite, question);
            let told = reader.query_one_raw(question).await?;
            let told = told
                .map(|row| row.try_get_by_index::<String>(0))
                .transpose()?;
            match told {
                None if !sound => {}
                Some(word) if sound && word == "ok" => {}
                told => return Err(StoreError::Corrupt(told.unwrap_or_default())),
            }
        }
        Ok(())
    }

    /// The clock of the database server; SQLite has none of its own.
    pub async fn server_time(&self) -> Result<Option<DateTime<Utc>>, StoreError> {
        let reader = self.reader();
        if reader.get_database_backend() != DbBackend::Postgres {
            return Ok(None);
        }
        let question = Statement::from_string(DbBackend::Postgres, "SELECT clock_timestamp()");
        let told = reader.query_one_raw(question).await?;
        Ok(told.map(|row| row.try_get_by_index(0)).transpose()?)
    }

    /// The steps by which the database came to be, in order.
    pub async fn schema(&self) -> Result<Vec<String>, StoreError> {
        migrations::applied(self.reader()).await
    }
}
