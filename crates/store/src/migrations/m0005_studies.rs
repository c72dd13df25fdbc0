//! Studies with their questions, and interim releases of open waves.

use sea_orm::sea_query::{ColumnDef, ForeignKey, ForeignKeyAction, Index, Table};
use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0005_studies"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(studies()).await?;
        manager.create_table(interim_releases()).await
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

/// The questions of a study are changed one at a time and always read together: one document.
fn studies() -> sea_orm::sea_query::TableCreateStatement {
    let mut table = Table::create();
    table
        .table("studies")
        .col(text("slug").primary_key())
        .col(text("title_nl"))
        .col(text("title_en"))
        .col(text("aim_nl"))
        .col(text("aim_en"))
        .col(number("revision"))
        .col(text("questions"));
    table
}

/// One row a release and group. `snapshot` is the number of the release whose file the figures of
/// the group come from: its own, or an earlier one that the group keeps.
fn interim_releases() -> sea_orm::sea_query::TableCreateStatement {
    let mut table = Table::create();
    table
        .table("interim_releases")
        .col(ColumnDef::new("wave_id").uuid().not_null())
        .col(number("number"))
        .col(text("respondent_group"))
        .col(ColumnDef::new("day").date().not_null())
        .col(number("snapshot"))
        .col(number("respondents"))
        .col(text("sha256"))
        .primary_key(
            Index::create()
                .col("wave_id")
                .col("number")
                .col("respondent_group"),
        )
        .foreign_key(
            ForeignKey::create()
                .from_col("wave_id")
                .to("waves", "id")
                .on_delete(ForeignKeyAction::Cascade),
        );
    table
}
