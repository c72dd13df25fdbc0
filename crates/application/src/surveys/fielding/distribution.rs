//! A coordinator tells whether and when the questionnaire was passed on, or why not.

use chrono::NaiveDate;
use mkbroute_domain::accounts::audit::{Act, Detail};
use mkbroute_domain::surveys::wave::{Distribution, Wave, WaveState};

use super::reached;
use crate::accounts::Actor;
use crate::accounts::audit::commit;
use crate::accounts::policy::{Action, may_at};
use crate::surveys::wave_overview::link_lines;
use crate::surveys::{LinkLine, find_wave};
use crate::{App, AppError};

/// The most characters of a reason.
const LONGEST_REASON: usize = 500;

/// What a coordinator tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Report {
    /// Passed on at this day; a reason is welcome if that was late.
    Sent { on: NaiveDate, reason: String },
    /// Not passed on, and why.
    NotSent { reason: String },
    /// It was a mistake: nothing is known.
    TakeBack,
}

/// Why a report was not kept.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    #[error("the day lies before the opening or in the future")]
    ImpossibleDay,
    #[error("a reason is needed")]
    NoReason,
    #[error("the reason has more than {LONGEST_REASON} characters")]
    LongReason,
    #[error(transparent)]
    App(#[from] AppError),
}

/// A link of a wave for somebody who may reach the people behind it.
pub async fn find_line(
    app: &App,
    actor: &Actor,
    slug: &str,
    code: &str,
) -> Result<(Wave, LinkLine), AppError> {
    let wave = find_wave(app, actor, slug, Action::SeeWave).await?;
    let lines = link_lines(app, actor, &wave).await?;
    let found = lines.into_iter().find(|line| line.link.code == code);
    let line = found.ok_or(AppError::NotFound)?;
    if may_at(actor, Action::Distribute, wave.id, line.link.pathway) {
        Ok((wave, line))
    } else {
        Err(AppError::NotFound)
    }
}

/// Keeps what a coordinator tells of a link.
pub async fn report_distribution(
    app: &App,
    actor: &Actor,
    slug: &str,
    code: &str,
    report: Report,
) -> Result<(), ReportError> {
    let (wave, line) = find_line(app, actor, slug, code).await?;
    if wave.state != WaveState::Open {
        return Err(AppError::NotOpen(wave.slug).into());
    }
    let mut told = line.link;
    let today = app.now().date_naive();
    match report {
        Report::Sent { on, reason } => {
            if on < wave.opens || on > today {
                return Err(ReportError::ImpossibleDay);
            }
            told.distribution = Distribution::on(on, wave.opens);
            told.fielding.sent_on = Some(on);
            told.fielding.reason = checked(&reason)?;
        }
        Report::NotSent { reason } => {
            if reason.trim().is_empty() {
                return Err(ReportError::NoReason);
            }
            told.distribution = Distribution::NotSent;
            told.fielding.sent_on = None;
            told.fielding.reason = checked(&reason)?;
        }
        Report::TakeBack => {
            told.distribution = Distribution::Unknown;
            told.fielding.sent_on = None;
            told.fielding.reason = String::new();
        }
    }
    let tx = app.store().begin().await.map_err(AppError::from)?;
    tx.update_wave_link(&told).await.map_err(AppError::from)?;
    let detail = Detail::default().how(told.distribution.code());
    let entry = reached(actor, Act::DistributionReported, (&wave, &told), detail);
    Ok(commit(app, tx, &entry).await?)
}

fn checked(reason: &str) -> Result<String, ReportError> {
    let reason = reason.trim();
    if reason.chars().count() > LONGEST_REASON {
        return Err(ReportError::LongReason);
    }
    Ok(reason.to_owned())
}
