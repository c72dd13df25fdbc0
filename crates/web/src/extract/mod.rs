//! What a request tells: who acts, in which language, with which token.

pub(crate) mod actor;
mod anybody;
pub(crate) mod cookie;
pub(crate) mod locale;
mod own_path;
mod parts;
mod posted;
mod visitor;
pub(crate) mod wish;

pub(crate) use actor::SignedIn;
pub(crate) use anybody::Anybody;
pub(crate) use locale::Locale;
pub(crate) use own_path::{own_path, page_of};
pub(crate) use parts::{Form, Path, Query};
pub(crate) use posted::{Fields, Posted};
pub(crate) use visitor::Visitor;
