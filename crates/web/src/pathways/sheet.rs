//! One pathway on one page: how far it is, what it is by definition, and what comes next.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use chrono::NaiveDate;
use mkbroute_application::App;
use mkbroute_application::pathways::{PathwaySheet, Work, pathway_sheet};
use mkbroute_domain::ids::PersonId;
use mkbroute_domain::pathways::criteria::{Assessment, Evidence, Judged, Level};
use mkbroute_domain::pathways::{Phase, ProgrammeRole};
use mkbroute_domain::text::Lang;
use mkbroute_report::words::{capital, pathway as words};

use super::profile::ProfileView;
use super::words::{criterion, level_class, outcome_class};
use crate::error::render;
use crate::extract::{Anybody, Path};
use crate::forms::{Choice, choices};
use crate::page::Page;

#[derive(Template)]
#[template(path = "pathways/sheet.html")]
struct SheetPage {
    page: Page,
    found: PathwaySheet,
    road: Vec<Milestone>,
    /// What a pathway beside the road waits for, or why it stopped.
    beside: Option<Beside>,
    verdict: VerdictView,
    criteria: Vec<CriterionView>,
    /// The criteria by both definitions.
    compared: Vec<(String, Option<Level>, Option<Level>)>,
    inside: Option<Inside>,
}

/// A phase on the road.
struct Milestone {
    name: String,
    since: Option<NaiveDate>,
    /// `done`, `here` or `ahead`.
    state: &'static str,
}

struct Beside {
    phase: String,
    since: NaiveDate,
    /// Only for those who work with it.
    reason: Option<String>,
    waits_for: Option<String>,
}

struct VerdictView {
    words: String,
    class: &'static str,
    /// How many criteria hold it back.
    open: usize,
    /// How many of those are at which level.
    levels: String,
    by: String,
}

struct CriterionView {
    code: String,
    words: String,
    level: &'static str,
    class: &'static str,
    derived: Option<Derived>,
    judged: Option<JudgedView>,
}

impl CriterionView {
    /// Whether data count, and not a judgement.
    fn is_decided(&self) -> bool {
        self.derived.as_ref().is_some_and(|derived| derived.decides)
    }
}

struct JudgedView {
    on: NaiveDate,
    inferred: bool,
    /// Who judged, for those who work with it.
    by: Option<String>,
    /// On what it rests: for those who work with it, or if that is published.
    evidence: Vec<Evidence>,
}

/// What only those see who work with it.
struct Inside {
    work: Work,
    history: Vec<Event>,
    profile: ProfileView,
    next: Next,
    roles: Vec<Choice>,
    registered: String,
}

/// What follows from the data of the program.
struct Derived {
    words: String,
    /// Whether that counts before what a person judged.
    decides: bool,
    /// Whether somebody judged otherwise.
    disagrees: bool,
}

/// Something that happened to the pathway.
struct Event {
    on: NaiveDate,
    words: String,
    reason: String,
    by: Option<String>,
}

/// What is best done next.
enum Next {
    /// A criterion that holds the pathway back.
    Criterion {
        code: String,
        words: String,
        level: Level,
    },
    /// Every criterion is met: the next phase on the road.
    Phase(String),
    /// Nothing is left to do.
    Nothing,
}

/// The page of a pathway.
pub(super) async fn show(
    State(app): State<App>,
    who: Anybody,
    Path(slug): Path<String>,
) -> Response {
    match pathway_sheet(&app, who.actor(), &slug).await {
        Ok(found) => {
            let page = who.page(found.pathway.name.get(who.lang()));
            render(&SheetPage::of(found, page), who.lang())
        }
        Err(error) => who.refuse(error),
    }
}

impl SheetPage {
    fn of(mut found: PathwaySheet, page: Page) -> Self {
        let work = found.work.take();
        let sets = [&found.sets.0, &found.sets.1];
        let verdict = &found.verdicts.first;
        let assessed = verdict.assessments.iter();
        let criteria = assessed.map(|assessment| CriterionView {
            words: criterion(&assessment.criterion, &sets, &page),
            code: assessment.criterion.clone(),
            level: page.level(&assessment.level()),
            class: level_class(assessment.level()),
            derived: derived(assessment, &page),
            judged: assessment
                .judged
                .as_ref()
                .map(|judged| JudgedView::of(judged, work.as_ref())),
        });
        let rows = found.verdicts.rows.iter();
        let compared = rows.map(|row| {
            let words = criterion(&row.criterion, &sets, &page);
            (words, row.first, row.second)
        });
        Self {
            road: road(&found, &page),
            beside: beside(&found, work.as_ref(), &page),
            verdict: VerdictView {
                words: capital(page.outcome(&verdict.outcome)),
                class: outcome_class(verdict.outcome),
                open: verdict.held_back_by.len(),
                levels: open_levels(&verdict.assessments, &page),
                by: page.text(&found.sets.0.name).to_owned(),
            },
            criteria: criteria.collect(),
            compared: compared.collect(),
            inside: work.map(|work| Inside::of(work, &found, &page)),
            found,
            page,
        }
    }
}

/// How far the criteria are that are not met, the farthest from it first.
fn open_levels(assessments: &[Assessment], page: &Page) -> String {
    let open = [Level::NotMet, Level::Partly, Level::Unknown].map(|level| {
        let same = assessments.iter().filter(|found| found.level() == level);
        (level, same.count())
    });
    let told = open.into_iter().filter(|(_, count)| *count > 0);
    let told = told.map(|(level, count)| format!("{count} {}", page.level(&level)));
    told.collect::<Vec<_>>().join(", ")
}

/// What follows from the data, for those who work with the pathway.
fn derived(assessment: &Assessment, page: &Page) -> Option<Derived> {
    let (_, tally) = assessment.derived?;
    let (known, mkb) = (tally.known(), tally.yes);
    let few = !assessment.is_decided_by_data();
    let words = match page.lang {
        Lang::Nl => format!(
            "Van {known} bedrijven met een student op de lijst is de omvang bekend; mkb zijn er {mkb}.{}",
            if few {
                " Dat zijn er te weinig om over de route te oordelen."
            } else {
                ""
            }
        ),
        Lang::En => format!(
            "Of {known} companies with a student on the list the size is known; {mkb} are mkb.{}",
            if few {
                " Those are too few to judge the pathway by."
            } else {
                ""
            }
        ),
    };
    Some(Derived {
        words,
        decides: !few,
        disagrees: assessment.disagrees(),
    })
}

impl JudgedView {
    fn of(judged: &Judged, work: Option<&Work>) -> Self {
        // What follows from the report rests on what everybody can read.
        let open = work.is_some() || judged.inferred;
        Self {
            on: judged.on,
            inferred: judged.inferred,
            by: work.and_then(|work| name(judged.by, work)),
            evidence: if open {
                judged.evidence.clone()
            } else {
                Vec::new()
            },
        }
    }
}

impl Inside {
    fn of(work: Work, found: &PathwaySheet, page: &Page) -> Self {
        let profile = &work.development.profile;
        let role = profile.programme_role.map_or("", ProgrammeRole::code);
        let named = |role: &ProgrammeRole| words::programme_role(*role, page.lang);
        let registered = profile.registered_on;
        Self {
            roles: choices(ProgrammeRole::ALL, ProgrammeRole::code, named, role),
            registered: registered.map_or_else(String::new, |day| day.to_string()),
            profile: ProfileView::of(profile, &work.organisations, page),
            history: history(&work, found, page),
            next: next(found, page),
            work,
        }
    }
}

/// The name of somebody who did something here; one who is erased has none.
fn name(by: Option<PersonId>, work: &Work) -> Option<String> {
    by.and_then(|person| work.names.get(&person).cloned())
}

/// The phases on the road, with the day since when the pathway was in each.
fn road(found: &PathwaySheet, page: &Page) -> Vec<Milestone> {
    let on_road = |phase: &Phase| !matches!(phase, Phase::Paused | Phase::Stopped);
    let reached = found.phases.iter().rev().map(|(phase, _)| *phase);
    let reached = reached.clone().find(on_road).or(Some(found.pathway.phase));
    let reached = reached.filter(on_road);
    let phases = Phase::ALL.into_iter().filter(on_road);
    let milestones = phases.map(|phase| {
        let mut since = found.phases.iter().rev();
        Milestone {
            name: capital(page.phase(&phase)),
            since: since
                .find(|(found, _)| *found == phase)
                .map(|(_, day)| *day)
                .filter(|_| reached.is_some_and(|reached| phase <= reached)),
            state: match reached {
                Some(reached) if phase < reached => "done",
                Some(reached) if phase == reached => "here",
                _ => "ahead",
            },
        }
    });
    milestones.collect()
}

/// Since when, and why, a pathway is paused or stopped.
fn beside(found: &PathwaySheet, work: Option<&Work>, page: &Page) -> Option<Beside> {
    let (phase, since) = *found.phases.last()?;
    if !matches!(phase, Phase::Paused | Phase::Stopped) {
        return None;
    }
    let last = work.and_then(|work| work.development.phases.changes().last());
    Some(Beside {
        phase: capital(page.phase(&phase)),
        since,
        reason: last.map(|last| last.reason.clone()),
        waits_for: last
            .map(|last| last.waits_for.clone())
            .filter(|waits| !waits.is_empty()),
    })
}

/// What happened to a pathway, the latest first.
fn history(work: &Work, found: &PathwaySheet, page: &Page) -> Vec<Event> {
    let sets = [&found.sets.0, &found.sets.1];
    let changes = work.development.phases.changes().iter();
    let phases = changes.map(|change| Event {
        on: change.on,
        words: format!("{}: {}", page.t("Fase", "Phase"), page.phase(&change.to)),
        reason: change.reason.clone(),
        by: name(change.by, work),
    });
    let judgements = work.development.judgements.iter();
    let judged = judgements.map(|judged| Event {
        on: judged.on,
        words: format!(
            "{}: {}",
            criterion(&judged.criterion, &sets, page),
            page.level(&judged.level)
        ),
        reason: judged
            .evidence
            .first()
            .map_or_else(String::new, |found| found.note.clone()),
        by: name(judged.by, work),
    });
    let mut events: Vec<Event> = phases.chain(judged).collect();
    events.sort_by_key(|event| std::cmp::Reverse(event.on));
    events
}

/// What is best done next: what holds the pathway back, then the next phase.
fn next(found: &PathwaySheet, page: &Page) -> Next {
    let verdict = &found.verdicts.first;
    if let Some(code) = verdict.held_back_by.first() {
        return Next::Criterion {
            words: criterion(code, &[&found.sets.0], page),
            level: verdict.level(code).unwrap_or(Level::Unknown),
            code: code.clone(),
        };
    }
    let ahead = match found.pathway.phase {
        Phase::Idea => Phase::Exploring,
        Phase::Exploring => Phase::Developing,
        Phase::Developing => Phase::Starting,
        Phase::Starting => Phase::Established,
        Phase::Established | Phase::Paused | Phase::Stopped => return Next::Nothing,
    };
    Next::Phase(page.phase(&ahead).to_owned())
}

impl Page {
    /// A level in a table of definitions; one that a definition does not name is a dash.
    #[expect(
        clippy::ref_option,
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass by reference"
    )]
    fn level_or_dash(&self, level: &Option<Level>) -> &'static str {
        level.map_or("–", |level| self.level(&level))
    }

    /// On what kind of thing a judgement rests.
    pub(super) fn evidence(&self, found: &Evidence) -> &'static str {
        words::evidence_kind(found.kind, self.lang)
    }
}
