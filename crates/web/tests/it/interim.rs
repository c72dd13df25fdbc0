//! Interim releases as pages and slides, and the final report after them.

use axum::http::StatusCode;
use mkbroute_domain::surveys::instrument::RespondentGroup::{Companies, Students};
use mkbroute_testkit::{Backend, poppler};
use rstest::rstest;

use crate::site::Site;

const WAVE: &str = "vervolgmeting";
const LIST: &str = "/metingen/vervolgmeting/tussenstand";

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_researcher_publishes_provisional_figures_of_an_open_wave(#[case] backend: Backend) {
    let mut site = Site::demo(backend).await;
    site.be("ruben-vos").await;
    site.kit.respond(WAVE, Students, 0..9).await;
    let list = site.get(LIST).await.text();
    assert!(
        list.contains("blijft er nog buiten: 9 erbij, 0 eraf"),
        "{list}"
    );
    assert!(!list.contains("Maak een tussenstand"));
    let refused = site.post(LIST, &[]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(
        refused
            .text()
            .contains("Er kan nog geen nieuwe tussenstand komen.")
    );

    site.kit.respond(WAVE, Students, 9..30).await;
    let made = site.post(LIST, &[]).await.location();
    assert_eq!(made, format!("{LIST}/1"));
    site.kit.respond(WAVE, Students, 30..34).await;
    let list = site.get(LIST).await.text();
    assert!(list.contains("houdt de cijfers van de vorige tussenstand: 4 erbij, 0 eraf"));

    site.be("joost-bakker").await;
    let list = site.get(LIST).await.text();
    assert!(list.contains("Studenten: 30") && !list.contains("erbij"));
    assert!(
        !list.contains("<button class=\"button\">"),
        "only a researcher makes one"
    );
    let page = site.get(&made).await.text();
    assert!(page.contains("<span class=\"badge\">voorlopig</span>"));
    assert!(
        page.contains("30 studenten begonnen"),
        "the four later ones are not in it"
    );
    let live = site.get("/metingen/vervolgmeting/rapport").await;
    assert_eq!(
        live.status,
        StatusCode::CONFLICT,
        "live figures stay inside"
    );
}

#[tokio::test]
async fn slides_say_on_each_that_they_are_provisional_and_carry_base_and_caveats() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.be("ruben-vos").await;
    site.kit.respond(WAVE, Students, 0..40).await;
    site.kit.respond(WAVE, Companies, 100..112).await;
    site.post(LIST, &[]).await;
    let address = format!("{LIST}/1/dias.pdf");
    for (lang, provisional, took_part) in [
        ("nl", "voorlopig", "Wie deden mee"),
        ("en", "provisional", "Who took part"),
    ] {
        let pdf = site.get(&format!("{address}?lang={lang}")).await;
        assert_eq!(pdf.headers["content-type"], "application/pdf");
        let info = poppler::info(&pdf.bytes);
        assert!(info.contains("Tagged:          yes"), "{info}");
        assert!(info.contains("841.89 x 473.5"), "16:9: {info}");
        let text = poppler::text(&pdf.bytes);
        let slides: Vec<&str> = text.trim_end_matches('\u{c}').split('\u{c}').collect();
        assert!(slides.len() > 5, "{}", slides.len());
        assert!(slides[0].contains(took_part) && slides[0].contains("40"));
        for (number, slide) in slides.iter().enumerate() {
            assert!(
                slide.matches(provisional).count() > 1,
                "slide {number}: {slide}"
            );
            assert!(
                number == 0 || slide.contains("n = "),
                "slide {number}: {slide}"
            );
        }
        let raw = String::from_utf8_lossy(&pdf.bytes);
        assert!(raw.contains("pdfuaid"), "names its standard");
        let structure = poppler::structure(&pdf.bytes);
        for element in ["H1", "Table", "TH", "Figure"] {
            let mut lines = structure.lines();
            assert!(
                lines.any(|line| line.trim_start().starts_with(element)),
                "{element}"
            );
        }
    }
    let absent = site.get(&format!("{LIST}/7/dias.pdf")).await;
    assert_eq!(absent.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_final_report_says_which_group_keeps_its_interim_figures() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.with_interim_release().await;
    site.kit.respond(WAVE, Students, 12..15).await;
    site.kit.respond(WAVE, Companies, 100..112).await;
    site.kit.close(WAVE).await;
    site.post("/metingen/vervolgmeting/bevriezen", &[]).await;
    let report = site.get("/metingen/vervolgmeting/rapport").await.text();
    assert!(
        report.contains(
            "De cijfers van de studenten zijn die van tussenstand 1 van 23 november 2026."
        )
    );
    assert!(report.contains("12 studenten begonnen") && report.contains("12 bedrijven begonnen"));
    assert!(!report.contains("De cijfers van de bedrijven zijn die van"));
    assert!(!report.contains("voorlopig"), "the report is final");
}
