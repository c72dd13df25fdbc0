//! Setting up a measurement, reaching people, and answers of somebody who stopped half-way.

use sea_orm::sea_query::{
    ColumnDef, ForeignKey, ForeignKeyAction, Index, Table, TableCreateStatement,
};
use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0003_fielding"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, columns) in [
            ("waves", waves()),
            ("wave_links", wave_links()),
            ("drafts", drafts()),
            ("responses", responses()),
        ] {
            for mut column in columns {
                // SQLite adds one column at a time.
                let mut change = Table::alter();
                change.table(table).add_column(&mut column);
                manager.alter_table(change).await?;
            }
        }
        manager.create_table(mail_addresses()).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration(
            "a database is not taken back; restore a backup".to_owned(),
        ))
    }
}

fn text(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).text().not_null().default("").take()
}

fn count(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).integer().not_null().default(0).take()
}

fn yes_or_no(name: &'static str) -> ColumnDef {
    let mut column = ColumnDef::new(name);
    column.boolean().not_null().default(false).take()
}

fn waves() -> Vec<ColumnDef> {
    vec![
        ColumnDef::new("lang")
            .text()
            .not_null()
            .default("nl")
            .take(),
        text("privacy_nl"),
        text("privacy_en"),
        ColumnDef::new("follows").uuid().null().take(),
        ColumnDef::new("reminded_on").date().null().take(),
    ]
}

fn wave_links() -> Vec<ColumnDef> {
    vec![
        ColumnDef::new("sent_on").date().null().take(),
        text("reason"),
        count("invited"),
        count("reissued"),
        count("dropped"),
    ]
}

/// Whose draft it is by group and pathway, so that questionnaires that were begun can be counted.
fn drafts() -> Vec<ColumnDef> {
    vec![
        ColumnDef::new("respondent_group").text().null().take(),
        ColumnDef::new("pathway_id").uuid().null().take(),
    ]
}

fn responses() -> Vec<ColumnDef> {
    vec![yes_or_no("provisional")]
}

fn mail_addresses() -> TableCreateStatement {
    let mut table = Table::create();
    table.table("mail_addresses");
    for mut column in [
        ColumnDef::new("id").uuid().not_null().primary_key().take(),
        ColumnDef::new("wave_id").uuid().not_null().take(),
        text("respondent_group"),
        ColumnDef::new("pathway_id").uuid().not_null().take(),
        text("address"),
        text("lang"),
        text("state"),
        text("reason"),
        count("attempts"),
        ColumnDef::new("next_try")
            .timestamp_with_time_zone()
            .not_null()
            .take(),
        ColumnDef::new("message_id").text().null().take(),
        ColumnDef::new("sent_on").date().null().take(),
        yes_or_no("reminder_due"),
    ] {
        table.col(&mut column);
    }
    table.index(
        Index::create()
            .unique()
            .name("one_invitation_each")
            .col("wave_id")
            .col("respondent_group")
            .col("address"),
    );
    for (from, to) in [("wave_id", "waves"), ("pathway_id", "pathways")] {
        table.foreign_key(
            ForeignKey::create()
                .from_col(from)
                .to(to, "id")
                .on_delete(ForeignKeyAction::Cascade),
        );
    }
    table
}
