//! Organisations: found, added, changed, and with whom one talks there.

use axum::http::StatusCode;
use mkbroute_testkit::Backend;
use rstest::rstest;

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

/// A file as a browser sends it.
fn with_file(name: &str, token: &str, bytes: &[u8]) -> Vec<u8> {
    let mut body = format!(
        "--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{token}\r\n--x\r\nContent-Disposition: form-data; name=\"bestand\"; filename=\"{name}\"\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--x--\r\n");
    body
}

const FILE: [(&str, &str); 1] = [("content-type", "multipart/form-data; boundary=x")];
const LIST: &str = "/organisaties/importeren";

async fn send(site: &Site, name: &str, bytes: &[u8]) -> Reply {
    let body = with_file(name, mkbroute_testkit::forms::TOKEN, bytes);
    site.post_bare(LIST, &FILE, body).await
}

/// When the list on the page was sent.
fn sent_at(page: &str) -> String {
    let from = page.split("name=\"van\" value=\"").nth(1).unwrap();
    from.split('"').next().unwrap().replace("&#43;", "+")
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_list_is_looked_at_mended_and_taken_over_as_a_whole(#[case] backend: Backend) {
    let mut site = Site::demo(backend).await;
    site.be("noor-de-wit").await;
    let list = "Bedrijf;Woonplaats;KvK;Memo\nZonneveld;Breda;87654321;a\nMaanveld;;;b\nSterveld;Breda;123;c\nSAXION;Enschede;;e\n";
    assert_eq!(
        send(&site, "mijn <lijst>.csv", list.as_bytes())
            .await
            .location(),
        LIST
    );
    let page = opened(&site.get(LIST).await);
    assert!(page.contains("mijn &#60;lijst&#62;.csv"));
    assert!(page.contains("Afgewezen rijen</dt><dd>2</dd>"), "{page}");
    assert!(page.contains("het heeft 8 tekens, hier staan er 3"));
    assert!(page.contains("Vul de plaats van deze vestiging in."));
    assert!(page.contains("met hun naam en plaats</dt><dd>1 <span"));
    assert!(page.contains("SAXION, Enschede") && page.contains(">Saxion</a>, Enschede"));
    let van = sent_at(&page);
    // Not before the refused rows are mended or left out.
    assert!(!page.contains("action=\"/organisaties/importeren/overnemen\""));
    let over = "/organisaties/importeren/overnemen";
    let early = refused(&site.post(over, &[("van", &van)]).await);
    assert!(early.contains("2 rijen zijn afgewezen. Verbeter ze"));
    let csv = site
        .get("/organisaties/importeren/afgewezen.csv")
        .await
        .text();
    assert!(
        csv.contains("rij,reden,Bedrijf,Woonplaats,KvK,Memo"),
        "{csv}"
    );
    assert!(csv.contains("Maanveld") && csv.contains("Sterveld") && !csv.contains("Zonneveld"));
    let xlsx = site.get("/organisaties/importeren/afgewezen.xlsx").await;
    assert!(xlsx.bytes.starts_with(b"PK"));

    // A column that is chosen wrong is told, and can be mended.
    let choose = "/organisaties/importeren/keuzes";
    let mut fields = vec![("van", van.as_str()), ("soort", "company")];
    fields.extend(["name", "name", "kvk", ""].map(|column| ("kolom", column)));
    assert_eq!(site.post(choose, &fields).await.location(), LIST);
    let page = opened(&site.get(LIST).await);
    assert!(page.contains("Kies in welke kolom de plaats staat."));
    assert!(page.contains("Twee kolommen zijn ‘naam’."));
    let mut fields = vec![
        ("van", van.as_str()),
        ("soort", "foundation"),
        ("zonder_afgewezen", "ja"),
    ];
    fields.extend(["name", "place", "kvk", ""].map(|column| ("kolom", column)));
    assert_eq!(site.post(choose, &fields).await.location(), LIST);
    let before = site.get("/organisaties.csv").await.text().lines().count();
    let list = site.post(over, &[("van", &van)]).await.location();
    let page = opened(&site.get(&list).await);
    assert!(
        page.contains("2 afgewezen rijen kwamen niet mee."),
        "{list}"
    );
    assert!(
        page.contains("organisatie is overgenomen."),
        "{list}: {page}"
    );
    let csv = site.get("/organisaties.csv").await.text();
    let zonneveld = csv.lines().find(|line| line.contains("Zonneveld")).unwrap();
    assert!(
        zonneveld.contains("foundation,Breda,87654321"),
        "{zonneveld}"
    );
    assert!(!csv.contains("Sterveld"));
    assert!(csv.lines().count() > before);
    // Who presses twice is told, and nothing comes twice.
    let again = refused(&site.post(over, &[("van", &van)]).await);
    assert!(again.contains("intussen overgenomen"));
    assert!(!opened(&site.get(LIST).await).contains("mijn &#60;lijst&#62;.csv"));
    assert_eq!(
        site.get("/organisaties/importeren/afgewezen.csv")
            .await
            .status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn a_file_that_is_no_list_is_refused_with_what_to_do() {
    let site = coordinator().await;
    for (name, bytes, told) in [
        ("", &b""[..], "Kies eerst een bestand."),
        ("leeg.csv", b"", "Het bestand is leeg."),
        (
            "kop.csv",
            b"naam;plaats\n",
            "Onder de namen van de kolommen staat niets.",
        ),
        ("x.pdf", b"%PDF-1.7", "Sla het op als Excel-werkmap"),
        (
            "x.xlsx",
            b"PK\x03\x04xl/workbook.xml",
            "Sla het op als Excel-werkmap",
        ),
        ("x.csv", b"naam;naam\na;b\n", "heten allebei ‘naam’"),
        ("x.csv", b"naam;plaats\na\n", "Regel 2 heeft 1 cellen"),
        (
            "x.csv",
            b"naam;plaats\n\x01;b\n",
            "Regel 2 is niet te lezen",
        ),
    ] {
        let page = refused(&send(&site, name, bytes).await);
        assert!(page.contains(told), "{name}: {told}: {page}");
    }
    // Another encoding is read; the list of who sends another one goes.
    let windows = b"naam;plaats\nCaf\xe9 Ren\xe9;Breda\n";
    assert_eq!(send(&site, "w.csv", windows).await.location(), LIST);
    let page = opened(&site.get(LIST).await);
    assert!(page.contains("Café René"), "{page}");
    let drop = [("van", sent_at(&page))];
    let drop = [("van", drop[0].1.as_str())];
    let gone = site.post("/organisaties/importeren/weg", &drop).await;
    assert_eq!(gone.location(), LIST);
    assert!(!opened(&site.get(LIST).await).contains("w.csv"));
    // Nobody sends a list in somebody's name.
    let foreign = with_file("x.csv", "verzonnen", b"naam;plaats\na;b\n");
    let reply = site.post_bare(LIST, &FILE, foreign).await;
    assert_eq!(reply.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn two_organisations_become_one_on_their_page_and_two_again() {
    let site = coordinator().await;
    let new = "/organisaties/nieuw";
    let typed = |name: &'static str, kvk: &'static str| {
        [
            ("soort", "company"),
            ("naam", name),
            ("kvk", kvk),
            ("vestiging_naam", ""),
            ("plaats", "Breda"),
        ]
    };
    let one = site
        .post(new, &typed("Zonneveld Bouw", "87654321"))
        .await
        .location();
    let asked = refused(&site.post(new, &typed("Zonneveld Bouw B.V.", "")).await);
    assert!(asked.contains("Is het een van deze?") && asked.contains(&format!("href=\"{one}\"")));
    let mut sure = typed("Zonneveld Bouw B.V.", "").to_vec();
    sure.push(("ander", "ja"));
    let two = site.post(new, &sure).await.location();
    let page = opened(&site.get(&one).await);
    assert!(page.contains("Misschien dubbel") && page.contains("dezelfde naam en plaats"));
    assert_eq!(
        site.post("/organisaties/dubbel", &[]).await.location(),
        "/organisaties/dubbel"
    );
    assert!(opened(&site.get("/organisaties/dubbel").await).contains("Zonneveld Bouw B.V."));

    let (kept, gone) = (
        one.rsplit('/').next().unwrap(),
        two.rsplit('/').next().unwrap(),
    );
    let merge = format!("{one}/samenvoegen");
    let search = opened(&site.get(&format!("{merge}?zoek=zonneveld")).await);
    assert!(search.contains(&format!("{merge}?met={gone}")), "{search}");
    let sides = opened(&site.get(&format!("{merge}?met={gone}")).await);
    assert!(sides.contains("value=\"blijft\"") && sides.contains("name=\"name\""));
    let fields = [
        ("met", gone),
        ("revisie", "1"),
        ("revisie_van_ander", "1"),
        ("name", "gaat"),
    ];
    assert_eq!(site.post(&merge, &fields).await.location(), one);
    let page = opened(&site.get(&one).await);
    assert!(page.contains("<h1>Zonneveld Bouw B.V.</h1>") && page.contains("ging hierin op op"));
    assert_eq!(site.get(&two).await.location(), one);
    let again = refused(&site.post(&merge, &fields).await);
    assert!(again.contains("wijzigde een van de twee intussen"));
    let itself = refused(&site.get(&format!("{merge}?met={kept}")).await);
    assert!(itself.contains("één en dezelfde"));
    let undo = page
        .split("action=\"")
        .find(|part| part.contains("/ongedaan\""))
        .unwrap();
    let undo = undo.split('"').next().unwrap();
    assert_eq!(site.post(undo, &[]).await.location(), one);
    assert!(opened(&site.get(&two).await).contains("<h1>Zonneveld Bouw B.V.</h1>"));
    let listed = opened(&site.get("/organisaties/dubbel").await);
    assert!(
        listed.contains("Zonneveld Bouw B.V."),
        "the two are asked about again"
    );
    let apart = [("ander", gone)];
    assert_eq!(
        site.post(&format!("{one}/twee"), &apart).await.location(),
        one
    );
    assert!(!opened(&site.get(&one).await).contains("Misschien dubbel"));
}
