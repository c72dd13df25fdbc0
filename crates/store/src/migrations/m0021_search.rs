//! An index of words, in the same tables on both databases.

use sea_orm::DbBackend;
use sea_orm::sea_query::{ColumnDef, Index, Table, TableCreateStatement};
use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager};

use crate::organisations::search;

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0021_search"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let backend = manager.get_database_backend();
        for mut table in [postings(backend), words(backend), rests(backend)] {
            if backend == DbBackend::Sqlite {
                table.extra("WITHOUT ROWID");
            }
            manager.create_table(table).await?;
        }
        let mut by_subject = Index::create();
        by_subject
            .name("search_postings_by_subject")
            .table("search_postings")
            .col("subject")
            .col("word");
        manager.create_index(by_subject).await?;
        let mut by_word = Index::create();
        by_word
            .name("search_rests_by_word")
            .table("search_rests")
            .col("word");
        manager.create_index(by_word).await?;
        search::fill(manager.get_connection())
            .await
            .map_err(|error| DbErr::Migration(error.to_string()))
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration(
            "a database is not taken back; restore a backup".to_owned(),
        ))
    }
}

/// Words are compared sign by sign, not in the order of a language: SQLite does, PostgreSQL is told.
fn word(name: &'static str, backend: DbBackend) -> ColumnDef {
    let mut column = ColumnDef::new(name).text().not_null().take();
    if backend == DbBackend::Postgres {
        column.extra("COLLATE \"C\"");
    }
    column
}

/// A word leads to what it names, the shortest names first.
fn postings(backend: DbBackend) -> TableCreateStatement {
    let mut key = Index::create();
    key.col("word").col("kind").col("rank").col("subject");
    Table::create()
        .table("search_postings")
        .col(word("word", backend))
        .col(word("kind", backend))
        .col(ColumnDef::new("rank").integer().not_null())
        .col(ColumnDef::new("subject").uuid().not_null())
        .primary_key(&mut key)
        .to_owned()
}

fn words(backend: DbBackend) -> TableCreateStatement {
    Table::create()
        .table("search_words")
        .col(word("word", backend).primary_key())
        .to_owned()
}

/// What is left of a word without one letter leads to the word.
fn rests(backend: DbBackend) -> TableCreateStatement {
    let mut key = Index::create();
    key.col("rest").col("word");
    Table::create()
        .table("search_rests")
        .col(word("rest", backend))
        .col(word("word", backend))
        .primary_key(&mut key)
        .to_owned()
}
