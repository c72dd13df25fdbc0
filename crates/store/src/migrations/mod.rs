//! How the database came to be, step by step. Steps are never changed once released.

mod m0001_first_measurement;
mod m0002_linked_responses;
mod m0003_fielding;
mod m0004_questionnaire_drafts;
mod m0005_studies;
mod m0006_audit;
mod m0007_mail_failures;
mod m0008_grants;

use sea_orm::{ConnectionTrait, DbBackend, Statement, TransactionTrait};
use sea_orm_migration::{MigrationTrait, MigratorTrait};

use crate::connect::write_options;
use crate::error::StoreError;

struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_first_measurement::Migration),
            Box::new(m0002_linked_responses::Migration),
            Box::new(m0003_fielding::Migration),
            Box::new(m0004_questionnaire_drafts::Migration),
            Box::new(m0005_studies::Migration),
            Box::new(m0006_audit::Migration),
            Box::new(m0007_mail_failures::Migration),
            Box::new(m0008_grants::Migration),
        ]
    }
}

/// Any number that other programs on the server do not lock.
const ADVISORY_LOCK: i64 = 0x6d6b_6272_6f75_7465;

/// Brings the database up to date, in one transaction that excludes other processes.
///
/// # Errors
/// [`StoreError::Newer`] for a database that this program is too old for.
pub(crate) async fn migrate(database: &sea_orm::DatabaseConnection) -> Result<(), StoreError> {
    let transaction = database.begin_with_options(write_options()).await?;
    if transaction.get_database_backend() == DbBackend::Postgres {
        let lock = Statement::from_sql_and_values(
            DbBackend::Postgres,
            "SELECT pg_advisory_xact_lock($1)",
            [ADVISORY_LOCK.into()],
        );
        transaction.execute_raw(lock).await?;
    }
    refuse_newer(&transaction).await?;
    Migrator::up(&transaction, None).await?;
    transaction.commit().await?;
    Ok(())
}

async fn refuse_newer(transaction: &sea_orm::DatabaseTransaction) -> Result<(), StoreError> {
    let applied = Migrator::get_migration_models(transaction).await?;
    let known: Vec<String> = Migrator::migrations()
        .iter()
        .map(|step| step.name().to_owned())
        .collect();
    match applied
        .into_iter()
        .find(|step| !known.contains(&step.version))
    {
        Some(step) => Err(StoreError::Newer {
            found: step.version,
        }),
        None => Ok(()),
    }
}
