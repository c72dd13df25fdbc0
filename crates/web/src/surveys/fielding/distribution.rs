//! The coordinator's page: a ready mail with the link, and "verstuurd op", "niet verstuurd".

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use mkbroute_application::App;
use mkbroute_application::surveys::fielding::{
    Report, ReportError, find_line, report_distribution,
};
use mkbroute_application::surveys::{LinkLine, open_link};
use mkbroute_domain::surveys::wave::{Distribution, Wave};
use mkbroute_domain::text::Lang;
use mkbroute_report::words::{choose, group as group_words, number, spoken};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;

use super::words;
use crate::error::render;
use crate::extract::{Form, Path, SignedIn};
use crate::forms::problem_page;
use crate::page::Page;
use crate::router::WebConfig;

#[derive(Template)]
#[template(path = "surveys/fielding/distribution.html")]
struct DistributionPage {
    page: Page,
    wave: Wave,
    line: LinkLine,
    link: String,
    subject: String,
    mail: String,
    /// The same mail, ready to open in a mail program.
    mail_to: String,
    state: String,
    silence: Option<&'static str>,
    form: ReportForm,
    problem: Option<&'static str>,
}

/// Everything but letters, digits and `-._~` is encoded in a `mailto:` (RFC 6068, RFC 3986).
const OUTSIDE_MAILTO: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// What the coordinator tells, as typed.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct ReportForm {
    /// `ja`, `nee` or `onbekend`.
    #[serde(default)]
    verstuurd: String,
    #[serde(default)]
    op: String,
    #[serde(default)]
    reden: String,
}

/// The mail to send and what is known of it.
pub(crate) async fn show(
    State(app): State<App>,
    State(config): State<Arc<WebConfig>>,
    who: SignedIn,
    Path((slug, code)): Path<(String, String)>,
) -> Response {
    distribution_page(&app, &config, &who, (&slug, &code), None).await
}

/// Keeps what the coordinator tells.
pub(crate) async fn report(
    State(app): State<App>,
    State(config): State<Arc<WebConfig>>,
    who: SignedIn,
    Path((slug, code)): Path<(String, String)>,
    Form(form): Form<ReportForm>,
) -> Response {
    let reason = form.reden.clone();
    let report = match (form.verstuurd.as_str(), form.op.trim().parse()) {
        ("ja", Ok(on)) => Ok(Report::Sent { on, reason }),
        ("ja", Err(_)) => Err(ReportError::ImpossibleDay),
        ("nee", _) => Ok(Report::NotSent { reason }),
        _ => Ok(Report::TakeBack),
    };
    let done = match report {
        Ok(report) => report_distribution(&app, &who.actor, &slug, &code, report).await,
        Err(problem) => Err(problem),
    };
    match done {
        Ok(()) => Redirect::to(&format!("/metingen/{slug}/uitzetten/{code}")).into_response(),
        Err(ReportError::App(error)) => who.refuse(error),
        Err(problem) => {
            let problem = words::report_problem(&problem, who.locale.lang);
            let told = Some((form, problem));
            let page = distribution_page(&app, &config, &who, (&slug, &code), told).await;
            problem_page(StatusCode::UNPROCESSABLE_ENTITY, page)
        }
    }
}

async fn distribution_page(
    app: &App,
    config: &WebConfig,
    who: &SignedIn,
    (slug, code): (&str, &str),
    told: Option<(ReportForm, &'static str)>,
) -> Response {
    let found = async {
        let (wave, line) = find_line(app, &who.actor, slug, code).await?;
        let minutes = open_link(app, code).await?.instrument.minutes();
        Ok::<_, mkbroute_application::AppError>((wave, line, minutes))
    };
    let (wave, line, minutes) = match found.await {
        Ok(found) => found,
        Err(error) => return who.refuse(error),
    };
    let lang = who.locale.lang;
    let address = format!("{}/m/{}", config.origin, line.link.code);
    let (subject, mail) = ready_mail(&wave, &line, minutes, &address);
    let (form, problem) = told.map_or_else(
        || (kept(&line, app.now().date_naive()), None),
        |(form, problem)| (form, Some(problem)),
    );
    let title = format!(
        "{}: {}",
        choose(lang, "Vragenlijst doorsturen", "Pass the questionnaire on"),
        group_words(line.link.group, lang)
    );
    let page = DistributionPage {
        page: who.page(&title),
        mail_to: mail_to(&subject, &mail),
        state: words::distribution(line.link.distribution, line.link.fielding.sent_on, lang),
        silence: line.silence.map(|found| words::silence(found, lang)),
        wave,
        line,
        link: address,
        subject,
        mail,
        form,
        problem,
    };
    render(&page, lang)
}

/// The form as it stands: what was told before, or today.
fn kept(line: &LinkLine, today: chrono::NaiveDate) -> ReportForm {
    let verstuurd = match line.link.distribution {
        Distribution::Unknown => "",
        Distribution::Sent | Distribution::Late => "ja",
        Distribution::NotSent => "nee",
    };
    ReportForm {
        verstuurd: verstuurd.to_owned(),
        op: line.link.fielding.sent_on.unwrap_or(today).to_string(),
        reden: line.link.fielding.reason.clone(),
    }
}

/// Subject and words of a mail in the language of the measurement.
fn ready_mail(wave: &Wave, line: &LinkLine, minutes: u32, address: &str) -> (String, String) {
    let lang = wave.settings.lang;
    let title = wave.title.get(lang);
    let pathway = line.pathway.name.get(lang);
    let until = number::date(wave.closes, lang);
    let said = |je, u| spoken(line.link.group.address(), lang, (je, u), "");
    let (will, may) = (said("Wil je", "Wilt u"), said("Je mag", "U mag"));
    let thanks = said("Dank je wel!", "Dank u wel!");
    match lang {
        Lang::Nl => (
            format!("Doe mee: {title}"),
            format!(
                "Beste deelnemer aan {pathway},\n\nWij willen weten hoe werken en leren bij deze \
                 Mkb-route gaan, en wat beter kan. {will} een vragenlijst invullen? Dat duurt \
                 ongeveer {minutes} minuten en kan tot en met {until}, ook op een telefoon.\n\n\
                 {address}\n\nWij vragen geen naam. {may} vragen overslaan en later verdergaan.\n\n\
                 {thanks}"
            ),
        ),
        Lang::En => (
            format!("Take part: {title}"),
            format!(
                "Dear participant in {pathway},\n\nWe want to know how working and learning go in \
                 this Mkb-route, and what could be better. Would you fill in a questionnaire? It \
                 takes about {minutes} minutes and is open until {until}, on a phone too.\n\n{address}\
                 \n\nWe ask for no name. You may skip questions and continue later.\n\nThank you!"
            ),
        ),
    }
}

/// The address that opens a mail program with this mail.
fn mail_to(subject: &str, mail: &str) -> String {
    let mail = mail.replace('\n', "\r\n");
    format!(
        "mailto:?subject={}&body={}",
        utf8_percent_encode(subject, OUTSIDE_MAILTO),
        utf8_percent_encode(&mail, OUTSIDE_MAILTO)
    )
}
