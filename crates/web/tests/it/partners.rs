//! Who takes part in a pathway: added, ended, changed and taken off on its pages.

use axum::http::StatusCode;
use mkbroute_testkit::Backend;
use rstest::rstest;

use crate::site::Site;

const OWN: &str = "/routes/avans-bouw/partners";

async fn coordinator(backend: Backend) -> Site {
    let mut site = Site::demo(backend).await;
    site.be("noor-de-wit").await;
    site
}

/// The id of the organisation with this name, found by words.
async fn found(site: &Site, words: &str, name: &str) -> String {
    let page = site.get(&format!("{OWN}?zoek={words}")).await.text();
    let before = page.split(&format!("<span>{name}")).next().unwrap();
    let value = before.rsplit("name=\"organisatie\" value=\"").next();
    value.unwrap().split('"').next().unwrap().to_owned()
}

fn fields<'a>(
    organisation: &'a str,
    role: &'a str,
    (since, until): (&'a str, &'a str),
) -> Vec<(&'a str, &'a str)> {
    vec![
        ("zoek", "linde"),
        ("organisatie", organisation),
        ("rol", role),
        ("van", since),
        ("tot", until),
    ]
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_company_becomes_a_partner_ends_and_is_taken_off(#[case] backend: Backend) {
    let site = coordinator(backend).await;
    let page = site.get(OWN).await.text();
    assert!(page.contains("Bouwend Nederland") && page.contains("doet nog mee"));
    let company = found(&site, "linde", "Bouwbedrijf De Linde").await;
    let offers = "workplace_provider";
    let new = fields(&company, offers, ("2025-09-01", ""));
    assert_eq!(site.post(OWN, &new).await.location(), OWN);
    let one = format!("{OWN}/{company}/{offers}/2025-09-01");
    let form = site.get(&one).await.text();
    assert!(form.contains("name=\"gezien\" value=\"\""));

    let mut ended = fields(&company, offers, ("2025-09-01", "2026-07-31"));
    ended.push(("gezien", ""));
    assert_eq!(site.post(&one, &ended).await.location(), OWN);
    let page = site.get("/routes/avans-bouw").await.text();
    let line =
        "Bouwbedrijf De Linde (biedt werkplekken, sinds 1 september 2025 tot en met 31 juli 2026)";
    assert!(page.contains(line), "{page}");
    // After it ended it may begin again.
    let again = fields(&company, offers, ("2026-09-01", ""));
    assert_eq!(site.post(OWN, &again).await.location(), OWN);

    let off = [("gezien", "2026-07-31")];
    let weg = format!("{one}/weg");
    assert_eq!(site.post(&weg, &off).await.location(), OWN);
    let page = site.get(OWN).await.text();
    assert!(!page.contains("1 september 2025") && page.contains("1 september 2026"));
    assert_eq!(site.get(&one).await.location(), OWN);
}

#[tokio::test]
async fn what_is_wrong_with_a_partner_stands_at_its_field() {
    let site = coordinator(Backend::Sqlite).await;
    let company = found(&site, "linde", "Bouwbedrijf De Linde").await;
    let refused = async |fields: &[(&str, &str)]| {
        let reply = site.post(OWN, fields).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        reply.text()
    };
    let days = ("2025-09-01", "2025-08-31");
    let page = refused(&fields(&company, "research", days)).await;
    assert!(page.contains("De laatste dag ligt voor de eerste dag."));
    assert!(page.contains("id=\"tot-fout\"") && page.contains("value=\"2025-08-31\""));
    let chosen = format!("value=\"{company}\" checked");
    assert!(page.contains(&chosen), "what was chosen stays");
    let page = refused(&fields("", "research", ("2025-09-01", ""))).await;
    assert!(page.contains("Zoek een organisatie en kies die."));
    let unknown = "00000000-0000-4000-8000-000000000001";
    let page = refused(&fields(unknown, "research", ("2025-09-01", ""))).await;
    assert!(page.contains("Deze organisatie bestaat niet meer."));
    let page = refused(&fields(&company, "", ("2025-09-01", ""))).await;
    assert!(page.contains("Kies wat de organisatie doet."));
    let page = refused(&fields(&company, "research", ("gisteren", ""))).await;
    assert!(page.contains("id=\"van-fout\""));

    let first = fields(&company, "research", ("2025-09-01", "2026-07-31"));
    assert_eq!(site.post(OWN, &first).await.location(), OWN);
    let page = refused(&fields(&company, "research", ("2026-07-31", ""))).await;
    assert!(page.contains("Deze organisatie heeft deze rol al in deze periode."));
    let other = fields(&company, "financier", ("2026-07-31", ""));
    assert_eq!(site.post(OWN, &other).await.location(), OWN);
}

#[tokio::test]
async fn the_second_of_two_who_change_a_partner_sees_what_the_first_did() {
    let site = coordinator(Backend::Sqlite).await;
    let company = found(&site, "linde", "Bouwbedrijf De Linde").await;
    let since = "2025-09-01";
    let new = fields(&company, "matching", (since, ""));
    assert_eq!(site.post(OWN, &new).await.location(), OWN);
    let one = format!("{OWN}/{company}/matching/{since}");
    let change = |until| {
        let mut fields = fields(&company, "matching", (since, until));
        fields.push(("gezien", ""));
        fields
    };
    assert_eq!(site.post(&one, &change("2026-01-31")).await.location(), OWN);
    let second = site.post(&one, &change("2026-02-28")).await;
    assert_eq!(second.status, StatusCode::UNPROCESSABLE_ENTITY);
    let second = second.text();
    assert!(second.contains("Iemand anders wijzigde de partners intussen."));
    assert!(
        second.contains("tot en met 31 januari 2026"),
        "what is kept"
    );
    assert!(second.contains("value=\"2026-02-28\""), "what was typed");
    assert!(second.contains("name=\"gezien\" value=\"2026-01-31\""));
    // Whoever takes off what was changed sees the list as it is.
    let stale = site.post(&format!("{one}/weg"), &[("gezien", "")]).await;
    assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(stale.text().contains("31 januari 2026"));
}

#[tokio::test]
async fn a_profile_that_is_typed_survives_a_change_of_partners() {
    let site = coordinator(Backend::Sqlite).await;
    let profile = "/routes/avans-bouw/profiel";
    let form = site.get(profile).await.text();
    let leads = form.split("name=\"leiding\"").nth(1).unwrap();
    let leads = leads.split("\" selected").next().unwrap();
    let leads = leads.rsplit('"').next().unwrap();
    let mut typed = [
        ("revisie", "1"),
        ("opleiding_nl", "Ad Bouw"),
        ("opleiding_en", "Ad in building"),
        ("opleiding_graad", "ad"),
        ("hogeschool", leads),
        ("leiding", leads),
        ("locatie", "Goor"),
    ];
    let kept = site.post(profile, &typed).await;
    assert_eq!(kept.location(), "/routes/avans-bouw");
    let company = found(&site, "linde", "Bouwbedrijf De Linde").await;
    let new = fields(&company, "matching", ("2025-09-01", ""));
    assert_eq!(site.post(OWN, &new).await.location(), OWN);
    typed[0].1 = "2";
    let old = site.post(profile, &typed).await;
    assert_eq!(old.status, StatusCode::UNPROCESSABLE_ENTITY);
    let old = old.text();
    assert!(old.contains("Partners of het landelijk programma"), "{old}");
    assert!(old.contains("value=\"Goor\"") && old.contains("name=\"revisie\" value=\"3\""));
    typed[0].1 = "3";
    let kept = site.post(profile, &typed).await;
    assert_eq!(kept.location(), "/routes/avans-bouw");
    let page = site.get("/routes/avans-bouw").await.text();
    assert!(page.contains("Bouwbedrijf De Linde (brengt bedrijven en studenten samen"));
}
