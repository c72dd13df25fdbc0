//! Where a request wants to be led afterwards: only ever to a page of ours.

/// The path if it is one of this site, else the start page. Browsers read `//elsewhere`, `/\elsewhere`
/// and what control characters hide as another site.
pub(crate) fn own_path(wanted: &str) -> &str {
    let mut letters = wanted.chars();
    let begins = letters.next() == Some('/');
    let elsewhere = matches!(letters.next(), Some('/' | '\\'));
    let plain = wanted
        .chars()
        .all(|letter| letter.is_ascii_graphic() && letter != '\\');
    if begins && plain && !elsewhere {
        wanted
    } else {
        "/"
    }
}

/// The page from which a form at this path was sent: `/personen/x` of `/personen/x/link`, and
/// `/mijn/passkeys` of `/mijn/passkeys/x`. Accounts at an institution stand on the page of sessions.
pub(crate) fn page_of(path: &str) -> &str {
    if path.starts_with("/mijn/instelling/") {
        return "/mijn/aanmeldingen";
    }
    let of_one = path.starts_with("/mijn/") || path.starts_with("/personen/");
    let parts = if of_one { 2 } else { 1 };
    let ends = path.match_indices('/').skip(1);
    let end = ends.map(|(place, _)| place).nth(parts - 1);
    &path[..end.unwrap_or(path.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_led_to_another_site() {
        for own in ["/", "/personen", "/mijn/passkeys?x=1#y", "/a//b"] {
            assert_eq!(own_path(own), own);
        }
        for other in [
            "",
            "personen",
            "//elders.example",
            "/\\elders.example",
            "\\/elders.example",
            "/\t/elders.example",
            "/\n/elders.example",
            " /personen",
            "/personen\r\nSet-Cookie: x=y",
            "https://elders.example",
            "javascript:alert(1)",
            "/é",
        ] {
            assert_eq!(own_path(other), "/", "{other:?}");
        }
    }

    #[test]
    fn a_form_is_sent_from_the_page_above_it() {
        for (path, page) in [
            ("/personen/x/link", "/personen/x"),
            ("/personen/x/rollen/y/intrekken", "/personen/x"),
            ("/personen", "/personen"),
            ("/mijn/passkeys/x/verwijderen", "/mijn/passkeys"),
            ("/mijn/passkeys", "/mijn/passkeys"),
            ("/mijn/instelling/koppelen", "/mijn/aanmeldingen"),
            ("/", "/"),
        ] {
            assert_eq!(page_of(path), page);
        }
    }
}
