//! Questionnaires that are being made: revisions, comments by link, and trial answers.

use sea_orm::sea_query::{
    ColumnDef, ForeignKey, ForeignKeyAction, Index, Table, TableCreateStatement,
};
use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0004_questionnaire_drafts"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [drafts(), revisions(), invitations(), comments(), trials()] {
            manager.create_table(table).await?;
        }
        for (name, table) in [
            ("invitations_by_draft", "draft_invitations"),
            ("comments_by_draft", "draft_comments"),
            ("trials_by_draft", "draft_trials"),
        ] {
            let mut index = Index::create();
            index.name(name).table(table).col("draft_id");
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

fn column(name: &'static str) -> ColumnDef {
    ColumnDef::new(name)
}

fn id() -> ColumnDef {
    column("id").uuid().not_null().primary_key().take()
}

fn text(name: &'static str) -> ColumnDef {
    column(name).text().not_null().take()
}

fn number(name: &'static str) -> ColumnDef {
    column(name).integer().not_null().take()
}

fn time(name: &'static str) -> ColumnDef {
    column(name).timestamp_with_time_zone().not_null().take()
}

fn reference(name: &'static str) -> ColumnDef {
    column(name).uuid().not_null().take()
}

fn table(name: &'static str, columns: Vec<ColumnDef>) -> TableCreateStatement {
    let mut table = Table::create();
    table.table(name);
    for mut column in columns {
        table.col(&mut column);
    }
    table
}

/// A table whose rows go with their draft.
fn of_draft(name: &'static str, columns: Vec<ColumnDef>) -> TableCreateStatement {
    let mut table = table(name, columns);
    table.foreign_key(
        ForeignKey::create()
            .from_col("draft_id")
            .to("questionnaire_drafts", "id")
            .on_delete(ForeignKeyAction::Cascade),
    );
    table
}

fn drafts() -> TableCreateStatement {
    table(
        "questionnaire_drafts",
        vec![
            id(),
            text("slug").unique_key().take(),
            text("instrument"),
            text("respondent_group"),
            text("title_nl"),
            text("title_en"),
            column("based_on").integer().take(),
            number("revision"),
            column("comments_open").boolean().not_null().take(),
            column("frozen_as").integer().take(),
            time("created_at"),
        ],
    )
}

fn revisions() -> TableCreateStatement {
    let columns = vec![
        reference("draft_id"),
        number("number"),
        column("parent").integer().take(),
        text("body"),
        text("edit"),
        text("subject"),
        reference("person_id"),
        time("made_at"),
    ];
    let mut table = of_draft("draft_revisions", columns);
    table.primary_key(Index::create().col("draft_id").col("number"));
    table
}

fn invitations() -> TableCreateStatement {
    let columns = vec![
        column("token_hash")
            .binary_len(32)
            .not_null()
            .primary_key()
            .take(),
        reference("draft_id"),
        text("name"),
        time("made_at"),
    ];
    of_draft("draft_invitations", columns)
}

fn comments() -> TableCreateStatement {
    let columns = vec![
        id(),
        reference("draft_id"),
        column("invitation").binary_len(32).not_null().take(),
        text("author"),
        text("item"),
        text("body"),
        time("made_at"),
        column("verdict").text().take(),
        text("reason"),
    ];
    of_draft("draft_comments", columns)
}

fn trials() -> TableCreateStatement {
    let columns = vec![
        id(),
        reference("draft_id"),
        number("revision"),
        text("answers"),
        time("made_at"),
    ];
    of_draft("draft_trials", columns)
}
