//! Time is passed in, so that tests can stand still.

use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, TimeDelta, Utc};

/// Tells what time it is.
pub trait Clock: Send + Sync {
    /// The present moment.
    fn now(&self) -> DateTime<Utc>;
}

/// The clock of the machine. Only the binary makes one.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that reads the machine's clock"
    )]
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }
}

/// A clock that moves only when told to.
#[derive(Debug)]
pub struct FixedClock {
    start: DateTime<Utc>,
    moved_by_millis: AtomicI64,
}

impl FixedClock {
    /// A clock that stands at `start`.
    pub fn at(start: DateTime<Utc>) -> Self {
        Self {
            start,
            moved_by_millis: AtomicI64::new(0),
        }
    }

    /// Moves the clock on.
    pub fn advance(&self, by: TimeDelta) {
        self.moved_by_millis
            .fetch_add(by.num_milliseconds(), Ordering::SeqCst);
    }
}

impl Clock for FixedClock {
    fn now(&self) -> DateTime<Utc> {
        self.start + TimeDelta::milliseconds(self.moved_by_millis.load(Ordering::SeqCst))
    }
}
