//! Organisations that turned out to be one, those that look like it, and lists of organisations that come in.

use sea_orm::DbBackend;
use sea_orm::sea_query::{
    ColumnDef, ForeignKey, ForeignKeyAction, Index, Table, TableCreateStatement,
};
use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0024_merging"
    }
}

const INDEXES: [(&str, &str, &[&str]); 4] = [
    (
        "merges_by_kept",
        "organisation_merges",
        &["kept_id", "merged_at"],
    ),
    ("merges_by_gone", "organisation_merges", &["gone_id"]),
    // The list of those that look alike, and those that look like one organisation.
    (
        "pairs_by_likeness",
        "organisation_pairs",
        &["apart_on", "likeness", "one_id", "other_id"],
    ),
    ("pairs_by_other", "organisation_pairs", &["other_id"]),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for mut table in [merges(), set_aside(), pairs(), imports()] {
            if manager.get_database_backend() == DbBackend::Sqlite {
                table.extra("WITHOUT ROWID");
            }
            manager.create_table(table).await?;
        }
        for (name, table, columns) in INDEXES {
            let mut index = Index::create();
            index.name(name).table(table);
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

fn id(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).uuid().not_null().take()
}

fn text(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).text().not_null().take()
}

fn moment(name: &'static str) -> ColumnDef {
    ColumnDef::new(name)
        .timestamp_with_time_zone()
        .not_null()
        .take()
}

/// The organisations are named without a reference: a merge outlives both.
fn merges() -> TableCreateStatement {
    Table::create()
        .table("organisation_merges")
        .col(id("id").primary_key())
        .col(id("kept_id"))
        .col(id("gone_id"))
        .col(text("body"))
        .col(ColumnDef::new("person_id").uuid())
        .col(moment("merged_at"))
        .col(ColumnDef::new("undone_at").timestamp_with_time_zone())
        .to_owned()
}

/// What both organisations of a merge had and may have only once: it still points to the one that went.
fn set_aside() -> TableCreateStatement {
    Table::create()
        .table("set_aside")
        .col(id("id").primary_key())
        .col(id("merge_id"))
        .foreign_key(
            ForeignKey::create()
                .from_col("merge_id")
                .to("organisation_merges", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .to_owned()
}

/// Two that may be one; with who said that they are two.
fn pairs() -> TableCreateStatement {
    let mut table = Table::create();
    table
        .table("organisation_pairs")
        .col(id("one_id"))
        .col(id("other_id"))
        .col(ColumnDef::new("likeness").integer().not_null())
        .col(ColumnDef::new("apart_on").date())
        .col(ColumnDef::new("apart_by").uuid())
        .primary_key(Index::create().col("one_id").col("other_id"));
    for column in ["one_id", "other_id"] {
        table.foreign_key(
            ForeignKey::create()
                .from_col(column)
                .to("organisations", "id")
                .on_delete(ForeignKeyAction::Cascade),
        );
    }
    table
}

/// A list that somebody sent, of each person the last.
fn imports() -> TableCreateStatement {
    Table::create()
        .table("organisation_imports")
        .col(id("person_id").primary_key())
        .col(text("name"))
        .col(ColumnDef::new("bytes").binary().not_null())
        .col(text("choices"))
        .col(moment("sent_at"))
        .foreign_key(
            ForeignKey::create()
                .from_col("person_id")
                .to("persons", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .to_owned()
}
