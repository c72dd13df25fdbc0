//! What is in a backup: every table, with its columns.

use sea_orm::sea_query::{Alias, ColumnType, Order, Query, SelectStatement};
use sea_orm::{ColumnTrait, EntityTrait, IdenStatic, Iterable, PrimaryKeyToColumn};

use serde::{Deserialize, Serialize};

use crate::entities as e;

/// What a column holds, the same on both databases. The order is part of the format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Kind {
    Bool,
    Int,
    BigInt,
    Text,
    Bytes,
    Uuid,
    Date,
    Moment,
}

/// A table as the program knows it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Table {
    pub(super) name: String,
    pub(super) columns: Vec<(String, Kind)>,
    key: Vec<String>,
}

/// Every table; those that others refer to come first. A test compares the list with the database.
pub(super) fn all() -> Vec<Table> {
    let mut all = before_outreach();
    all.extend(of_outreach());
    all
}

/// Companies on their way to a pathway: they refer to organisations and pathways.
fn of_outreach() -> [Table; 10] {
    [
        of::<e::events::Entity>(),
        of::<e::event_pathways::Entity>(),
        of::<e::event_guests::Entity>(),
        of::<e::event_marks::Entity>(),
        of::<e::mailings::Entity>(),
        of::<e::mailing_letters::Entity>(),
        of::<e::leads::Entity>(),
        of::<e::lead_steps::Entity>(),
        of::<e::lead_conversations::Entity>(),
        of::<e::funnel_tallies::Entity>(),
    ]
}

fn before_outreach() -> Vec<Table> {
    vec![
        of::<e::persons::Entity>(),
        of::<e::grants::Entity>(),
        of::<e::grant_steps::Entity>(),
        of::<e::sessions::Entity>(),
        of::<e::api_keys::Entity>(),
        of::<e::idempotency_keys::Entity>(),
        of::<e::webhooks::Entity>(),
        of::<e::webhook_deliveries::Entity>(),
        of::<e::sign_in_links::Entity>(),
        of::<e::known_devices::Entity>(),
        of::<e::passkeys::Entity>(),
        of::<e::ceremonies::Entity>(),
        of::<e::external_subjects::Entity>(),
        of::<e::account_mails::Entity>(),
        of::<e::attempts::Entity>(),
        of::<e::digests::Entity>(),
        of::<e::saved_searches::Entity>(),
        of::<e::digest_stops::Entity>(),
        of::<e::organisations::Entity>(),
        of::<e::sites::Entity>(),
        of::<e::contacts::Entity>(),
        of::<e::organisation_merges::Entity>(),
        of::<e::set_aside::Entity>(),
        of::<e::organisation_pairs::Entity>(),
        of::<e::organisation_periods::Entity>(),
        of::<e::organisation_imports::Entity>(),
        of::<e::pathways::Entity>(),
        of::<e::pathway_partners::Entity>(),
        of::<e::pathway_profiles::Entity>(),
        of::<e::phase_changes::Entity>(),
        of::<e::judgements::Entity>(),
        of::<e::intakes::Entity>(),
        of::<e::plans::Entity>(),
        of::<e::plan_steps::Entity>(),
        of::<e::business_cases::Entity>(),
        of::<e::support_requests::Entity>(),
        of::<e::pathway_factors::Entity>(),
        of::<e::network_meetings::Entity>(),
        of::<e::network_themes::Entity>(),
        of::<e::network_invitations::Entity>(),
        of::<e::network_guests::Entity>(),
        of::<e::instruments::Entity>(),
        of::<e::waves::Entity>(),
        of::<e::wave_instruments::Entity>(),
        of::<e::wave_links::Entity>(),
        of::<e::ballots::Entity>(),
        of::<e::mail_addresses::Entity>(),
        of::<e::drafts::Entity>(),
        of::<e::responses::Entity>(),
        of::<e::interim_releases::Entity>(),
        of::<e::studies::Entity>(),
        of::<e::questionnaire_drafts::Entity>(),
        of::<e::draft_revisions::Entity>(),
        of::<e::draft_invitations::Entity>(),
        of::<e::draft_comments::Entity>(),
        of::<e::draft_trials::Entity>(),
        of::<e::search_postings::Entity>(),
        of::<e::search_words::Entity>(),
        of::<e::search_rests::Entity>(),
        of::<e::audit_head::Entity>(),
        of::<e::audit_entries::Entity>(),
        of::<e::audit_checks::Entity>(),
    ]
}

fn of<E: EntityTrait>() -> Table {
    let columns = E::Column::iter().map(|column| {
        let kind = kind(column.def().get_column_type());
        (column.as_str().to_owned(), kind)
    });
    let key = E::PrimaryKey::iter().map(|key| key.into_column().as_str().to_owned());
    Table {
        name: E::default().table_name().to_owned(),
        columns: columns.collect(),
        key: key.collect(),
    }
}

fn kind(column: &ColumnType) -> Kind {
    match column {
        ColumnType::Boolean => Kind::Bool,
        ColumnType::Integer => Kind::Int,
        ColumnType::BigInteger => Kind::BigInt,
        ColumnType::Blob | ColumnType::Binary(_) | ColumnType::VarBinary(_) => Kind::Bytes,
        ColumnType::Uuid => Kind::Uuid,
        ColumnType::Date => Kind::Date,
        ColumnType::TimestampWithTimeZone | ColumnType::Timestamp | ColumnType::DateTime => {
            Kind::Moment
        }
        _ => Kind::Text,
    }
}

impl Table {
    /// All rows in the order of the key: the order in which they came is nobody's business.
    pub(super) fn rows(&self) -> SelectStatement {
        let mut select = Query::select();
        for (name, _) in &self.columns {
            select.column(Alias::new(name));
        }
        select.from(Alias::new(&self.name));
        for name in &self.key {
            select.order_by(Alias::new(name), Order::Asc);
        }
        select
    }
}
