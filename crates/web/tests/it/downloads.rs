//! Figures to take along, read back; and one attacker who is fed every form of the release.

use mkbroute_domain::accounts::Visible;
use std::collections::BTreeMap;
use std::io::Cursor;

use axum::http::StatusCode;
use calamine::{Data, Reader, Xlsx};
use mkbroute_analysis::figure::Audience;
use mkbroute_application::insights::measure;
use mkbroute_domain::surveys::wave::Wave;
use mkbroute_domain::text::Lang;
use mkbroute_report::document::{compose, figure, figure_ids};
use mkbroute_report::json::json;
use mkbroute_report::source::Source;
use mkbroute_report::tabular::COLUMNS;
use mkbroute_store::tables::{self, ReadOptions};
use mkbroute_testkit::Backend;
use mkbroute_web::insights::{FiguresForm, figures_file, report_source};
use serde_json::Value;

use crate::site::{Reply, Site};

async fn site(persona: &str) -> Site {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.be(persona).await;
    site
}

/// Rows as text by column name, the same for every form: an empty text is no value.
type Rows = Vec<BTreeMap<String, String>>;

async fn download(site: &Site, wave: &str, extension: &str, query: &str) -> Reply {
    let reply = site
        .get(&format!("/metingen/{wave}/cijfers.{extension}{query}"))
        .await;
    assert_eq!(reply.status, StatusCode::OK, "{wave} {extension}");
    reply
}

/// Reads CSV or Parquet with the reader that takes anybody's table.
fn read_table(bytes: &[u8], extension: &str) -> Rows {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cijfers").with_extension(extension);
    std::fs::write(&path, bytes).unwrap();
    let table = tables::read(&path, ReadOptions::default()).unwrap();
    let row = |row| {
        let cells = table.columns.iter().map(|column| {
            let text = column.text(row).unwrap_or_default();
            (column.name().to_owned(), text.to_owned())
        });
        cells.collect()
    };
    (0..table.rows).map(row).collect()
}

/// Reads the first sheet of a workbook; its columns stand in the order of the other forms.
fn read_workbook(bytes: &[u8]) -> Rows {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    let text = |cell: Option<&Data>| cell.map_or_else(String::new, ToString::to_string);
    let row = |line| {
        let names = COLUMNS.iter().enumerate();
        names
            .map(|(at, column)| (column.name.to_owned(), text(sheet.get((line, at)))))
            .collect()
    };
    (1..sheet.height()).map(row).collect()
}

async fn every_form(site: &Site, wave: &str, query: &str) -> Vec<(&'static str, Rows)> {
    let mut forms = Vec::new();
    for form in [FiguresForm::Csv, FiguresForm::Parquet, FiguresForm::Xlsx] {
        let reply = download(site, wave, form.extension(), query).await;
        forms.push((form.extension(), read_form(form, &reply.bytes)));
    }
    forms
}

fn read_form(form: FiguresForm, bytes: &[u8]) -> Rows {
    match form {
        FiguresForm::Csv | FiguresForm::Parquet => read_table(bytes, form.extension()),
        FiguresForm::Xlsx => read_workbook(bytes),
    }
}

async fn figures(site: &Site, wave: &str, query: &str) -> Vec<Value> {
    let reply = download(site, wave, "json", query).await;
    let all: Value = serde_json::from_slice(&reply.bytes).unwrap();
    all["figures"].as_array().unwrap().clone()
}

/// The fields of a figure that hold a number, as each form calls them, with their place in the JSON.
const NUMBERS: [(&str, &str); 7] = [
    ("value", "/value"),
    ("low", "/interval/0"),
    ("high", "/interval/1"),
    ("bound_low", "/bounds/0"),
    ("bound_high", "/bounds/1"),
    ("base", "/base"),
    ("k", "/k"),
];

#[tokio::test]
async fn every_form_holds_the_figures_of_the_json() {
    let site = site("ruben-vos").await;
    for query in ["", "?publiek=onderzoeker&lang=en"] {
        let known = figures(&site, "nulmeting-2021", query).await;
        for (form, rows) in every_form(&site, "nulmeting-2021", query).await {
            assert_eq!(rows.len(), known.len(), "{form}");
            for (row, figure) in rows.iter().zip(&known) {
                assert_eq!(figure["id"], row["id"], "{form}");
                assert_eq!(figure["label"], row["label"], "{form}");
                assert_eq!(
                    figure["rule"].as_str().unwrap_or_default(),
                    row["rule"],
                    "{form}"
                );
                for (name, place) in NUMBERS {
                    let told = row[name].parse::<f64>().ok();
                    let wanted = figure.pointer(place).and_then(Value::as_f64);
                    assert!(same(told, wanted), "{form} {}: {name}", row["id"]);
                }
            }
        }
    }
}

/// The same number, but for the last digit that the reader of JSON rounds.
fn same(one: Option<f64>, other: Option<f64>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => (one - other).abs() <= 1e-14 * one.abs(),
        (one, other) => one == other,
    }
}

/// One attacker fed every table and drawing of a wave: what the release withholds has no number in
/// any of them, and no drawing has its words or its bar.
#[tokio::test]
async fn what_is_withheld_is_in_no_download_of_the_release() {
    let site = site("ruben-vos").await;
    let [wave] = waves(&site, ["nulmeting-2021"]).await;
    let of = async |audience| {
        report_source(
            &measure(&site.kit.app, wave.clone(), audience)
                .await
                .unwrap(),
        )
    };
    attack(
        &of(Audience::Researcher).await,
        &of(Audience::Release).await,
    );
}

/// The same for waves with parts and a comparison. They are measured once, because that takes long
/// without optimisation.
#[tokio::test]
async fn what_is_withheld_is_in_no_download_of_the_simulated_waves() {
    let site = site("ruben-vos").await;
    for wave in waves(&site, ["gesimuleerd-2025", "gesimuleerd-2023"]).await {
        let all = measure(&site.kit.app, wave, Audience::Researcher)
            .await
            .unwrap();
        let mut release = all.clone();
        release.audience = Audience::Release;
        for group in &mut release.groups {
            group.result = group.result.for_audience(Audience::Release);
        }
        for group in release
            .compared
            .iter_mut()
            .flat_map(|compared| &mut compared.groups)
        {
            *group = group.for_audience(Audience::Release);
        }
        attack(&report_source(&all), &report_source(&release));
    }
}

async fn waves<const N: usize>(site: &Site, slugs: [&str; N]) -> [Wave; N] {
    let waves = site
        .kit
        .app
        .store()
        .waves(&Visible::Everything)
        .await
        .unwrap();
    slugs.map(|slug| waves.iter().find(|wave| wave.slug == slug).unwrap().clone())
}

fn attack(all: &Source, release: &Source) {
    let all = json(all, Lang::Nl)["figures"].as_array().unwrap().clone();
    let withheld: Vec<&Value> = all
        .iter()
        .filter(|figure| figure["released"] == false)
        .collect();
    assert!(withheld.len() > 20, "{}", withheld.len());
    for form in [FiguresForm::Csv, FiguresForm::Parquet, FiguresForm::Xlsx] {
        let rows = read_form(form, &figures_file(release, form, Lang::Nl).unwrap());
        let rows: BTreeMap<&str, _> = rows.iter().map(|row| (row["id"].as_str(), row)).collect();
        for figure in &withheld {
            let id = figure["id"].as_str().unwrap();
            let row = rows[id];
            for name in [
                "value",
                "low",
                "high",
                "bound_low",
                "bound_high",
                "k",
                "weighted",
            ] {
                assert_eq!(row[name], "", "{form:?} {id}: {name}");
            }
            assert!(!row["withheld"].is_empty(), "{form:?} {id}");
        }
    }
    let drawings = drawings(release);
    assert!(drawings.len() > 20, "{}", drawings.len());
    for figure in &withheld {
        no_drawing_shows(figure, &all, &drawings);
    }
}

/// Every drawing of the release by its address.
fn drawings(release: &Source) -> BTreeMap<String, String> {
    let document = compose(release, Lang::Nl);
    let svg = |id: &str| figure(&document, id, Lang::Nl).unwrap().svg();
    let ids = figure_ids(&document).into_iter();
    ids.map(|id| (id.to_owned(), svg(id))).collect()
}

fn no_drawing_shows(withheld: &Value, all: &[Value], drawings: &BTreeMap<String, String>) {
    let field = |figure: &Value, name: &str| figure[name].as_str().unwrap_or_default().to_owned();
    let address = format!("{}.{}", field(withheld, "group"), field(withheld, "item"));
    let Some(svg) = drawings.get(&address) else {
        return;
    };
    // What a released figure of the item says may stand there.
    let of_item = |figure: &&Value| {
        figure["group"] == withheld["group"] && figure["item"] == withheld["item"]
    };
    let mut shown = all
        .iter()
        .filter(of_item)
        .filter(|figure| figure["released"] == true);
    if let (Some(k), Some(n)) = (withheld["k"].as_u64(), withheld["base"].as_u64())
        && !shown.clone().any(|figure| figure["k"] == k)
    {
        let words = format!("{k} van de {n}");
        let digit_before =
            |(at, _): (usize, &str)| svg[..at].ends_with(|c: char| c.is_ascii_digit());
        let said = svg.match_indices(&words).any(|found| !digit_before(found));
        assert!(!said, "{address}: {words}");
    }
    if withheld["statistic"] == "share"
        && let Some(share) = withheld["value"].as_f64()
        && !shown.any(|figure| figure["value"] == share)
    {
        let bar = format!(
            "width=\"{:.1}\" height=\"14.0\" rx=\"1.5\" fill=\"#0a5c63\"",
            share * 300.0
        );
        assert!(!svg.contains(&bar), "{address}: {bar}");
    }
}

#[tokio::test]
async fn a_download_has_its_type_and_a_name_that_tells_what_it_is() {
    let site = site("ruben-vos").await;
    let figure = "figuren/students.sat_job_suits";
    for (path, content_type, name) in [
        (
            "cijfers.csv?lang=nl",
            "text/csv; charset=utf-8",
            "nulmeting-2021-nl-cijfers.csv",
        ),
        (
            "cijfers.xlsx?lang=en&publiek=onderzoeker",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "nulmeting-2021-en-niet-voor-publicatie-cijfers.xlsx",
        ),
        (
            "cijfers.parquet?lang=nl",
            "application/vnd.apache.parquet",
            "nulmeting-2021-nl-cijfers.parquet",
        ),
        (
            &format!("{figure}.svg?lang=en"),
            "image/svg+xml",
            "nulmeting-2021-en-students.sat_job_suits.svg",
        ),
        (
            &format!("{figure}.png?lang=nl"),
            "image/png",
            "nulmeting-2021-nl-students.sat_job_suits.png",
        ),
    ] {
        let reply = site.get(&format!("/metingen/nulmeting-2021/{path}")).await;
        assert_eq!(reply.status, StatusCode::OK, "{path}");
        assert_eq!(reply.headers["content-type"], content_type);
        let disposition = format!("attachment; filename=\"{name}\"");
        assert_eq!(reply.headers["content-disposition"], disposition);
    }
}

#[tokio::test]
async fn a_figure_makes_sense_by_itself_in_both_languages() {
    let site = site("joost-bakker").await;
    let address = "/metingen/nulmeting-2021/figuren/students.sat_job_suits";
    for (lang, words) in [
        (
            "nl",
            [
                "gereconstrueerd",
                "n = 25",
                "gemiddelde: ",
                "Bron: ",
                "SHA-256",
            ],
        ),
        (
            "en",
            ["reconstructed", "n = 25", "mean: ", "Source: ", "SHA-256"],
        ),
    ] {
        let svg = site.get(&format!("{address}.svg?lang={lang}")).await.text();
        assert!(svg.starts_with("<svg ") && !svg.contains("style="), "{svg}");
        for word in words {
            assert!(svg.contains(word), "{word}: {svg}");
        }
    }
    let png = site.get(&format!("{address}.png")).await.bytes;
    assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
    assert_eq!(png[16..20], 1920_u32.to_be_bytes(), "twice 960 wide");
}

#[tokio::test]
async fn what_is_no_figure_is_not_found() {
    let site = site("ruben-vos").await;
    for file in [
        "students.sat_job_suits",
        "students.none.svg",
        "students.sat_job_suits.gif",
        ".svg",
    ] {
        let reply = site
            .get(&format!("/metingen/nulmeting-2021/figuren/{file}"))
            .await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{file}");
    }
    let open = site.get("/metingen/vervolgmeting/cijfers.csv").await;
    assert_eq!(
        open.status,
        StatusCode::CONFLICT,
        "an open wave has no release"
    );
}

/// Follows every link to a download on a page.
#[tokio::test]
async fn the_pages_lead_to_the_downloads_of_what_they_show() {
    let site = site("ruben-vos").await;
    for (page, researcher) in [
        ("/metingen/nulmeting-2021", false),
        ("/metingen/nulmeting-2021/rapport", false),
        ("/metingen/nulmeting-2021/resultaten/students", false),
        (
            "/metingen/nulmeting-2021/resultaten/students?publiek=onderzoeker",
            true,
        ),
    ] {
        let text = site.get(page).await.text();
        let links: Vec<String> = text
            .split("href=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .filter(|link| link.contains("/cijfers.") || link.contains("/figuren/"))
            .map(|link| link.replace("&amp;", "&").replace("&#38;", "&"))
            .filter(|link| !link.contains("cijfers.json"))
            .collect();
        let drawn = links
            .iter()
            .filter(|link| link.contains("/figuren/"))
            .count();
        assert!(links.len() - drawn == 3, "{page}: {links:?}");
        assert_eq!(drawn > 20, page.contains("resultaten"), "{page}: {drawn}");
        for link in links.iter().take(3).chain(links.iter().rev().take(4)) {
            assert_eq!(link.contains("publiek=onderzoeker"), researcher, "{link}");
            assert_eq!(site.get(link).await.status, StatusCode::OK, "{link}");
        }
    }
    let page = site
        .get("/metingen/nulmeting-2021/resultaten/students?lang=en")
        .await
        .text();
    assert!(page.contains("Figure as SVG") && page.contains("Download the figures"));
}
