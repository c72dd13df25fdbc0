//! Somebody writes to many: whom, what, and how it reads before it leaves.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use mkbroute_application::App;
use mkbroute_application::outreach::{
    Audience, MOST_LETTERS, SendError, WritePage as Found, send_letters, write_page,
};
use mkbroute_domain::ids::EventId;
use mkbroute_domain::outreach::{
    GuestPart, Letter, MergeField, Stage, Template as Typed, TemplateProblem,
};
use mkbroute_report::words::letter;
use serde::Deserialize;

use super::standard::{is_standard, standard};
use crate::error::render;
use crate::extract::{Path, Posted, Query, SignedIn};
use crate::forms::{Choice, again, choices};
use crate::outreach::lead_form::Wrong;
use crate::page::Page;
use crate::router::WebConfig;

/// To whom one writes, as the address says it.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    bijeenkomst: String,
    #[serde(default)]
    wie: String,
    #[serde(default)]
    fase: String,
}

impl Asked {
    /// A word that is not known means everybody.
    fn audience(&self) -> Audience {
        match self.bijeenkomst.parse() {
            Ok(event) => {
                let part = GuestPart::from_code(&self.wie).unwrap_or(GuestPart::Invited);
                Audience::Guests(EventId(event), part)
            }
            Err(_) => Audience::Companies(Stage::from_code(&self.fase)),
        }
    }
}

#[derive(Template)]
#[template(path = "outreach/letter_write.html")]
struct WritePage {
    page: Page,
    found: Found,
    asked: Asked,
    parts: Vec<Choice>,
    stages: Vec<Choice>,
    typed: Typed,
    /// The fields that one can use, and what they stand for.
    fields: Vec<(String, &'static str)>,
    /// The letter of the first, once somebody asked to see it and nothing is wrong with it.
    preview: Option<Letter>,
    wrong: Option<Wrong>,
    /// Whether mail leaves at all.
    mail: bool,
}

impl WritePage {
    /// What is wrong with a field.
    fn wrong(&self, field: &str) -> Option<&str> {
        let found = self.wrong.as_ref().filter(|(wrong, _)| *wrong == field);
        found.map(|(_, words)| words.as_str())
    }
}

/// The form for a letter.
pub(super) async fn form(
    State(app): State<App>,
    State(config): State<Arc<WebConfig>>,
    who: SignedIn,
    Path(pathway): Path<String>,
    Query(asked): Query<Asked>,
) -> Response {
    let shown = Shown {
        typed: None,
        wrong: None,
        wants_preview: false,
    };
    page(&app, (&config, &who), &pathway, (asked, shown)).await
}

/// Shows how the letter reads, whom another choice of people reaches, or sends it.
pub(super) async fn preview_or_send(
    State(app): State<App>,
    State(config): State<Arc<WebConfig>>,
    who: SignedIn,
    Path(pathway): Path<String>,
    posted: Posted,
) -> Response {
    let field = |name: &str| posted.get(name).to_owned();
    let asked = Asked {
        bijeenkomst: field("bijeenkomst"),
        wie: field("wie"),
        fase: field("fase"),
    };
    let typed = Typed {
        subject: field("onderwerp").trim().to_owned(),
        body: field("tekst").replace("\r\n", "\n").trim_end().to_owned(),
    };
    if posted.get("doe") == "kies" {
        let shown = Shown {
            typed: Some(typed),
            wrong: None,
            wants_preview: false,
        };
        return page(&app, (&config, &who), &pathway, (asked, shown)).await;
    }
    let of_meeting = asked.audience().event().is_some();
    let page_of = who.page("");
    let problem = typed.problems(of_meeting).into_iter().next();
    let mut wrong = problem.map(|problem| template_problem(&problem, &page_of));
    let sends = posted.get("doe") == "stuur" && config.mail;
    if sends && wrong.is_none() {
        let seen = posted.get("aantal").parse().unwrap_or(0);
        let to = (pathway.as_str(), asked.audience());
        match send_letters(&app, &who.actor, to, (typed.clone(), seen)).await {
            Ok(id) => {
                let address = format!("/routes/{pathway}/brieven/{id}");
                return Redirect::to(&address).into_response();
            }
            Err(SendError::App(error)) => return who.refuse(error),
            Err(error) => wrong = Some(problem_of(&error, &page_of)),
        }
    }
    let is_wrong = wrong.is_some();
    let shown = Shown {
        typed: Some(typed),
        wrong,
        wants_preview: true,
    };
    let shown = page(&app, (&config, &who), &pathway, (asked, shown)).await;
    if is_wrong { again(shown) } else { shown }
}

/// What the page shows of what was typed.
struct Shown {
    /// Nothing before somebody types.
    typed: Option<Typed>,
    wrong: Option<Wrong>,
    wants_preview: bool,
}

async fn page(
    app: &App,
    (config, who): (&WebConfig, &SignedIn),
    pathway: &str,
    (asked, shown): (Asked, Shown),
) -> Response {
    let found = match write_page(app, &who.actor, pathway, asked.audience()).await {
        Ok(found) => found,
        Err(error) => return who.refuse(error),
    };
    let page = who.page("");
    let title = page.t("Schrijf aan bedrijven", "Write to companies");
    let page = who.page(title);
    let event = found.kept.as_ref().map(|kept| &kept.event);
    let today = app.now().date_naive();
    let own = |typed: &Typed| shown.wants_preview || !is_standard(typed, event, today);
    let typed = shown.typed.filter(own);
    let typed = typed.unwrap_or_else(|| standard(asked.audience(), event, today));
    let is_good = shown.wants_preview && typed.problems(event.is_some()).is_empty();
    let first = found.preview.as_ref().filter(|_| is_good);
    let preview = first.map(|first| letter(&typed, &first.particulars));
    let all = Stage::ALL.iter().copied();
    let stages = all.filter(|stage| *stage != Stage::Declined);
    let page = WritePage {
        parts: choices(
            GuestPart::ALL.iter().copied(),
            GuestPart::code,
            |part| page.guest_part(part),
            &asked.wie,
        ),
        stages: choices(stages, Stage::code, |stage| page.stage(stage), &asked.fase),
        fields: fields(found.kept.is_some(), &page),
        typed,
        wrong: shown.wrong,
        mail: config.mail,
        preview,
        asked,
        found,
        page,
    };
    render(&page, who.locale.lang)
}

/// The fields that a letter can have, and what they stand for.
fn fields(of_meeting: bool, page: &Page) -> Vec<(String, &'static str)> {
    let all = MergeField::ALL.iter().copied();
    let usable = all.filter(|field| of_meeting || !field.is_of_meeting());
    let told = usable.map(|field| {
        let words = match field {
            MergeField::Name => {
                page.t("de naam van wie de brief krijgt", "the name of who gets it")
            }
            MergeField::Company => page.t("het bedrijf", "the company"),
            MergeField::Pathway => page.t("de naam van de route", "the name of the pathway"),
            MergeField::Meeting => page.t("de bijeenkomst", "the meeting"),
            MergeField::Day => page.t("de dag", "the day"),
            MergeField::Place => page.t("waar het is", "where it is"),
            MergeField::Sender => page.t("jouw naam", "your name"),
        };
        (format!("{{{}}}", field.code()), words)
    });
    told.collect()
}

fn template_problem(problem: &TemplateProblem, page: &Page) -> Wrong {
    let fixed = |field, nl, en| (field, page.t(nl, en).to_owned());
    match problem {
        TemplateProblem::NoSubject => {
            fixed("onderwerp", "Vul een onderwerp in.", "Give a subject.")
        }
        TemplateProblem::LongSubject => fixed(
            "onderwerp",
            "Het onderwerp is te lang. Gebruik hoogstens 150 tekens.",
            "The subject is too long. Use at most 150 characters.",
        ),
        TemplateProblem::NoBody => fixed("tekst", "Schrijf een tekst.", "Write a text."),
        TemplateProblem::LongBody => fixed(
            "tekst",
            "De tekst is te lang. Gebruik hoogstens 5.000 tekens.",
            "The text is too long. Use at most 5,000 characters.",
        ),
        TemplateProblem::UnknownField(name) => {
            let words = page.t(
                "Dit woord tussen haken kennen wij niet:",
                "This word between braces is not known:",
            );
            ("tekst", format!("{words} {{{name}}}"))
        }
        TemplateProblem::NoMeeting(field) => {
            let words = page.t(
                "Deze brief gaat niet over een bijeenkomst. Haal dit weg:",
                "This letter is not about a meeting. Take this out:",
            );
            ("tekst", format!("{words} {{{}}}", field.code()))
        }
    }
}

fn problem_of(error: &SendError, page: &Page) -> Wrong {
    let words = match error {
        SendError::OtherCount(count) => {
            let words = page.t(
                "Intussen veranderde wie de brief krijgt. Kijk nog eens, en verstuur dan. Zo veel mensen zijn het nu:",
                "Meanwhile it changed who gets the letter. Look again, and send it then. So many people are they now:",
            );
            format!("{words} {count}.")
        }
        SendError::TooMany => {
            let words = page.t(
                "Kies minder mensen. Zo veel brieven gaan er hoogstens tegelijk uit:",
                "Choose fewer people. So many letters leave at once at most:",
            );
            format!("{words} {MOST_LETTERS}.")
        }
        SendError::Nobody | SendError::Template(_) | SendError::App(_) => page
            .t("Niemand krijgt deze brief.", "Nobody gets this letter.")
            .to_owned(),
    };
    ("", words)
}
