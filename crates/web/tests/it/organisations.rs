//! Organisations: found, added, changed, and with whom one talks there.

use axum::http::StatusCode;
use mkbroute_testkit::Backend;

use crate::site::{Reply, Site};

async fn coordinator() -> Site {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.be("noor-de-wit").await;
    site
}

fn opened(reply: &Reply) -> String {
    assert_eq!(reply.status, StatusCode::OK);
    reply.text()
}

fn refused(reply: &Reply) -> String {
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    reply.text()
}

/// The address of an organisation, by its name.
async fn address_of(site: &Site, name: &str) -> String {
    let words = name.replace(' ', "+");
    let page = site
        .get(&format!("/organisaties?zoek={words}"))
        .await
        .text();
    let before = page.split(&format!("\">{name}</a>")).next().unwrap();
    let from = before.rfind("href=\"").unwrap() + 6;
    before[from..].to_owned()
}

#[tokio::test]
async fn organisations_are_found_page_by_page_and_taken_along() {
    let site = coordinator().await;
    for (query, there, absent) in [
        ("zoek=LINDE", "Bouwbedrijf De Linde", "Saxion"),
        ("soort=hogeschool", "Saxion", "De Linde"),
        ("plaats=enschede", "Saxion", "De Linde"),
        ("zoek=zeppelin", "Geen organisatie past hierbij", "Saxion"),
        ("soort=niets&na=niets&zoek=saxion", "Saxion", "De Linde"),
    ] {
        let page = opened(&site.get(&format!("/organisaties?{query}")).await);
        assert!(page.contains(there), "{query}: {there}");
        assert!(!page.contains(absent), "{query}: {absent}");
    }
    let first = opened(&site.get("/organisaties").await);
    let next = first.split("\" rel=\"next\"").next().unwrap();
    let next = next.rsplit("href=\"").next().unwrap().replace("&#38;", "&");
    let second = opened(&site.get(&next).await);
    assert!(second.contains("Naar het begin") && !first.contains("Naar het begin"));
    let names = |page: &str| page.matches("<th scope=\"row\">").count();
    assert_eq!(names(&first), 50);
    let csv = site.get("/organisaties.csv").await.text();
    assert_eq!(csv.lines().count() - 1, names(&first) + names(&second));
    let csv = site.get("/organisaties.csv?soort=hogeschool").await.text();
    assert_eq!(csv.lines().count(), 31);
    let xlsx = site.get("/organisaties.xlsx").await;
    assert!(xlsx.bytes.starts_with(b"PK"));
}

#[tokio::test]
async fn a_mistake_is_told_at_its_field_and_what_was_typed_stays() {
    let site = coordinator().await;
    let form = "/organisaties/nieuw";
    for (field, value, at, problem) in [
        ("kvk", "123", "kvk", "het heeft 8 tekens, hier staan er 3"),
        ("rsin", "123456789", "rsin", "de cijfers kloppen niet"),
        (
            "brin",
            "23AH",
            "brin",
            "Alleen een school heeft een BRIN-code",
        ),
        ("postcode", "0000 AA", "postcode-1", "postcode: "),
        (
            "soort",
            "lectoraat",
            "hoort_bij",
            "Kies van welke hogeschool",
        ),
        ("naam", "", "naam", "Vul de naam in."),
        (
            "plaats",
            "",
            "plaats-1",
            "Vul de plaats van deze vestiging in.",
        ),
    ] {
        let mut fields = vec![
            ("soort", "company"),
            ("naam", "Bouw <i>Bos</i>"),
            ("vestiging_naam", "Loods"),
            ("plaats", "Breda"),
            ("kvk", "87654321"),
        ];
        fields.retain(|(name, _)| *name != field);
        fields.push((field, value));
        let page = refused(&site.post(form, &fields).await);
        assert!(page.contains(problem), "{field}: {page}");
        assert!(page.contains(&format!("id=\"{at}-fout\"")), "{field}");
        assert!(page.contains("value=\"Loods\""), "what was typed stays");
    }
}

#[tokio::test]
async fn an_organisation_is_added_once_and_two_editors_do_not_overwrite() {
    let site = coordinator().await;
    let typed = |name: &'static str, revision: &'static str| {
        [
            ("soort", "company"),
            ("naam", name),
            ("kvk", "8765.4321"),
            ("vestiging_naam", ""),
            ("plaats", "Breda"),
            ("postcode", "4811 ab"),
            ("revisie", revision),
        ]
    };
    let new = "/organisaties/nieuw";
    let sheet = site.post(new, &typed("Bouw <i>Bos</i>", "")).await;
    let sheet = sheet.location();
    let page = opened(&site.get(&sheet).await);
    assert!(page.contains("Bouw &#60;i&#62;Bos") && page.contains("87654321"));
    assert!(page.contains("4811 AB"), "{page}");

    // Another with the same number is not added, but led to.
    let twin = refused(&site.post(new, &typed("Anders", "")).await);
    assert!(twin.contains("heeft dit KvK-nummer al."));
    assert!(twin.contains(&format!("href=\"{sheet}\"")), "{twin}");

    let change = format!("{sheet}/wijzigen");
    let form = opened(&site.get(&change).await);
    assert!(form.contains("name=\"revisie\" value=\"1\""));
    assert_eq!(
        site.post(&change, &typed("Bos Bouw", "1")).await.location(),
        sheet
    );
    let late = refused(&site.post(&change, &typed("Bos en Zonen", "1")).await);
    assert!(late.contains("wijzigde dit intussen"));
    assert!(late.contains("<strong>Naam</strong>: Bos Bouw"), "{late}");
    assert!(
        !late.contains("<strong>KvK-nummer</strong>"),
        "only what differs"
    );
    assert!(
        late.contains("value=\"Bos en Zonen\""),
        "what was typed stays"
    );
    assert!(late.contains("name=\"revisie\" value=\"2\""));
    assert_eq!(
        site.post(&change, &typed("Bos en Zonen", "2"))
            .await
            .location(),
        sheet
    );
    assert!(opened(&site.get(&sheet).await).contains("Bos en Zonen"));
}

#[tokio::test]
async fn a_sheet_shows_pathways_and_contacts_to_who_works_on_them_only() {
    let mut site = coordinator().await;
    let company = address_of(&site, "Bouwbedrijf De Linde").await;
    let page = opened(&site.get(&company).await);
    assert!(page.contains("staat op de lijst van bedrijven"));
    let new = format!("{company}/contacten/nieuw");
    for (field, value, problem) in [
        ("naam", "", "Vul de naam in."),
        ("mail", "geen adres", "Dit is geen mailadres."),
        ("akkoord_op", "gisteren", "Vul een datum in"),
        ("geweigerd_op", "2099-01-01", "De dag ligt in de toekomst."),
    ] {
        let mut fields = vec![("naam", "Piet <b>Bos</b>"), ("telefoon", "06 1234")];
        fields.retain(|(name, _)| *name != field);
        fields.push((field, value));
        let page = refused(&site.post(&new, &fields).await);
        assert!(page.contains(problem), "{field}");
        assert!(page.contains("value=\"06 1234\""), "what was typed stays");
    }
    let fields = [
        ("naam", "Piet <b>Bos</b>"),
        ("rol", "foreman"),
        ("mail", "piet@linde.example"),
        ("akkoord_op", "2026-01-05"),
    ];
    assert_eq!(site.post(&new, &fields).await.location(), company);
    let page = opened(&site.get(&company).await);
    assert!(page.contains("Piet &#60;b&#62;Bos") && page.contains("voorman"));
    assert!(page.contains("wil mailings krijgen"));
    let contact = page.split("Piet &#60;").next().unwrap();
    let contact = contact.rsplit("href=\"").next().unwrap();
    let contact = contact.trim_end_matches("\">").to_owned();
    let refusing = [
        ("naam", "Piet Bos"),
        ("geweigerd_op", "2026-02-01"),
        ("revisie", "1"),
    ];
    assert_eq!(site.post(&contact, &refusing).await.location(), company);
    assert!(opened(&site.get(&company).await).contains("niet benaderen"));
    let late = refused(&site.post(&contact, &refusing).await);
    assert!(late.contains("veranderde dit intussen"));

    // The programme team sees the company, but not with whom one talks there, nor on whose list it stands.
    site.be("samira-haddad").await;
    let page = opened(&site.get(&company).await);
    assert!(page.contains("Bouwbedrijf De Linde"));
    for hidden in ["Piet Bos", "Contacten", "op de lijst van bedrijven"] {
        assert!(!page.contains(hidden), "{hidden}");
    }
    site.be("noor-de-wit").await;
    let gone = site.post(&format!("{contact}/verwijderen"), &[]).await;
    assert_eq!(gone.location(), company);
    assert_eq!(site.get(&contact).await.status, StatusCode::NOT_FOUND);
    // A hogeschool shows the pathways that it leads.
    let saxion = address_of(&site, "Saxion").await;
    assert!(opened(&site.get(&saxion).await).contains("/routes/saxion-bouwkunde"));
}
