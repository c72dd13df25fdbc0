//! What scripts need besides keys: requests that may be repeated, and events that are sent on.

use sea_orm::DbBackend;
use sea_orm::sea_query::{
    ColumnDef, ForeignKey, ForeignKeyAction, Index, Table, TableCreateStatement,
};
use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0013_scripts"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for mut table in [idempotency_keys(), webhooks(), webhook_deliveries()] {
            // Rows lie in the order of their random key.
            if manager.get_database_backend() == DbBackend::Sqlite {
                table.extra("WITHOUT ROWID");
            }
            manager.create_table(table).await?;
        }
        for (name, table, column) in [
            (
                "idempotency_keys_by_person",
                "idempotency_keys",
                "person_id",
            ),
            ("idempotency_keys_by_end", "idempotency_keys", "expires_at"),
            ("webhooks_by_person", "webhooks", "person_id"),
            (
                "webhook_deliveries_by_webhook",
                "webhook_deliveries",
                "webhook_id",
            ),
            ("webhook_deliveries_due", "webhook_deliveries", "next_try"),
        ] {
            let mut index = Index::create();
            index.name(name).table(table).col(column);
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration(
            "a database is not taken back; restore a backup".to_owned(),
        ))
    }
}

fn time(name: &'static str) -> ColumnDef {
    ColumnDef::new(name)
        .timestamp_with_time_zone()
        .not_null()
        .take()
}

fn hash(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).binary_len(32).not_null().take()
}

fn id(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).uuid().not_null().take()
}

fn text(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).text().not_null().take()
}

/// Rows go with what they belong to.
fn belongs_to(table: &mut TableCreateStatement, column: &'static str, to: &'static str) {
    table.foreign_key(
        ForeignKey::create()
            .from_col(column)
            .to(to, "id")
            .on_delete(ForeignKeyAction::Cascade),
    );
}

/// Requests that may be repeated, under a hash of their name; the reply is sealed.
fn idempotency_keys() -> TableCreateStatement {
    let mut table = Table::create();
    table
        .table("idempotency_keys")
        .col(hash("id_hash").primary_key())
        .col(id("person_id"))
        .col(hash("request_hash"))
        .col(id("claim"))
        .col(time("claimed_until"))
        .col(ColumnDef::new("reply").binary())
        .col(time("expires_at"));
    belongs_to(&mut table, "person_id", "persons");
    table
}

/// Addresses to which events are sent; the secret is sealed.
fn webhooks() -> TableCreateStatement {
    let mut table = Table::create();
    table
        .table("webhooks")
        .col(id("id").primary_key())
        .col(id("person_id"))
        .col(text("role"))
        .col(text("address"))
        .col(text("events"))
        .col(ColumnDef::new("secret").binary().not_null())
        .col(ColumnDef::new("made_on").date().not_null())
        .col(time("claimed_until"));
    belongs_to(&mut table, "person_id", "persons");
    table
}

/// Events on their way, and how each went.
fn webhook_deliveries() -> TableCreateStatement {
    let mut table = Table::create();
    table
        .table("webhook_deliveries")
        .col(id("id").primary_key())
        .col(id("webhook_id"))
        .col(text("event"))
        .col(text("object"))
        .col(time("happened_at"))
        .col(text("state"))
        .col(ColumnDef::new("tries").integer().not_null())
        .col(ColumnDef::new("next_try").timestamp_with_time_zone())
        .col(ColumnDef::new("tried_at").timestamp_with_time_zone())
        .col(ColumnDef::new("status").integer());
    belongs_to(&mut table, "webhook_id", "webhooks");
    table
}
