//! "Kan dit kloppen?": the published claims, and a form for any other.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use mkbroute_analysis::check::fitting_counts;
use mkbroute_analysis::figure::Audience;
use mkbroute_analysis::policy::Policy;
use mkbroute_application::App;
use mkbroute_domain::text::Text;
use mkbroute_report::document::verdict;
use mkbroute_report::source::Finding;
use mkbroute_report::words::choose;
use mkbroute_report::words::claim::parse_claim;
use serde::Deserialize;

use super::report::source;
use crate::error::render;
use crate::extract::{Path, Query, SignedIn};
use crate::page::Page;

/// What is asked.
#[derive(Deserialize)]
pub(crate) struct Asked {
    uitspraak: Option<String>,
    n: Option<String>,
}

#[derive(Template)]
#[template(path = "insights/check.html")]
struct CheckPage {
    page: Page,
    wave: String,
    wave_title: String,
    claim: String,
    n: String,
    answer: Option<String>,
    problem: Option<String>,
    findings: Vec<(String, String, String)>,
}

/// The page; with a claim and n, also its answer.
pub(crate) async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path(wave): Path<String>,
    Query(asked): Query<Asked>,
) -> Response {
    let lang = who.locale.lang;
    let source = match source(&app, &who, &wave, Audience::Release).await {
        Ok(source) => source,
        Err(error) => return who.refuse(error),
    };
    let (claim, n) = (
        asked.uitspraak.unwrap_or_default(),
        asked.n.unwrap_or_default(),
    );
    let (answer, problem) = if claim.is_empty() && n.is_empty() {
        (None, None)
    } else {
        match (parse_claim(&claim), n.trim().parse::<u32>()) {
            (Some(parsed), Ok(number)) if (1..=100_000).contains(&number) => {
                let fitting = fitting_counts(parsed, number, &Policy::default());
                let (section, words) = (String::new(), Text::default());
                let finding = Finding {
                    section,
                    words,
                    n: number,
                    fitting,
                    stated: None,
                };
                (Some(verdict(&finding, lang)), None)
            }
            (None, _) => (
                None,
                Some(choose(
                    lang,
                    "Vul een percentage in (75%) of woorden (de helft, ongeveer twee derde).",
                    "Enter a percentage (75%) or words (half, about two thirds).",
                )),
            ),
            (Some(_), _) => (
                None,
                Some(choose(
                    lang,
                    "Vul bij n een aantal in van 1 tot en met 100.000.",
                    "Enter a number from 1 to 100,000 for n.",
                )),
            ),
        }
    };
    let findings = source.findings.iter().map(|finding| {
        (
            finding.section.clone(),
            finding.words.get(lang).to_owned(),
            verdict(finding, lang),
        )
    });
    let page = CheckPage {
        page: who.page(choose(lang, "Kan dit kloppen?", "Can it be true?")),
        wave_title: source.subject.title.get(lang).to_owned(),
        wave,
        claim,
        n,
        answer,
        problem: problem.map(str::to_owned),
        findings: findings.collect(),
    };
    render(&page, lang)
}
