//! What holds pathways back and helps them on.

use sea_orm::DbBackend;
use sea_orm::sea_query::{
    ColumnDef, ConditionalStatement, Expr, ExprTrait, ForeignKey, ForeignKeyAction, Index, Table,
    TableCreateStatement,
};
use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0022_exchange"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = pathway_factors();
        if manager.get_database_backend() == DbBackend::Sqlite {
            table.extra("WITHOUT ROWID");
        }
        manager.create_table(table).await?;
        // A factor stands at a pathway once; what was taken away may have stood there more often.
        let mut once = Index::create();
        once.name("factor_stands_once")
            .table("pathway_factors")
            .unique()
            .and_where(Expr::col("ended_on").is_null());
        for column in ["pathway_id", "kind", "code"] {
            once.col(column);
        }
        manager.create_index(once).await?;
        let indexes: [(&str, &[&str]); 2] = [
            ("factors_by_pathway", &["pathway_id", "noted_on"]),
            ("factors_by_day", &["noted_on", "id"]),
        ];
        for (name, columns) in indexes {
            let mut index = Index::create();
            index.name(name).table("pathway_factors");
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

fn pathway_factors() -> TableCreateStatement {
    let text = |name: &'static str| ColumnDef::new(name).text().not_null().take();
    Table::create()
        .table("pathway_factors")
        .col(ColumnDef::new("id").uuid().not_null().primary_key())
        .col(ColumnDef::new("pathway_id").uuid().not_null())
        .col(text("kind"))
        .col(text("code"))
        .col(text("sentence"))
        .col(ColumnDef::new("noted_by").uuid())
        .col(ColumnDef::new("noted_on").date().not_null())
        .col(text("phase"))
        .col(ColumnDef::new("ended_by").uuid())
        .col(ColumnDef::new("ended_on").date())
        .col(text("ended_sentence"))
        .foreign_key(
            ForeignKey::create()
                .from_col("pathway_id")
                .to("pathways", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .to_owned()
}
