//! The application on a fresh database, with a clock that stands still and seeded chance.

use mkbroute_domain::accounts::Managed;
use std::sync::Arc;

use chrono::{DateTime, TimeZone, Utc};
use mkbroute_application::accounts::{
    Actor, Entrance, actor_of_session, begin_session, load_actor,
};
use mkbroute_application::clock::FixedClock;
use mkbroute_application::demo::seed;
use mkbroute_application::{App, Clock};
use mkbroute_domain::accounts::{Device, SignInMethod};
use mkbroute_store::Store;
use rand::SeedableRng;
use rand_chacha::ChaCha20Rng;
use tempfile::TempDir;

use crate::database::{Backend, TestDatabase};

/// An application for a test. Its folder and database go with it.
pub struct TestApp {
    pub app: App,
    pub clock: Arc<FixedClock>,
    pub database: TestDatabase,
    pub folder: TempDir,
}

/// When tests take place.
pub fn test_day() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 23, 9, 0, 0).unwrap()
}

impl TestApp {
    /// With an empty database.
    pub async fn empty(backend: Backend) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let database = TestDatabase::fresh(backend, folder.path());
        let store = Store::open(&database.location)
            .await
            .expect("the store opens");
        let clock = Arc::new(FixedClock::at(test_day()));
        let shared: Arc<dyn Clock> = clock.clone();
        let chance = Box::new(ChaCha20Rng::seed_from_u64(2026));
        let app = App::new(store, shared, chance, folder.path().to_owned());
        Self {
            app,
            clock,
            database,
            folder,
        }
    }

    /// The same database at the same time, as another process has it.
    pub async fn beside(&self) -> App {
        let store = Store::open(&self.database.location).await;
        let clock: Arc<dyn Clock> = self.clock.clone();
        let chance = Box::new(ChaCha20Rng::seed_from_u64(2027));
        let folder = self.folder.path().to_owned();
        App::new(store.expect("the store opens"), clock, chance, folder)
    }

    /// Moves the clock to the present: what another program signs is dated by its own clock.
    #[expect(clippy::disallowed_methods, reason = "tests with another program")]
    pub fn go_to_present(&self) {
        self.clock.advance(Utc::now() - self.app.now());
    }

    /// With the demonstration in it.
    pub async fn demo(backend: Backend) -> Self {
        let kit = Self::empty(backend).await;
        seed(&kit.app).await.expect("the demonstration seeds");
        kit
    }

    /// A person of the demonstration who just signed in with a link.
    pub async fn signed_in(&self, slug: &str) -> Actor {
        let entrance = Entrance {
            method: SignInMethod::Link,
            device: Device::UNKNOWN,
            former: None,
            known_as: None,
        };
        let person = self.actor(slug).await.person.id;
        let begun = begin_session(&self.app, person, entrance).await;
        let token = begun.expect("signs in").session;
        let found = actor_of_session(&self.app, &token).await;
        found.expect("the session is read").expect("it lives").0
    }

    /// A person of the demonstration, by readable name.
    pub async fn actor(&self, slug: &str) -> Actor {
        let persons = self
            .app
            .store()
            .persons(&Managed::everything())
            .await
            .expect("persons are read");
        let person = persons
            .into_iter()
            .find(|person| person.slug == slug)
            .expect("is in the cast");
        load_actor(&self.app, person.id)
            .await
            .expect("the actor is read")
            .expect("the person exists")
    }
}
