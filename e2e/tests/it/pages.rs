use anyhow::{Result, ensure};
use mkbroute_e2e::axe::Outcome;
use mkbroute_e2e::browser::{Browser, Screen};

use rstest::rstest;

use crate::accessibility::run::Run;
use crate::accessibility::structure::structure_problems;
use crate::accessibility::zoom::cut;
use crate::places::{Stop, Tour};

/// What the researcher sees: name of the picture, address.
pub(crate) const PAGES: &[(&str, &str)] = &[
    ("start", "/"),
    ("measurements", "/metingen"),
    ("measurement", "/metingen/nulmeting-2021"),
    ("response", "/metingen/vervolgmeting"),
    ("results", "/metingen/nulmeting-2021/resultaten/companies"),
    (
        "parts",
        "/metingen/gesimuleerd-2025/resultaten/students-pathway",
    ),
    ("compare", "/metingen/gesimuleerd-2025/vergelijken"),
    ("report", "/metingen/nulmeting-2021/rapport"),
    (
        "check",
        "/metingen/nulmeting-2021/kan-dit-kloppen?uitspraak=75%25&n=25",
    ),
    ("questionnaire", "/vragenlijsten/students/1"),
    ("study", "/onderzoek"),
    ("study-question", "/onderzoek/vragen/company_motives"),
    ("questions", "/metingen/nulmeting-2021/vragen"),
    ("interim", "/metingen/vervolgmeting/tussenstand"),
    (
        "invitations",
        "/metingen/vervolgmeting/uitnodigen/vervolgmeting-avans-bouw-students",
    ),
    ("questionnaires", "/vragenlijsten"),
    ("questionnaire-new", "/vragenlijsten/nieuw"),
    ("draft", "/vragenlijsten/concepten/students-2"),
    (
        "draft-question",
        "/vragenlijsten/concepten/students-2/vragen/living",
    ),
    (
        "draft-statements",
        "/vragenlijsten/concepten/students-2/vragen/nieuwe-vraag?soort=matrix",
    ),
    (
        "draft-routing",
        "/vragenlijsten/concepten/students-2/vragen/reistijd_naar_school/voorwaarde",
    ),
    (
        "draft-library",
        "/vragenlijsten/concepten/students-2/bibliotheek?zoek=begeleiding",
    ),
    (
        "draft-preview",
        "/vragenlijsten/concepten/students-2/voorbeeld",
    ),
    (
        "draft-preview-wide",
        "/vragenlijsten/concepten/students-2/voorbeeld?breedte=bureau",
    ),
    ("draft-paths", "/vragenlijsten/concepten/students-2/paden"),
    (
        "draft-differences",
        "/vragenlijsten/concepten/students-2/verschillen",
    ),
    (
        "draft-history",
        "/vragenlijsten/concepten/students-2/geschiedenis",
    ),
    ("draft-text", "/vragenlijsten/concepten/students-2/bestand"),
    (
        "draft-comments",
        "/vragenlijsten/concepten/students-2/commentaar",
    ),
    (
        "draft-freeze",
        "/vragenlijsten/concepten/students-2/bevriezen",
    ),
    ("draft-title", "/vragenlijsten/concepten/students-2/teksten"),
    (
        "draft-section",
        "/vragenlijsten/concepten/students-2/delen/you",
    ),
    ("draft-trials", "/vragenlijsten/concepten/students-2/proef"),
    (
        "version-differences",
        "/vragenlijsten/students/1/verschillen",
    ),
    ("measurement-new", "/metingen/nieuw"),
    ("closing", "/metingen/vervolgmeting/sluiten"),
    (
        "pass-on",
        "/metingen/vervolgmeting/uitzetten/vervolgmeting-avans-bouw-students",
    ),
    (
        "results-researcher",
        "/metingen/nulmeting-2021/resultaten/teachers?publiek=onderzoeker",
    ),
    (
        "compare-two",
        "/metingen/gesimuleerd-2025/vergelijken/nulmeting-2021",
    ),
    ("nowhere", "/nergens"),
    ("signed-in-browsers", "/mijn/aanmeldingen"),
    ("passkeys", "/mijn/passkeys"),
    ("keys", "/mijn/sleutels"),
    ("webhooks", "/mijn/webhooks"),
    ("overview-by-mail", "/mijn/overzicht"),
    (
        "kept-searches",
        "/mijn/zoekopdrachten?lijst=pathways&vraag=fase%3Dstarting",
    ),
    ("proof", "/mijn/bewijs?naar=/personen"),
];

/// What somebody sees who is not signed in.
pub(crate) const VISITOR: &[(&str, &str)] = &[
    ("sign-in", "/aanmelden"),
    ("accessibility", "/toegankelijkheid"),
    ("privacy", "/privacy"),
    ("pathways", "/routes"),
    ("pathway-failing", "/routes/hva-ict"),
    ("pathways-together", "/routes/overzicht"),
    ("search", "/zoeken?q=bouw"),
    ("search-none", "/zoeken?q=zeppelin"),
    ("style", "/stijl"),
    ("sign-in-link-unknown", "/aanmelden/onbekend"),
    ("sign-in-link-sent", "/aanmelden/verstuurd"),
    ("link-unknown", "/m/onbekend"),
    ("answers-unknown", "/a/onbekend"),
    ("comment-unknown", "/commentaar/onbekend"),
];

/// What a coordinator sees, whose pathway takes part in the open measurement.
pub(crate) const COORDINATOR: &[(&str, &str)] = &[
    ("coordinator-start", "/"),
    ("coordinator-pathway", "/routes/avans-bouw"),
    ("coordinator-phase", "/routes/avans-bouw/fase"),
    (
        "coordinator-criterion",
        "/routes/avans-bouw/criteria/salary",
    ),
    ("coordinator-intake", "/routes/avans-bouw/instroom"),
    ("coordinator-profile", "/routes/avans-bouw/profiel"),
    (
        "coordinator-partners",
        "/routes/avans-bouw/partners?zoek=bouw",
    ),
    ("coordinator-plan", "/routes/avans-bouw/plan"),
    ("coordinator-case", "/routes/avans-bouw/begroting"),
    (
        "coordinator-case-change",
        "/routes/avans-bouw/begroting/wijzigen",
    ),
    ("coordinator-measurement", "/metingen/vervolgmeting"),
    (
        "coordinator-pass-on",
        "/metingen/vervolgmeting/uitzetten/vervolgmeting-avans-bouw-students",
    ),
    (
        "coordinator-invitations",
        "/metingen/vervolgmeting/uitnodigen/vervolgmeting-avans-bouw-students",
    ),
    ("companies", "/routes/avans-bouw/bedrijven"),
    (
        "companies-none",
        "/routes/avans-bouw/bedrijven?fase=active&bron=media",
    ),
    ("companies-board", "/routes/avans-bouw/bedrijven/bord"),
    (
        "company-new",
        "/routes/avans-bouw/bedrijven/nieuw?zoek=bouw",
    ),
    ("meetings", "/routes/avans-bouw/bijeenkomsten"),
    ("meeting-new", "/routes/avans-bouw/bijeenkomsten/nieuw"),
    ("letters", "/routes/avans-bouw/brieven"),
    ("letter-to-companies", "/routes/avans-bouw/brief"),
    ("funnel", "/routes/avans-bouw/werving"),
    ("organisations", "/organisaties"),
    ("organisations-none", "/organisaties?zoek=zeppelin"),
    ("organisation-new", "/organisaties/nieuw"),
    // Saxion: the id of a hogeschool follows from its name.
    (
        "organisation",
        "/organisaties/d1add659-5b90-8a58-af4a-609afc9665ce",
    ),
    (
        "organisation-change",
        "/organisaties/d1add659-5b90-8a58-af4a-609afc9665ce/wijzigen",
    ),
    (
        "organisation-size",
        "/organisaties/d1add659-5b90-8a58-af4a-609afc9665ce/omvang",
    ),
    (
        "organisation-figures",
        "/organisaties/d1add659-5b90-8a58-af4a-609afc9665ce/omvang/nieuw",
    ),
    ("organisations-twice", "/organisaties/dubbel"),
    ("organisations-import", "/organisaties/importeren"),
    (
        "organisation-merge-choice",
        "/organisaties/d1add659-5b90-8a58-af4a-609afc9665ce/samenvoegen?zoek=bouw",
    ),
    // With Avans.
    (
        "organisation-merge",
        "/organisaties/d1add659-5b90-8a58-af4a-609afc9665ce/samenvoegen?met=8385af5b-69e8-82e5-b416-8f352ec775c0",
    ),
    ("support", "/routes/avans-bouw/ondersteuning"),
    ("factors", "/routes/avans-bouw/factoren"),
    ("network", "/leernetwerk?wanneer=alles"),
    ("forbidden", "/vragenlijsten"),
];

/// What somebody sees who has a role and is invited to another.
pub(crate) const INVITED: &[(&str, &str)] =
    &[("invited-start", "/"), ("own-roles", "/mijn/rollen")];

/// What the programme team sees of the pathway that has a plan.
pub(crate) const PROGRAMME: &[(&str, &str)] = &[
    ("programme-plan", "/routes/fontys-mobiliteit/plan"),
    (
        "programme-step",
        "/routes/fontys-mobiliteit/plan/stappen/nieuw",
    ),
    (
        "programme-agreed",
        "/routes/fontys-mobiliteit/plan/afspraken",
    ),
    ("programme-case", "/routes/fontys-mobiliteit/begroting"),
    (
        "programme-case-change",
        "/routes/fontys-mobiliteit/begroting/wijzigen",
    ),
    ("programme-pathway-new", "/routes/nieuw"),
    ("programme-funnel", "/werving"),
    ("programme-factors", "/ondersteuning/factoren"),
    ("programme-factors-list", "/ondersteuning/factoren/lijst"),
    ("programme-meeting-new", "/leernetwerk/nieuw"),
];

/// What the administrator sees.
pub(crate) const ADMINISTRATOR: &[(&str, &str)] = &[
    ("administrator-start", "/"),
    ("persons", "/personen"),
    ("persons-none", "/personen?zoek=niemand"),
    ("person", "/personen/karim-aziz"),
    ("log", "/logboek"),
    ("privacy-register", "/privacy/register"),
    ("privacy-requests", "/privacy/verzoeken"),
    ("privacy-terms", "/privacy/bewaartermijnen"),
    ("person-data", "/personen/ruben-vos/gegevens"),
    ("my-data", "/mijn/gegevens"),
];

/// Buttons, fields and links of the navigation that are hard to hit with a finger: less than 44 px
/// high. Links within a sentence may be as high as the sentence; a box or a dot is hit by its label.
const SMALL: &str = r#"
const hit = (found) => {
  if (!found.matches("input[type=radio], input[type=checkbox]")) return found;
  return found.closest("label") || document.querySelector(`label[for="${CSS.escape(found.id)}"]`) || found;
};
const all = document.querySelectorAll("button, .button, .tool, .pill, .bar a, .tabs a, input, select, textarea, summary");
return [...all].filter((found) => found.checkVisibility() && found.type !== "hidden" && !found.matches(".hidden"))
  .filter((found) => hit(found).getBoundingClientRect().height < 43.5)
  .map((found) => `${hit(found).getBoundingClientRect().height} px high: ${found.outerHTML.slice(0, 120)}`);
"#;

/// A phone, a large screen, and that screen zoomed in to 200% and to 400%: width, whether it is a phone.
const SIZES: [(u32, bool, &str); 4] = [
    (390, true, "phone"),
    (1280, false, "desktop"),
    (640, false, "640"),
    (320, false, "320"),
];

/// The widths at which the rules run.
const RULED: [u32; 2] = [390, 1280];

/// The pages that the README shows as they stand on a large screen.
const SHOWN: [&str; 2] = ["response", "draft-question"];

/// Every page as everybody sees it who may: on every size, nothing is cut or wider than the window;
/// on a phone, nothing is too small to tap; and the rules of accessibility hold, also in the dark.
#[rstest]
#[case::dutch("nl")]
#[case::english("en")]
#[tokio::test(flavor = "multi_thread")]
async fn every_page_is_for_everybody(#[case] lang: &str) -> Result<()> {
    let tour = Tour::begin(Screen::Desktop, true).await?;
    tour.browser.learn_rules().await?;
    let mut persona = Some("");
    let mut problems = Vec::new();
    let mut run = Run::begin(&RULED);
    for stop in &tour.stops().await? {
        if persona != stop.persona {
            tour.be(stop.persona).await?;
            persona = stop.persona;
        }
        tour.go(&stop.address, lang).await?;
        let (found, outcomes) = look(&tour.browser, stop, lang == "nl").await?;
        run.add(&stop.name, outcomes);
        let told = found.iter().map(|line| format!("{} {line}", stop.address));
        problems.extend(told);
    }
    let finished = run.finish(lang);
    ensure!(problems.is_empty(), "{}", problems.join("\n"));
    finished
}

/// What is wrong with the page in the window, and what the rules found at each width.
async fn look(
    browser: &Browser,
    stop: &Stop,
    picture: bool,
) -> Result<(Vec<String>, Vec<Outcome>)> {
    let tree = browser.tree().await?;
    let mut problems = structure_problems(&tree);
    if stop.persona.is_some() && tree.of(&["navigation"]).count() == 0 {
        problems.push("no navigation for somebody who is signed in".to_owned());
    }
    let mut outcomes = Vec::new();
    for (width, phone, name) in SIZES {
        browser.make_wide(width, phone).await?;
        let mut found = cut(browser).await?;
        if phone {
            found.extend(small(browser).await?);
        }
        if RULED.contains(&width) {
            let outcome = browser.rules().await?;
            found.extend(outcome.broken.iter().cloned());
            outcomes.push(outcome);
        }
        problems.extend(found.iter().map(|line| format!("at {width}: {line}")));
        if picture {
            browser.picture(&format!("{}-{name}", stop.name)).await?;
        }
        if picture && width == 1280 && SHOWN.contains(&stop.name.as_str()) {
            browser.glance(&format!("readme-{}", stop.name)).await?;
        }
    }
    browser.prefer("dark").await?;
    let dark = browser.violations_of("color-contrast").await?;
    problems.extend(dark.iter().map(|line| format!("in the dark: {line}")));
    browser.prefer("light").await?;
    Ok((problems, outcomes))
}

async fn small(browser: &Browser) -> Result<Vec<String>> {
    Ok(browser.execute(SMALL, Vec::new()).await?.convert()?)
}
