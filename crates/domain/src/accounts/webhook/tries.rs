//! When something is tried again.

use chrono::TimeDelta;

/// How long to wait after each try in vain. A receiver that is away for a night still gets everything.
const WAITS: [TimeDelta; 7] = [
    TimeDelta::seconds(5),
    TimeDelta::minutes(1),
    TimeDelta::minutes(10),
    TimeDelta::hours(1),
    TimeDelta::hours(4),
    TimeDelta::hours(8),
    TimeDelta::hours(16),
];

/// How often something is tried before it is given up.
pub const MOST_TRIES: usize = WAITS.len() + 1;

/// How long to wait after so many tries in vain; `None` to give up.
pub fn wait_after(tries: u32) -> Option<TimeDelta> {
    let done = usize::try_from(tries).ok()?;
    WAITS.get(done.checked_sub(1)?).copied()
}

/// How far a delivery is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DeliveryState {
    /// It is tried, or will be again.
    Waiting,
    /// The receiver took it.
    Delivered,
    /// Given up after [`MOST_TRIES`].
    Failed,
}

impl DeliveryState {
    /// Every state.
    pub const ALL: [Self; 3] = [Self::Waiting, Self::Delivered, Self::Failed];

    /// The name under which it is stored and shown to scripts.
    pub fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Delivered => "delivered",
            Self::Failed => "failed",
        }
    }

    /// The state stored under this name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}
