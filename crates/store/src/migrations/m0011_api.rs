//! What scripts need: keys.

use sea_orm::DbBackend;
use sea_orm::sea_query::{
    ColumnDef, ForeignKey, ForeignKeyAction, Index, Table, TableCreateStatement,
};
use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0011_api"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for mut table in [api_keys()] {
            // Rows lie in the order of their random key.
            if manager.get_database_backend() == DbBackend::Sqlite {
                table.extra("WITHOUT ROWID");
            }
            manager.create_table(table).await?;
        }
        for (name, table) in [("api_keys_by_person", "api_keys")] {
            let mut of_person = Index::create();
            of_person.name(name).table(table).col("person_id");
            manager.create_index(of_person).await?;
        }
        Ok(())
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration(
            "a database is not taken back; restore a backup".to_owned(),
        ))
    }
}

fn text(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).text().not_null().take()
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

fn of_person(table: &mut TableCreateStatement) {
    table.foreign_key(
        ForeignKey::create()
            .from_col("person_id")
            .to("persons", "id")
            .on_delete(ForeignKeyAction::Cascade),
    );
}

/// Keys for scripts, by the hash of the secret.
fn api_keys() -> TableCreateStatement {
    let mut table = Table::create();
    table
        .table("api_keys")
        .col(hash("id_hash").primary_key())
        .col(ColumnDef::new("id").uuid().not_null().unique_key())
        .col(ColumnDef::new("person_id").uuid().not_null())
        .col(text("name"))
        .col(text("role"))
        .col(text("scopes"))
        .col(ColumnDef::new("made_on").date().not_null())
        .col(ColumnDef::new("used_on").date())
        .col(time("expires_at"));
    of_person(&mut table);
    table
}
