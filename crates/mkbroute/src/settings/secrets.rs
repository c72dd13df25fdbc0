//! Secrets come from the environment or from files of their own: other people on the machine can read the list of
//! processes, and settings files are passed around.

use std::path::Path;

/// The largest secret.
const LARGEST: u64 = 64 * 1024;

/// The secret in a file, without the line break at its end.
pub(super) fn read(path: &Path) -> Result<String, String> {
    let told = |error: std::io::Error| format!("cannot read {}: {error}", path.display());
    if std::fs::metadata(path).map_err(told)?.len() > LARGEST {
        return Err(format!("{} is too large for a secret", path.display()));
    }
    let text = std::fs::read_to_string(path).map_err(told)?;
    let text = text.trim_end_matches(['\r', '\n']);
    if text.is_empty() {
        return Err(format!("{} is empty", path.display()));
    }
    Ok(text.to_owned())
}

/// Whether a value must not be seen: an address is a secret only once it holds a password.
pub(super) fn is_secret(values: &[String]) -> bool {
    values.iter().any(|value| match value.split_once("://") {
        None => true,
        Some((_, rest)) => {
            let authority = rest.split(['/', '?']).next().unwrap_or_default();
            let user = authority.rsplit_once('@').map(|(user, _)| user);
            let password = user.is_some_and(|user| user.contains(':'));
            password || rest.contains("password=")
        }
    })
}

/// A value as it may be shown: of an address everything but the password.
pub(crate) fn hidden(value: &str) -> String {
    if !is_secret(&[value.to_owned()]) {
        return value.to_owned();
    }
    let Some((scheme, rest)) = value.split_once("://") else {
        return "(hidden)".to_owned();
    };
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let place = rest[..end]
        .rsplit_once('@')
        .map_or(&rest[..end], |(_, place)| place);
    format!("{scheme}://(hidden)@{place}{}", path_only(&rest[end..]))
}

/// What follows the host, up to the options, which may hold a password.
fn path_only(rest: &str) -> &str {
    rest.split('?').next().unwrap_or_default()
}
