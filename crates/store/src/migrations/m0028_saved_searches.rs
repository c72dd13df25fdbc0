//! Searches that persons keep.

use sea_orm::DbBackend;
use sea_orm::sea_query::{
    ColumnDef, ForeignKey, ForeignKeyAction, Index, Table, TableCreateStatement,
};
use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0028_saved_searches"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = searches();
        if manager.get_database_backend() == DbBackend::Sqlite {
            table.extra("WITHOUT ROWID");
        }
        manager.create_table(table).await?;
        let index = Index::create()
            .name("saved_searches_by_person")
            .table("saved_searches")
            .col("person_id")
            .take();
        manager.create_index(index).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration(
            "a database is not taken back; restore a backup".to_owned(),
        ))
    }
}

fn searches() -> TableCreateStatement {
    let mut table = Table::create();
    table
        .table("saved_searches")
        .col(ColumnDef::new("id").uuid().not_null().primary_key())
        .col(ColumnDef::new("person_id").uuid().not_null());
    for text in ["name", "list", "pathway", "query"] {
        table.col(ColumnDef::new(text).text().not_null());
    }
    table
        .foreign_key(
            ForeignKey::create()
                .from_col("person_id")
                .to("persons", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .to_owned()
}
