//! How pathways develop: phases with their reasons, judgements of criteria with evidence, how many begin.

use sea_orm::DbBackend;
use sea_orm::sea_query::{
    ColumnDef, ForeignKey, ForeignKeyAction, Index, Table, TableCreateStatement,
};
use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0015_pathways"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for mut table in [profiles(), phase_changes(), judgements(), intakes()] {
            // Rows lie in the order of their key, so what belongs to one pathway lies together.
            if manager.get_database_backend() == DbBackend::Sqlite {
                table.extra("WITHOUT ROWID");
            }
            manager.create_table(table).await?;
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

fn number(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).integer().not_null().take()
}

fn day(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).date().not_null().take()
}

/// A table of what belongs to a pathway, and goes with it.
fn of_pathway(name: &'static str) -> TableCreateStatement {
    let mut table = Table::create();
    table
        .table(name)
        .col(ColumnDef::new("pathway_id").uuid().not_null())
        .foreign_key(
            ForeignKey::create()
                .from_col("pathway_id")
                .to("pathways", "id")
                .on_delete(ForeignKeyAction::Cascade),
        );
    table
}

/// Who did it, by an id that leads to nobody once they are erased.
fn by_person() -> ColumnDef {
    ColumnDef::new("person_id").uuid().take()
}

fn keyed(table: &mut TableCreateStatement, columns: &[&'static str]) {
    let mut key = Index::create();
    for column in columns {
        key.col(*column);
    }
    table.primary_key(&mut key);
}

/// What a pathway is made of, as one document, and its place in the national programme.
fn profiles() -> TableCreateStatement {
    let mut table = of_pathway("pathway_profiles");
    table
        .col(number("revision"))
        .col(ColumnDef::new("registered_on").date())
        .col(ColumnDef::new("programme_role").text())
        .col(text("document"));
    keyed(&mut table, &["pathway_id"]);
    table
}

/// Numbered from 1 in each pathway.
fn phase_changes() -> TableCreateStatement {
    let mut table = of_pathway("phase_changes");
    table
        .col(number("number"))
        .col(text("phase"))
        .col(day("on_day"))
        .col(text("reason"))
        .col(text("waits_for"))
        .col(by_person());
    keyed(&mut table, &["pathway_id", "number"]);
    table
}

/// Numbered from 1 in each pathway.
fn judgements() -> TableCreateStatement {
    let mut table = of_pathway("judgements");
    table
        .col(number("number"))
        .col(text("criterion"))
        .col(text("level"))
        .col(day("on_day"))
        .col(ColumnDef::new("inferred").boolean().not_null())
        .col(text("evidence"))
        .col(by_person());
    keyed(&mut table, &["pathway_id", "number"]);
    table
}

/// By the month in which students begin.
fn intakes() -> TableCreateStatement {
    let mut table = of_pathway("intakes");
    table.col(text("cohort"));
    for column in [
        "target_mkb",
        "target_others",
        "typed_mkb",
        "typed_others",
        "counted_mkb",
        "counted_others",
    ] {
        table.col(ColumnDef::new(column).integer());
    }
    keyed(&mut table, &["pathway_id", "cohort"]);
    table
}
