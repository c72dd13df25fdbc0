//! Every page in both languages, as HTML.

use axum::http::StatusCode;
use mkbroute_testkit::Backend;

use crate::site::Site;

const PAGES: [&str; 66] = [
    "/",
    "/stijl",
    "/toegankelijkheid",
    "/metingen/nieuw",
    "/metingen/vervolgmeting/sluiten",
    "/metingen/vervolgmeting/uitzetten/vervolgmeting-avans-bouw-students",
    "/metingen/vervolgmeting/uitnodigen/vervolgmeting-avans-bouw-students",
    "/metingen/in-voorbereiding/openen",
    "/aanmelden",
    "/aanmelden/nothing",
    "/aanmelden/verstuurd",
    "/mijn/aanmeldingen",
    "/mijn/passkeys",
    "/mijn/sleutels",
    "/mijn/webhooks",
    "/mijn/overzicht",
    "/mijn/zoekopdrachten?lijst=pathways&vraag=fase%3Dstarting",
    "/overzicht/nothing",
    "/mijn/bewijs",
    "/metingen",
    "/metingen?zoek=nulmeting&staat=gesloten",
    "/metingen/nulmeting-2021",
    "/metingen/vervolgmeting",
    "/metingen/nulmeting-2021/resultaten/companies",
    "/metingen/nulmeting-2021/resultaten/teachers?publiek=onderzoeker",
    "/metingen/gesimuleerd-2025/resultaten/students-pathway",
    "/metingen/gesimuleerd-2025/vergelijken",
    "/metingen/gesimuleerd-2025/vergelijken/nulmeting-2021?publiek=onderzoeker",
    "/metingen/nulmeting-2021/vergelijken",
    "/metingen/nulmeting-2021/rapport",
    "/metingen/nulmeting-2021/kan-dit-kloppen?uitspraak=75%25&n=25",
    "/metingen/nulmeting-2021/vragen",
    "/metingen/vervolgmeting/tussenstand",
    "/metingen/vervolgmeting/tussenstand/1",
    "/onderzoek",
    "/onderzoek/vragen/choosing",
    "/vragenlijsten/students/1",
    "/vragenlijsten",
    "/vragenlijsten?zoek=zeppelin&staat=concept",
    "/vragenlijsten/nieuw",
    "/vragenlijsten/concepten/students-2",
    "/vragenlijsten/concepten/students-2/teksten",
    "/vragenlijsten/concepten/students-2/delen/you",
    "/vragenlijsten/concepten/students-2/vragen/nieuwe-vraag?soort=matrix",
    "/vragenlijsten/concepten/students-2/vragen/programme",
    "/vragenlijsten/concepten/students-2/vragen/reistijd_naar_school/voorwaarde",
    "/vragenlijsten/concepten/students-2/bibliotheek?zoek=begeleiding",
    "/vragenlijsten/concepten/students-2/voorbeeld",
    "/vragenlijsten/concepten/students-2/voorbeeld?breedte=bureau",
    "/vragenlijsten/concepten/students-2/proef",
    "/vragenlijsten/concepten/students-2/paden",
    "/vragenlijsten/concepten/students-2/verschillen",
    "/vragenlijsten/concepten/students-2/geschiedenis",
    "/vragenlijsten/concepten/students-2/bestand",
    "/vragenlijsten/concepten/students-2/commentaar",
    "/vragenlijsten/concepten/students-2/bevriezen",
    "/vragenlijsten/students/1/verschillen",
    "/commentaar/nothing",
    "/m/vervolgmeting-avans-bouw-students",
    "/routes",
    "/routes?zoek=niets&fase=idea",
    "/routes/hva-ict",
    "/routes/overzicht",
    "/zoeken",
    "/zoeken?q=zeppelin",
    "/nergens",
];

/// Pages that only the administrator sees.
const ADMINISTERED: [&str; 6] = [
    "/personen",
    "/personen?zoek=niemand",
    "/personen/karim-aziz",
    "/mijn/rollen",
    "/logboek",
    "/logboek?naam=niets",
];

/// Pages that only a coordinator of the pathway sees.
const COORDINATED: [&str; 22] = [
    "/routes/avans-bouw/bedrijven",
    "/routes/avans-bouw/bedrijven?fase=declined&bron=media",
    "/routes/avans-bouw/bedrijven/bord",
    "/routes/avans-bouw/bedrijven/nieuw",
    "/routes/avans-bouw/bedrijven/nieuw?zoek=bouw",
    "/routes/avans-bouw/bijeenkomsten",
    "/routes/avans-bouw/bijeenkomsten/nieuw",
    "/routes/avans-bouw/brief",
    "/routes/avans-bouw/brief?fase=interested",
    "/routes/avans-bouw/brieven",
    "/routes/avans-bouw/werving",
    "/organisaties",
    "/organisaties?zoek=zeppelin",
    "/organisaties/nieuw",
    // Saxion: the id of a hogeschool follows from its name.
    "/organisaties/d1add659-5b90-8a58-af4a-609afc9665ce/omvang",
    "/organisaties/d1add659-5b90-8a58-af4a-609afc9665ce/omvang/nieuw",
    "/organisaties/d1add659-5b90-8a58-af4a-609afc9665ce",
    "/organisaties/d1add659-5b90-8a58-af4a-609afc9665ce/wijzigen",
    "/organisaties/dubbel",
    "/organisaties/importeren",
    "/organisaties/d1add659-5b90-8a58-af4a-609afc9665ce/samenvoegen?zoek=bouw",
    // With Avans.
    "/organisaties/d1add659-5b90-8a58-af4a-609afc9665ce/samenvoegen?met=8385af5b-69e8-82e5-b416-8f352ec775c0",
];

/// Pages of those who run the development of pathways.
const DEVELOPED: [&str; 26] = [
    "/routes/nieuw",
    "/routes/fontys-mobiliteit",
    "/routes/saxion-bouwkunde",
    "/routes/hva-ict/fase",
    "/routes/hva-ict/criteria/workplace_in_mkb",
    "/routes/saxion-bouwkunde/instroom?lichting=2021-09",
    "/routes/saxion-bouwkunde/profiel",
    "/routes/avans-bouw/partners",
    "/routes/avans-bouw/partners?zoek=bouw",
    "/routes/hva-ict/plan",
    "/routes/avans-bouw/plan",
    "/routes/avans-bouw/plan/stappen/lectoraat",
    "/routes/avans-bouw/plan/afspraken",
    "/routes/avans-bouw/begroting",
    "/routes/avans-bouw/ondersteuning",
    "/ondersteuning",
    "/ondersteuning?staat=alles",
    "/ondersteuning?soort=guides",
    "/routes/avans-bouw/factoren",
    "/ondersteuning/factoren",
    "/ondersteuning/factoren?sector=care",
    "/ondersteuning/factoren/lijst",
    "/leernetwerk",
    "/leernetwerk?thema=niets",
    "/leernetwerk?wanneer=geweest",
    "/leernetwerk/nieuw",
];

#[tokio::test]
async fn every_page_speaks_both_languages_and_runs_nothing_inline() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.with_interim_release().await;
    site.with_planned_wave().await;
    for address in PAGES {
        speaks_both_languages(&site, address).await;
    }
    site.be("samira-haddad").await;
    assert_eq!(site.get("/werving").await.status, StatusCode::OK);
    speaks_both_languages(&site, "/werving").await;
    site.be("noor-de-wit").await;
    for address in COORDINATED {
        let page = site.get(address).await;
        assert_eq!(page.status, StatusCode::OK, "{address}");
        speaks_both_languages(&site, address).await;
    }
    site.be("anja-kok").await;
    for address in ADMINISTERED {
        let page = site.get(address).await;
        assert_eq!(page.status, StatusCode::OK, "{address}");
        speaks_both_languages(&site, address).await;
    }
    site.be("samira-haddad").await;
    site.with_plan().await;
    let list = site.get("/leernetwerk?wanneer=geweest").await.text();
    let meeting = list.split("<a href=\"/leernetwerk/").last().unwrap();
    let meeting = format!("/leernetwerk/{}", meeting.split('"').next().unwrap());
    let of_meeting = ["", "/wijzigen", "/aanwezig"].map(|part| format!("{meeting}{part}"));
    let developed = DEVELOPED.iter().map(|address| (*address).to_owned());
    for address in developed.chain(of_meeting) {
        let page = site.get(&address).await;
        assert_eq!(page.status, StatusCode::OK, "{address}");
        speaks_both_languages(&site, &address).await;
    }
}

async fn speaks_both_languages(site: &Site, address: &str) {
    let mark = if address.contains('?') { '&' } else { '?' };
    let mut seen = Vec::new();
    for lang in ["nl", "en"] {
        let page = site
            .get(&format!("{address}{mark}lang={lang}"))
            .await
            .text();
        assert!(
            page.contains(&format!("<html lang=\"{lang}\">")),
            "{address} {lang}"
        );
        assert!(!page.contains(" style="), "{address} has an inline style");
        assert!(
            !page.contains("<style"),
            "{address} has an inline style sheet"
        );
        assert!(!page.contains("<script>"), "{address} has an inline script");
        assert!(
            !page.contains(" onclick="),
            "{address} has an inline handler"
        );
        assert_eq!(page.matches("<h1>").count(), 1, "{address}");
        assert!(page.contains("<main id=\"inhoud\""), "{address}");
        seen.push(page);
    }
    assert_ne!(
        seen[0], seen[1],
        "{address} reads the same in both languages"
    );
}

#[tokio::test]
async fn the_browser_decides_the_language_until_somebody_chooses() {
    let site = Site::demo(Backend::Sqlite).await;
    assert!(
        site.get("/aanmelden")
            .await
            .text()
            .contains("<html lang=\"nl\">")
    );
    let reply = site.get("/aanmelden?lang=en").await;
    assert!(reply.text().contains("<html lang=\"en\">"));
    let mut cookies = reply.headers.get_all("set-cookie").iter();
    let remembered = cookies.any(|cookie| cookie.as_bytes().starts_with(b"mkbroute-taal=en;"));
    assert!(remembered, "the choice is remembered");
}

#[tokio::test]
async fn reconstructed_is_said_wherever_a_figure_shows() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.be("noor-de-wit").await;
    for address in [
        "/metingen",
        "/metingen/nulmeting-2021",
        "/metingen/nulmeting-2021/resultaten/students",
        "/metingen/nulmeting-2021/rapport",
    ] {
        let page = site.get(address).await.text();
        assert!(page.contains("gereconstrueerd"), "{address}");
    }
}

#[tokio::test]
async fn the_self_check_tells_which_counts_fit() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.be("ruben-vos").await;
    let check = "/metingen/nulmeting-2021/kan-dit-kloppen";
    let page = site
        .get(&format!("{check}?uitspraak=75%25&n=25"))
        .await
        .text();
    assert!(page.contains("Nee: geen aantal van 25 past."));
    let page = site
        .get(&format!("{check}?uitspraak=72%25&n=25"))
        .await
        .text();
    assert!(page.contains("Ja: 18 van de 25."));
    let page = site
        .get(&format!("{check}?uitspraak=veel&n=25"))
        .await
        .text();
    assert!(
        page.contains("role=\"alert\""),
        "what cannot be read is told"
    );
    assert!(page.contains("value=\"veel\""), "what was typed stays");
}

#[tokio::test]
async fn a_questionnaire_can_be_taken_along_as_a_file() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.be("ruben-vos").await;
    let reply = site.get("/vragenlijsten/students/1/bestand.toml").await;
    let text = reply.text();
    assert!(text.contains("id = \"students\""));
    assert!(text.contains("[[section.item]]"));
}

/// Classes that are no component of their own: the frame of pages, and places of one page.
const ELSEWHERE: [&str; 13] = [
    "top",
    "bar",
    "brand",
    "who",
    "skip",
    "language",
    "contents",
    "preview-title",
    "phone",
    "desktop",
    "part",
    "questions",
    "mine",
];

#[tokio::test]
async fn the_style_page_shows_every_component() {
    let site = Site::demo(Backend::Sqlite).await;
    let shown = classes(&site.get("/stijl").await.text());
    let mut folders = vec![std::path::PathBuf::from("templates")];
    let mut missing = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let used = classes(&std::fs::read_to_string(&path).unwrap());
            let unknown =
                |class: &&String| !shown.contains(*class) && !ELSEWHERE.contains(&class.as_str());
            let unknown = used.iter().filter(unknown);
            missing.extend(unknown.map(|class| format!("{class} of {}", path.display())));
        }
    }
    missing.sort_unstable();
    assert!(missing.is_empty(), "{missing:#?}");
}

/// The classes in a page, or in a template without its tags.
fn classes(page: &str) -> std::collections::BTreeSet<String> {
    // What the program fills in stands on the style page in every state.
    let page = without(&without(page, ("{%", "%}")), ("{{", "}}"));
    let named = page.split("class=\"").skip(1);
    let named = named.filter_map(|rest| rest.split('"').next());
    let words = named.flat_map(str::split_whitespace);
    words.map(str::to_owned).collect()
}

/// The text without what stands between two marks.
fn without(text: &str, (from, to): (&str, &str)) -> String {
    let mut pieces = text.split(from);
    let first = pieces.next().unwrap_or_default();
    let rest = pieces.map(|piece| piece.split_once(to).map_or("", |(_, rest)| rest));
    std::iter::once(first)
        .chain(rest)
        .collect::<Vec<_>>()
        .join(" ")
}
