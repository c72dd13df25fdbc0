//! What waits is counted on every page, so it must be found without reading answers.

use sea_orm::sea_query::Index;
use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0012_waiting"
    }
}

/// Where a question begins to be answered, and the addresses that mail did not reach.
const INDEXES: [(&str, &str, &[&str]); 3] = [
    (
        "responses_by_place",
        "responses",
        &["wave_id", "respondent_group", "pathway_id"],
    ),
    (
        "drafts_by_place",
        "drafts",
        &["wave_id", "respondent_group", "pathway_id"],
    ),
    (
        "mail_addresses_by_place",
        "mail_addresses",
        &["wave_id", "respondent_group", "pathway_id", "state"],
    ),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (name, table, columns) in INDEXES {
            let mut index = Index::create();
            index.name(name).table(table);
            for column in columns {
                index.col(*column);
            }
            manager.create_index(index).await?;
        }
        // The one by place begins with the same columns.
        let mut narrower = Index::drop();
        narrower.name("responses_by_wave").table("responses");
        manager.drop_index(narrower).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration(
            "a database is not taken back; restore a backup".to_owned(),
        ))
    }
}
