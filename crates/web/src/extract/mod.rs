//! What a request tells: who acts, in which language, with which token.

pub(crate) mod actor;
pub(crate) mod cookie;
pub(crate) mod locale;

pub(crate) use actor::SignedIn;
pub(crate) use locale::Locale;
