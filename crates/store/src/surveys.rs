//! Questionnaires, waves and links.

use chrono::{DateTime, Utc};
use mkbroute_domain::ids::{PathwayId, WaveId};
use mkbroute_domain::surveys::wave::{
    Distribution, Provenance, Wave, WaveInstrument, WaveLink, WaveState,
};
use mkbroute_domain::text::Text;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};
use sha2::{Digest, Sha256};

use crate::entities::{instruments, wave_instruments, wave_links, waves};
use crate::error::StoreError;
use crate::parse::{code, count, group, stored};
use crate::store::Store;
use crate::tx::Tx;

impl Store {
    /// Every wave, by readable name.
    pub async fn waves(&self) -> Result<Vec<Wave>, StoreError> {
        let rows = waves::Entity::find().order_by_asc(waves::Column::Slug);
        rows.all(self.reader())
            .await?
            .into_iter()
            .map(wave)
            .collect()
    }

    /// The wave with this id.
    pub async fn wave(&self, id: WaveId) -> Result<Option<Wave>, StoreError> {
        let row = waves::Entity::find_by_id(id.0).one(self.reader()).await?;
        row.map(wave).transpose()
    }

    /// The wave with this readable name.
    pub async fn wave_by_slug(&self, slug: &str) -> Result<Option<Wave>, StoreError> {
        let found = waves::Entity::find().filter(waves::Column::Slug.eq(slug));
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

    /// The open links of a wave, by code.
    pub async fn wave_links(&self, id: WaveId) -> Result<Vec<WaveLink>, StoreError> {
        let rows = wave_links::Entity::find()
            .filter(wave_links::Column::WaveId.eq(id.0))
            .order_by_asc(wave_links::Column::Code);
        let rows = rows.all(self.reader()).await?;
        rows.into_iter()
            .map(|row| link(row).map(|(_, link)| link))
            .collect()
    }

    /// The link with this code and its wave.
    pub async fn link(&self, code: &str) -> Result<Option<(WaveId, WaveLink)>, StoreError> {
        let row = wave_links::Entity::find_by_id(code.to_owned())
            .one(self.reader())
            .await?;
        row.map(link).transpose()
    }

    /// The file of a frozen questionnaire.
    pub async fn instrument_source(
        &self,
        id: &str,
        version: u32,
    ) -> Result<Option<String>, StoreError> {
        let key = (id.to_owned(), stored(version)?);
        let row = instruments::Entity::find_by_id(key)
            .one(self.reader())
            .await?;
        Ok(row.map(|row| row.source))
    }
}

impl Tx {
    /// Stores a frozen version of a questionnaire. The same words again change nothing.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if the version exists with other words.
    pub async fn insert_instrument(
        &self,
        id: &str,
        version: u32,
        source: &str,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let version = stored(version)?;
        let sha256 = Sha256::digest(source).to_vec();
        let key = (id.to_owned(), version);
        match instruments::Entity::find_by_id(key).one(&self.0).await? {
            Some(row) if row.sha256 == sha256 => return Ok(()),
            Some(_) => {
                let found = format!("questionnaire '{id}' version {version}; raise its version");
                return Err(StoreError::Conflict(found));
            }
            None => {}
        }
        let (id, source) = (id.to_owned(), source.to_owned());
        let row = instruments::Model {
            id,
            version,
            source,
            sha256,
            created_at: now,
        };
        self.insert(row.into_active_model()).await
    }

    /// Adds a wave.
    pub async fn insert_wave(&self, wave: &Wave) -> Result<(), StoreError> {
        let row = waves::Model {
            id: wave.id.0,
            slug: wave.slug.clone(),
            title_nl: wave.title.nl.clone(),
            title_en: wave.title.en.clone(),
            state: wave.state.code().to_owned(),
            provenance: wave.provenance.code().to_owned(),
            opens: wave.opens,
            closes: wave.closes,
            dataset_sha256: wave.dataset_sha256.clone(),
        };
        self.insert(row.into_active_model()).await
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

    /// Adds an open link.
    pub async fn insert_wave_link(&self, id: WaveId, link: &WaveLink) -> Result<(), StoreError> {
        let row = wave_links::Model {
            code: link.code.clone(),
            wave_id: id.0,
            respondent_group: link.group.code().to_owned(),
            pathway_id: link.pathway.0,
            population: link.population.map(stored).transpose()?,
            distribution: link.distribution.code().to_owned(),
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

fn wave(row: waves::Model) -> Result<Wave, StoreError> {
    Ok(Wave {
        id: WaveId(row.id),
        slug: row.slug,
        title: Text::new(row.title_nl, row.title_en),
        state: code("waves.state", &row.state, WaveState::from_code)?,
        provenance: code("waves.provenance", &row.provenance, Provenance::from_code)?,
        opens: row.opens,
        closes: row.closes,
        dataset_sha256: row.dataset_sha256,
    })
}

fn wave_instrument(row: wave_instruments::Model) -> Result<WaveInstrument, StoreError> {
    Ok(WaveInstrument {
        group: group(&row.respondent_group)?,
        instrument: row.instrument,
        version: count("wave_instruments.version", row.version.into())?,
    })
}

fn link(row: wave_links::Model) -> Result<(WaveId, WaveLink), StoreError> {
    let population = row
        .population
        .map(|n| count("wave_links.population", n.into()));
    let distribution = code(
        "wave_links.distribution",
        &row.distribution,
        Distribution::from_code,
    )?;
    let link = WaveLink {
        code: row.code,
        group: group(&row.respondent_group)?,
        pathway: PathwayId(row.pathway_id),
        population: population.transpose()?,
        distribution,
    };
    Ok((WaveId(row.wave_id), link))
}
