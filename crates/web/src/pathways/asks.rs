//! What plans ask of somebody in words, and where it is done.

use chrono::NaiveDate;
use mkbroute_application::asks::NamedPathway;
use mkbroute_domain::ids::{MeetingId, SupportRequestId};
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

/// Questions of pathways that wait for the national programme.
pub(crate) fn answer_support(requests: u32, page: &Page) -> Waiting {
    let about = match (requests, page.lang) {
        (1, Lang::Nl) => "Eén vraag van een route wacht op een antwoord.".to_owned(),
        (1, Lang::En) => "One question of a pathway waits for an answer.".to_owned(),
        (number, Lang::Nl) => format!("{number} vragen van routes wachten op een antwoord."),
        (number, Lang::En) => format!("{number} questions of pathways wait for an answer."),
    };
    Waiting {
        title: page.t("Help routes verder", "Help pathways on").to_owned(),
        about,
        action: page.t("Naar de vragen", "To the questions").to_owned(),
        address: "/ondersteuning".to_owned(),
    }
}

/// A question of a pathway that got an answer.
pub(crate) fn read_support(
    pathway: &NamedPathway,
    request: SupportRequestId,
    page: &Page,
) -> Waiting {
    let about = page.t(
        "Het programma antwoordde op jouw vraag.",
        "The programme answered your question.",
    );
    let title = page.t("Lees het antwoord:", "Read the answer:");
    Waiting {
        title: format!("{title} {}", page.text(&pathway.name)),
        about: about.to_owned(),
        action: page.t("Naar het antwoord", "To the answer").to_owned(),
        address: format!("/routes/{}/ondersteuning/{request}", pathway.slug),
    }
}

/// A coming meeting of the learning network.
pub(crate) fn answer_meeting(
    (meeting, title): (MeetingId, &str),
    on: NaiveDate,
    page: &Page,
) -> Waiting {
    let network = page.t(
        "Bijeenkomst van het leernetwerk op",
        "Meeting of the learning network on",
    );
    let come = page.t("Kom je?", "Do you come?");
    Waiting {
        title: format!("{come} {title}"),
        about: format!("{network} {}.", page.date(&on)),
        action: page.t("Geef antwoord", "Answer").to_owned(),
        address: format!("/leernetwerk/{meeting}"),
    }
}
