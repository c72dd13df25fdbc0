//! What every use case needs: the store, the time, chance, and a folder for frozen data.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};

use chrono::{DateTime, Utc};
use mkbroute_domain::accounts::webhook::Reachable;
use mkbroute_domain::surveys::instrument::Instrument;
use mkbroute_store::Store;
use rand::RngCore;
use uuid::Uuid;

use crate::clock::Clock;
use crate::insights::measured::MeasurementCache;

/// The program's services, cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Services>);

struct Services {
    store: Store,
    clock: Arc<dyn Clock>,
    chance: Mutex<Box<dyn RngCore + Send>>,
    data_dir: PathBuf,
    backups_dir: OnceLock<PathBuf>,
    reachable: OnceLock<Reachable>,
    instruments: RwLock<HashMap<(String, u32), Arc<Instrument>>>,
    measurements: MeasurementCache,
}

impl App {
    /// Wires the services. `chance` must be a cryptographic generator outside tests.
    pub fn new(
        store: Store,
        clock: Arc<dyn Clock>,
        chance: Box<dyn RngCore + Send>,
        data_dir: PathBuf,
    ) -> Self {
        Self(Arc::new(Services {
            store,
            clock,
            chance: Mutex::new(chance),
            data_dir,
            backups_dir: OnceLock::new(),
            reachable: OnceLock::new(),
            instruments: RwLock::default(),
            measurements: MeasurementCache::default(),
        }))
    }

    /// The database.
    pub fn store(&self) -> &Store {
        &self.0.store
    }

    /// The present moment.
    pub fn now(&self) -> DateTime<Utc> {
        self.0.clock.now()
    }

    /// The folder that holds frozen data sets.
    pub fn data_dir(&self) -> &Path {
        &self.0.data_dir
    }

    /// Where backups are kept, with the ledger of what was erased beside them.
    pub fn backups_dir(&self) -> &Path {
        let usual = || self.data_dir().join("backups");
        self.0.backups_dir.get_or_init(usual)
    }

    /// Keeps backups in this folder. To be called before anything is erased or backed up.
    pub fn keep_backups_in(&self, folder: PathBuf) {
        // Set once at the start; a second call changes nothing.
        let _ = self.0.backups_dir.set(folder);
    }

    /// Where events may be sent: the internet, unless settings name networks besides.
    pub fn reachable(&self) -> &Reachable {
        self.0.reachable.get_or_init(Reachable::default)
    }

    /// Lets events be sent to these networks too. To be called before anything is sent.
    pub fn reach(&self, reachable: Reachable) {
        // Set once at the start; a second call changes nothing.
        let _ = self.0.reachable.set(reachable);
    }

    /// Fresh random bytes.
    pub fn random_bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        let mut chance = self.0.chance.lock().unwrap_or_else(PoisonError::into_inner);
        chance.fill_bytes(&mut bytes);
        bytes
    }

    /// A fresh id whose order follows time.
    pub fn fresh_id(&self) -> Uuid {
        let millis = u64::try_from(self.now().timestamp_millis()).unwrap_or_default();
        uuid::Builder::from_unix_timestamp_millis(millis, &self.random_bytes()).into_uuid()
    }

    /// A fresh id whose order tells nothing.
    pub fn random_id(&self) -> Uuid {
        uuid::Builder::from_random_bytes(self.random_bytes()).into_uuid()
    }

    /// A frozen questionnaire that was read before: versions never change, so it is kept.
    pub(crate) fn kept_instrument(&self, id: &str, version: u32) -> Option<Arc<Instrument>> {
        let kept = self
            .0
            .instruments
            .read()
            .unwrap_or_else(PoisonError::into_inner);
        kept.get(&(id.to_owned(), version)).cloned()
    }

    pub(crate) fn keep_instrument(&self, instrument: Arc<Instrument>) {
        let mut kept = self
            .0
            .instruments
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        kept.insert((instrument.id.clone(), instrument.version), instrument);
    }

    pub(crate) fn measurements(&self) -> &MeasurementCache {
        &self.0.measurements
    }
}
