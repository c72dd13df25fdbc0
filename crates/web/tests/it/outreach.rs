//! A coordinator talks with companies; others see how many come how far.

use axum::http::{StatusCode, header};
use chrono::TimeDelta;
use mkbroute_testkit::Backend;
use rstest::rstest;

use crate::site::{Reply, Site};

const LIST: &str = "/routes/avans-bouw/bedrijven";

const FUNNEL: &str = "/routes/avans-bouw/werving";

async fn coordinator() -> Site {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.be("noor-de-wit").await;
    site
}

/// The address of a company on the list, by its name.
async fn address_of(site: &Site, name: &str) -> String {
    let page = site.get(LIST).await.text();
    let before = page.split(&format!("\">{name}</a>")).next().unwrap();
    let from = before.rfind("href=\"").unwrap() + 6;
    before[from..].to_owned()
}

fn value<'a>(page: &'a str, name: &str) -> &'a str {
    let found = page
        .split(&format!("name=\"{name}\" value=\""))
        .nth(1)
        .unwrap();
    found.split('"').next().unwrap()
}

fn opened(reply: &Reply) -> String {
    assert_eq!(reply.status, StatusCode::OK);
    reply.text()
}

#[tokio::test]
async fn a_coordinator_filters_the_list_and_takes_it_along() {
    let site = coordinator().await;
    let all = opened(&site.get(LIST).await);
    assert!(all.contains("16 bedrijven"), "{all}");
    for (query, there, absent) in [
        ("fase=declined", "Stukadoors De Kade", "Klusbedrijf Mertens"),
        ("bron=student", "Prefab Moerdijk", "Vloeren Van Dun"),
        (
            "wie=niemand",
            "Aannemersbedrijf Rietveld",
            "Vloeren Van Dun",
        ),
        ("wacht=ja", "Schildersbedrijf Aerts", "Dakdekkers Zuid"),
        (
            "fase=niets&bron=&wie=x&pagina=0",
            "Klusbedrijf Mertens",
            "Geen bedrijf past",
        ),
        (
            "fase=active&bron=media",
            "Geen bedrijf past",
            "Bouwbedrijf De Linde",
        ),
        (
            "pagina=7",
            "Er staat nog geen bedrijf",
            "Bouwbedrijf De Linde",
        ),
    ] {
        let page = opened(&site.get(&format!("{LIST}?{query}")).await);
        assert!(page.contains(there), "{query}: {there}");
        assert!(!page.contains(absent), "{query}: {absent}");
    }
    // Who declined, or has a student, waits for nobody.
    let waiting = opened(&site.get(&format!("{LIST}?wacht=ja")).await);
    assert!(!waiting.contains("Stukadoors") && !waiting.contains("De Linde"));

    let csv = site.get(&format!("{LIST}.csv?fase=declined")).await;
    assert!(
        csv.headers[header::CONTENT_DISPOSITION]
            .to_str()
            .unwrap()
            .contains("bedrijven.csv")
    );
    let lines: Vec<String> = csv.text().lines().map(str::to_owned).collect();
    assert_eq!(lines.len(), 3, "{lines:?}");
    assert!(lines[0].contains("company,place,stage"));
    let xlsx = site.get(&format!("{LIST}.xlsx")).await;
    assert!(xlsx.bytes.starts_with(b"PK"));

    let board = opened(&site.get(&format!("{LIST}/bord")).await);
    let columns = board.matches("<section aria-labelledby=\"fase-").count();
    assert_eq!(columns, 9, "every stage, also the empty ones");
}

#[tokio::test]
async fn a_company_is_found_or_typed_and_stands_on_the_list_once() {
    let site = coordinator().await;
    let new = format!("{LIST}/nieuw");
    // Also with a letter mistyped.
    let page = opened(&site.get(&format!("{new}?zoek=lindde")).await);
    assert!(page.contains("Bouwbedrijf De Linde"));
    let page = opened(&site.get(&format!("{new}?zoek=linde")).await);
    let known = page.split("name=\"bedrijf\" value=\"").nth(1).unwrap();
    let known = known.split('"').next().unwrap();
    let twice = site
        .post(&new, &[("bedrijf", known), ("op", "2026-11-20")])
        .await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(twice.text().contains("staat al op de lijst"));

    let typed = |name: &'static str, kvk: &'static str, on: &'static str| {
        [
            ("bedrijf", "nieuw"),
            ("naam", name),
            ("plaats", "Breda"),
            ("kvk", kvk),
            ("op", on),
            ("bron", "company"),
            ("fase", "interested"),
            ("motief", "motive_attract"),
        ]
    };
    for (fields, problem) in [
        (typed("", "", "2026-11-20"), "Vul de naam in."),
        (typed("Bouw BV", "1234", "2026-11-20"), "KvK-nummer: "),
        (
            typed("Bouw BV", "", "2026-12-24"),
            "De dag ligt in de toekomst",
        ),
        (typed("Bouw BV", "", "gisteren"), "Vul een datum in"),
    ] {
        let wrong = site.post(&new, &fields).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{problem}");
        let page = wrong.text();
        assert!(page.contains(problem), "{problem}");
        assert!(page.contains("value=\"Breda\""), "what was typed stays");
    }
    let added = site
        .post(&new, &typed("Bouw <i>BV</i>", "12345678", "2026-11-20"))
        .await;
    let sheet = opened(&site.get(&added.location()).await);
    assert!(sheet.contains("Bouw &#60;i&#62;BV") && sheet.contains("nieuwe medewerkers vinden"));
    let same = site
        .post(&new, &typed("Anders", "12345678", "2026-11-20"))
        .await;
    assert!(same.text().contains("van een bedrijf dat al bekend is"));
}

#[tokio::test]
async fn a_step_needs_what_belongs_to_it_and_two_editors_do_not_overwrite() {
    let site = coordinator().await;
    let lead = address_of(&site, "Bouwadvies Kromhout").await;
    let page = opened(&site.get(&lead).await);
    let revision = value(&page, "revisie").to_owned();
    let step = format!("{lead}/stap");
    for (fields, problem) in [
        (vec![("fase", "declined")], "Kies minstens één reden"),
        (
            vec![("fase", "dormant"), ("toelichting", "druk")],
            "Kies een latere dag",
        ),
        (vec![("fase", "approached")], "Schrijf erbij waarom"),
        (vec![("fase", "niets")], "Kies een fase"),
    ] {
        let mut fields = fields;
        fields.extend([("op", "2026-11-20"), ("revisie", &revision)]);
        let wrong = site.post(&step, &fields).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{problem}");
        assert!(wrong.text().contains(problem), "{problem}");
    }
    let declined = [
        ("fase", "declined"),
        ("op", "2026-11-20"),
        ("reden", "costs"),
        ("revisie", &revision),
    ];
    assert_eq!(site.post(&step, &declined).await.location(), lead);
    let page = opened(&site.get(&lead).await);
    assert!(page.contains("het kost te veel") && page.contains("Noor de Wit"));

    // Somebody else still has the page as it was.
    let said = [
        ("gesproken_op", "2026-11-21"),
        ("gezegd", "Toch <b>niet</b> zeker"),
        ("motief", "motive_craft"),
        ("revisie", &revision),
    ];
    let late = site.post(&format!("{lead}/gesprek"), &said).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = late.text();
    assert!(page.contains("veranderde dit bedrijf intussen"));
    assert!(
        page.contains("Toch &#60;b&#62;niet"),
        "what was typed stays"
    );
    let mut said = said;
    said[3].1 = value(&page, "revisie");
    let kept = site.post(&format!("{lead}/gesprek"), &said).await;
    assert_eq!(kept.location(), lead);
    let page = opened(&site.get(&lead).await);
    assert!(page.contains("Toch &#60;b&#62;niet") && page.contains("het vak in de sector"));

    let foreign = [
        ("bron", "media"),
        ("wie", "00000000-0000-0000-0000-000000000001"),
        ("revisie", value(&page, "revisie")),
    ];
    let refused = site.post(&format!("{lead}/gegevens"), &foreign).await;
    assert!(refused.text().contains("praat niet voor deze route"));
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn what_was_noted_by_mistake_is_taken_back(#[case] backend: Backend) {
    let mut site = Site::demo(backend).await;
    site.be("noor-de-wit").await;
    let lead = address_of(&site, "Bouwadvies Kromhout").await;
    let funnel = site.get(FUNNEL).await.lasting();
    let before = opened(&site.get(&lead).await);
    let stale = value(&before, "revisie").to_owned();
    let declined = [
        ("fase", "declined"),
        ("op", "2026-11-20"),
        ("reden", "costs"),
        ("revisie", &stale),
    ];
    assert_eq!(
        site.post(&format!("{lead}/stap"), &declined)
            .await
            .location(),
        lead
    );
    assert_ne!(site.get(FUNNEL).await.lasting(), funnel);

    let back = format!("{lead}/stap/terug");
    let late = site.post(&back, &[("revisie", &stale)]).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = late.text();
    assert!(page.contains("veranderde dit bedrijf intussen"));
    assert!(page.contains("<p>het kost te veel</p>"));
    let seen = [("revisie", value(&page, "revisie"))];
    assert_eq!(site.post(&back, &seen).await.location(), lead);
    let page = opened(&site.get(&lead).await);
    assert!(!page.contains("<p>het kost te veel</p>"), "{page}");
    assert_eq!(
        site.get(FUNNEL).await.lasting(),
        funnel,
        "the funnel counts as before"
    );

    let said = [
        ("gesproken_op", "2026-11-21"),
        ("gezegd", "Dit ging over een ander bedrijf"),
        ("revisie", value(&page, "revisie")),
    ];
    site.post(&format!("{lead}/gesprek"), &said).await;
    let page = opened(&site.get(&lead).await);
    let own = page
        .split("Dit ging over een ander bedrijf")
        .nth(1)
        .unwrap();
    let gone = own.split("action=\"").nth(1).unwrap();
    let gone = gone.split('"').next().unwrap();
    let seen = [("revisie", value(&page, "revisie"))];
    assert_eq!(site.post(gone, &seen).await.location(), lead);
    let page = opened(&site.get(&lead).await);
    assert!(!page.contains("Dit ging over een ander bedrijf"));
    let again = [("revisie", value(&page, "revisie"))];
    let nothing = site.post(gone, &again).await;
    assert_eq!(nothing.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_coordinator_sees_every_number_and_the_programme_only_what_rests_on_enough() {
    let mut site = coordinator().await;
    let own = opened(&site.get("/routes/avans-bouw/werving").await);
    assert!(own.contains("Informatiebijeenkomst voor bedrijven"));
    assert!(!own.contains("te weinig"));
    let none = opened(&site.get("/routes/avans-bouw/werving?van=2031-01").await);
    assert!(none.contains("Bedrijven in totaal: 0"), "{none}");
    assert_eq!(site.get("/werving").await.status, StatusCode::NOT_FOUND);

    for sees in ["samira-haddad", "peter-jansen"] {
        site.be(sees).await;
        let page = opened(&site.get("/werving").await);
        assert!(page.contains("Bedrijven in totaal: 16"), "{sees}");
        assert!(page.contains("te weinig") && page.contains("is te raden"));
        assert!(!page.contains("De Linde"), "no names");
        assert_eq!(site.get(LIST).await.status, StatusCode::NOT_FOUND);
        let chosen = opened(&site.get("/werving?route=avans-bouw").await);
        assert!(chosen.contains("Bedrijven in totaal: 16"), "{sees}");
    }
    let foreign = site.get("/werving?route=saxion-bouwkunde").await;
    assert_eq!(
        foreign.status,
        StatusCode::NOT_FOUND,
        "not a pathway of the branch"
    );
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_meeting_is_made_changed_and_removed_and_companies_come_through_it(
    #[case] backend: Backend,
) {
    let mut site = Site::demo(backend).await;
    site.be("noor-de-wit").await;
    let meetings = "/routes/avans-bouw/bijeenkomsten";
    let page = opened(&site.get(meetings).await);
    assert!(page.contains("Informatiebijeenkomst voor bedrijven"));
    let new = format!("{meetings}/nieuw");
    for (fields, problem) in [
        ([("naam", ""), ("op", "2026-12-10")], "Vul een naam in."),
        ([("naam", "Open dag"), ("op", "morgen")], "Vul een datum in"),
    ] {
        let wrong = site.post(&new, &fields).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.text().contains(problem), "{problem}");
    }
    let fields = [
        ("naam", "Open <i>dag</i>"),
        ("op", "2026-12-10"),
        ("plaats", "Breda"),
    ];
    assert_eq!(site.post(&new, &fields).await.location(), meetings);
    let page = opened(&site.get(meetings).await);
    assert!(page.contains("Open &#60;i&#62;dag"), "{page}");
    let event = event_called(&page, "Open &#60;i");
    let row = page.split("Open &#60;i").nth(1).unwrap();
    assert!(row.contains("Waren er\"><span>–<"), "it is still to come");
    let sheet = format!("{meetings}/{event}");
    let address = format!("{sheet}/wijzigen");
    let fields = [("naam", "Open dag"), ("op", "2026-12-11"), ("revisie", "1")];
    assert_eq!(site.post(&address, &fields).await.location(), sheet);
    let again = site.post(&address, &fields).await;
    assert!(again.text().contains("veranderde de bijeenkomst intussen"));

    let lead = address_of(&site, "Klusbedrijf Mertens").await;
    let page = opened(&site.get(&lead).await);
    let fields = [
        ("bron", "branch"),
        ("bijeenkomst", event.as_str()),
        ("revisie", value(&page, "revisie")),
    ];
    assert_eq!(
        site.post(&format!("{lead}/gegevens"), &fields)
            .await
            .location(),
        lead
    );
    let through = opened(&site.get(&format!("{LIST}?bijeenkomst={event}")).await);
    assert!(through.contains("Klusbedrijf Mertens") && through.contains("1 bedrijf<"));

    let gone = format!("{sheet}/weg");
    let used = site.post(&gone, &[("revisie", "2")]).await;
    assert_eq!(used.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        used.text()
            .contains("bedrijven die via deze bijeenkomst kwamen")
    );
    let page = opened(&site.get(&lead).await);
    let fields = [("bron", "branch"), ("revisie", value(&page, "revisie"))];
    site.post(&format!("{lead}/gegevens"), &fields).await;
    let stale = site.post(&gone, &[("revisie", "1")]).await;
    assert!(stale.text().contains("veranderde de bijeenkomst intussen"));
    assert!(opened(&site.get(meetings).await).contains("Open dag"));
    let removed = site.post(&gone, &[("revisie", "2")]).await;
    assert_eq!(removed.location(), meetings);
    assert!(!opened(&site.get(meetings).await).contains("Open dag"));
    assert_eq!(site.get(&sheet).await.status, StatusCode::NOT_FOUND);
}

/// The id of the meeting with this name on the list of meetings.
fn event_called(page: &str, name: &str) -> String {
    let mut links = page.split("/routes/avans-bouw/bijeenkomsten/");
    let event = links.find(|rest| rest.contains(&format!(">{name}")));
    event.unwrap().split('"').next().unwrap().to_owned()
}

/// Adds a meeting so many days from now; gives its address.
async fn meeting(site: &Site, in_days: i64) -> String {
    let meetings = "/routes/avans-bouw/bijeenkomsten";
    let on = site.kit.app.now().date_naive() + TimeDelta::days(in_days);
    let fields = [("naam", "Borrel"), ("op", &on.to_string())];
    site.post(&format!("{meetings}/nieuw"), &fields).await;
    let page = opened(&site.get(meetings).await);
    format!("{meetings}/{}", event_called(&page, "Borrel"))
}

/// The value of the box beside these words.
fn box_of<'a>(page: &'a str, words: &str) -> &'a str {
    let until = page
        .find(words)
        .unwrap_or_else(|| panic!("{words} on {page}"));
    let boxes = page[..until].rsplit("type=\"checkbox\"").next().unwrap();
    value_of(boxes)
}

fn value_of(part: &str) -> &str {
    let value = part.split("value=\"").nth(1).unwrap();
    value.split('"').next().unwrap()
}

#[tokio::test]
async fn a_company_is_invited_says_yes_comes_and_is_noted() {
    let site = coordinator().await;
    let here = meeting(&site, 3).await;
    let page = opened(&site.get(&here).await);
    assert!(page.contains("Er staat nog niemand op de lijst"));
    let invite = format!("{here}/uitnodigen");
    let none = site.post(&invite, &[("hoe", "uit")]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(none.text().contains("Kies minstens één bedrijf"));
    let page = opened(&site.get(&format!("{invite}?zoek=mertens")).await);
    assert!(page.contains("Klusbedrijf Mertens, Breda") && !page.contains("Vloeren"));
    let declined = opened(&site.get(&format!("{invite}?zoek=smits")).await);
    assert!(declined.contains("Er is geen bedrijf gevonden"));

    let company = box_of(&page, "iemand van dit bedrijf").to_owned();
    let fields = [("gast", company.as_str()), ("hoe", "uit")];
    assert_eq!(site.post(&invite, &fields).await.location(), here);
    assert_eq!(site.post(&invite, &fields).await.location(), here);
    let page = opened(&site.get(&here).await);
    assert!(page.contains("Op de lijst: 1 ·"), "once: {page}");
    let again = opened(&site.get(&format!("{invite}?zoek=mertens")).await);
    assert!(again.contains("(staat op de lijst)"));

    let meeting = here.rsplit('/').next().unwrap();
    let letter = format!("/routes/avans-bouw/brief?bijeenkomst={meeting}");
    let page = opened(&site.get(&letter).await);
    let nobody = page.split("id=\"niemand\"").nth(1).unwrap();
    assert!(nobody.contains(">Klusbedrijf Mertens</a>, Breda"));

    let page = opened(&site.get(&here).await);
    let guest = page.split("/gasten/").nth(1).unwrap();
    let guest = guest.split('"').next().unwrap().to_owned();
    let answer = format!("{here}/gasten/{guest}");
    site.post(&answer, &[("doe", "ja")]).await;
    assert!(opened(&site.get(&here).await).contains("zeiden ja: 1"));
    let door = opened(&site.get(&format!("{here}/deur")).await);
    assert_eq!(box_of(&door, "Klusbedrijf Mertens"), guest);
    let ticked = [("gast", guest.as_str()), ("kwam", guest.as_str())];
    let done = site.post(&format!("{here}/deur"), &ticked).await;
    assert_eq!(done.location(), here);
    let page = opened(&site.get(&here).await);
    assert!(page.contains("waren er: 1") && page.contains("Eén bedrijf was er"));
    site.post(&format!("{here}/vervolg"), &[]).await;
    let page = opened(&site.get(&here).await);
    assert!(!page.contains("Eén bedrijf was er"));
    let lead = address_of(&site, "Klusbedrijf Mertens").await;
    assert!(opened(&site.get(&lead).await).contains("was op een bijeenkomst"));
    let file = opened(&site.get(&format!("{here}/gasten.csv")).await);
    assert!(file.contains("Klusbedrijf Mertens,Breda,,") && file.contains(",yes,yes"));
    site.post(&answer, &[("doe", "weg")]).await;
    assert!(opened(&site.get(&here).await).contains("Nog niemand."));
}

/// A phone sends its ticks in its own time; of two phones the last tick counts, and each learns what holds.
#[tokio::test]
async fn phones_send_their_ticks_and_get_what_holds() {
    let site = coordinator().await;
    let here = meeting(&site, 0).await;
    let invite = format!("{here}/uitnodigen");
    let page = opened(&site.get(&format!("{invite}?zoek=mertens")).await);
    let company = box_of(&page, "iemand van dit bedrijf").to_owned();
    let fields = [("gast", company.as_str()), ("hoe", "uit")];
    site.post(&invite, &fields).await;
    let door = opened(&site.get(&format!("{here}/deur")).await);
    let guest = box_of(&door, "Klusbedrijf Mertens").to_owned();
    let now = site.kit.app.now().timestamp_millis();
    let mut told = String::new();
    for (phone, ago, came) in [(1, 60, 0), (2, 30, 1), (1, 60, 0), (1, 45, 0)] {
        let tick = format!("{guest}.{}.{came}", now - ago * 1000);
        let phone = format!("00000000-0000-0000-0000-00000000000{phone}");
        let fields = [
            ("toestel", phone.as_str()),
            ("tik", tick.as_str()),
            ("tik", "onzin"),
        ];
        let reply = site.post(&format!("{here}/deur"), &fields).await;
        assert_eq!(reply.status, StatusCode::OK);
        told = reply.text();
    }
    let held: serde_json::Value = serde_json::from_str(&told).unwrap();
    assert_eq!(held[&guest]["came"], true, "{told}");
    assert!(opened(&site.get(&here).await).contains("waren er: 1"));
}

/// A letter is read before it leaves; where no mail server is, it does not leave and the page says so.
#[tokio::test]
async fn a_letter_is_looked_at_before_it_leaves() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.unplug_mail();
    site.be("noor-de-wit").await;
    let meetings = "/routes/avans-bouw/bijeenkomsten";
    let event = event_called(&opened(&site.get(meetings).await), "Ontbijt met");
    let page = opened(&site.get(&format!("{meetings}/{event}")).await);
    let write = format!("/routes/avans-bouw/brief?bijeenkomst={event}");
    assert!(page.contains(&write));
    let page = opened(&site.get(&write).await);
    assert!(page.contains("Hier vertrekt geen mail") && page.contains("Petra Noord"));
    assert!(page.contains("4 van 4") && page.contains("Beste {naam},"));
    let some = opened(&site.get(&format!("{write}&wie=unanswered")).await);
    assert!(some.contains("2 van 2") && !some.contains("Petra Noord"));
    let post = "/routes/avans-bouw/brief";
    // Another choice of guests keeps what was typed, and changes words that nobody typed.
    let mut chosen = vec![
        ("bijeenkomst", event.as_str()),
        ("wie", "coming"),
        ("doe", "kies"),
    ];
    let standard = opened(&site.post(post, &chosen).await);
    assert!(
        !standard.contains("Tot ziens op {datum}"),
        "an empty letter is somebody's own"
    );
    chosen.extend([("onderwerp", "Eigen woorden"), ("tekst", "Dag {naam}")]);
    let own = opened(&site.post(post, &chosen).await);
    assert!(own.contains("value=\"Eigen woorden\"") && own.contains("Dag {naam}"));
    let coming = opened(&site.get(&format!("{write}&wie=coming")).await);
    assert!(coming.contains("Tot ziens op {datum}"));
    let letter = |subject: &'static str, body: &'static str| {
        [
            ("bijeenkomst", event.clone()),
            ("onderwerp", subject.to_owned()),
            ("tekst", body.to_owned()),
            ("aantal", "4".to_owned()),
        ]
    };
    for (subject, body, problem) in [
        ("", "Dag", "Vul een onderwerp in."),
        ("Dag", "", "Schrijf een tekst."),
        ("Dag", "Beste {voornaam}", "kennen wij niet: {voornaam}"),
    ] {
        let fields = letter(subject, body);
        let fields: Vec<_> = fields
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let wrong = site.post(post, &fields).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.text().contains(problem), "{problem}");
    }
    let fields = letter("Kom je <snel>?", "Beste {naam} van {bedrijf}");
    let mut fields: Vec<_> = fields
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let shown = opened(&site.post(post, &fields).await);
    assert!(
        shown.contains("Beste Nadia el Amrani van Prefab Moerdijk")
            || shown.contains("Beste Mirjam Vos van Houtskeletbouw Vos")
    );
    assert!(shown.contains("Kom je &#60;snel&#62;?") && !shown.contains("Verstuur 4"));
    fields.push(("doe", "stuur"));
    let kept = opened(&site.post(post, &fields).await);
    assert!(kept.contains("Hier vertrekt geen mail"), "nothing leaves");
    let list = opened(&site.get("/routes/avans-bouw/brieven").await);
    assert!(list.contains("Er is nog geen brief verstuurd"));
}

#[tokio::test]
async fn behind_a_link_that_leads_nowhere_nothing_is_told() {
    let site = Site::demo(Backend::Sqlite).await;
    let token = "A".repeat(43);
    for reply in [
        site.get(&format!("/bericht/{token}")).await,
        site.post(&format!("/bericht/{token}"), &[("doe", "stop")])
            .await,
        site.get("/bericht/nothing").await,
    ] {
        assert_eq!(reply.status, StatusCode::NOT_FOUND);
        assert!(reply.text().contains("Deze link werkt niet meer"));
    }
}
