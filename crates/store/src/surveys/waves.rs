//! Waves and the questionnaires they use.

use chrono::NaiveDate;
use mkbroute_domain::accounts::{Scope, Visible};
use mkbroute_domain::ids::{PathwayId, WaveId};
use mkbroute_domain::surveys::instrument::RespondentGroup;
use mkbroute_domain::surveys::wave::{Provenance, Wave, WaveInstrument, WaveSettings, WaveState};
use mkbroute_domain::text::{Lang, Text};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, Condition, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};

use crate::entities::{wave_instruments, wave_links, waves};
use crate::error::StoreError;
use crate::parse::{code, count, group, stored};
use crate::store::Store;
use crate::tx::Tx;

impl Store {
    /// The waves that somebody may see, by readable name.
    pub async fn waves(&self, seen: &Visible) -> Result<Vec<Wave>, StoreError> {
        let rows = waves::Entity::find()
            .filter(within(seen))
            .order_by_asc(waves::Column::Slug);
        rows.all(self.reader())
            .await?
            .into_iter()
            .map(wave)
            .collect()
    }

    /// The waves that ask a group at a pathway, among those that somebody may see; the newest first.
    pub async fn waves_asking(
        &self,
        seen: &Visible,
        (group, pathway): (RespondentGroup, PathwayId),
    ) -> Result<Vec<Wave>, StoreError> {
        let asking = Query::select()
            .column(wave_links::Column::WaveId)
            .from(wave_links::Entity)
            .and_where(wave_links::Column::RespondentGroup.eq(group.code()))
            .and_where(wave_links::Column::PathwayId.eq(pathway.0))
            .to_owned();
        let rows = waves::Entity::find()
            .filter(within(seen))
            .filter(waves::Column::Id.in_subquery(asking))
            .order_by_desc(waves::Column::Opens)
            .order_by_asc(waves::Column::Slug);
        let rows = rows.all(self.reader()).await?;
        rows.into_iter().map(wave).collect()
    }

    /// The wave with this id.
    pub async fn wave(&self, id: WaveId) -> Result<Option<Wave>, StoreError> {
        let row = waves::Entity::find_by_id(id.0).one(self.reader()).await?;
        row.map(wave).transpose()
    }

    /// The wave with this readable name, if it is one that somebody may see.
    pub async fn wave_by_slug(
        &self,
        seen: &Visible,
        slug: &str,
    ) -> Result<Option<Wave>, StoreError> {
        let found = waves::Entity::find()
            .filter(within(seen))
            .filter(waves::Column::Slug.eq(slug));
        found.one(self.reader()).await?.map(wave).transpose()
    }

    /// The questionnaires of a wave.
    pub async fn wave_instruments(&self, id: WaveId) -> Result<Vec<WaveInstrument>, StoreError> {
        let rows = wave_instruments::Entity::find()
            .filter(wave_instruments::Column::WaveId.eq(id.0))
            .order_by_asc(wave_instruments::Column::RespondentGroup);
        rows.all(self.reader())
            .await?
            .into_iter()
            .map(wave_instrument)
            .collect()
    }
}

/// Waves that lie within what somebody may see.
fn within(seen: &Visible) -> Condition {
    let Visible::Within(scopes) = seen else {
        return Condition::all();
    };
    let ids = scopes.iter().filter_map(|scope| match scope {
        Scope::Wave(id) => Some(id.0),
        _ => None,
    });
    Condition::all().add(waves::Column::Id.is_in(ids))
}

impl Tx {
    /// Adds a wave.
    pub async fn insert_wave(&self, wave: &Wave) -> Result<(), StoreError> {
        self.insert(row(wave).into_active_model()).await
    }

    /// Writes what is planned anew: title, period and settings. State and data stay.
    pub async fn update_wave(&self, wave: &Wave) -> Result<(), StoreError> {
        let row = row(wave);
        waves::Entity::update_many()
            .col_expr(waves::Column::TitleNl, Expr::value(row.title_nl))
            .col_expr(waves::Column::TitleEn, Expr::value(row.title_en))
            .col_expr(waves::Column::Opens, Expr::value(row.opens))
            .col_expr(waves::Column::Closes, Expr::value(row.closes))
            .col_expr(waves::Column::Lang, Expr::value(row.lang))
            .col_expr(waves::Column::PrivacyNl, Expr::value(row.privacy_nl))
            .col_expr(waves::Column::PrivacyEn, Expr::value(row.privacy_en))
            .col_expr(waves::Column::RemindedOn, Expr::value(row.reminded_on))
            .filter(waves::Column::Id.eq(wave.id.0))
            .exec(&self.0)
            .await?;
        Ok(())
    }

    /// Records that everybody of an open wave is reminded today, unless that was done after
    /// `not_after`; says whether it did.
    pub async fn set_reminded(
        &self,
        id: WaveId,
        today: NaiveDate,
        not_after: NaiveDate,
    ) -> Result<bool, StoreError> {
        let last = waves::Column::RemindedOn;
        let reminded = waves::Entity::update_many()
            .col_expr(last, Expr::value(today))
            .filter(waves::Column::Id.eq(id.0))
            .filter(waves::Column::State.eq(WaveState::Open.code()))
            .filter(last.is_null().or(last.lte(not_after)))
            .exec(&self.0)
            .await?;
        Ok(reminded.rows_affected == 1)
    }

    /// Deletes a wave with everything in it.
    pub async fn delete_wave(&self, id: WaveId) -> Result<(), StoreError> {
        waves::Entity::delete_by_id(id.0).exec(&self.0).await?;
        Ok(())
    }

    /// Takes the questionnaires from a wave, to give it others.
    pub async fn clear_wave_instruments(&self, id: WaveId) -> Result<(), StoreError> {
        wave_instruments::Entity::delete_many()
            .filter(wave_instruments::Column::WaveId.eq(id.0))
            .exec(&self.0)
            .await?;
        Ok(())
    }

    /// Gives a group its questionnaire in a wave.
    pub async fn insert_wave_instrument(
        &self,
        id: WaveId,
        used: &WaveInstrument,
    ) -> Result<(), StoreError> {
        let row = wave_instruments::Model {
            wave_id: id.0,
            respondent_group: used.group.code().to_owned(),
            instrument: used.instrument.clone(),
            version: stored(used.version)?,
        };
        self.insert(row.into_active_model()).await
    }

    /// Moves a wave on if it is where the mover thinks it is; says whether it did.
    pub async fn set_wave_state(
        &self,
        id: WaveId,
        from: WaveState,
        to: WaveState,
    ) -> Result<bool, StoreError> {
        let moved = waves::Entity::update_many()
            .col_expr(waves::Column::State, Expr::value(to.code()))
            .filter(waves::Column::Id.eq(id.0))
            .filter(waves::Column::State.eq(from.code()))
            .exec(&self.0)
            .await?;
        Ok(moved.rows_affected == 1)
    }

    /// Records the hash of a wave's frozen data.
    pub async fn set_dataset_hash(&self, id: WaveId, sha256: &str) -> Result<(), StoreError> {
        waves::Entity::update_many()
            .col_expr(waves::Column::DatasetSha256, Expr::value(sha256))
            .filter(waves::Column::Id.eq(id.0))
            .exec(&self.0)
            .await?;
        Ok(())
    }
}

fn row(wave: &Wave) -> waves::Model {
    waves::Model {
        id: wave.id.0,
        slug: wave.slug.clone(),
        title_nl: wave.title.nl.clone(),
        title_en: wave.title.en.clone(),
        state: wave.state.code().to_owned(),
        provenance: wave.provenance.code().to_owned(),
        opens: wave.opens,
        closes: wave.closes,
        dataset_sha256: wave.dataset_sha256.clone(),
        lang: wave.settings.lang.code().to_owned(),
        privacy_nl: wave.settings.privacy.nl.clone(),
        privacy_en: wave.settings.privacy.en.clone(),
        follows: wave.settings.follows.map(|id| id.0),
        reminded_on: wave.settings.reminded_on,
    }
}

pub(crate) fn wave(row: waves::Model) -> Result<Wave, StoreError> {
    Ok(Wave {
        id: WaveId(row.id),
        slug: row.slug,
        title: Text::new(row.title_nl, row.title_en),
        state: code("waves.state", &row.state, WaveState::from_code)?,
        provenance: code("waves.provenance", &row.provenance, Provenance::from_code)?,
        opens: row.opens,
        closes: row.closes,
        dataset_sha256: row.dataset_sha256,
        settings: WaveSettings {
            lang: code("waves.lang", &row.lang, Lang::from_code)?,
            privacy: Text::new(row.privacy_nl, row.privacy_en),
            follows: row.follows.map(WaveId),
            reminded_on: row.reminded_on,
        },
    })
}

pub(crate) fn wave_instrument(row: wave_instruments::Model) -> Result<WaveInstrument, StoreError> {
    Ok(WaveInstrument {
        group: group(&row.respondent_group)?,
        instrument: row.instrument,
        version: count("wave_instruments.version", row.version.into())?,
    })
}
