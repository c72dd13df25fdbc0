//! How the database came to be, step by step. Steps are never changed once released.

mod m0001_first_measurement;
mod m0002_linked_responses;
mod m0003_fielding;
mod m0004_questionnaire_drafts;
mod m0005_studies;
mod m0006_audit;
mod m0007_mail_failures;
mod m0009_signing_in;
mod m0010_grants;
mod m0011_api;
mod m0012_waiting;
mod m0013_scripts;
mod m0014_organisations;
mod m0015_pathways;
mod m0016_outreach;
mod m0017_plans;
mod m0018_many;
mod m0020_support;
mod m0021_search;
mod m0022_exchange;
mod m0024_merging;
mod m0025_guests;
mod m0026_sizes;
mod m0027_mailings;
mod m0028_saved_searches;

use sea_orm::{
    ConnectionTrait, DatabaseTransaction, DbBackend, EntityTrait, QueryOrder, Statement,
    TransactionTrait,
};
use sea_orm_migration::{MigrationTrait, MigratorTrait, seaql_migrations};

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
            Box::new(m0009_signing_in::Migration),
            Box::new(m0010_grants::Migration),
            Box::new(m0011_api::Migration),
            Box::new(m0012_waiting::Migration),
            Box::new(m0013_scripts::Migration),
            Box::new(m0014_organisations::Migration),
            Box::new(m0015_pathways::Migration),
            Box::new(m0016_outreach::Migration),
            Box::new(m0017_plans::Migration),
            Box::new(m0018_many::Migration),
            Box::new(m0020_support::Migration),
            Box::new(m0021_search::Migration),
            Box::new(m0022_exchange::Migration),
            Box::new(m0024_merging::Migration),
            Box::new(m0026_sizes::Migration),
            Box::new(m0025_guests::Migration),
            Box::new(m0027_mailings::Migration),
            Box::new(m0028_saved_searches::Migration),
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
    Migrator::install(&transaction).await?;
    refuse_newer(&transaction).await?;
    Migrator::up(&transaction, None).await?;
    transaction.commit().await?;
    Ok(())
}

/// Takes an empty database through exactly these steps, as a backup of then needs it.
pub(crate) async fn migrate_through(
    transaction: &DatabaseTransaction,
    steps: &[String],
) -> Result<(), StoreError> {
    let count = u32::try_from(steps.len()).unwrap_or(u32::MAX);
    Migrator::up(transaction, Some(count)).await?;
    let applied = applied(transaction).await?;
    if applied == steps {
        Ok(())
    } else {
        Err(StoreError::Data(
            "its steps are not those of this program".to_owned(),
        ))
    }
}

/// The steps that this program knows, in order.
pub(crate) fn known() -> Vec<String> {
    let steps = Migrator::migrations();
    steps.iter().map(|step| step.name().to_owned()).collect()
}

/// The steps that a database has been through, in order.
pub(crate) async fn applied(database: &impl ConnectionTrait) -> Result<Vec<String>, StoreError> {
    let steps = seaql_migrations::Entity::find()
        .order_by_asc(seaql_migrations::Column::Version)
        .all(database)
        .await?;
    Ok(steps.into_iter().map(|step| step.version).collect())
}

/// Refuses a database that has been through a step that this program does not know.
pub(crate) async fn refuse_newer(database: &impl ConnectionTrait) -> Result<(), StoreError> {
    let known = known();
    let applied = applied(database).await?;
    match applied.into_iter().find(|step| !known.contains(step)) {
        Some(found) => Err(StoreError::Newer { found }),
        None => Ok(()),
    }
}
