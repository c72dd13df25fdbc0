//! What holds pathways back and helps them on, and the learning network.

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
        let tables = [
            pathway_factors(),
            network_meetings(),
            network_themes(),
            network_invitations(),
            network_guests(),
        ];
        for mut table in tables {
            if manager.get_database_backend() == DbBackend::Sqlite {
                table.extra("WITHOUT ROWID");
            }
            manager.create_table(table).await?;
        }
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
        // Lists by their order, counts without the rows themselves, and where a pathway and a person are found without
        // their meeting.
        let counted: &[&str] = &[
            "kind",
            "code",
            "pathway_id",
            "phase",
            "ended_on",
            "noted_on",
        ];
        let indexes: [(&str, &str, &[&str]); 7] = [
            ("factors_counted", "pathway_factors", counted),
            (
                "factors_by_pathway",
                "pathway_factors",
                &["pathway_id", "noted_on"],
            ),
            ("factors_by_day", "pathway_factors", &["noted_on", "id"]),
            ("meetings_by_day", "network_meetings", &["held_on", "id"]),
            ("meetings_by_theme", "network_themes", &["theme"]),
            (
                "invitations_by_pathway",
                "network_invitations",
                &["pathway_id"],
            ),
            ("guests_by_person", "network_guests", &["person_id"]),
        ];
        for (name, table, columns) in indexes {
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

fn pathway_factors() -> TableCreateStatement {
    let mut table = Table::create();
    table
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
        .col(text("ended_sentence"));
    belongs_to(&mut table, "pathway_id", "pathways");
    table
}

fn network_meetings() -> TableCreateStatement {
    Table::create()
        .table("network_meetings")
        .col(ColumnDef::new("id").uuid().not_null().primary_key())
        .col(text("title"))
        .col(ColumnDef::new("held_on").date().not_null())
        .col(ColumnDef::new("called_off").boolean().not_null())
        .col(text("document"))
        .col(ColumnDef::new("revision").integer().not_null())
        .to_owned()
}

fn network_themes() -> TableCreateStatement {
    let mut table = Table::create();
    table
        .table("network_themes")
        .col(ColumnDef::new("meeting_id").uuid().not_null())
        .col(text("theme"))
        .primary_key(Index::create().col("meeting_id").col("theme"));
    belongs_to(&mut table, "meeting_id", "network_meetings");
    table
}

fn network_invitations() -> TableCreateStatement {
    let mut table = Table::create();
    table
        .table("network_invitations")
        .col(ColumnDef::new("meeting_id").uuid().not_null())
        .col(ColumnDef::new("pathway_id").uuid().not_null())
        .col(ColumnDef::new("invited_on").date().not_null())
        .col(ColumnDef::new("attended").boolean().not_null())
        .primary_key(Index::create().col("meeting_id").col("pathway_id"));
    belongs_to(&mut table, "meeting_id", "network_meetings");
    belongs_to(&mut table, "pathway_id", "pathways");
    table
}

fn network_guests() -> TableCreateStatement {
    let mut table = Table::create();
    table
        .table("network_guests")
        .col(ColumnDef::new("meeting_id").uuid().not_null())
        .col(ColumnDef::new("pathway_id").uuid().not_null())
        .col(ColumnDef::new("person_id").uuid().not_null())
        .col(ColumnDef::new("comes").boolean())
        .col(ColumnDef::new("answered_on").date())
        .col(ColumnDef::new("attended").boolean().not_null())
        .primary_key(
            Index::create()
                .col("meeting_id")
                .col("pathway_id")
                .col("person_id"),
        );
    belongs_to(&mut table, "meeting_id", "network_meetings");
    belongs_to(&mut table, "pathway_id", "pathways");
    table
}

fn text(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).text().not_null().take()
}

/// Rows that go with what they belong to.
fn belongs_to(table: &mut TableCreateStatement, column: &'static str, to: &'static str) {
    table.foreign_key(
        ForeignKey::create()
            .from_col(column)
            .to(to, "id")
            .on_delete(ForeignKeyAction::Cascade),
    );
}
