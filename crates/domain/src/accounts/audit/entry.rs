//! One line of the audit log: as a use case tells it, and as it is kept.

use super::{Act, Detail, Hash};
use crate::accounts::Role;
use crate::ids::{EventId, LeadId, MeetingId, OrganisationId, PersonId};

/// Who did it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doer {
    /// A person, with the role that allowed it; signing in needs none.
    Person { id: PersonId, role: Option<Role> },
    /// Whoever runs commands on the machine.
    Operator,
    /// The program by itself, because a term is over.
    Program,
}

impl Doer {
    /// The name under which persons are stored as a kind of doer.
    pub const PERSON: &'static str = "person";
    /// The name under which the operator is stored.
    pub const OPERATOR: &'static str = "operator";
    /// The name under which the program itself is stored.
    pub const PROGRAM: &'static str = "program";

    fn code(self) -> &'static str {
        match self {
            Self::Person { .. } => Self::PERSON,
            Self::Operator => Self::OPERATOR,
            Self::Program => Self::PROGRAM,
        }
    }
}

/// What kind of thing it was done to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ObjectKind {
    Person,
    Wave,
    /// What a group at a pathway opens to begin.
    Link,
    StudyQuestion,
    Questionnaire,
    Draft,
    Pathway,
    /// A company on its way to a pathway.
    Lead,
    /// A meeting with companies, or of the learning network.
    Event,
    /// A company, a hogeschool or another.
    Organisation,
    Log,
    /// The database as a whole.
    Database,
}

impl ObjectKind {
    /// Every kind, in the order of the page.
    pub const ALL: [Self; 12] = [
        Self::Person,
        Self::Wave,
        Self::Link,
        Self::StudyQuestion,
        Self::Questionnaire,
        Self::Draft,
        Self::Pathway,
        Self::Lead,
        Self::Event,
        Self::Organisation,
        Self::Log,
        Self::Database,
    ];

    /// The name under which it is stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Wave => "wave",
            Self::Link => "link",
            Self::StudyQuestion => "study-question",
            Self::Questionnaire => "questionnaire",
            Self::Draft => "draft",
            Self::Pathway => "pathway",
            Self::Lead => "lead",
            Self::Event => "event",
            Self::Organisation => "organisation",
            Self::Log => "log",
            Self::Database => "database",
        }
    }

    /// The kind stored under this name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// What it was done to: a kind, and the id of a person or the readable name of anything else. An
/// empty name stands for all of the kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Object {
    pub kind: ObjectKind,
    pub name: String,
}

impl Object {
    /// The thing of this kind with this readable name.
    pub fn new(kind: ObjectKind, name: &str) -> Self {
        let name = name.to_owned();
        Self { kind, name }
    }

    /// Everything of a kind.
    pub fn all(kind: ObjectKind) -> Self {
        Self::new(kind, "")
    }

    /// A person, by id: names change, and are forgotten when a person asks for it.
    pub fn person(id: PersonId) -> Self {
        Self::new(ObjectKind::Person, &id.to_string())
    }

    /// A measurement.
    pub fn wave(slug: &str) -> Self {
        Self::new(ObjectKind::Wave, slug)
    }

    /// A link of a measurement. No entry tells which address behind it somebody touched.
    pub fn link(code: &str) -> Self {
        Self::new(ObjectKind::Link, code)
    }

    /// An Mkb-route.
    pub fn pathway(slug: &str) -> Self {
        Self::new(ObjectKind::Pathway, slug)
    }

    /// A company on its way to a pathway, by id.
    pub fn lead(id: LeadId) -> Self {
        Self::new(ObjectKind::Lead, &id.to_string())
    }

    /// A meeting with companies, by id.
    pub fn event(id: EventId) -> Self {
        Self::new(ObjectKind::Event, &id.to_string())
    }

    /// A meeting of the learning network, by id.
    pub fn meeting(id: MeetingId) -> Self {
        Self::new(ObjectKind::Event, &id.to_string())
    }

    /// An organisation, by id. No entry tells which contact there somebody kept.
    pub fn organisation(id: OrganisationId) -> Self {
        Self::new(ObjectKind::Organisation, &id.to_string())
    }

    /// A questionnaire that is being made.
    pub fn draft(slug: &str) -> Self {
        Self::new(ObjectKind::Draft, slug)
    }
}

/// What a use case tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub doer: Doer,
    pub act: Act,
    pub object: Object,
    pub detail: Detail,
}

impl Entry {
    /// Without particulars.
    pub fn new(doer: Doer, act: Act, object: Object) -> Self {
        Self::with(doer, act, object, Detail::default())
    }

    /// With particulars.
    pub fn with(doer: Doer, act: Act, object: Object, detail: Detail) -> Self {
        Self {
            doer,
            act,
            object,
            detail,
        }
    }
}

/// A line as it is kept. Its words are plain text: what somebody changed behind the program's back must
/// still be read to be found out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Counts up from 1.
    pub number: u64,
    /// Seconds since 1970, UTC.
    pub at: i64,
    pub doer: String,
    pub person: Option<PersonId>,
    pub role: String,
    pub act: String,
    pub object_kind: String,
    pub object: String,
    pub detail: String,
    /// Covers all of the above and the hash of the line before it.
    pub hash: Hash,
}

impl Record {
    /// The line for an entry, still without its hash.
    pub(super) fn unsealed(number: u64, at: i64, entry: &Entry) -> Self {
        let (person, role) = match entry.doer {
            Doer::Person { id, role } => (Some(id), role.map_or("", Role::code)),
            Doer::Operator | Doer::Program => (None, ""),
        };
        Self {
            number,
            at,
            doer: entry.doer.code().to_owned(),
            person,
            role: role.to_owned(),
            act: entry.act.code().to_owned(),
            object_kind: entry.object.kind.code().to_owned(),
            object: entry.object.name.clone(),
            detail: entry.detail.as_text().to_owned(),
            hash: Hash::default(),
        }
    }
}
