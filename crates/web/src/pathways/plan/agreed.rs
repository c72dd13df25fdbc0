//! What was agreed on the way: commitments of partners, the curriculum, the study calendar.

mod form;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use mkbroute_application::pathways::{PlanChange, PlanError, PlanSheet, change_plan, plan_sheet};
use mkbroute_application::{App, AppError};
use mkbroute_domain::pathways::plan::Agreed;

use self::form::AgreedForm;
use super::told;
use crate::error::render;
use crate::extract::{Path, Posted, SignedIn};
use crate::forms::again;
use crate::page::Page;

#[derive(Template)]
#[template(path = "pathways/agreed.html")]
struct AgreedPage {
    page: Page,
    found: PlanSheet,
    form: AgreedForm,
    revision: u32,
    problems: Vec<String>,
    /// What somebody else recorded meanwhile, where that was not typed.
    meanwhile: Vec<String>,
}

/// A form with problems.
struct Typed {
    agreed: Agreed,
    problems: Vec<String>,
    meanwhile: bool,
}

/// The form.
pub(super) async fn form(
    State(app): State<App>,
    who: SignedIn,
    Path(slug): Path<String>,
) -> Response {
    agreed_page(&app, &who, &slug, None).await
}

/// Keeps what was agreed; with a problem, the form again as it was typed.
pub(super) async fn change(
    State(app): State<App>,
    who: SignedIn,
    Path(slug): Path<String>,
    posted: Posted,
) -> Response {
    let page = who.page("");
    let (agreed, unreadable) = form::read(&posted, &page);
    let mut typed = Typed {
        agreed: agreed.clone(),
        problems: unreadable,
        meanwhile: false,
    };
    if typed.problems.is_empty() {
        let known = posted.get("revisie").parse().unwrap_or_default();
        let change = (known, PlanChange::Agreed(agreed));
        match change_plan(&app, &who.actor, &slug, change).await {
            Ok(()) => {
                return Redirect::to(&format!("/routes/{slug}/plan#afspraken")).into_response();
            }
            Err(PlanError::App(error)) => return who.refuse(error),
            Err(problem) => {
                typed.meanwhile = matches!(problem, PlanError::ChangedMeanwhile);
                typed.problems = told(&problem, &page);
            }
        }
    }
    again(agreed_page(&app, &who, &slug, Some(typed)).await)
}

async fn agreed_page(app: &App, who: &SignedIn, slug: &str, typed: Option<Typed>) -> Response {
    let found = match plan_sheet(app, &who.actor, slug).await {
        Ok(found) if found.may_develop => found,
        Ok(_) => return who.refuse(AppError::Forbidden),
        Err(error) => return who.refuse(error),
    };
    let Some(kept) = found.kept.clone() else {
        // Without a plan nothing is agreed: its page is where one is begun.
        return Redirect::to(&format!("/routes/{slug}/plan")).into_response();
    };
    let title = who.page("").t("Wat is afgesproken", "What was agreed");
    let page = who.page(title);
    let meanwhile = typed.as_ref().filter(|typed| typed.meanwhile);
    let meanwhile = meanwhile.map(|typed| {
        let mine = lines(&typed.agreed, &page);
        let mut now = lines(&kept.agreed, &page);
        now.retain(|line| !mine.contains(line));
        now
    });
    let agreed = typed.as_ref().map_or(&kept.agreed, |typed| &typed.agreed);
    let shown = AgreedPage {
        form: AgreedForm::of(agreed, &page),
        revision: kept.revision,
        meanwhile: meanwhile.unwrap_or_default(),
        problems: typed.map(|typed| typed.problems).unwrap_or_default(),
        found,
        page,
    };
    render(&shown, who.locale.lang)
}

/// What was agreed, line by line.
fn lines(agreed: &Agreed, page: &Page) -> Vec<String> {
    let commitments = agreed.commitments.iter().map(|found| {
        let (workplaces, hours) = (found.workplaces, found.hours);
        let money = page.euros(&found.money);
        let units = [
            page.t("leerwerkplekken", "workplaces"),
            page.t("uur", "hours"),
        ];
        let on = page.date(&found.on);
        let [of_places, of_hours] = units;
        format!(
            "{}, {on}: {workplaces} {of_places}, {hours} {of_hours}, {money} {}",
            found.partner, found.place
        )
    });
    let talks = agreed.talks.iter().map(|talk| {
        let on = page.date(&talk.on);
        format!("{}, {on}: {} → {}", talk.with, talk.asked, talk.decided)
    });
    let basis = agreed.basis.iter().map(|basis| {
        let share = basis
            .in_hand
            .map_or(String::new(), |share| format!(" ({share}%)"));
        format!("{}: {}{share}", page.t("Basis", "Basis"), basis.from)
    });
    let calendar = agreed.calendar.iter().map(|calendar| {
        let days = page.school_days(&calendar.school_days);
        let (teaching, exams) = (calendar.teaching_weeks, calendar.exam_weeks);
        format!(
            "{}: {days}, {teaching} + {exams} {}",
            page.t("Studiekalender", "Study calendar"),
            calendar.place
        )
    });
    commitments
        .chain(talks)
        .chain(basis)
        .chain(calendar)
        .collect()
}
