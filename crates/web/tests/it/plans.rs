//! The development plan of a pathway on its pages.

use axum::http::StatusCode;
use mkbroute_testkit::Backend;
use rstest::rstest;

use crate::site::Site;

const PLAN: &str = "/routes/avans-bouw/plan";

async fn begun(backend: Backend) -> Site {
    let mut site = Site::demo(backend).await;
    site.be("noor-de-wit").await;
    site.with_plan().await;
    site
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_coordinator_begins_a_plan_and_brings_a_step_on(#[case] backend: Backend) {
    let mut site = begun(backend).await;
    let page = site.get(PLAN).await.text();
    assert!(page.contains("1 september 2028") && page.contains("0 van 13 stappen klaar"));
    assert!(page.contains("0 van de vijf manieren"));
    assert!(page.contains("Dat is al gebeurd: Noor de Wit."));
    let address = format!("{PLAN}/stappen/coordinator");
    let form = site.get(&address).await.text();
    assert!(form.contains("value=\"Wijs een coördinator aan\""));
    let fields = |revision: &'static str, evidence: &'static str| {
        vec![
            ("revisie", revision),
            ("titel_nl", "Wijs <b>iemand</b> aan"),
            ("titel_en", "Appoint somebody"),
            ("soort", "coordinator"),
            ("staat", "done"),
            ("wie", ""),
            ("klaar_op", "2026-12-01"),
            ("bewijs", evidence),
            ("bewijs_soort", "document"),
            ("bewijs_plek", ""),
            ("bewijs_op", ""),
            ("notitie", "let op"),
        ]
    };
    let refused = site.post(&address, &fields("1", "")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = refused.text();
    assert!(text.contains("waaruit blijkt dat deze stap klaar is"));
    assert!(text.contains("let op"), "what was typed stays");
    let kept = site.post(&address, &fields("1", "aanstelling")).await;
    assert_eq!(kept.location(), format!("{PLAN}#stappen"));
    let page = site.get(PLAN).await.text();
    assert!(page.contains("1 van 13 stappen klaar") && page.contains("document: aanstelling"));
    assert!(!page.contains("Dat is al gebeurd"));
    assert!(page.contains("iemand") && !page.contains("<b>iemand"));

    // Somebody who still has the page of before.
    let late = site.post(&address, &fields("1", "iets anders")).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = late.text();
    assert!(text.contains("wijzigde het plan intussen") && text.contains("document: aanstelling"));
    assert!(
        text.contains("value=\"iets anders\"") && text.contains("name=\"revisie\" value=\"2\"")
    );

    let own = [
        ("revisie", "2"),
        ("titel_nl", "Open dag"),
        ("titel_en", "Open day"),
        ("na", "coordinator"),
    ];
    let added = site.post(&format!("{PLAN}/stappen/nieuw"), &own).await;
    assert_eq!(added.location(), format!("{PLAN}#stappen"));
    let page = site.get(&format!("{PLAN}/stappen/own_1")).await.text();
    assert!(page.contains("value=\"coordinator\" checked"));
    let gone = site.get(&format!("{PLAN}/stappen/weg")).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);

    // Who sees how it is developed sees the plan, and changes nothing.
    site.be("peter-jansen").await;
    let page = site.get(PLAN).await.text();
    assert!(page.contains("Open dag") && !page.contains("/stappen/"));
}

#[tokio::test]
async fn a_plan_moves_to_another_first_day() {
    let site = begun(Backend::Sqlite).await;
    let address = format!("{PLAN}/eerste-dag");
    let step = format!("{PLAN}/stappen/coordinator");
    let due = |page: &str| {
        let from = page
            .split("name=\"klaar_op\" type=\"date\" value=\"")
            .nth(1);
        let day = from.unwrap().split('"').next().unwrap();
        day.parse::<chrono::NaiveDate>().unwrap()
    };
    let before = due(&site.get(&step).await.text());
    for (day, problem) in [("gisteren", "dag"), ("2099-01-01", "binnen tien jaar")] {
        let wrong = site
            .post(&address, &[("begin", day), ("revisie", "1")])
            .await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = wrong.text();
        assert!(page.contains(problem) && page.contains(&format!("value=\"{day}\"")));
    }
    let moved = [("begin", "2028-09-11"), ("revisie", "1")];
    assert_eq!(site.post(&address, &moved).await.location(), PLAN);
    let page = site.get(PLAN).await.text();
    assert!(page.contains("11 september 2028"));
    let after = due(&site.get(&step).await.text());
    assert_eq!((after - before).num_days(), 10);
    let late = site.post(&address, &moved).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.text().contains("wijzigde het plan intussen"));
}

#[tokio::test]
async fn what_was_agreed_is_kept_with_its_problems_told() {
    let site = begun(Backend::Sqlite).await;
    let address = format!("{PLAN}/afspraken");
    let fields = |hours: &'static str, revision: &'static str| {
        vec![
            ("revisie", revision),
            ("toezegging", "De Steen"),
            ("toezegging_op", "2026-11-01"),
            ("plekken", "2"),
            ("uren", hours),
            ("geld", "12.500"),
            ("vastgelegd", ""),
            ("toezegging", ""),
            ("toezegging_op", ""),
            ("plekken", ""),
            ("uren", ""),
            ("geld", ""),
            ("vastgelegd", ""),
            ("basis", "Ad Bouwkunde deeltijd"),
            ("in_huis", "70"),
            ("gesprek_op", "2026-10-05"),
            ("gesprek_met", "De Steen"),
            ("gevraagd", "meer BIM"),
            ("besloten", "een half jaar BIM"),
            ("schooldag", "friday"),
            ("lesweken", "36"),
            ("toetsweken", "4"),
            ("kalender", ""),
        ]
    };
    let refused = site.post(&address, &fields("veel", "1")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("Dit is geen heel getal: “veel”."));
    let kept = site.post(&address, &fields("40", "1")).await;
    assert_eq!(kept.location(), format!("{PLAN}#afspraken"));
    let page = site.get(PLAN).await.text();
    for told in [
        "€\u{a0}12.500",
        "Ad Bouwkunde deeltijd",
        "70% al in huis",
        "een half jaar BIM",
        "Gebruik als bewijs",
        "Schooldagen: vrijdag. 36 lesweken, 4 toetsweken.",
    ] {
        assert!(page.contains(told), "{told}");
    }
    let judge = "/routes/avans-bouw/criteria/shaped_together";
    let form = site.get(&format!("{judge}?gesprek=0")).await.text();
    assert!(
        form.contains(">De Steen: meer BIM -"),
        "the talk is the evidence"
    );
    assert!(form.contains("value=\"curriculum_talk\" selected"));
    let absent = site.get(&format!("{judge}?gesprek=9")).await;
    assert_eq!(absent.status, StatusCode::OK);
    let mut late = fields("60", "1");
    late[1].1 = "Het Dak";
    let late = site.post(&address, &late).await.text();
    assert!(
        late.contains("Dit legde een ander vast:") && late.contains("De Steen, 1 november 2026")
    );
    assert!(late.contains("value=\"Het Dak\""));
}

#[tokio::test]
async fn without_a_plan_its_page_offers_one() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.be("noor-de-wit").await;
    let page = site.get(PLAN).await.text();
    assert!(page.contains("Begin het plan") && page.contains("value=\"bachelor\" checked"));
    let address = format!("{PLAN}/stappen/coordinator");
    assert_eq!(site.get(&address).await.location(), PLAN);
    let step = site
        .post(&address, &[("titel_nl", "x"), ("titel_en", "x")])
        .await;
    assert_eq!(step.status, StatusCode::NOT_FOUND);
    let wrong = [("uit", "ad"), ("begin", "ooit")];
    let refused = site.post(PLAN, &wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.text().contains("value=\"ad\" checked"),
        "what was typed stays"
    );
    site.be("peter-jansen").await;
    let page = site.get(PLAN).await.text();
    assert!(page.contains("nog geen plan") && !page.contains("Begin het plan"));
}

const CASE: &str = "/routes/avans-bouw/begroting";

fn case(revision: &'static str, carries: &'static str) -> Vec<(&'static str, &'static str)> {
    vec![
        ("revisie", revision),
        ("duur", "2"),
        ("stopt", "0"),
        ("jaren", "5"),
        ("partij", "Hogeschool <b>"),
        ("draagt", "80"),
        ("partij", ""),
        ("draagt", ""),
        ("partij", "Bedrijven"),
        ("draagt", carries),
        ("investering_partij", "0"),
        ("investering_doel", "curriculum"),
        ("investering_geld", "60.000"),
        ("investering_uren", ""),
        ("uurprijs", ""),
        ("investering_partij", "2"),
        ("investering_doel", "workplaces"),
        ("investering_geld", ""),
        ("investering_uren", "100"),
        ("uurprijs", "60"),
        ("bron", "sector_fund"),
        ("bron_partij", "0"),
        ("bron_doel", "curriculum"),
        ("bron_bedrag", "40000"),
        ("vast", "60000"),
        ("per_student", "3000"),
        ("opbrengst", "9000"),
        ("low", "3 4"),
        ("expected", "5, 10"),
        ("high", "10,15"),
        ("pot_van", "ROC"),
        ("pot_bedrag", "50000"),
        ("pot_route", "Bouw"),
        ("pot_nodig", "30000"),
        ("pot_begint", "ja"),
        ("pot_route", "Metaal"),
        ("pot_nodig", "20000"),
        ("pot_begint", "nee"),
    ]
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_business_case_tells_when_it_comes_out_and_who_carries_what(#[case] backend: Backend) {
    let mut site = Site::demo(backend).await;
    site.be("noor-de-wit").await;
    assert!(site.get(CASE).await.text().contains("Maak de businesscase"));
    let nothing = site.get(&format!("{CASE}.csv")).await.text();
    assert_eq!(nothing.lines().count(), 1, "{nothing}");
    let form = format!("{CASE}/wijzigen");
    let refused = site.post(&form, &case("0", "10")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = refused.text();
    assert!(text.contains("dragen samen 90%") && text.contains("value=\"Bedrijven\""));
    let mut unreadable = case("0", "20");
    unreadable[1].1 = "twee";
    let refused = site.post(&form, &unreadable).await.text();
    assert!(refused.contains("Hoeveel jaar een student studeert: Dit is geen heel getal: “twee”."));
    assert!(refused.contains("name=\"duur\" inputmode=\"numeric\" value=\"twee\""));
    assert!(refused.contains("value=\"60.000\"") && refused.contains("value=\"5, 10\""));
    let mut with_sign = case("0", "10");
    let income = with_sign.iter_mut().find(|field| field.0 == "opbrengst");
    income.unwrap().1 = "€ 9.000,-";
    let refused = site.post(&form, &with_sign).await.text();
    assert!(!refused.contains("geen heel getal") && refused.contains("value=\"€ 9.000,-\""));

    assert_eq!(site.post(&form, &case("0", "20")).await.location(), CASE);
    let page = site.get(CASE).await.text();
    assert!(!page.contains("Hogeschool <b>"));
    for told in [
        "€\u{a0}66.000",
        "€\u{a0}26.000",
        "Bedrijven (20%)",
        "O&#38;O-fonds",
        "<polyline",
        "eigen uren",
        "Aan routes die nooit beginnen gaat €\u{a0}20.000",
    ] {
        assert!(page.contains(told), "{told}");
    }
    let csv = site.get(&format!("{CASE}.csv")).await.text();
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines.len(), 16, "{csv}");
    assert_eq!(lines[1], "low,1,3,3,69000,27000,-42000,-68000");
    let workbook = site.get(&format!("{CASE}.xlsx")).await;
    assert!(workbook.bytes.starts_with(b"PK"));

    let late = site.post(&form, &case("0", "20")).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = late.text();
    assert!(text.contains("wijzigde de businesscase intussen"));
    assert!(text.contains("name=\"revisie\" value=\"1\""));
    site.be("peter-jansen").await;
    let page = site.get(CASE).await.text();
    assert!(page.contains("Bedrijven (20%)") && !page.contains("/wijzigen"));
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn employers_are_asked_what_they_need_from_the_plan_on(#[case] backend: Backend) {
    let mut site = begun(backend).await;
    let page = site.get(PLAN).await.text();
    assert!(page.contains("nog geen behoeftepeiling voor deze route"));
    assert!(page.contains("Vraag het programma er een te houden"));

    site.be("samira-haddad").await;
    let page = site.get(PLAN).await.text();
    let prepare = "/metingen/nieuw?behoefte=avans-bouw";
    assert!(page.contains(prepare));
    let form = site.get(prepare).await.text();
    assert!(form.contains("value=\"Behoeftepeiling Bachelors Bouwkunde en Civiele techniek\""));
    let chosen = |value: &str| {
        let mut tags = form.split('<').filter_map(|rest| rest.split('>').next());
        let value = format!("value=\"{value}\"");
        let tag = tags.find(|tag| tag.contains(&value));
        tag.is_some_and(|tag| tag.contains(" selected") || tag.contains(" checked"))
    };
    assert!(chosen("employers@1") && !chosen("students@1"));
    assert!(chosen("avans-bouw") && !chosen("hva-ict"));
    let sent = [
        ("titel_nl", "Behoeftepeiling bouw"),
        ("titel_en", "Needs survey construction"),
        ("van", "2026-12-01"),
        ("tot", "2026-12-31"),
        ("taal_meting", "nl"),
        ("lijst.employers", "employers@1"),
        ("route", "avans-bouw"),
    ];
    let kept = site.post("/metingen/nieuw", &sent).await;
    assert_eq!(kept.location(), "/metingen/behoeftepeiling-bouw/openen");

    site.be("noor-de-wit").await;
    let page = site.get(PLAN).await.text();
    assert!(page.contains("href=\"/metingen/behoeftepeiling-bouw\""));
    assert!(!page.contains("nog geen behoeftepeiling"));
}
