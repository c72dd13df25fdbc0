//! Lists of leads: a page at a time, what waits, and how far each came.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use mkbroute_domain::accounts::Visible;
use mkbroute_domain::ids::{EventId, LeadId, OrganisationId, PathwayId, PersonId};
use mkbroute_domain::outreach::{LeadSource, Stage};
use sea_orm::sea_query::{Expr, ExprTrait, Func, Query};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    Select,
};
use uuid::Uuid;

use super::rows;
use crate::entities::{lead_steps, leads, organisation_periods, pathways};
use crate::error::StoreError;
use crate::organisations::ids_set_aside;
use crate::parse::{code, count};
use crate::pathways::within;
use crate::store::Store;

use leads::Column;

/// Companies with a student at a pathway.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WithStudents {
    /// Those of whose size something is known.
    pub sized: Vec<OrganisationId>,
    /// How many there are.
    pub companies: u32,
}

/// Which leads of a pathway are sought. All conditions hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeadFilter {
    pub stage: Option<Stage>,
    pub source: Option<LeadSource>,
    pub owner: Option<LeadOwner>,
    pub event: Option<EventId>,
    /// Somebody should have done something by this day.
    pub due_by: Option<NaiveDate>,
    /// The first and the last day on which it came.
    pub came: (Option<NaiveDate>, Option<NaiveDate>),
    /// Only companies that did not decline.
    pub not_declined: bool,
}

/// Who talks with a company.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeadOwner {
    Nobody,
    Person(PersonId),
}

/// A lead as a list shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeadLine {
    pub id: LeadId,
    pub company: OrganisationId,
    pub source: LeadSource,
    pub event: Option<EventId>,
    pub owner: Option<PersonId>,
    pub stage: Stage,
    pub stage_since: NaiveDate,
    pub re_engage_on: Option<NaiveDate>,
    pub due_on: Option<NaiveDate>,
    pub came_on: NaiveDate,
}

/// A page of leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeadPage {
    /// Those that are in their stage longest first.
    pub lines: Vec<LeadLine>,
    /// How many there are on all pages.
    pub count: u64,
}

/// Leads of a pathway that wait for somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DueLeads {
    pub pathway: PathwayId,
    pub leads: u32,
    /// From when on the first of them waits.
    pub since: NaiveDate,
}

/// How far a lead came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeadTrack {
    pub source: LeadSource,
    pub event: Option<EventId>,
    /// Its stages and their days in their order.
    pub changes: Vec<(Stage, NaiveDate)>,
}

impl Store {
    /// A page of the leads of a pathway that are sought, counted from 0, so many on each.
    pub async fn leads(
        &self,
        of: PathwayId,
        filter: &LeadFilter,
        (page, size): (u64, u64),
    ) -> Result<LeadPage, StoreError> {
        let sought = sought(of, filter);
        let count = sought.clone().count(self.reader()).await?;
        let rows = sought
            .order_by_asc(Column::StageSince)
            .order_by_asc(Column::Id)
            .offset(page.saturating_mul(size))
            .limit(size);
        let rows = rows.all(self.reader()).await?;
        let lines = rows.iter().map(line).collect::<Result<_, _>>()?;
        Ok(LeadPage { lines, count })
    }

    /// The first leads of a pathway after this one, in the order of their ids.
    pub async fn leads_after(
        &self,
        of: PathwayId,
        filter: &LeadFilter,
        (after, most): (Option<LeadId>, u64),
    ) -> Result<Vec<LeadLine>, StoreError> {
        let mut sought = sought(of, filter);
        if let Some(after) = after {
            sought = sought.filter(Column::Id.gt(after.0));
        }
        let rows = sought.order_by_asc(Column::Id).limit(most);
        let rows = rows.all(self.reader()).await?;
        rows.iter().map(line).collect()
    }

    /// The leads of these companies at a pathway, in no order.
    pub async fn leads_of(
        &self,
        of: PathwayId,
        companies: &[OrganisationId],
    ) -> Result<Vec<LeadLine>, StoreError> {
        let ids = companies.iter().map(|id| id.0);
        let rows = sought(of, &LeadFilter::default()).filter(Column::OrganisationId.is_in(ids));
        let rows = rows.all(self.reader()).await?;
        rows.iter().map(line).collect()
    }

    /// How many leads wait for this person, or for nobody in particular, by pathway. Reminders that began
    /// before `days.0` are of no use any more, those after `days.1` are yet to come.
    pub async fn due_leads(
        &self,
        seen: &Visible,
        person: PersonId,
        days: (NaiveDate, NaiveDate),
    ) -> Result<Vec<DueLeads>, StoreError> {
        // Most leads belong to nobody: an index of owners would lead past all of those.
        let owner = Func::coalesce([Expr::col(Column::OwnerId), Expr::val(person.0)]);
        let theirs = Expr::expr(owner).eq(person.0);
        let rows = leads::Entity::find()
            .select_only()
            .column(Column::PathwayId)
            .column_as(Column::Id.count(), "leads")
            .column_as(Column::DueOn.min(), "since")
            .filter(at(seen))
            .filter(theirs)
            .filter(Column::Id.not_in_subquery(ids_set_aside()))
            .filter(Column::DueOn.between(days.0, days.1))
            .group_by(Column::PathwayId)
            .into_tuple::<(Uuid, i64, NaiveDate)>();
        let rows = rows.all(self.reader()).await?.into_iter();
        let due = rows.map(|(pathway, leads, since)| {
            Ok(DueLeads {
                pathway: PathwayId(pathway),
                leads: count("leads", leads)?,
                since,
            })
        });
        due.collect()
    }

    /// How many companies stand where at these pathways.
    pub async fn companies_by_stage(
        &self,
        pathways: &[PathwayId],
    ) -> Result<Vec<(PathwayId, Stage, u32)>, StoreError> {
        let ids = pathways.iter().map(|id| id.0);
        let rows = leads::Entity::find()
            .select_only()
            .columns([Column::PathwayId, Column::Stage])
            .column_as(Column::Id.count(), "companies")
            .filter(Column::PathwayId.is_in(ids))
            .group_by(Column::PathwayId)
            .group_by(Column::Stage)
            .into_tuple::<(Uuid, String, i64)>();
        let rows = rows.all(self.reader()).await?.into_iter();
        let counted = rows.map(|(pathway, stage, companies)| {
            let stage = code("leads.stage", &stage, Stage::from_code)?;
            Ok((PathwayId(pathway), stage, count("leads", companies)?))
        });
        counted.collect()
    }

    /// The companies with a student at these pathways, or at all: those of whose size something is known, and how
    /// many there are where there is one of those.
    pub async fn companies_with_students(
        &self,
        at: Option<PathwayId>,
    ) -> Result<BTreeMap<PathwayId, WithStudents>, StoreError> {
        let active = |rows: Select<leads::Entity>| {
            let rows = rows
                .filter(Column::Stage.eq(Stage::Active.code()))
                .filter(Column::OrganisationId.not_in_subquery(ids_set_aside()));
            match at {
                Some(pathway) => rows.filter(Column::PathwayId.eq(pathway.0)),
                None => rows,
            }
        };
        let sized = Query::select()
            .column(organisation_periods::Column::OrganisationId)
            .from(organisation_periods::Entity)
            .take();
        let known = active(leads::Entity::find().select_only())
            .columns([Column::PathwayId, Column::OrganisationId])
            .filter(Column::OrganisationId.in_subquery(sized))
            .into_tuple::<(Uuid, Uuid)>();
        let mut found: BTreeMap<PathwayId, WithStudents> = BTreeMap::new();
        for (pathway, company) in known.all(self.reader()).await? {
            let here = found.entry(PathwayId(pathway)).or_default();
            here.sized.push(OrganisationId(company));
        }
        let counts = active(leads::Entity::find().select_only())
            .column(Column::PathwayId)
            .column_as(Column::Id.count(), "companies")
            .filter(Column::PathwayId.is_in(found.keys().map(|id| id.0)))
            .group_by(Column::PathwayId)
            .into_tuple::<(Uuid, i64)>();
        for (pathway, companies) in counts.all(self.reader()).await? {
            if let Some(here) = found.get_mut(&PathwayId(pathway)) {
                here.companies = count("leads", companies)?;
            }
        }
        Ok(found)
    }

    /// How far each of the leads came that are sought.
    pub async fn lead_tracks(
        &self,
        of: PathwayId,
        filter: &LeadFilter,
    ) -> Result<Vec<LeadTrack>, StoreError> {
        let steps = sought(of, filter)
            .select_only()
            .columns([Column::Id, Column::Source, Column::EventId])
            .column(lead_steps::Column::Stage)
            .column(lead_steps::Column::ChangedOn)
            .join(
                sea_orm::JoinType::InnerJoin,
                leads::Entity::belongs_to(lead_steps::Entity)
                    .from(Column::Id)
                    .to(lead_steps::Column::LeadId)
                    .into(),
            )
            .order_by_asc(lead_steps::Column::LeadId)
            .order_by_asc(lead_steps::Column::Number)
            .into_tuple::<(Uuid, String, Option<Uuid>, String, NaiveDate)>();
        let mut found: BTreeMap<Uuid, LeadTrack> = BTreeMap::new();
        for (lead, source, event, stage, on) in steps.all(self.reader()).await? {
            let change = (rows::stage("lead_steps.stage", &stage)?, on);
            if let Some(track) = found.get_mut(&lead) {
                track.changes.push(change);
                continue;
            }
            let track = LeadTrack {
                source: rows::source(&source)?,
                event: event.map(EventId),
                changes: vec![change],
            };
            found.insert(lead, track);
        }
        Ok(found.into_values().collect())
    }
}

fn sought(of: PathwayId, filter: &LeadFilter) -> Select<leads::Entity> {
    let owner = filter.owner.map(|owner| match owner {
        LeadOwner::Nobody => Column::OwnerId.is_null(),
        LeadOwner::Person(id) => Column::OwnerId.eq(id.0),
    });
    let (first, last) = filter.came;
    let open = filter.not_declined;
    let open = open.then(|| Column::Stage.ne(Stage::Declined.code()));
    let wanted = Condition::all()
        .add(Column::PathwayId.eq(of.0))
        .add(Column::Id.not_in_subquery(ids_set_aside()))
        .add_option(filter.stage.map(|stage| Column::Stage.eq(stage.code())))
        .add_option(filter.source.map(|source| Column::Source.eq(source.code())))
        .add_option(owner)
        .add_option(filter.event.map(|event| Column::EventId.eq(event.0)))
        .add_option(filter.due_by.map(|day| Column::DueOn.lte(day)))
        .add_option(first.map(|day| Column::CameOn.gte(day)))
        .add_option(last.map(|day| Column::CameOn.lte(day)))
        .add_option(open);
    leads::Entity::find().filter(wanted)
}

/// Leads of pathways that lie within what somebody may see.
fn at(seen: &Visible) -> Condition {
    if *seen == Visible::Everything {
        return Condition::all();
    }
    let own = Query::select()
        .column(pathways::Column::Id)
        .from(pathways::Entity)
        .cond_where(within(seen))
        .take();
    Condition::all().add(Column::PathwayId.in_subquery(own))
}

fn line(row: &leads::Model) -> Result<LeadLine, StoreError> {
    Ok(LeadLine {
        id: LeadId(row.id),
        company: OrganisationId(row.organisation_id),
        source: rows::source(&row.source)?,
        event: row.event_id.map(EventId),
        owner: row.owner_id.map(PersonId),
        stage: rows::stage("leads.stage", &row.stage)?,
        stage_since: row.stage_since,
        re_engage_on: row.re_engage_on,
        due_on: row.due_on,
        came_on: row.came_on,
    })
}
