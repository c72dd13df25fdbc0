//! What the study wants to know, and what answers it.

use axum::http::StatusCode;
use mkbroute_testkit::Backend;
use rstest::rstest;

use crate::site::Site;

const QUESTION: &str = "/onderzoek/vragen/supervision";

#[tokio::test]
async fn a_measurement_tells_which_questions_it_answers_and_which_stay_open() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.be("joost-bakker").await;
    let page = site.get("/metingen/nulmeting-2021/vragen").await.text();
    assert!(page.contains("Waarom doen bedrijven wel of niet mee?"));
    assert!(page.contains("Wij leiden studenten op om medewerkers te houden"));
    assert!(
        page.contains("<code>declined_companies.decline_reasons</code>"),
        "the baseline did not ask companies that declined"
    );
    assert!(page.contains("/metingen/nulmeting-2021/resultaten/students\">Bekijk"));
    assert!(page.contains("niet gepubliceerd"), "open answers never are");

    let follow_up = site.get("/metingen/vervolgmeting/vragen").await.text();
    assert!(follow_up.contains("Waarom doet uw bedrijf niet mee?"));
    assert!(!follow_up.contains("staat niet in deze meting"));
    assert!(!follow_up.contains(">Bekijk"), "nothing is released yet");
    site.with_interim_release().await;
    let follow_up = site.get("/metingen/vervolgmeting/vragen").await.text();
    let link = "/metingen/vervolgmeting/tussenstand/1#students\">Bekijk voorlopig";
    assert!(follow_up.contains(link), "{follow_up}");
}

#[tokio::test]
async fn questions_are_filtered_by_what_answers_them_and_taken_along_as_csv() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.be("noor-de-wit").await;
    let wave = "/metingen/nulmeting-2021/vragen";
    let asked = site.get(&format!("{wave}?toon=asked")).await.text();
    let elsewhere = site.get(&format!("{wave}?toon=elsewhere")).await.text();
    let open = site.get(&format!("{wave}?toon=open")).await.text();
    let factors = "Waardoor lukt of mislukt";
    assert!(!asked.contains(factors) && elsewhere.contains(factors));
    assert!(open.contains("Hier zijn geen vragen"));
    let unknown = site.get(&format!("{wave}?toon=%22%3E")).await.text();
    assert!(unknown.contains(factors), "an unknown filter shows all");

    let csv = site.get(&format!("{wave}.csv?toon=elsewhere")).await;
    assert_eq!(csv.headers["content-type"], "text/csv; charset=utf-8");
    let text = csv.text();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 3, "{text}");
    assert!(lines[1].starts_with("factors,") && lines[1].contains(",interviews,"));
    let all = site.get(&format!("{wave}.csv")).await.text();
    assert!(all.contains("students.supervisor_hours"));
    assert!(all.contains(",true,true"), "released figures are marked");
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_researcher_changes_a_question_and_its_sources(#[case] backend: Backend) {
    let mut site = Site::demo(backend).await;
    site.be("ruben-vos").await;
    let page = site.get(QUESTION).await.text();
    assert!(page.contains("value=\"students.has_supervisor\" checked"));
    let fields = [
        ("revisie", "0"),
        ("nl", "Wie begeleidt <b>goed</b>?"),
        ("en", "Who supervises well?"),
        ("vraag", "students.has_supervisor"),
        ("bron", "interviews"),
        ("toelichting_nl.interviews", "=1+1"),
        ("toelichting_en.interviews", "two"),
        ("bron", "nonsense"),
    ];
    assert_eq!(site.post(QUESTION, &fields).await.location(), "/onderzoek");
    let wave = "/metingen/nulmeting-2021/vragen";
    let page = site.get(wave).await.text();
    assert!(page.contains("Wie begeleidt") && !page.contains("<b>goed"));
    let csv = site.get(&format!("{wave}.csv")).await.text();
    assert!(csv.contains(",interviews,,'=1+1,"), "{csv}");

    // A page that was opened before the change.
    let late = site.post(QUESTION, &fields).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.text().contains("intussen gewijzigd"));
    assert!(
        late.text().contains("Who supervises well?"),
        "nothing is lost"
    );

    let empty = [("revisie", "1"), ("nl", "Nieuw?"), ("en", " ")];
    let refused = site.post("/onderzoek/vragen/nieuw", &empty).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = refused.text();
    assert!(text.contains("id=\"en-fout\"") && !text.contains("id=\"nl-fout\""));
    assert!(text.contains(">Nieuw?</textarea>"), "what was typed stays");

    let new = [("revisie", "1"), ("nl", "Nieuw?"), ("en", "New?")];
    let added = site.post("/onderzoek/vragen/nieuw", &new).await;
    assert_eq!(added.location(), "/onderzoek");
    let open = site.get(&format!("{wave}?toon=open")).await.text();
    assert!(open.contains("Nieuw?"), "without a source it is open");
    let gone = format!("{QUESTION}/verwijderen");
    assert_eq!(
        site.post(&gone, &[("revisie", "2")]).await.location(),
        "/onderzoek"
    );
    assert_eq!(site.get(QUESTION).await.status, StatusCode::NOT_FOUND);
}
