//! How large a company is: its figures year by year, and why it is mkb or not.

use axum::http::StatusCode;
use mkbroute_testkit::Backend;
use rstest::rstest;

use crate::site::Site;

// Saxion: the id of a hogeschool follows from its name.
const HERE: &str = "/organisaties/d1add659-5b90-8a58-af4a-609afc9665ce";

fn figures<'a>(closes: &'a str, jobs: &'a str, turnover: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("sluit", closes),
        ("fte", jobs),
        ("omzet", turnover),
        ("balans", ""),
        ("bron", "Jaarrekening"),
    ]
}

async fn coordinator(backend: Backend) -> Site {
    let mut site = Site::demo(backend).await;
    site.be("noor-de-wit").await;
    site
}

async fn text(site: &Site, address: &str) -> String {
    let reply = site.get(address).await;
    assert_eq!(reply.status, StatusCode::OK, "{address}");
    reply.text()
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn figures_of_two_years_make_a_company_larger(#[case] backend: Backend) {
    let site = coordinator(backend).await;
    let size = format!("{HERE}/omvang");
    let new = format!("{size}/nieuw");
    assert!(text(&site, &size).await.contains("nog geen cijfers"));
    for fields in [
        figures("2023-12-31", "9,5", "1.200.000"),
        figures("2024-12-31", "14", "2.500.000"),
    ] {
        assert_eq!(site.post(&new, &fields).await.location(), size);
    }
    let page = text(&site, &size).await;
    assert!(
        page.contains("micro") && page.contains("nog niet twee jaar achter elkaar"),
        "{page}"
    );
    assert!(page.contains("9,5 voltijdbanen") && page.contains("Jaarrekening"));
    let mut third = figures("2025-12-31", "16", "2600000");
    third.extend([
        ("naam-0", "Zusterbedrijf"),
        ("belang-0", "60"),
        ("fte-0", "40"),
        ("omzet-0", "9000000"),
    ]);
    assert_eq!(site.post(&new, &third).await.location(), size);
    let page = text(&site, &size).await;
    assert!(
        page.contains("Zusterbedrijf (60%): telt helemaal mee"),
        "{page}"
    );
    assert!(text(&site, HERE).await.contains("Omvang: klein"));

    let twice = site.post(&new, &figures("2025-06-30", "3", "")).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(twice.text().contains("Er zijn al cijfers van dit jaar"));
    let one = page
        .split(&format!("{size}/"))
        .find(|rest| rest.contains("31 december 2025"));
    let one = format!("{size}/{}", one.unwrap().split('"').next().unwrap());
    let form = text(&site, &one).await;
    assert!(form.contains("value=\"Zusterbedrijf\"") && form.contains("value=\"2025-12-31\""));
    let gone = [("revisie", "1")];
    assert_eq!(
        site.post(&format!("{one}/weg"), &gone).await.location(),
        size
    );
    assert!(!text(&site, &size).await.contains("Zusterbedrijf"));
    let late = site.post(&format!("{one}/weg"), &gone).await;
    assert_eq!(late.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost() {
    let site = coordinator(Backend::Sqlite).await;
    let new = format!("{HERE}/omvang/nieuw");
    let mut typed = figures("gisteren", "veel", "-5");
    typed.extend([("naam-0", "Zus"), ("belang-0", "200"), ("bron", "")]);
    let wrong = site.post(&new, &typed).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = wrong.text();
    for kept in ["value=\"veel\"", "value=\"-5\"", "value=\"Zus\""] {
        assert!(page.contains(kept), "{kept}");
    }
    assert!(page.matches("class=\"problem\"").count() >= 3, "{page}");
    let unsourced = [("sluit", "2025-12-31"), ("fte", "3"), ("bron", "")];
    let refused = site.post(&new, &unsourced).await;
    assert!(
        refused
            .text()
            .contains("Vul in waar de cijfers vandaan komen.")
    );
}

/// What the page of the pathway says of the condition that workplaces are in mkb companies.
async fn second_criterion(site: &Site) -> String {
    let page = text(site, "/routes/avans-bouw").await;
    let (_, rest) = page
        .split_once("De leerwerkplek is bij een mkb-bedrijf</h3>")
        .unwrap();
    rest.split("</li>").next().unwrap().to_owned()
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn the_size_of_companies_with_a_student_decides_the_second_criterion(
    #[case] backend: Backend,
) {
    let mut site = coordinator(backend).await;
    let active = text(&site, "/routes/avans-bouw/bedrijven?fase=active").await;
    let (_, rest) = active.split_once("<tbody>").unwrap();
    let lead = rest
        .split("href=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let page = text(&site, lead).await;
    let (_, company) = page.split_once("href=\"/organisaties/").unwrap();
    let size = format!(
        "/organisaties/{}/omvang",
        company.split('"').next().unwrap()
    );
    assert!(
        !second_criterion(&site)
            .await
            .contains("Volgens de gegevens")
    );

    for closes in ["2024-12-31", "2025-12-31"] {
        let fields = figures(closes, "900", "200.000.000");
        let noted = site.post(&format!("{size}/nieuw"), &fields).await;
        assert_eq!(noted.location(), size);
    }
    // One of which the size is known says too little of the pathway.
    let told = second_criterion(&site).await;
    assert!(
        told.contains("Van 1 bedrijven met een student op de lijst is de omvang bekend"),
        "{told}"
    );
    assert!(
        told.contains("te weinig om over de route te oordelen") && told.contains("voldoet</span>")
    );

    // Four more with a student, all of them mkb.
    for number in 1..=4 {
        let (name, kvk) = (format!("Bouwer {number}"), format!("8765432{number}"));
        let new = [
            ("bedrijf", "nieuw"),
            ("naam", name.as_str()),
            ("plaats", "Breda"),
            ("kvk", kvk.as_str()),
            ("fase", "active"),
            ("op", "2026-01-01"),
            ("bron", "branch"),
            ("wie", ""),
        ];
        let added = site
            .post("/routes/avans-bouw/bedrijven/nieuw", &new)
            .await
            .location();
        let page = text(&site, &added).await;
        let (_, company) = page.split_once("href=\"/organisaties/").unwrap();
        let size = format!(
            "/organisaties/{}/omvang",
            company.split('"').next().unwrap()
        );
        let fields = figures("2025-12-31", "14", "2.500.000");
        let noted = site.post(&format!("{size}/nieuw"), &fields).await;
        assert_eq!(noted.location(), size);
    }
    let told = second_criterion(&site).await;
    assert!(
        told.contains("Van 5 bedrijven") && told.contains("mkb zijn er 4"),
        "{told}"
    );
    assert!(
        told.contains("voldoet deels") && told.contains("wijkt af"),
        "{told}"
    );
    let form = text(&site, "/routes/avans-bouw/criteria/workplace_in_mkb").await;
    assert!(form.contains("tellen de gegevens van de bedrijven"));

    site.be("samira-haddad").await;
    let seen = second_criterion(&site).await;
    assert!(
        seen.contains("Van 5 bedrijven"),
        "the programme sees numbers, and no names"
    );
    site.sign_out();
    let seen = second_criterion(&site).await;
    assert!(
        seen.contains("Volgt uit wat het programma nu van de bedrijven weet"),
        "{seen}"
    );
    assert!(
        !seen.contains("Van 5") && !seen.contains("1 november 2021"),
        "{seen}"
    );
}
