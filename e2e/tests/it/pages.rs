use anyhow::{Result, ensure};
use mkbroute_e2e::browser::{Browser, Screen};
use mkbroute_e2e::program::Program;
use thirtyfour::prelude::*;

/// Name of the picture, address.
const PAGES: [(&str, &str); 31] = [
    ("start", "/"),
    ("style", "/stijl"),
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
];

/// Pages that only the administrator sees.
const ADMINISTERED: [(&str, &str); 2] = [("persons", "/personen"), ("log", "/logboek")];

/// Every page: one first heading, a title, nothing wider than the screen, no error in the console.
async fn look_at_every_page(screen: Screen, suffix: &str) -> Result<()> {
    let program = Program::demo().await?;
    let browser = Browser::open(screen, true).await?;
    browser.goto(&program.origin).await?;
    browser.picture(&format!("sign-in-{suffix}")).await?;
    browser.press("Ga verder als Ruben Vos").await?;
    look_at(&PAGES, (&program, &browser), screen, suffix).await?;
    browser.press("Afmelden").await?;
    browser.press("Ga verder als Anja Kok").await?;
    look_at(&ADMINISTERED, (&program, &browser), screen, suffix).await
}

async fn look_at(
    pages: &[(&str, &str)],
    (program, browser): (&Program, &Browser),
    screen: Screen,
    suffix: &str,
) -> Result<()> {
    for lang in ["en", "nl"] {
        for (name, address) in pages {
            let mark = if address.contains('?') { '&' } else { '?' };
            browser
                .goto(&format!("{}{address}{mark}lang={lang}", program.origin))
                .await?;
            let headings = browser.find_all(By::Tag("h1")).await?;
            ensure!(
                headings.len() == 1,
                "{address} has {} first headings",
                headings.len()
            );
            let overflow = browser
                .execute(
                    "return document.documentElement.scrollWidth - arguments[0];",
                    vec![screen.width().into()],
                )
                .await?;
            let overflow: i64 = overflow.convert()?;
            ensure!(
                overflow <= 0,
                "{address} is {overflow} px wider than the screen"
            );
            if lang == "nl" {
                browser.picture(&format!("{name}-{suffix}")).await?;
            }
        }
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_fits_a_phone() -> Result<()> {
    look_at_every_page(Screen::Phone, "phone").await
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_fits_a_desktop() -> Result<()> {
    look_at_every_page(Screen::Desktop, "desktop").await
}
