//! The report as page, JSON and PDF, read back.

use axum::http::StatusCode;
use chrono::NaiveDate;
use mkbroute_analysis::figure::Audience;
use mkbroute_application::insights::{freeze, measure};
use mkbroute_domain::accounts::audit::Doer;
use mkbroute_domain::ids::WaveId;
use mkbroute_domain::surveys::instrument::RespondentGroup;
use mkbroute_domain::surveys::wave::{Provenance, Wave, WaveInstrument, WaveSettings, WaveState};
use mkbroute_domain::text::{Lang, Text};
use mkbroute_report::document::{compose, html};
use mkbroute_report::pdf::pdf;
use mkbroute_testkit::{Backend, TestApp, poppler};
use mkbroute_web::insights::report_source;
use serde_json::Value;

use crate::site::Site;

const REPORT: &str = "/metingen/nulmeting-2021/rapport";

async fn site() -> Site {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.be("ruben-vos").await;
    site
}

async fn figures(site: &Site, audience: &str) -> Value {
    let address = format!("/metingen/nulmeting-2021/cijfers.json{audience}");
    serde_json::from_slice(&site.get(&address).await.bytes).unwrap()
}

#[tokio::test]
async fn the_release_holds_no_number_where_a_figure_is_withheld() {
    let site = site().await;
    let released = figures(&site, "").await;
    let all = figures(&site, "?publiek=onderzoeker").await;
    let list = released["figures"].as_array().unwrap();
    let mut withheld = 0;
    for figure in list {
        if figure["released"] == false {
            withheld += 1;
            assert!(figure["rule"].is_string(), "{figure}");
            for field in ["value", "k", "interval"] {
                assert!(figure[field].is_null(), "{figure}");
            }
        }
    }
    assert!(withheld > 100, "{withheld}");
    let known = all["figures"].as_array().unwrap();
    assert_eq!(
        known.len(),
        list.len(),
        "the same figures for both audiences"
    );
    assert!(
        known
            .iter()
            .filter(|figure| figure["value"].is_number())
            .count()
            > list.len() / 2
    );
    let hash = released["dataset_sha256"].as_str().unwrap();
    assert_eq!(hash.len(), 64);
}

#[tokio::test]
async fn the_json_has_the_keys_that_scripts_rely_on() {
    let all = figures(&site().await, "").await;
    for key in ["figures", "reservations", "comparisons", "dataset_sha256"] {
        assert!(!all[key].is_null(), "{key}");
    }
    let figure = &all["figures"][0];
    for key in [
        "id",
        "group",
        "item",
        "statistic",
        "value",
        "base",
        "k",
        "released",
        "rule",
        "label",
    ] {
        assert!(figure.get(key).is_some(), "{key}");
    }
    let reservation = &all["reservations"][0];
    assert!(reservation["text"].is_string() && reservation["rule"].is_string());
}

#[tokio::test]
async fn the_pdf_is_tagged_titled_in_its_language_and_embeds_its_fonts() {
    let site = site().await;
    for (lang, title, word) in [
        (
            "nl",
            "Mkb-route in het hbo: Nulmeting 2021-2022",
            "Samenvatting",
        ),
        (
            "en",
            "Mkb-route in het hbo: Baseline measurement 2021-2022",
            "Summary",
        ),
    ] {
        let reply = site.get(&format!("{REPORT}.pdf?lang={lang}")).await;
        assert_eq!(reply.status, StatusCode::OK);
        assert_eq!(reply.headers["content-type"], "application/pdf");
        let info = poppler::info(&reply.bytes);
        assert!(info.contains("Tagged:          yes"), "{info}");
        assert!(info.contains(title), "{info}");
        assert!(poppler::text(&reply.bytes).contains(word));
        let fonts = poppler::fonts(&reply.bytes);
        let lines: Vec<&str> = fonts.lines().skip(2).collect();
        assert!(!lines.is_empty());
        for line in lines {
            assert!(line.contains("SourceSans3"), "{line}");
            assert!(line.contains(" yes yes"), "embedded as a subset: {line}");
        }
    }
}

#[tokio::test]
async fn a_screen_reader_finds_headings_tables_and_words_for_pictures() {
    let reply = site().await.get(&format!("{REPORT}.pdf?lang=nl")).await;
    let structure = poppler::structure(&reply.bytes);
    for element in ["H1", "H2", "Table", "TH", "TD", "Figure", "TOC"] {
        let found = structure
            .lines()
            .any(|line| line.trim_start().starts_with(element));
        assert!(found, "no {element} in the structure");
    }
    let raw = String::from_utf8_lossy(&reply.bytes);
    assert!(
        raw.contains("pdfuaid") && raw.contains("pdfaid"),
        "names its standards"
    );
}

#[tokio::test]
async fn page_file_and_pdf_tell_the_same_figures() {
    let site = site().await;
    let page = site.get(REPORT).await.text();
    let text = poppler::text(&site.get(&format!("{REPORT}.pdf?lang=nl")).await.bytes);
    for figure in [
        "6,7 (5,8 tot 7,6)",
        "89,5 (60,8 tot 118,3)",
        "29 van de 42",
        "18 van de 25",
    ] {
        assert!(page.contains(figure), "page: {figure}");
        assert!(text.contains(figure), "PDF: {figure}");
    }
    for claim in ["geen aantal van 25", "geen aantal van 11"] {
        assert!(page.contains(claim), "page: {claim}");
        assert!(text.contains(claim), "PDF: {claim}");
    }
}

#[tokio::test]
async fn what_is_withheld_is_in_no_form_of_the_release() {
    let site = site().await;
    let page = site.get(REPORT).await.text();
    let text = poppler::text(&site.get(&format!("{REPORT}.pdf?lang=nl")).await.bytes);
    for secret in ["29 van de 31", "23 van de 25 <", "5 van de 8", "4 van de 7"] {
        assert!(!page.contains(secret), "page: {secret}");
        assert!(!text.contains(secret), "PDF: {secret}");
    }
    let all = format!("{REPORT}.pdf?publiek=onderzoeker&lang=nl");
    let text = poppler::text(&site.get(&all).await.bytes);
    assert!(text.contains("29 van de 31") && text.contains("niet voor publicatie"));
}

/// A wave with a title that would be markup in a page and code in the typesetter.
async fn strange_wave(kit: &TestApp, number: u128) -> Wave {
    let day = |month| NaiveDate::from_ymd_opt(2026, month, 1).unwrap();
    let title = r#"#panic("x") $a$ = <b>vet</b> "] \ *_`@#{{ 7*7 }}"#;
    let wave = Wave {
        id: WaveId(uuid::Uuid::from_u128(number)),
        slug: format!("vreemd-{number}"),
        title: Text::new(title, title),
        state: WaveState::Closed,
        provenance: Provenance::Fielded,
        opens: day(1),
        closes: day(2),
        dataset_sha256: None,
        settings: WaveSettings::default(),
    };
    let tx = kit.app.store().begin().await.unwrap();
    tx.insert_wave(&wave).await.unwrap();
    let used = WaveInstrument {
        group: RespondentGroup::Students,
        instrument: "students".into(),
        version: 1,
    };
    tx.insert_wave_instrument(wave.id, &used).await.unwrap();
    tx.commit().await.unwrap();
    wave
}

#[tokio::test]
async fn a_wave_without_answers_gives_a_report_that_says_so() {
    let kit = TestApp::demo(Backend::Sqlite).await;
    let wave = strange_wave(&kit, 77).await;
    freeze(&kit.app, Doer::Operator, &wave).await.unwrap();
    let wave = kit.app.store().wave(wave.id).await.unwrap().unwrap();
    let title = wave.title.nl.clone();
    for audience in [Audience::Release, Audience::Researcher] {
        let found = measure(&kit.app, wave.clone(), audience).await.unwrap();
        let source = report_source(&found);
        let document = compose(&source, Lang::Nl);
        let page = html(&document, Lang::Nl);
        assert!(!page.contains("<b>vet"), "a title is never markup");
        assert!(!page.contains("NaN"));
        let bytes = pdf(&document, Lang::Nl).unwrap();
        let text = poppler::text(&bytes);
        let plain = |text: &str| text.replace(char::is_whitespace, "");
        assert!(
            plain(&text).contains(&plain(&title)),
            "the title is typeset as it is: {text}"
        );
        assert!(text.contains("0 studenten begonnen"), "{text}");
        assert!(!text.contains("NaN"));
    }
}

#[tokio::test]
async fn a_wave_with_one_answer_shows_no_figure_of_that_person() {
    let kit = TestApp::demo(Backend::Sqlite).await;
    let wave = strange_wave(&kit, 78).await;
    let row = mkbroute_store::NewResponse {
        key: [1; 32],
        wave: wave.id,
        group: RespondentGroup::Students,
        version: 1,
        pathway: None,
        answers: one_answer(),
        open: [("plus".to_owned(), "Alleen van mij".to_owned())].into(),
        link: None,
        draft_key: None,
        provisional: false,
    };
    let tx = kit.app.store().begin().await.unwrap();
    tx.insert_response(row).await.unwrap();
    tx.commit().await.unwrap();
    freeze(&kit.app, Doer::Operator, &wave).await.unwrap();
    let wave = kit.app.store().wave(wave.id).await.unwrap().unwrap();
    let found = measure(&kit.app, wave, Audience::Release).await.unwrap();
    let items = found.groups.iter().flat_map(|group| &group.result.items);
    for figure in items.flat_map(|item| &item.figures) {
        assert_eq!(
            (figure.value, figure.k, figure.base),
            (None, None, None),
            "{}",
            figure.id
        );
    }
    let document = compose(&report_source(&found), Lang::Nl);
    let text = poppler::text(&pdf(&document, Lang::Nl).unwrap());
    assert!(
        !text.contains("Alleen van mij") && !text.contains("27,0"),
        "{text}"
    );
}

fn one_answer() -> Vec<u8> {
    use mkbroute_domain::surveys::{answer::Answer, encoding, instrument::Instrument, response};
    let file = include_str!("../../../../data/instruments/students.toml");
    let instrument = Instrument::from_toml(file.as_bytes()).unwrap();
    let answers = [("age".to_owned(), Answer::Number(27.0))].into();
    encoding::encode(
        &response::submit(answers, &instrument).unwrap(),
        &instrument,
    )
}

#[tokio::test]
async fn the_same_data_give_the_same_pdf_bytes() {
    let site = site().await;
    let address = format!("{REPORT}.pdf?lang=nl");
    let (one, two) = (site.get(&address).await, site.get(&address).await);
    assert!(one.bytes == two.bytes, "the bytes differ");
}
