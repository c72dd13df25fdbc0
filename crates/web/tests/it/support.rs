//! A pathway asks the national programme on its pages, and is answered there.

use axum::http::StatusCode;
use mkbroute_testkit::Backend;

use crate::site::Site;

const OWN: &str = "/routes/avans-bouw/ondersteuning";

/// The address to which a page that was posted to leads.
async fn asked(site: &Site) -> String {
    let question = "Wie kent <bedrijven>?";
    let reply = site
        .post(OWN, &[("soort", "connection"), ("vraag", question)])
        .await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER);
    reply.headers["location"].to_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_question_is_asked_answered_and_read() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.be("noor-de-wit").await;
    let typed = [("soort", "guides"), ("vraag", "  ")];
    let wrong = site.post(OWN, &typed).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = wrong.text();
    assert!(page.contains("Schrijf je vraag op.") && page.contains("value=\"guides\" checked"));
    let wrong = site.post(OWN, &[("vraag", "Zomaar iets")]).await.text();
    assert!(wrong.contains("Kies waarmee") && wrong.contains(">Zomaar iets</textarea>"));

    let address = asked(&site).await;
    let page = site.get(&address).await.text();
    assert!(page.contains("Wie kent &#60;bedrijven&#62;?") && page.contains("Trek de vraag in"));
    assert!(
        !page.contains("Je antwoord"),
        "a coordinator answers nothing"
    );

    site.be("samira-haddad").await;
    let start = site.get("/").await.text();
    assert!(start.contains("3 vragen van routes wachten"), "{start}");
    let bare = [("doe", "antwoorden"), ("revisie", "1"), ("antwoord", "")];
    let wrong = site.post(&address, &bare).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text().contains("Schrijf een antwoord."));
    let late = [
        ("doe", "antwoorden"),
        ("revisie", "7"),
        ("antwoord", "Ik ook"),
    ];
    let late = site.post(&address, &late).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = late.text();
    assert!(page.contains("intussen") && page.contains(">Ik ook</textarea>"));
    let answer = [
        ("doe", "antwoorden"),
        ("revisie", "1"),
        ("antwoord", "De branche."),
    ];
    assert_eq!(
        site.post(&address, &answer).await.status,
        StatusCode::SEE_OTHER
    );

    site.be("noor-de-wit").await;
    let start = site.get("/").await.text();
    assert!(start.contains("Lees het antwoord") && start.contains(&address));
    let read = [("doe", "gelezen"), ("revisie", "2")];
    assert_eq!(
        site.post(&address, &read).await.status,
        StatusCode::SEE_OTHER
    );
    let page = site.get(&address).await.text();
    assert!(page.contains("De branche.") && page.contains("afgerond"));
    assert!(!page.contains("Ik heb het antwoord gelezen"));
}

#[tokio::test]
async fn the_team_sees_what_all_pathways_ask_and_takes_it_along() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.be("samira-haddad").await;
    for (query, count, there) in [
        ("", "2 vragen", "Bekendheid"),
        ("?staat=alles", "4 vragen", "7 dagen"),
        ("?staat=read", "2 vragen", "afgerond"),
        ("?staat=alles&soort=guides", "1 vraag", "Handreikingen"),
        ("?wie=niemand", "2 vragen", "nog niemand"),
        ("?soort=guides", "Geen vraag past", "Toon wat wacht"),
        ("?pagina=9", "Er wacht geen vraag", "Zoek"),
    ] {
        let page = site.get(&format!("/ondersteuning{query}")).await;
        assert_eq!(page.status, StatusCode::OK, "{query}");
        let page = page.text();
        assert!(
            page.contains(count) && page.contains(there),
            "{query}: {page}"
        );
    }
    // Of each kind how many wait and how many have an answer, whatever is searched for.
    let page = site.get("/ondersteuning?soort=guides").await.text();
    let (_, tallies) = page.split_once("Waarbij routes hulp vragen</h2>").unwrap();
    let (tallies, _) = tallies.split_once("</section>").unwrap();
    assert_eq!(tallies.matches("<tr>").count(), 1 + 5, "{tallies}");
    let sums = ["Wacht", "Beantwoord"].map(|column| {
        let before = format!("data-label=\"{column}\"><span>");
        let cells = tallies.split(&before).skip(1);
        let numbers = cells.map(|cell| cell.split('<').next().unwrap().parse::<u32>().unwrap());
        numbers.sum::<u32>()
    });
    assert_eq!(sums, [2, 2]);
    let csv = site.get("/ondersteuning.csv?staat=alles").await.text();
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines.len(), 5, "{csv}");
    assert!(
        lines[0].contains("pathway,kind,state,question,asked_on,owner,answered_on,days,answer")
    );
    assert!(lines[1].contains("set_up,read,") && lines[1].contains(",19,"));
    let xlsx = site.get("/ondersteuning.xlsx").await;
    assert!(xlsx.bytes.starts_with(b"PK"));
}
