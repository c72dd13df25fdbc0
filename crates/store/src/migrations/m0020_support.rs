//! What pathways ask of the national programme.

use sea_orm::DbBackend;
use sea_orm::sea_query::{
    ColumnDef, ForeignKey, ForeignKeyAction, Index, Table, TableCreateStatement,
};
use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0020_support"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = support_requests();
        if manager.get_database_backend() == DbBackend::Sqlite {
            table.extra("WITHOUT ROWID");
        }
        manager.create_table(table).await?;
        // The national list, that of a pathway, and what waits for who asked.
        let indexes: [(&str, &[&str]); 3] = [
            ("support_by_state", &["state", "asked_on", "id"]),
            ("support_by_pathway", &["pathway_id", "asked_on"]),
            ("support_by_asker", &["asked_by", "state"]),
        ];
        for (name, columns) in indexes {
            let mut index = Index::create();
            index.name(name).table("support_requests");
            for column in columns {
                index.col(*column);
            }
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

fn support_requests() -> TableCreateStatement {
    let text = |name: &'static str| ColumnDef::new(name).text().not_null().take();
    Table::create()
        .table("support_requests")
        .col(ColumnDef::new("id").uuid().not_null().primary_key())
        .col(ColumnDef::new("pathway_id").uuid().not_null())
        .col(text("kind"))
        .col(text("question"))
        .col(ColumnDef::new("asked_by").uuid())
        .col(ColumnDef::new("asked_on").date().not_null())
        .col(ColumnDef::new("owner_id").uuid())
        .col(text("state"))
        .col(text("answer"))
        .col(ColumnDef::new("answered_on").date())
        .col(ColumnDef::new("revision").integer().not_null())
        .foreign_key(
            ForeignKey::create()
                .from_col("pathway_id")
                .to("pathways", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .to_owned()
}
