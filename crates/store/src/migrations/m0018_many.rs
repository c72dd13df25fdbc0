//! Counting responses without reading them, however many there are.

use sea_orm::sea_query::Index;
use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0018_many"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut former = Index::drop();
        former.name("responses_by_place").table("responses");
        manager.drop_index(former).await?;
        // Provisional ones are counted apart: without the last column every row was read for it.
        let mut counted = Index::create();
        counted.name("responses_by_place").table("responses");
        for column in ["wave_id", "respondent_group", "pathway_id", "provisional"] {
            counted.col(column);
        }
        manager.create_index(counted).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration(
            "a database is not taken back; restore a backup".to_owned(),
        ))
    }
}
