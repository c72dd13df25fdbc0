//! Readable names in addresses.

/// A title as an address: "Vervolgmeting 2027" becomes `vervolgmeting-2027`. `kind` names a thing whose title
/// leaves nothing, or is the address of the form for a new one.
pub(crate) fn slug(title: &str, kind: &str) -> String {
    let lower = title.to_lowercase();
    let kept = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    let dashed: String = lower.chars().map(kept).collect();
    let parts: Vec<&str> = dashed.split('-').filter(|part| !part.is_empty()).collect();
    let slug: String = parts.join("-").chars().take(60).collect();
    match slug.as_str() {
        "" => kind.to_owned(),
        "nieuw" => format!("{kind}-nieuw"),
        _ => slug,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_becomes_an_address() {
        assert_eq!(
            slug("Ad Bouwkunde & Techniek!", "route"),
            "ad-bouwkunde-techniek"
        );
        assert_eq!(slug("Nieuw", "route"), "route-nieuw");
        assert_eq!(slug("???", "route"), "route");
        assert_eq!(slug(&"a".repeat(99), "route").len(), 60);
    }
}
