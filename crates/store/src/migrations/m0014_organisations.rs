//! Companies and the others who make and run pathways together.

use sea_orm::DbBackend;
use sea_orm::sea_query::{ColumnDef, Index, Table};
use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0014_organisations"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let text = |name| ColumnDef::new(name).text().not_null().take();
        let mut table = Table::create();
        // Beside the document stands what is sought by.
        table
            .table("organisations")
            .col(ColumnDef::new("id").uuid().not_null().primary_key())
            .col(text("kind"))
            .col(text("name"))
            .col(text("sought"))
            .col(text("place"))
            .col(ColumnDef::new("kvk").text())
            .col(text("document"))
            .col(ColumnDef::new("revision").integer().not_null());
        if manager.get_database_backend() == DbBackend::Sqlite {
            table.extra("WITHOUT ROWID");
        }
        manager.create_table(table).await?;
        // Two organisations with one number are one.
        let mut kvk = Index::create();
        kvk.name("organisations_by_kvk")
            .table("organisations")
            .col("kvk")
            .unique();
        manager.create_index(kvk).await?;
        let mut sought = Index::create();
        sought
            .name("organisations_sought")
            .table("organisations")
            .col("sought")
            .col("id");
        manager.create_index(sought).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration(
            "a database is not taken back; restore a backup".to_owned(),
        ))
    }
}
