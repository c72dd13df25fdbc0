//! The forms about one company: a step, a conversation, and what is kept of it.

use chrono::NaiveDate;
use mkbroute_application::outreach::{Choices, LeadChange, LeadError, LeadSheet};
use mkbroute_domain::ids::{EventId, PersonId};
use mkbroute_domain::outreach::{
    Conversation, DeclineReason, Lead, LeadSource, Motive, Stage, StageChange, StageProblem,
};
use mkbroute_report::words::outreach::{decline_reason, stage_problem};

use super::day;
use super::filter::events;
use crate::extract::Posted;
use crate::forms::{Choice, choices, choices_where};
use crate::page::Page;

/// What is wrong: the field, and what to do.
pub(super) type Wrong = (&'static str, String);

/// A step as it is typed.
pub(super) struct StepForm {
    pub(super) stages: Vec<Choice>,
    pub(super) on: String,
    pub(super) note: String,
    pub(super) reasons: Vec<Choice>,
    pub(super) again_on: String,
}

/// A conversation as it is typed.
pub(super) struct SaidForm {
    pub(super) on: String,
    pub(super) note: String,
    pub(super) motives: Vec<Choice>,
}

/// What is kept of a company, as it is typed.
pub(super) struct DataForm {
    pub(super) sources: Vec<Choice>,
    pub(super) events: Vec<Choice>,
    pub(super) owners: Vec<Choice>,
    pub(super) motives: Vec<Choice>,
}

impl StepForm {
    /// The stages into which the company may come now, and what was typed.
    pub(super) fn of(lead: &Lead, typed: Option<&Posted>, today: NaiveDate, page: &Page) -> Self {
        let typed_or = |name: &str, otherwise: String| {
            typed.map_or(otherwise, |typed| typed.get(name).to_owned())
        };
        let now = lead.journey.stage();
        let mut stages = Vec::from(Stage::ALL);
        stages.retain(|to| now.is_none_or(|now| now.may_become(*to)));
        let next = now.and_then(Stage::rank).map(|rank| rank + 1);
        let next = next
            .and_then(|rank| Stage::ROAD.get(rank))
            .or(stages.first());
        let chosen = typed_or("fase", next.map_or("", |next| next.code()).to_owned());
        let ticked =
            |code: &str| typed.is_some_and(|typed| typed.all("reden").any(|one| one == code));
        Self {
            stages: choices(stages, Stage::code, |found| page.stage(found), &chosen),
            on: typed_or("op", today.to_string()),
            note: typed_or("toelichting", String::new()),
            reasons: choices_where(
                DeclineReason::ALL,
                DeclineReason::code,
                |found| decline_reason(*found, page.lang),
                ticked,
            ),
            again_on: typed_or("weer_op", String::new()),
        }
    }

    /// The step that was typed. What belongs to another stage is let go.
    pub(super) fn read(typed: &Posted, page: &Page) -> Result<StageChange, Wrong> {
        let to = Stage::from_code(typed.get("fase")).ok_or_else(|| {
            let words = page.t("Kies een fase.", "Choose a stage.");
            ("fase", words.to_owned())
        })?;
        let on = day(typed.get("op"), page).map_err(|words| ("op", words))?;
        let re_engage_on = match (to, typed.get("weer_op").trim()) {
            (_, "") => None,
            (Stage::Dormant, again) => Some(day(again, page).map_err(|words| ("weer_op", words))?),
            _ => None,
        };
        let reasons = typed.all("reden").filter_map(DeclineReason::from_code);
        Ok(StageChange {
            to,
            on,
            by: None,
            note: typed.get("toelichting").trim().to_owned(),
            reasons: if to == Stage::Declined {
                reasons.collect()
            } else {
                Vec::new()
            },
            re_engage_on,
        })
    }
}

impl SaidForm {
    pub(super) fn of(typed: Option<&Posted>, today: NaiveDate, page: &Page) -> Self {
        let typed_or = |name: &str, otherwise: String| {
            typed.map_or(otherwise, |typed| typed.get(name).to_owned())
        };
        let ticked =
            |code: &str| typed.is_some_and(|typed| typed.all("motief").any(|one| one == code));
        Self {
            on: typed_or("gesproken_op", today.to_string()),
            note: typed_or("gezegd", String::new()),
            motives: motives(page, ticked),
        }
    }

    /// The conversation that was typed.
    pub(super) fn read(typed: &Posted, by: PersonId, page: &Page) -> Result<Conversation, Wrong> {
        let on = day(typed.get("gesproken_op"), page).map_err(|words| ("gesproken_op", words))?;
        Ok(Conversation {
            on,
            by,
            contact: None,
            note: typed.get("gezegd").trim().to_owned(),
            motives: typed.all("motief").filter_map(Motive::from_code).collect(),
        })
    }
}

impl DataForm {
    /// What is kept, or what was typed instead.
    pub(super) fn of(sheet: &LeadSheet, typed: Option<&Posted>, page: &Page) -> Self {
        let (lead, known) = (&sheet.kept.lead, &sheet.choices);
        let kept = |now: String, name: &str| typed.map_or(now, |typed| typed.get(name).to_owned());
        let source = kept(lead.source.code().to_owned(), "bron");
        let event = lead.event.map(|id| id.to_string()).unwrap_or_default();
        let owner = lead.owner.map(|id| id.to_string()).unwrap_or_default();
        let owner = kept(owner, "wie");
        let has = |code: &str| match typed {
            Some(typed) => typed.all("motief").any(|one| one == code),
            None => lead.motives.iter().any(|motive| motive.code() == code),
        };
        Self {
            sources: choices(
                LeadSource::ALL,
                LeadSource::code,
                |found| page.lead_source(found),
                &source,
            ),
            events: events(known, &kept(event, "bijeenkomst"), page),
            owners: with_present(sheet, &owner, page),
            motives: motives(page, has),
        }
    }

    /// What was typed.
    pub(super) fn read(typed: &Posted, page: &Page) -> Result<LeadChange, Wrong> {
        let source = LeadSource::from_code(typed.get("bron")).ok_or_else(|| {
            let words = page.t(
                "Kies hoe je het bedrijf vond.",
                "Choose how you found the company.",
            );
            ("bron", words.to_owned())
        })?;
        Ok(LeadChange {
            source,
            event: typed.get("bijeenkomst").parse().ok().map(EventId),
            motives: typed.all("motief").filter_map(Motive::from_code).collect(),
            owner: typed.get("wie").parse().ok().map(PersonId),
        })
    }
}

/// The owners with who talks with the company now, also if they may not any more: only another choice
/// takes the company from them.
fn with_present(sheet: &LeadSheet, chosen: &str, page: &Page) -> Vec<Choice> {
    let mut found = owners(&sheet.choices, chosen);
    let present = sheet.kept.lead.owner.map(|id| id.to_string());
    if let Some(id) = present.filter(|id| found.iter().all(|(known, ..)| known != id)) {
        let nobody = page.t("iemand die niet meer meedoet", "somebody who left");
        let name = sheet.owner.as_deref().unwrap_or(nobody).to_owned();
        let is_chosen = id == chosen;
        found.push((id, name, is_chosen));
    }
    found
}

/// Who may talk with companies, of whom this one is chosen.
pub(super) fn owners(known: &Choices, chosen: &str) -> Vec<Choice> {
    let shown = known.owners.iter().map(|(id, name)| {
        let id = id.to_string();
        let chosen = id == chosen;
        (id, name.clone(), chosen)
    });
    shown.collect()
}

/// The motives, with those that are ticked.
pub(super) fn motives(page: &Page, ticked: impl Fn(&str) -> bool) -> Vec<Choice> {
    let shown = Motive::ALL.iter().map(|found| {
        let code = found.code();
        (code.to_owned(), page.motive(found), ticked(code))
    });
    shown.collect()
}

/// What is wrong with what was typed; nothing if no form explains it.
pub(super) fn problem(error: &LeadError, page: &Page) -> Option<Wrong> {
    let fixed = |field, nl, en| Some((field, page.t(nl, en).to_owned()));
    match error {
        LeadError::Stage(problem) => Some((field_of(*problem), stage_problem(*problem, page.lang))),
        LeadError::NoNote => fixed(
            "gezegd",
            "Schrijf op wat er is gezegd.",
            "Write what was said.",
        ),
        LeadError::LongNote => fixed(
            "toelichting",
            "De tekst is te lang. Gebruik hoogstens 2000 tekens.",
            "The text is too long. Use at most 2000 characters.",
        ),
        LeadError::Future => fixed(
            "gesproken_op",
            "De dag ligt in de toekomst. Kies vandaag of eerder.",
            "The day lies in the future. Choose today or earlier.",
        ),
        LeadError::ChangedMeanwhile => fixed(
            "",
            "Iemand anders veranderde dit bedrijf intussen. Je ziet nu hoe het is. Wat jij typte staat er nog: kijk of het klopt en bewaar opnieuw.",
            "Somebody else changed this company meanwhile. You see how it is now. What you typed still stands here: see whether it is right and keep it again.",
        ),
        LeadError::NotAnOwner => fixed(
            "wie",
            "Deze persoon praat niet voor deze route met bedrijven.",
            "This person does not talk with companies for this pathway.",
        ),
        LeadError::App(_) => None,
    }
}

fn field_of(problem: StageProblem) -> &'static str {
    match problem {
        StageProblem::OutOfOrder { .. } => "fase",
        StageProblem::BeforeLast(_) | StageProblem::Future => "op",
        StageProblem::NoReason | StageProblem::ReasonWithoutDeclining => "reden",
        StageProblem::NoNote => "toelichting",
        StageProblem::NoReEngageDay | StageProblem::ReEngageWithoutPause => "weer_op",
    }
}
