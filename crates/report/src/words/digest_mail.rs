//! What the overview by mail says: how much waits, and where. Names stay on the pages.

use mkbroute_domain::accounts::DigestFrequency;
use mkbroute_domain::text::Lang;

use super::choose;

/// The subject. It does not tell how much waits: a subject shows on locked screens.
pub fn digest_subject(lang: Lang) -> &'static str {
    choose(lang, "Wat vraagt nu om jou", "What asks for you now")
}

/// The overview, paragraph by paragraph. The addresses are of the start page, of the page to choose how often
/// this comes, and of the one that ends it.
pub fn digest_mail(
    lines: &[String],
    frequency: DigestFrequency,
    (page, settings, stop): (&str, &str, &str),
    lang: Lang,
) -> Vec<String> {
    let waits = choose(
        lang,
        "Dit wacht op jou in mkbroute:",
        "This waits for you in mkbroute:",
    );
    let listed: Vec<String> = lines.iter().map(|line| format!("- {line}")).collect();
    let there = choose(
        lang,
        "Bekijk het en doe het hier:",
        "See it and do it here:",
    );
    let often = match frequency {
        DigestFrequency::Daily => choose(
            lang,
            "Je krijgt deze mail elke ochtend waarop iets wacht.",
            "You get this mail every morning on which something waits.",
        ),
        DigestFrequency::Weekly | DigestFrequency::Off => choose(
            lang,
            "Je krijgt deze mail elke maandag waarop iets wacht.",
            "You get this mail every Monday on which something waits.",
        ),
    };
    let other = choose(
        lang,
        "Liever vaker of minder vaak?",
        "Rather more or less often?",
    );
    let end = choose(
        lang,
        "Niet meer? Zet hem uit, ook zonder je aan te melden:",
        "No more? Turn it off, also without signing in:",
    );
    vec![
        choose(lang, "Hallo,", "Hello,").to_owned(),
        format!("{waits}\n{}", listed.join("\n")),
        format!("{there}\n{page}"),
        format!("{often} {other}\n{settings}"),
        format!("{end}\n{stop}"),
    ]
}
