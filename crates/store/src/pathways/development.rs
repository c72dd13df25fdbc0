//! How a pathway develops: phases, judgements, intake and profile.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use mkbroute_domain::ids::{PathwayId, PersonId};
use mkbroute_domain::pathways::criteria::{Judged, Level};
use mkbroute_domain::pathways::{
    Cohort, Development, Intake, Phase, PhaseChange, Phases, Profile, ProgrammeRole, Students,
};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
    QueryOrder,
};

use super::partners;
use crate::entities::{intakes, judgements, pathway_profiles, pathways, phase_changes};
use crate::error::StoreError;
use crate::parse::{code, count, stored};
use crate::store::Store;
use crate::tx::Tx;

impl Store {
    /// How a pathway develops; nothing of everything for one of which nothing is known.
    pub async fn development(&self, pathway: PathwayId) -> Result<Development, StoreError> {
        development(self.reader(), pathway).await
    }

    /// How many began and were to begin at these pathways, by cohort.
    pub async fn intakes(
        &self,
        pathways: &[PathwayId],
    ) -> Result<BTreeMap<PathwayId, Vec<Intake>>, StoreError> {
        let ids = pathways.iter().map(|id| id.0);
        let rows = intakes::Entity::find()
            .filter(intakes::Column::PathwayId.is_in(ids))
            .order_by_asc(intakes::Column::Cohort);
        let mut found: BTreeMap<PathwayId, Vec<Intake>> = BTreeMap::new();
        for row in rows.all(self.reader()).await? {
            let of_pathway = found.entry(PathwayId(row.pathway_id)).or_default();
            of_pathway.push(intake(&row)?);
        }
        Ok(found)
    }
}

impl Tx {
    /// How a pathway develops, as this transaction sees it.
    pub async fn development(&self, pathway: PathwayId) -> Result<Development, StoreError> {
        development(&self.0, pathway).await
    }

    /// Adds a change of phase behind those that are there, and brings the pathway into the phase. Says whether it
    /// did: somebody else may have added one since `known` were read.
    pub async fn add_phase_change(
        &self,
        pathway: PathwayId,
        known: usize,
        change: &PhaseChange,
    ) -> Result<bool, StoreError> {
        let there = phase_changes::Entity::find()
            .filter(phase_changes::Column::PathwayId.eq(pathway.0))
            .count(&self.0)
            .await?;
        if there != known as u64 {
            return Ok(false);
        }
        let row = phase_changes::Model {
            pathway_id: pathway.0,
            number: numbered(known)?,
            phase: change.to.code().to_owned(),
            on_day: change.on,
            reason: change.reason.clone(),
            waits_for: change.waits_for.clone(),
            person_id: change.by.map(|person| person.0),
        };
        let added = phase_changes::Entity::insert(row.into_active_model())
            .on_conflict(OnConflict::new().do_nothing().to_owned())
            .exec_without_returning(&self.0)
            .await?;
        if added == 0 {
            return Ok(false);
        }
        pathways::Entity::update_many()
            .col_expr(pathways::Column::Phase, Expr::value(change.to.code()))
            .filter(pathways::Column::Id.eq(pathway.0))
            .exec(&self.0)
            .await?;
        Ok(true)
    }

    /// Adds a judgement behind those that are there. Says whether it did: somebody else may have judged since
    /// `known` were read.
    pub async fn add_judgement(
        &self,
        pathway: PathwayId,
        known: usize,
        judged: &Judged,
    ) -> Result<bool, StoreError> {
        let row = judgements::Model {
            pathway_id: pathway.0,
            number: numbered(known)?,
            criterion: judged.criterion.clone(),
            level: judged.level.code().to_owned(),
            on_day: judged.on,
            inferred: judged.inferred,
            evidence: written(&judged.evidence)?,
            person_id: judged.by.map(|person| person.0),
        };
        let added = judgements::Entity::insert(row.into_active_model())
            .on_conflict(OnConflict::new().do_nothing().to_owned())
            .exec_without_returning(&self.0)
            .await?;
        Ok(added == 1)
    }

    /// Says whether a pathway meets the definition, where lists and reports read it.
    pub async fn set_meets_definition(
        &self,
        pathway: PathwayId,
        meets: Option<bool>,
    ) -> Result<(), StoreError> {
        pathways::Entity::update_many()
            .col_expr(pathways::Column::MeetsDefinition, Expr::value(meets))
            .filter(pathways::Column::Id.eq(pathway.0))
            .exec(&self.0)
            .await?;
        Ok(())
    }

    /// Stores the intake of a cohort in the place of what is known of it.
    pub async fn put_intake(&self, pathway: PathwayId, intake: &Intake) -> Result<(), StoreError> {
        let number = |found: Option<u32>| found.map(stored).transpose();
        let row = intakes::Model {
            pathway_id: pathway.0,
            cohort: intake.cohort.to_string(),
            target_mkb: number(intake.target.mkb)?,
            target_others: number(intake.target.others)?,
            typed_mkb: number(intake.typed.mkb)?,
            typed_others: number(intake.typed.others)?,
            counted_mkb: number(intake.counted.mkb)?,
            counted_others: number(intake.counted.others)?,
        };
        let key = [intakes::Column::PathwayId, intakes::Column::Cohort];
        let replaced = OnConflict::columns(key)
            .update_columns([
                intakes::Column::TargetMkb,
                intakes::Column::TargetOthers,
                intakes::Column::TypedMkb,
                intakes::Column::TypedOthers,
                intakes::Column::CountedMkb,
                intakes::Column::CountedOthers,
            ])
            .to_owned();
        intakes::Entity::insert(row.into_active_model())
            .on_conflict(replaced)
            .exec_without_returning(&self.0)
            .await?;
        Ok(())
    }

    /// Takes what is known of the intake of a cohort away.
    pub async fn delete_intake(
        &self,
        pathway: PathwayId,
        cohort: Cohort,
    ) -> Result<(), StoreError> {
        let key = (pathway.0, cohort.to_string());
        intakes::Entity::delete_by_id(key).exec(&self.0).await?;
        Ok(())
    }

    /// Stores the profile as its next revision. Says whether it did: somebody else may have changed it since
    /// revision `known` was read.
    pub async fn save_profile(
        &self,
        pathway: PathwayId,
        known: u32,
        profile: &Profile,
    ) -> Result<bool, StoreError> {
        let role = profile.programme_role.map(|role| role.code().to_owned());
        let row = pathway_profiles::Model {
            pathway_id: pathway.0,
            revision: stored(known + 1)?,
            registered_on: profile.registered_on,
            programme_role: role,
            document: written(profile)?,
        };
        if !self.replace_profile(known, row).await? {
            return Ok(false);
        }
        partners::replace(&self.0, pathway, &profile.partners).await?;
        Ok(true)
    }

    async fn replace_profile(
        &self,
        known: u32,
        row: pathway_profiles::Model,
    ) -> Result<bool, StoreError> {
        use pathway_profiles::Column as Of;
        if known == 0 {
            let added = pathway_profiles::Entity::insert(row.into_active_model())
                .on_conflict(OnConflict::new().do_nothing().to_owned())
                .exec_without_returning(&self.0)
                .await?;
            return Ok(added == 1);
        }
        let changed = pathway_profiles::Entity::update_many()
            .col_expr(Of::Revision, Expr::value(row.revision))
            .col_expr(Of::RegisteredOn, Expr::value(row.registered_on))
            .col_expr(Of::ProgrammeRole, Expr::value(row.programme_role))
            .col_expr(Of::Document, Expr::value(row.document))
            .filter(Of::PathwayId.eq(row.pathway_id))
            .filter(Of::Revision.eq(stored(known)?))
            .exec(&self.0)
            .await?;
        Ok(changed.rows_affected == 1)
    }
}

/// The number of the next row, which are counted from 1.
fn numbered(known: usize) -> Result<i32, StoreError> {
    let next = i32::try_from(known)
        .ok()
        .and_then(|known| known.checked_add(1));
    next.ok_or_else(|| StoreError::Data(format!("{known} is too large")))
}

pub(super) fn written(document: &impl serde::Serialize) -> Result<String, StoreError> {
    serde_json::to_string(document).map_err(|error| StoreError::Data(error.to_string()))
}

async fn development(
    database: &impl ConnectionTrait,
    pathway: PathwayId,
) -> Result<Development, StoreError> {
    let changes = phase_changes::Entity::find()
        .filter(phase_changes::Column::PathwayId.eq(pathway.0))
        .order_by_asc(phase_changes::Column::Number)
        .all(database)
        .await?;
    let judged = judgements::Entity::find()
        .filter(judgements::Column::PathwayId.eq(pathway.0))
        .order_by_asc(judgements::Column::Number)
        .all(database)
        .await?;
    let begin = intakes::Entity::find()
        .filter(intakes::Column::PathwayId.eq(pathway.0))
        .order_by_asc(intakes::Column::Cohort)
        .all(database)
        .await?;
    let row = pathway_profiles::Entity::find_by_id(pathway.0)
        .one(database)
        .await?;
    let revision = row.as_ref().map_or(0, |row| row.revision);
    let profile = Profile {
        partners: partners::of(database, pathway).await?,
        ..row.as_ref().map(profile).transpose()?.unwrap_or_default()
    };
    Ok(Development {
        phases: phases(changes)?,
        judgements: judged
            .into_iter()
            .map(judgement)
            .collect::<Result<_, _>>()?,
        intakes: begin.iter().map(intake).collect::<Result<_, _>>()?,
        profile,
        revision: count("pathway_profiles.revision", revision.into())?,
    })
}

fn phases(rows: Vec<phase_changes::Model>) -> Result<Phases, StoreError> {
    // They were checked against the day on which they were made.
    let last = rows.last().map_or(NaiveDate::MIN, |row| row.on_day);
    let changes = rows.into_iter().map(|row| {
        Ok(PhaseChange {
            to: code("phase_changes.phase", &row.phase, Phase::from_code)?,
            on: row.on_day,
            reason: row.reason,
            waits_for: row.waits_for,
            by: row.person_id.map(PersonId),
        })
    });
    let changes = changes.collect::<Result<Vec<_>, StoreError>>()?;
    Phases::from_changes(changes, last)
        .map_err(|(at, problem)| StoreError::Data(format!("phase_changes: {at}: {problem}")))
}

pub(super) fn judgement(row: judgements::Model) -> Result<Judged, StoreError> {
    Ok(Judged {
        criterion: row.criterion,
        level: code("judgements.level", &row.level, Level::from_code)?,
        on: row.on_day,
        by: row.person_id.map(PersonId),
        inferred: row.inferred,
        evidence: serde_json::from_str(&row.evidence)
            .map_err(|error| StoreError::Data(format!("judgements.evidence: {error}")))?,
    })
}

fn intake(row: &intakes::Model) -> Result<Intake, StoreError> {
    let number = |name: &str, found: Option<i32>| {
        let found = found.map(|found| count(&format!("intakes.{name}"), found.into()));
        found.transpose()
    };
    Ok(Intake {
        cohort: code("intakes.cohort", &row.cohort, |text| text.parse().ok())?,
        target: Students {
            mkb: number("target_mkb", row.target_mkb)?,
            others: number("target_others", row.target_others)?,
        },
        typed: Students {
            mkb: number("typed_mkb", row.typed_mkb)?,
            others: number("typed_others", row.typed_others)?,
        },
        counted: Students {
            mkb: number("counted_mkb", row.counted_mkb)?,
            others: number("counted_others", row.counted_others)?,
        },
    })
}

pub(super) fn profile(row: &pathway_profiles::Model) -> Result<Profile, StoreError> {
    let document: Profile = serde_json::from_str(&row.document)
        .map_err(|error| StoreError::Data(format!("pathway_profiles.document: {error}")))?;
    let role = row.programme_role.as_deref();
    let role = role.map(|role| {
        code(
            "pathway_profiles.programme_role",
            role,
            ProgrammeRole::from_code,
        )
    });
    Ok(Profile {
        programme_role: role.transpose()?,
        registered_on: row.registered_on,
        ..document
    })
}
