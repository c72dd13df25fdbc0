//! What scripts need to change something: requests that may be repeated.

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
        for mut table in [idempotency_keys()] {
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

fn of_person(table: &mut TableCreateStatement) {
    table.foreign_key(
        ForeignKey::create()
            .from_col("person_id")
            .to("persons", "id")
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
    of_person(&mut table);
    table
}
