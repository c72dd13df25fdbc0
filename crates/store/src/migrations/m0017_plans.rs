//! The development plans of pathways: steps as rows, what was agreed as a document; their business cases.

use sea_orm::DbBackend;
use sea_orm::sea_query::{
    ColumnDef, ForeignKey, ForeignKeyAction, Index, Table, TableCreateStatement,
};
use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0017_plans"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for mut table in [plans(), plan_steps(), business_cases()] {
            // Rows lie in the order of their key, so what belongs to one pathway lies together.
            if manager.get_database_backend() == DbBackend::Sqlite {
                table.extra("WITHOUT ROWID");
            }
            manager.create_table(table).await?;
        }
        let mut by_owner = Index::create();
        by_owner
            .name("plan_steps_by_owner")
            .table("plan_steps")
            .col("owner_id");
        manager.create_index(by_owner).await
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

fn number(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).integer().not_null().take()
}

/// A table of what belongs to a pathway, and goes with it.
fn of_pathway(name: &'static str, key: &[&'static str]) -> TableCreateStatement {
    let mut primary = Index::create();
    primary.col("pathway_id");
    for column in key {
        primary.col(*column);
    }
    let mut table = Table::create();
    table
        .table(name)
        .col(ColumnDef::new("pathway_id").uuid().not_null())
        .primary_key(&mut primary)
        .foreign_key(
            ForeignKey::create()
                .from_col("pathway_id")
                .to("pathways", "id")
                .on_delete(ForeignKeyAction::Cascade),
        );
    table
}

fn plans() -> TableCreateStatement {
    of_pathway("plans", &[])
        .col(number("revision"))
        .col(ColumnDef::new("begins").date().not_null())
        .col(text("agreed"))
        .to_owned()
}

/// Numbered from 1 in each plan, in the order in which they are shown.
fn plan_steps() -> TableCreateStatement {
    of_pathway("plan_steps", &["number"])
        .col(number("number"))
        .col(text("code"))
        .col(text("kind"))
        .col(text("title_nl"))
        .col(text("title_en"))
        .col(text("state"))
        .col(ColumnDef::new("owner_id").uuid())
        .col(ColumnDef::new("due").date())
        .col(text("evidence"))
        .col(text("note"))
        .col(text("after"))
        .to_owned()
}

fn business_cases() -> TableCreateStatement {
    of_pathway("business_cases", &[])
        .col(number("revision"))
        .col(text("document"))
        .to_owned()
}
