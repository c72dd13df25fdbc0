//! What is told.

use crate::accounts::audit::Act;

/// Something of which a webhook tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum WebhookEvent {
    /// A measurement takes answers.
    WaveOpened,
    /// A measurement takes no answers any more.
    WaveClosed,
    /// The data of a measurement are frozen, so that its figures are released.
    FiguresReleased,
    /// Provisional figures of an open measurement are there.
    InterimReleased,
    /// Somebody was invited to a role, took it or not, or it ended.
    GrantChanged,
}

/// The acts on measurements that are events.
const OF_WAVES: [(Act, WebhookEvent); 4] = [
    (Act::WaveOpened, WebhookEvent::WaveOpened),
    (Act::WaveClosed, WebhookEvent::WaveClosed),
    (Act::WaveFrozen, WebhookEvent::FiguresReleased),
    (Act::InterimReleased, WebhookEvent::InterimReleased),
];

impl WebhookEvent {
    /// Every event, in the order of the page.
    pub const ALL: [Self; 5] = [
        Self::WaveOpened,
        Self::WaveClosed,
        Self::FiguresReleased,
        Self::InterimReleased,
        Self::GrantChanged,
    ];

    /// The name under which it is stored and sent.
    pub fn code(self) -> &'static str {
        match self {
            Self::WaveOpened => "wave.opened",
            Self::WaveClosed => "wave.closed",
            Self::FiguresReleased => "figures.released",
            Self::InterimReleased => "interim.released",
            Self::GrantChanged => "grant.changed",
        }
    }

    /// The event with this name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|event| event.code() == code)
    }

    /// Events as one text, each once, in the order of [`Self::ALL`].
    pub fn join(events: &[Self]) -> String {
        let chosen = Self::ALL.into_iter().filter(|event| events.contains(event));
        chosen.map(Self::code).collect::<Vec<_>>().join(" ")
    }

    /// The events of such a text; `None` if one of them is not known.
    pub fn split(text: &str) -> Option<Vec<Self>> {
        text.split_whitespace().map(Self::from_code).collect()
    }

    /// The event that an act on a measurement is. Answering is no act, and so never an event.
    pub fn of_wave(act: Act) -> Option<Self> {
        let found = OF_WAVES.iter().find(|(of, _)| *of == act);
        found.map(|(_, event)| *event)
    }
}
