//! Mkb-routes: dual programmes of a hogeschool with its partners.

pub mod business_case;
pub mod criteria;
pub mod development;
pub mod factors;
pub mod intake;
pub mod lists;
pub mod network;
pub mod pathway;
pub mod phases;
pub mod plan;
pub mod profile;
pub mod related;
pub mod shipped;
pub mod support;

pub use development::Development;
pub use factors::{Factor, FactorEnd, FactorKind, FactorProblem};
pub use intake::{Began, Cohort, Intake, Students, began_within};
pub use network::{Meeting, MeetingDetails, MeetingProblem};
pub use pathway::{Degree, Pathway, Phase, Sector};
pub use phases::{PhaseChange, PhaseProblem, Phases};
pub use profile::{Partner, PartnerRole, Profile, ProfileProblem, Programme, ProgrammeRole};
pub use related::{Related, RelatedKind, RelatedState};
pub use support::{SupportProblem, SupportRequest, SupportState};
