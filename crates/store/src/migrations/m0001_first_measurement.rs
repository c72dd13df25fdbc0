//! Persons, pathways, questionnaires, waves and answers.

use sea_orm::DbBackend;
use sea_orm::sea_query::{
    ColumnDef, ForeignKey, ForeignKeyAction, Index, Table, TableCreateStatement,
};
use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0001_first_measurement"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            persons(),
            grants(),
            pathways(),
            instruments(),
            waves(),
            wave_instruments(),
            wave_links(),
        ] {
            manager.create_table(table).await?;
        }
        for mut table in [
            sign_in_links(),
            sessions(),
            ballots(),
            drafts(),
            responses(),
        ] {
            // Rows lie in the order of their random key: nothing tells which came first.
            if manager.get_database_backend() == DbBackend::Sqlite {
                table.extra("WITHOUT ROWID");
            }
            manager.create_table(table).await?;
        }
        let mut by_wave = Index::create();
        by_wave
            .name("responses_by_wave")
            .table("responses")
            .col("wave_id")
            .col("respondent_group");
        manager.create_index(by_wave).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration(
            "a database is not taken back; restore a backup".to_owned(),
        ))
    }
}

fn table(name: &'static str, columns: Vec<ColumnDef>) -> TableCreateStatement {
    let mut table = Table::create();
    table.table(name);
    for mut column in columns {
        table.col(&mut column);
    }
    table
}

fn column(name: &'static str) -> ColumnDef {
    ColumnDef::new(name)
}

fn id() -> ColumnDef {
    column("id").uuid().not_null().primary_key().take()
}

fn text(name: &'static str) -> ColumnDef {
    column(name).text().not_null().take()
}

fn key(name: &'static str) -> ColumnDef {
    column(name).binary_len(32).not_null().primary_key().take()
}

fn blob(name: &'static str) -> ColumnDef {
    column(name).blob().not_null().take()
}

fn time(name: &'static str) -> ColumnDef {
    column(name).timestamp_with_time_zone().not_null().take()
}

fn reference(name: &'static str) -> ColumnDef {
    column(name).uuid().not_null().take()
}

fn refers(table: &mut TableCreateStatement, from: &'static str, to: &'static str) {
    table.foreign_key(
        ForeignKey::create()
            .from_col(from)
            .to(to, "id")
            .on_delete(ForeignKeyAction::Cascade),
    );
}

fn persons() -> TableCreateStatement {
    table(
        "persons",
        vec![
            id(),
            text("slug").unique_key().take(),
            text("name"),
            column("email").text().take(),
            text("lang"),
            time("created_at"),
        ],
    )
}

fn grants() -> TableCreateStatement {
    let mut table = table(
        "grants",
        vec![
            id(),
            reference("person_id"),
            text("role"),
            text("scope_kind"),
            column("scope_id").uuid().take(),
            text("status"),
            column("expires_at").timestamp_with_time_zone().take(),
        ],
    );
    refers(&mut table, "person_id", "persons");
    table
}

fn sign_in_links() -> TableCreateStatement {
    let columns = vec![
        key("token_hash"),
        reference("person_id"),
        time("expires_at"),
    ];
    let mut table = table("sign_in_links", columns);
    refers(&mut table, "person_id", "persons");
    table
}

fn sessions() -> TableCreateStatement {
    table(
        "sessions",
        vec![key("id_hash"), blob("data"), time("expires_at")],
    )
}

fn pathways() -> TableCreateStatement {
    table(
        "pathways",
        vec![
            id(),
            text("slug").unique_key().take(),
            text("name_nl"),
            text("name_en"),
            text("hogeschool"),
            text("partner"),
            text("sector"),
            text("programme"),
            text("degree"),
            text("phase"),
            column("meets_definition").boolean().take(),
            text("note_nl"),
            text("note_en"),
        ],
    )
}

fn instruments() -> TableCreateStatement {
    let columns = vec![
        text("id"),
        column("version").integer().not_null().take(),
        text("source"),
        blob("sha256"),
        time("created_at"),
    ];
    let mut table = table("instruments", columns);
    table.primary_key(Index::create().col("id").col("version"));
    table
}

fn waves() -> TableCreateStatement {
    table(
        "waves",
        vec![
            id(),
            text("slug").unique_key().take(),
            text("title_nl"),
            text("title_en"),
            text("state"),
            text("provenance"),
            column("opens").date().not_null().take(),
            column("closes").date().not_null().take(),
            column("dataset_sha256").text().take(),
        ],
    )
}

fn wave_instruments() -> TableCreateStatement {
    let columns = vec![
        reference("wave_id"),
        text("respondent_group"),
        text("instrument"),
        column("version").integer().not_null().take(),
    ];
    let mut table = table("wave_instruments", columns);
    table.primary_key(Index::create().col("wave_id").col("respondent_group"));
    refers(&mut table, "wave_id", "waves");
    table.foreign_key(
        ForeignKey::create()
            .from_col("instrument")
            .from_col("version")
            .to_tbl("instruments")
            .to_col("id")
            .to_col("version"),
    );
    table
}

fn wave_links() -> TableCreateStatement {
    let columns = vec![
        text("code").primary_key().take(),
        reference("wave_id"),
        text("respondent_group"),
        reference("pathway_id"),
        column("population").integer().take(),
        text("distribution"),
    ];
    let mut table = table("wave_links", columns);
    table.index(
        Index::create()
            .unique()
            .name("one_link_each")
            .col("wave_id")
            .col("respondent_group")
            .col("pathway_id"),
    );
    refers(&mut table, "wave_id", "waves");
    refers(&mut table, "pathway_id", "pathways");
    table
}

fn ballots() -> TableCreateStatement {
    let columns = vec![
        key("token_hash"),
        reference("wave_id"),
        text("respondent_group"),
        reference("pathway_id"),
    ];
    let mut table = table("ballots", columns);
    refers(&mut table, "wave_id", "waves");
    refers(&mut table, "pathway_id", "pathways");
    table
}

fn drafts() -> TableCreateStatement {
    let mut table = table(
        "drafts",
        vec![key("key"), reference("wave_id"), blob("body")],
    );
    refers(&mut table, "wave_id", "waves");
    table
}

fn responses() -> TableCreateStatement {
    let columns = vec![
        key("key"),
        reference("wave_id"),
        text("respondent_group"),
        column("version").integer().not_null().take(),
        column("pathway_id").uuid().take(),
        blob("answers"),
        text("open_answers"),
    ];
    let mut table = table("responses", columns);
    refers(&mut table, "wave_id", "waves");
    table
}
