//! What results ask of somebody: that a closed measurement is frozen, so that it can be published.

use mkbroute_domain::surveys::wave::WaveState;

use crate::accounts::Actor;
use crate::accounts::policy::{Action, may, may_somewhere, waves_for};
use crate::asks::{Ask, Asks, Matter};
use crate::{App, AppError};

/// The asks of results.
pub(crate) struct InsightAsks;

impl Asks for InsightAsks {
    async fn asks(app: &App, actor: &Actor) -> Result<Vec<Ask>, AppError> {
        if !may_somewhere(actor, Action::FreezeWave) {
            return Ok(Vec::new());
        }
        let today = app.now().date_naive();
        let seen = waves_for(actor, Action::FreezeWave);
        let waves = app.store().waves(&seen).await?.into_iter();
        let unfrozen = waves.filter(|wave| {
            let closed = wave.state == WaveState::Closed;
            closed && wave.dataset_sha256.is_none() && may(actor, Action::FreezeWave, wave.id)
        });
        Ok(unfrozen
            .map(|wave| Ask {
                // It may have been closed before its last day.
                since: wave.closes.min(today),
                matter: Matter::FreezeWave {
                    wave: (&wave).into(),
                },
            })
            .collect())
    }
}
