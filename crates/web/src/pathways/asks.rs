//! What plans ask of somebody in words, and where it is done.

use chrono::NaiveDate;
use mkbroute_application::asks::NamedPathway;
use mkbroute_domain::text::Lang;

use crate::asks::Waiting;
use crate::page::Page;

/// A step of a plan that can be taken up.
pub(crate) fn next_step(
    (pathway, code): (&NamedPathway, &str),
    step: &str,
    due: NaiveDate,
    page: &Page,
) -> Waiting {
    let take_up = page.t("Pak op:", "Take up:");
    let due_on = page.t("Klaar op", "Due on");
    Waiting {
        title: format!("{take_up} {step}"),
        about: format!(
            "{}. {due_on} {}.",
            page.text(&pathway.name),
            page.date(&due)
        ),
        action: page.t("Naar de stap", "To the step").to_owned(),
        address: format!("/routes/{}/plan/stappen/{code}", pathway.slug),
    }
}

/// Steps of a plan whose day is past.
pub(crate) fn late_steps(
    pathway: &NamedPathway,
    steps: usize,
    first: &str,
    page: &Page,
) -> Waiting {
    let about = match (steps, page.lang) {
        (1, Lang::Nl) => format!("Eén stap is te laat: {first}."),
        (1, Lang::En) => format!("One step is late: {first}."),
        (number, Lang::Nl) => format!("{number} stappen zijn te laat. Het langst: {first}."),
        (number, Lang::En) => format!("{number} steps are late. The longest: {first}."),
    };
    let title = page.t("Werk het plan bij:", "Update the plan:");
    Waiting {
        title: format!("{title} {}", page.text(&pathway.name)),
        about,
        action: page.t("Naar het plan", "To the plan").to_owned(),
        address: format!("/routes/{}/plan", pathway.slug),
    }
}
