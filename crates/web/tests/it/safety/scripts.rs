//! Text that wants to be more than text, typed in every field that takes words, and then every page that shows it.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use axum::http::StatusCode;
use mkbroute_testkit::Backend;
use scraper::{ElementRef, Html, Selector};

use crate::access::rows;
use crate::site::Site;

/// What a browser could mistake for more than words; each names `mkbx`, so that it is found again.
const PAYLOADS: [&str; 14] = [
    "<script>mkbx()</script>",
    "</title></textarea></style><script>mkbx()</script>",
    "<img src=x onerror=mkbx()>",
    "\"><svg onload=mkbx()>",
    "' autofocus onfocus='mkbx()",
    "\" autofocus onfocus=\"mkbx()",
    "<a href=\"javascript:mkbx()\">mkbx</a>",
    "<iframe srcdoc=\"<script>mkbx()</script>\"></iframe>",
    "<base href=\"https://mkbx.example/\">",
    "<meta http-equiv=refresh content=\"0;url=https://mkbx.example\">",
    "<form action=https://mkbx.example><button>mkbx</button>",
    "<math><mtext></form><mglyph><style></math><img src onerror=mkbx()>",
    "{{constructor.constructor('mkbx()')()}}<x onclick=mkbx()>",
    "<object data=\"data:text/html,<script>mkbx()</script>\"></object>",
];

/// Everybody of the demonstration whose pages differ.
const PERSONAS: [&str; 5] = [
    "ruben-vos",
    "anja-kok",
    "noor-de-wit",
    "karim-aziz",
    "joost-bakker",
];

/// What ends or deletes something that later pages need.
const ENDS: [&str; 12] = [
    "/afmelden",
    "/wissen",
    "/verwijderen",
    "/intrekken",
    "/neerleggen",
    "/sluiten",
    "/bevriezen",
    "/kwijt",
    "/andere",
    "/kies",
    "/einde",
    "/afwijzen",
];

fn all<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    let selector = Selector::parse(selector).unwrap();
    page.select(&selector).collect()
}

/// What on a page is none of ours: our pages have files of script, links within the site, and nothing inline.
fn strange(page: &str) -> Vec<String> {
    let page = Html::parse_document(page);
    let mut found = Vec::new();
    for element in all(&page, "*") {
        let name = element.value().name();
        if ["iframe", "object", "embed", "base", "style", "math", "x"].contains(&name) {
            found.push(format!("<{name}>"));
        }
        if name == "script"
            && !element
                .attr("src")
                .is_some_and(|src| src.starts_with("/bestanden/"))
        {
            found.push("script within the page".to_owned());
        }
        for (attribute, value) in element.value().attrs() {
            let leads = [
                "href",
                "src",
                "action",
                "formaction",
                "xlink:href",
                "content",
            ]
            .contains(&attribute);
            if attribute.starts_with("on") || attribute == "srcdoc" || attribute == "http-equiv" {
                found.push(format!("{attribute} of <{name}>"));
            }
            if leads && value.contains("mkbx") && !value.starts_with('/') {
                found.push(format!("{attribute}={value} of <{name}>"));
            }
        }
    }
    found
}

/// The check can fail: every payload shows where a page does not take care of it.
#[test]
fn what_a_page_does_not_escape_is_found() {
    for payload in PAYLOADS {
        let places = [
            format!("<p>{payload}</p>"),
            format!("<input value=\"{payload}\">"),
            format!("<input value='{payload}'>"),
            format!("<title>{payload}</title>"),
        ];
        assert!(
            places.iter().any(|place| !strange(place).is_empty()),
            "{payload}"
        );
        let escaped = payload
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('"', "&quot;");
        let escaped = escaped.replace('\'', "&#39;");
        assert_eq!(
            strange(&format!("<p title=\"{escaped}\">{escaped}</p>")),
            Vec::<String>::new()
        );
    }
}

/// A form as it would be sent by somebody who means ill: words in every field that takes words.
fn filled(form: ElementRef<'_>, payload: &str) -> Vec<(String, String)> {
    let inputs = Selector::parse("input, textarea, select, button[name]").unwrap();
    let mut fields = Vec::new();
    let mut chosen = BTreeSet::new();
    for field in form.select(&inputs) {
        let Some(name) = field.attr("name").filter(|name| *name != "csrf") else {
            continue;
        };
        let own = field.attr("value").unwrap_or_default();
        let value = match (field.value().name(), field.attr("type").unwrap_or("text")) {
            ("select", _) => {
                let option =
                    Selector::parse("option[selected], option[value]:not([value=''])").unwrap();
                let option = field.select(&option).next();
                option
                    .and_then(|option| option.attr("value"))
                    .unwrap_or_default()
            }
            ("input", "date") if own.is_empty() => "2090-01-01",
            ("button", _) | ("input", "radio") if !chosen.insert(name.to_owned()) => continue,
            ("textarea", _) | ("input", "text" | "search" | "email")
                if own.is_empty() || !name.contains("id") =>
            {
                payload
            }
            _ => own,
        };
        fields.push((name.to_owned(), value.to_owned()));
    }
    fields
}

/// Sends every form of a page; gives how many were accepted.
async fn sow(site: &Site, address: &str, payload: &str, seen: &mut BTreeSet<String>) -> usize {
    let page = site.get(address).await.text();
    let forms: Vec<(String, Vec<(String, String)>)> = {
        let page = Html::parse_document(&page);
        let forms = all(&page, "form[method=post]").into_iter();
        forms
            .map(|form| {
                (
                    form.attr("action").unwrap_or(address).to_owned(),
                    filled(form, payload),
                )
            })
            .collect()
    };
    let mut accepted = 0;
    for (action, fields) in forms {
        let names: Vec<&str> = fields.iter().map(|(name, _)| name.as_str()).collect();
        let ends = ENDS.iter().any(|end| action.ends_with(end)) || action.starts_with("/aanmelden");
        if ends || !seen.insert(format!("{action} {names:?}")) {
            continue;
        }
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        let reply = site.post_in_vain(&action, &fields).await;
        assert!(
            !reply.status.is_server_error(),
            "{action}: {}",
            reply.status
        );
        assert_eq!(
            strange(&reply.text()),
            Vec::<String>::new(),
            "the reply of {action}"
        );
        accepted += usize::from(reply.status == StatusCode::SEE_OTHER);
    }
    accepted
}

/// Looks at every page that can be reached; gives how many show what was typed.
async fn reap(site: &Site, starts: Vec<String>) -> (usize, usize) {
    let mut next: VecDeque<String> = starts.into();
    let mut seen = BTreeMap::new();
    while let Some(address) = next.pop_front() {
        let shape = address.split('?').next().unwrap_or_default().to_owned();
        if seen.contains_key(&shape) || seen.len() >= 160 {
            continue;
        }
        let reply = site.get(&address).await;
        let kind = reply
            .headers
            .get("content-type")
            .and_then(|kind| kind.to_str().ok());
        if !kind.unwrap_or_default().starts_with("text/html") {
            continue;
        }
        let text = reply.text();
        assert_eq!(strange(&text), Vec::<String>::new(), "{address}");
        let page = Html::parse_document(&text);
        let links = all(&page, "a[href^='/']").into_iter();
        next.extend(
            links
                .filter_map(|link| link.attr("href"))
                .filter(|to| !is_file(to))
                .map(str::to_owned),
        );
        seen.insert(shape, text.contains("mkbx"));
    }
    let shows = seen.values().filter(|shows| **shows).count();
    (seen.len(), shows)
}

fn is_file(address: &str) -> bool {
    let path = address.split('?').next().unwrap_or_default();
    path.rsplit('/')
        .next()
        .is_some_and(|name| name.contains('.'))
}

#[tokio::test]
async fn no_words_of_anybody_become_more_than_words() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.with_interim_release().await;
    let addresses: Vec<&str> = rows()
        .map(|row| row.example)
        .filter(|at| !at.starts_with("POST "))
        .collect();
    let more = [
        "/metingen/nieuw",
        "/vragenlijsten/concepten/students-2/vragen/nieuwe-vraag?soort=matrix",
    ];
    let mut accepted = 0;
    for (number, persona) in PERSONAS.iter().enumerate() {
        site.be(persona).await;
        // Every payload meets some fields; every field meets another of each persona.
        let mut seen = BTreeSet::new();
        for (place, address) in addresses.iter().chain(&more).enumerate() {
            let payload = PAYLOADS[(number * 3 + place) % PAYLOADS.len()];
            accepted += sow(&site, address, payload, &mut seen).await;
        }
    }
    accepted += answer(&site).await;
    assert!(accepted >= 20, "only {accepted} forms were taken");
    let mut marked = 0;
    for persona in PERSONAS {
        site.be(persona).await;
        let starts = addresses.iter().map(|at| (*at).to_owned()).collect();
        let (pages, shows) = reap(&site, starts).await;
        assert!(pages > 10, "{persona} saw {pages} pages");
        marked += shows;
    }
    assert!(marked >= 20, "only {marked} pages show what was typed");
}

/// A respondent types it in every part of a questionnaire.
async fn answer(site: &Site) -> usize {
    let begun = site.post("/m/vervolgmeting-avans-bouw-students", &[]).await;
    let own = begun.location();
    let mut accepted = 0;
    for (part, payload) in PAYLOADS.iter().enumerate() {
        let at = if part == 0 {
            own.clone()
        } else {
            format!("{own}/deel/{part}")
        };
        accepted += sow(site, &at, payload, &mut BTreeSet::new()).await;
    }
    let review = site.get(&format!("{own}/controle")).await.text();
    assert_eq!(strange(&review), Vec::<String>::new());
    assert!(
        review.contains("mkbx"),
        "the answers are shown before they are sent"
    );
    accepted
}
