//! Companies, hogescholen and the others who make and run Mkb-routes together.

pub mod atlas;
pub mod contact;
pub mod duplicates;
pub mod identifier;
pub mod importing;
pub mod merging;
pub mod organisation;
pub mod register;
pub mod search;
pub mod size;
pub mod typed;

pub use contact::{Contact, ContactRole, Reach, Wishes};
pub use identifier::{Brin, IdentifierError, IdentifierKind, IdentifierProblem};
pub use identifier::{Kvk, Postcode, Rsin, Sbi, SbiScheme, Vestiging};
pub use organisation::{Organisation, OrganisationKind, OrganisationProblem, Registered, Site};
pub use size::SizeClass;
