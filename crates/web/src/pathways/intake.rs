//! How many students are to begin, and began, in each cohort.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use mkbroute_application::App;
use mkbroute_application::pathways::{
    PathwaySheet, SetIntakeError, TypedIntake, Work, set_intake, work_on_pathway,
};
use mkbroute_domain::pathways::intake::{IntakeProblem, MOST_STUDENTS};
use mkbroute_domain::pathways::{Cohort, Students};
use mkbroute_report::words::choose;
use serde::Deserialize;

use crate::error::render;
use crate::extract::{Form, Path, Query, SignedIn};
use crate::forms::again;
use crate::page::Page;

/// Which cohort is to be changed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    lichting: String,
}

/// Numbers as typed, and those that the page showed before.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct IntakeForm {
    lichting: String,
    doel: String,
    doel_anders: String,
    begonnen: String,
    begonnen_anders: String,
    /// The four numbers as the page showed them, parted by commas.
    gezien: String,
}

#[derive(Template)]
#[template(path = "pathways/intake.html")]
struct IntakePage {
    page: Page,
    found: PathwaySheet,
    work: Work,
    form: IntakeForm,
    problem: Option<String>,
}

/// The form for one cohort: a new one, or one of those that are known.
pub(super) async fn form(
    State(app): State<App>,
    who: SignedIn,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
) -> Response {
    intake_page(&app, &who, &slug, Err(asked.lichting)).await
}

/// Keeps the numbers of a cohort; with a problem, the form again as it was typed.
pub(super) async fn set(
    State(app): State<App>,
    who: SignedIn,
    Path(slug): Path<String>,
    Form(form): Form<IntakeForm>,
) -> Response {
    let page = who.page("");
    let told = match read(&form, &page) {
        Err(told) => told,
        Ok(typed) => match set_intake(&app, &who.actor, &slug, typed).await {
            Ok(()) => return Redirect::to(&format!("/routes/{slug}/instroom")).into_response(),
            Err(SetIntakeError::App(error)) => return who.refuse(error),
            Err(problem) => words(&problem, &page),
        },
    };
    again(intake_page(&app, &who, &slug, Ok((form, told))).await)
}

fn words(problem: &SetIntakeError, page: &Page) -> String {
    match problem {
        SetIntakeError::Intake(IntakeProblem::TooMany) => match page.lang {
            mkbroute_domain::text::Lang::Nl => {
                format!("In één lichting beginnen hoogstens {MOST_STUDENTS} studenten.")
            }
            mkbroute_domain::text::Lang::En => {
                format!("At most {MOST_STUDENTS} students begin in one cohort.")
            }
        },
        SetIntakeError::Intake(IntakeProblem::TooFar) => page
            .t(
                "Deze lichting begint meer dan vijf jaar na nu.",
                "This cohort begins more than five years from now.",
            )
            .to_owned(),
        SetIntakeError::ChangedMeanwhile => page
            .t(
                "Iemand anders wijzigde deze lichting intussen. In de tabel staat wat er nu geldt. Kijk of jouw aantallen nog kloppen en bewaar opnieuw.",
                "Somebody else changed this cohort meanwhile. The table holds what there is now. See whether your numbers still hold and keep them again.",
            )
            .to_owned(),
        SetIntakeError::App(_) => page.t("Dat lukte nu niet.", "That did not work now.").to_owned(),
    }
}

fn read(form: &IntakeForm, page: &Page) -> Result<TypedIntake, String> {
    let cohort: Cohort = form.lichting.parse().map_err(|_| {
        page.t(
            "Schrijf de lichting als jaar en maand, zoals 2026-09.",
            "Write the cohort as year and month, such as 2026-09.",
        )
        .to_owned()
    })?;
    let number = |text: &str| number(text, page);
    let seen: Vec<Option<u32>> = form
        .gezien
        .split(',')
        .map(|text| text.parse().ok())
        .collect();
    let seen = |at: usize| seen.get(at).copied().flatten();
    Ok(TypedIntake {
        cohort,
        target: Students {
            mkb: number(&form.doel)?,
            others: number(&form.doel_anders)?,
        },
        typed: Students {
            mkb: number(&form.begonnen)?,
            others: number(&form.begonnen_anders)?,
        },
        known: (
            Students {
                mkb: seen(0),
                others: seen(1),
            },
            Students {
                mkb: seen(2),
                others: seen(3),
            },
        ),
    })
}

/// A number of students; nothing for an empty field.
fn number(text: &str, page: &Page) -> Result<Option<u32>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_| {
        let told = page.t(
            "Vul een heel aantal in, of laat het leeg als je het niet weet",
            "Give a whole number, or leave it empty if you do not know it",
        );
        format!("{told}: “{text}”.")
    })
}

async fn intake_page(
    app: &App,
    who: &SignedIn,
    slug: &str,
    typed: Result<(IntakeForm, String), String>,
) -> Response {
    let lang = who.locale.lang;
    let (found, work) = match work_on_pathway(app, &who.actor, slug).await {
        Ok(found) => found,
        Err(error) => return who.refuse(error),
    };
    let (form, problem) = match typed {
        Ok((form, problem)) => (
            IntakeForm {
                gezien: known(&work, &form.lichting).gezien,
                ..form
            },
            Some(problem),
        ),
        Err(cohort) => (known(&work, &cohort), None),
    };
    let shown = IntakePage {
        page: who.page(choose(lang, "Instroom", "Intake")),
        found,
        work,
        form,
        problem,
    };
    render(&shown, lang)
}

/// The form filled with what is known of a cohort.
fn known(work: &Work, cohort: &str) -> IntakeForm {
    let found = cohort
        .parse()
        .ok()
        .and_then(|cohort| work.development.intake(cohort));
    let numbers = found
        .map(|found| (found.target, found.typed))
        .unwrap_or_default();
    let shown = [
        numbers.0.mkb,
        numbers.0.others,
        numbers.1.mkb,
        numbers.1.others,
    ];
    let shown = shown.map(|number| number.map_or_else(String::new, |number| number.to_string()));
    let gezien = shown.join(",");
    let [doel, doel_anders, begonnen, begonnen_anders] = shown;
    IntakeForm {
        lichting: cohort.to_owned(),
        doel,
        doel_anders,
        begonnen,
        begonnen_anders,
        gezien,
    }
}

impl Page {
    /// A number of students; a dash for what is not known.
    #[expect(clippy::unused_self, reason = "templates reach it through the page")]
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass by reference"
    )]
    #[expect(clippy::ref_option, reason = "templates pass by reference")]
    pub(super) fn students(&self, number: &Option<u32>) -> String {
        number.map_or_else(|| "–".to_owned(), |number| number.to_string())
    }
}
