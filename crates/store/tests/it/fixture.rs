//! A store with one open wave and one pathway, and builders of what goes into it.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, TimeZone, Utc};
use mkbroute_domain::accounts::Person;
use mkbroute_domain::ids::{HogeschoolId, PathwayId, PersonId, WaveId};
use mkbroute_domain::pathways::{Degree, Pathway, Phase};
use mkbroute_domain::surveys::instrument::RespondentGroup;
use mkbroute_domain::surveys::wave::{Provenance, Wave, WaveSettings, WaveState};
use mkbroute_domain::text::{Lang, Text};
use mkbroute_store::{Ballot, NewResponse, Store};
use mkbroute_testkit::Backend;
use mkbroute_testkit::database::TestDatabase;
use tempfile::TempDir;
use uuid::Uuid;

pub(crate) const WAVE: WaveId = WaveId(Uuid::from_u128(10));
pub(crate) const PATHWAY: PathwayId = PathwayId(Uuid::from_u128(20));

/// A fresh database that goes with this value.
pub(crate) struct Fixture {
    pub(crate) store: Store,
    pub(crate) database: TestDatabase,
    _folder: TempDir,
}

impl Fixture {
    pub(crate) async fn empty(backend: Backend) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = TestDatabase::fresh(backend, folder.path());
        let store = Store::open(&database.location).await.unwrap();
        Self {
            store,
            database,
            _folder: folder,
        }
    }

    pub(crate) async fn open_wave(backend: Backend) -> Self {
        let fixture = Self::empty(backend).await;
        let tx = fixture.store.begin().await.unwrap();
        tx.insert_pathway(&pathway()).await.unwrap();
        tx.insert_wave(&wave()).await.unwrap();
        tx.commit().await.unwrap();
        fixture
    }

    pub(crate) async fn count(&self) -> u32 {
        let counts = self.store.response_counts(WAVE).await.unwrap();
        counts.iter().map(|count| count.submitted).sum()
    }

    /// A right to answer the open wave.
    pub(crate) fn ballot() -> Ballot {
        Ballot {
            wave: WAVE,
            group: RespondentGroup::Students,
            pathway: PATHWAY,
        }
    }

    pub(crate) async fn put_draft(&self, key: [u8; 32], body: Vec<u8>) {
        let tx = self.store.begin().await.unwrap();
        tx.put_draft(key, Self::ballot(), body).await.unwrap();
        tx.commit().await.unwrap();
    }

    pub(crate) async fn close_wave(&self) -> bool {
        let tx = self.store.begin().await.unwrap();
        let (open, closed) = (WaveState::Open, WaveState::Closed);
        let moved = tx.set_wave_state(WAVE, open, closed).await.unwrap();
        tx.commit().await.unwrap();
        moved
    }
}

pub(crate) fn noon() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 23, 12, 0, 0).unwrap()
}

pub(crate) fn wave() -> Wave {
    let day = |day| NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
    Wave {
        id: WAVE,
        slug: "meting-é".into(),
        title: Text::new("Meting ‘één’", "Measurement"),
        state: WaveState::Open,
        provenance: Provenance::Fielded,
        opens: day(1),
        closes: day(30),
        dataset_sha256: None,
        settings: WaveSettings::default(),
    }
}

pub(crate) fn pathway() -> Pathway {
    Pathway {
        id: PATHWAY,
        slug: "bouwkunde".into(),
        name: Text::new("Ad Bouwkunde", "Ad Construction"),
        hogeschool: "Saxion".into(),
        hogeschool_id: HogeschoolId::named("Saxion"),
        partner: "Bouwmensen".into(),
        sector: "construction".into(),
        programme: "bouwkunde".into(),
        degree: Degree::Ad,
        phase: Phase::Established,
        meets_definition: Some(true),
        note: Text::new("", ""),
    }
}

pub(crate) fn person(number: u128) -> Person {
    Person {
        id: PersonId(Uuid::from_u128(number)),
        slug: format!("persoon-{number}"),
        name: "Zoë d'Été".into(),
        email: Some(format!("zoe{number}@example.org").parse().unwrap()),
        lang: Lang::Nl,
        created_at: noon(),
    }
}

pub(crate) fn response(number: u32) -> NewResponse {
    let mut key = [0; 32];
    // Keys are random in life: their order is not the order of arrival.
    key[..4].copy_from_slice(&number.wrapping_mul(2_654_435_761).to_be_bytes());
    NewResponse {
        key,
        wave: WAVE,
        group: RespondentGroup::Students,
        version: 1,
        pathway: Some(PATHWAY),
        answers: number.to_be_bytes().to_vec(),
        open: BTreeMap::from([(
            "plus".to_owned(),
            format!("'; DROP TABLE responses; -- {number}"),
        )]),
        link: None,
        draft_key: None,
        provisional: false,
    }
}
