//! How large organisations are: what each accounting period says.

use sea_orm::DbBackend;
use sea_orm::sea_query::{
    ColumnDef, ForeignKey, ForeignKeyAction, Index, Table, TableCreateStatement,
};
use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0026_sizes"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = periods();
        if manager.get_database_backend() == DbBackend::Sqlite {
            table.extra("WITHOUT ROWID");
        }
        manager.create_table(table).await?;
        // Two periods of one organisation never close in the same year.
        let index = Index::create()
            .name("periods_by_organisation")
            .table("organisation_periods")
            .col("organisation_id")
            .col("year")
            .unique()
            .take();
        manager.create_index(index).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration(
            "a database is not taken back; restore a backup".to_owned(),
        ))
    }
}

fn periods() -> TableCreateStatement {
    Table::create()
        .table("organisation_periods")
        .col(ColumnDef::new("id").uuid().not_null().primary_key())
        .col(ColumnDef::new("organisation_id").uuid().not_null())
        .col(ColumnDef::new("year").integer().not_null())
        .col(ColumnDef::new("document").text().not_null())
        .col(ColumnDef::new("revision").integer().not_null())
        .foreign_key(
            ForeignKey::create()
                .from_col("organisation_id")
                .to("organisations", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .to_owned()
}
