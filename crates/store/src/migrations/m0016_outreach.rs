//! Companies on their way to a pathway: stages, conversations, and counts for the national funnel.

use sea_orm::DbBackend;
use sea_orm::sea_query::{
    ColumnDef, ForeignKey, ForeignKeyAction, Index, Table, TableCreateStatement,
};
use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0016_outreach"
    }
}

/// Name of an index, its table and columns. Lists are read in the order of an index, a page at a time.
const INDEXES: [(&str, &str, &[&str]); 11] = [
    (
        "leads_by_wait",
        "leads",
        &["pathway_id", "stage_since", "id"],
    ),
    (
        "leads_by_stage",
        "leads",
        &["pathway_id", "stage", "stage_since"],
    ),
    ("leads_due", "leads", &["pathway_id", "due_on"]),
    ("leads_due_of_owner", "leads", &["owner_id", "due_on"]),
    ("leads_by_event", "leads", &["event_id"]),
    (
        "event_pathways_by_pathway",
        "event_pathways",
        &["pathway_id"],
    ),
    ("event_guests_by_event", "event_guests", &["event_id"]),
    (
        "event_guests_by_organisation",
        "event_guests",
        &["organisation_id"],
    ),
    ("event_guests_by_contact", "event_guests", &["contact_id"]),
    ("lead_steps_by_person", "lead_steps", &["changed_by"]),
    (
        "lead_conversations_by_lead",
        "lead_conversations",
        &["lead_id", "held_on"],
    ),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for mut table in [
            events(),
            event_pathways(),
            guests(),
            marks(),
            leads(),
            steps(),
            conversations(),
            tallies(),
        ] {
            // Rows lie in the order of their key.
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
        // A company stands once in the list of a pathway.
        let mut once = Index::create();
        once.name("leads_once")
            .table("leads")
            .col("organisation_id")
            .col("pathway_id")
            .unique();
        manager.create_index(once).await
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

fn maybe_id(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).uuid().take()
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

fn maybe_day(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).date().take()
}

/// Rows go with what they belong to.
fn belongs_to(table: &mut TableCreateStatement, column: &'static str, to: &'static str) {
    table.foreign_key(
        ForeignKey::create()
            .from_col(column)
            .to(to, "id")
            .on_delete(ForeignKeyAction::Cascade),
    );
}

/// Meetings to which companies are invited.
fn events() -> TableCreateStatement {
    let mut table = Table::create();
    table
        .table("events")
        .col(id("id").primary_key())
        .col(text("name"))
        .col(day("held_on"))
        .col(text("place"))
        .col(number("revision"));
    table
}

/// The pathways of which an event tells.
fn event_pathways() -> TableCreateStatement {
    let mut table = Table::create();
    table
        .table("event_pathways")
        .col(id("event_id"))
        .col(id("pathway_id"))
        .primary_key(Index::create().col("event_id").col("pathway_id"));
    belongs_to(&mut table, "event_id", "events");
    belongs_to(&mut table, "pathway_id", "pathways");
    table
}

/// Who is invited, or came without.
fn guests() -> TableCreateStatement {
    let mut table = Table::create();
    table
        .table("event_guests")
        .col(id("id").primary_key())
        .col(id("event_id"))
        .col(id("organisation_id"))
        .col(maybe_id("contact_id"))
        .col(maybe_day("invited_on"))
        .col(ColumnDef::new("signed_up").boolean());
    belongs_to(&mut table, "event_id", "events");
    belongs_to(&mut table, "organisation_id", "organisations");
    table
}

/// Who came, as phones ticked it off: of each contact the last tick.
fn marks() -> TableCreateStatement {
    let mut table = Table::create();
    table
        .table("event_marks")
        .col(id("event_id"))
        .col(id("contact_id"))
        .col(
            ColumnDef::new("marked_at")
                .timestamp_with_time_zone()
                .not_null(),
        )
        .col(id("device"))
        .col(ColumnDef::new("came").boolean().not_null())
        .primary_key(Index::create().col("event_id").col("contact_id"));
    belongs_to(&mut table, "event_id", "events");
    table
}

/// A company and a pathway. What lists filter and sort by follows from the steps and is kept beside
/// them. Who talks with the company is an id only: erasing a person leaves the lead.
fn leads() -> TableCreateStatement {
    let mut table = Table::create();
    table
        .table("leads")
        .col(id("id").primary_key())
        .col(id("organisation_id"))
        .col(id("pathway_id"))
        .col(text("source"))
        .col(maybe_id("event_id"))
        .col(text("motives"))
        .col(maybe_id("owner_id"))
        .col(text("stage"))
        .col(day("stage_since"))
        .col(day("quiet_since"))
        .col(maybe_day("re_engage_on"))
        .col(maybe_day("due_on"))
        .col(day("came_on"))
        .col(number("revision"));
    belongs_to(&mut table, "pathway_id", "pathways");
    belongs_to(&mut table, "organisation_id", "organisations");
    table.foreign_key(ForeignKey::create().from_col("event_id").to("events", "id"));
    table
}

/// The stages of a lead in their order.
fn steps() -> TableCreateStatement {
    let mut table = Table::create();
    table
        .table("lead_steps")
        .col(id("lead_id"))
        .col(number("number"))
        .col(text("stage"))
        .col(day("changed_on"))
        .col(maybe_id("changed_by"))
        .col(text("note"))
        .col(text("reasons"))
        .col(maybe_day("re_engage_on"))
        .primary_key(Index::create().col("lead_id").col("number"));
    belongs_to(&mut table, "lead_id", "leads");
    table
}

/// What was said with a company.
fn conversations() -> TableCreateStatement {
    let mut table = Table::create();
    table
        .table("lead_conversations")
        .col(id("id").primary_key())
        .col(id("lead_id"))
        .col(day("held_on"))
        .col(id("held_by"))
        .col(maybe_id("contact_id"))
        .col(text("note"))
        .col(text("motives"));
    belongs_to(&mut table, "lead_id", "leads");
    table
}

/// What all leads of a source and a month add to the funnel. A million leads are a page of sums here.
fn tallies() -> TableCreateStatement {
    let mut table = Table::create();
    table
        .table("funnel_tallies")
        .col(text("source"))
        .col(text("kind"))
        .col(text("stage"))
        .col(number("days"))
        .col(day("month"))
        .col(ColumnDef::new("leads").big_integer().not_null())
        .primary_key(
            Index::create()
                .col("source")
                .col("kind")
                .col("stage")
                .col("days")
                .col("month"),
        );
    table
}
