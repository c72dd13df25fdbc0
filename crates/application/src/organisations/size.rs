//! How large a company is by its accounting periods, and why.

use chrono::{Datelike, NaiveDate};
use mkbroute_domain::accounts::audit::Act;
use mkbroute_domain::ids::OrganisationId;
use mkbroute_domain::organisations::size::{
    NotedPeriod, NotedProblem, Period, PeriodProblem, SizeJudgement, judge, judge_noted,
};
use mkbroute_store::{KeptOrganisation, KeptPeriod, StoreError};
use thiserror::Error;
use uuid::Uuid;

use super::find::{authorise, find_organisation, may_change_organisations, told};
use crate::accounts::Actor;
use crate::accounts::audit::commit;
use crate::accounts::policy::Action;
use crate::{App, AppError};

/// What is known of the size of an organisation.
#[derive(Clone, Debug)]
pub struct SizeSheet {
    pub kept: KeptOrganisation,
    /// What is so today; `None` while nothing is noted.
    pub today: Option<SizeJudgement>,
    /// Each period with what it made of the size, the latest first.
    pub periods: Vec<(KeptPeriod, Option<SizeJudgement>)>,
    pub may_change: bool,
}

/// A period as it is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedPeriod {
    pub period: Period,
    pub source: String,
}

/// Why figures are not kept.
#[derive(Debug, Error)]
pub enum SizeError {
    #[error(transparent)]
    Noted(#[from] NotedProblem),
    #[error("somebody else changed it meanwhile")]
    ChangedMeanwhile,
    #[error(transparent)]
    App(#[from] AppError),
}

impl From<StoreError> for SizeError {
    fn from(error: StoreError) -> Self {
        Self::App(error.into())
    }
}

/// What is known of the size of an organisation, for who sees organisations.
pub async fn organisation_size(
    app: &App,
    actor: &Actor,
    id: OrganisationId,
) -> Result<SizeSheet, AppError> {
    authorise(actor, Action::SeeOrganisations)?;
    let kept = find_organisation(app, id).await?;
    let found = app.store().periods_of(id).await?;
    let all = periods(&found, None);
    let judged = found.into_iter().map(|kept| {
        let judgement = judge(&all, kept.noted.period.closes);
        (kept, judgement)
    });
    Ok(SizeSheet {
        may_change: may_change_organisations(actor) && kept.merged_into.is_none(),
        today: judge(&all, app.now().date_naive()),
        periods: judged.collect(),
        kept,
    })
}

/// How large an organisation is today.
pub(super) async fn size_today(
    app: &App,
    id: OrganisationId,
) -> Result<Option<SizeJudgement>, AppError> {
    let found = app.store().periods_of(id).await?;
    let noted = found.iter().map(|kept| &kept.noted);
    Ok(judge_noted(noted, app.now().date_naive()))
}

/// The organisation and the period to change, or none for a new one.
pub async fn period_to_note(
    app: &App,
    actor: &Actor,
    (id, period): (OrganisationId, Option<Uuid>),
) -> Result<(KeptOrganisation, Option<KeptPeriod>), AppError> {
    authorise(actor, Action::ChangeOrganisations)?;
    let kept = find_organisation(app, id).await?;
    if kept.merged_into.is_some() {
        return Err(AppError::NotFound);
    }
    let Some(period) = period else {
        return Ok((kept, None));
    };
    let found = app.store().periods_of(id).await?.into_iter();
    let found = found.into_iter().find(|found| found.id == period);
    Ok((kept, Some(found.ok_or(AppError::NotFound)?)))
}

/// Keeps a period: a new one, or a change since `revision`.
pub async fn note_period(
    app: &App,
    actor: &Actor,
    (id, period): (OrganisationId, Option<Uuid>),
    revision: u32,
    typed: TypedPeriod,
) -> Result<(), SizeError> {
    period_to_note(app, actor, (id, period)).await?;
    let today: NaiveDate = app.now().date_naive();
    let noted = NotedPeriod {
        period: typed.period,
        source: typed.source,
        noted_on: today,
    };
    let tx = app.store().begin().await?;
    let found = tx.periods_of(id).await?;
    noted.check(&periods(&found, period), today)?;
    match period {
        None => match tx.insert_period(id, (app.fresh_id(), &noted)).await {
            // Somebody else was first.
            Err(StoreError::Conflict(_)) => {
                let year = noted.period.closes.year();
                return Err(NotedProblem::Period(PeriodProblem::SameYear(year)).into());
            }
            done => done?,
        },
        Some(period) if !tx.save_period((period, revision), &noted).await? => {
            return Err(SizeError::ChangedMeanwhile);
        }
        Some(_) => {}
    }
    Ok(commit(app, tx, &told(actor, Act::SizeChanged, id)).await?)
}

/// Takes a period away that was noted by mistake.
pub async fn remove_period(
    app: &App,
    actor: &Actor,
    (id, period): (OrganisationId, Uuid),
    revision: u32,
) -> Result<(), SizeError> {
    period_to_note(app, actor, (id, Some(period))).await?;
    let tx = app.store().begin().await?;
    if !tx.delete_period(period, revision).await? {
        return Err(SizeError::ChangedMeanwhile);
    }
    Ok(commit(app, tx, &told(actor, Act::SizeChanged, id)).await?)
}

fn periods(kept: &[KeptPeriod], but: Option<Uuid>) -> Vec<Period> {
    let others = kept.iter().filter(|kept| Some(kept.id) != but);
    others.map(|kept| kept.noted.period.clone()).collect()
}
