//! What the forms of a browser carry, for tests that send them without opening the page first.

/// The cookie to which the forms belong: a token of zeros.
pub const COOKIE: &str = "mkbroute-form=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
/// The header by which scripts of ours send their token.
pub const HEADER: &str = "x-csrf-token";
/// The token: derived from the cookie, with a mask of zeros.
pub const TOKEN: &str =
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABnwhN0dlnLxL8t6zCPE413dkAsVXSOw0WmN1-cGEC0Hw";
