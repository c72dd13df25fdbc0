//! The comment round for the editors: inviting by link, reading, deciding with a reason.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use mkbroute_application::surveys::editor::{
    CommentRound, DecideError, InviteError, comment_round, decide as decide_comment, invite,
    open_round,
};
use mkbroute_application::{App, AppError};
use mkbroute_domain::ids::CommentId;
use mkbroute_domain::surveys::draft::{Comment, CommentVerdict, DecisionProblem};
use mkbroute_report::words::choose;

use super::head::DraftHead;
use super::sent::tidy;
use super::{problem_page, to};
use crate::error::render;
use crate::extract::{Path, Posted, SignedIn};
use crate::page::Page;
use crate::router::WebConfig;

#[derive(Template)]
#[template(path = "surveys/editor/comments.html")]
struct CommentsPage {
    page: Page,
    head: DraftHead,
    open: bool,
    invited: Vec<String>,
    /// By question, in the order of the draft; those that wait come first.
    groups: Vec<Group>,
    /// A link that was just made, with for whom.
    link: Option<(String, String)>,
    name: String,
    problem: Option<String>,
}

/// The comments on one question.
struct Group {
    /// Empty for the questionnaire as a whole.
    code: String,
    title: String,
    comments: Vec<CommentLine>,
}

struct CommentLine {
    comment: Comment,
    /// A reason that was typed but not kept.
    typed: Option<String>,
    problem: Option<String>,
}

/// What was typed and could not be kept.
#[derive(Default)]
struct Told {
    link: Option<(String, String)>,
    name: String,
    problem: Option<String>,
    decision: Option<(CommentId, String, String)>,
}

/// The round.
pub(crate) async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path(slug): Path<String>,
) -> Response {
    page(&app, &who, &slug, Told::default()).await
}

/// Invites somebody and shows their link, once; or opens or ends the round.
pub(crate) async fn change(
    State(app): State<App>,
    State(config): State<Arc<WebConfig>>,
    who: SignedIn,
    Path(slug): Path<String>,
    sent: Posted,
) -> Response {
    let pressed = sent.get("doe");
    if matches!(pressed, "open" | "sluit") {
        return match open_round(&app, &who.actor, &slug, pressed == "open").await {
            Ok(()) => to(&slug, "/commentaar"),
            Err(error) => who.refuse(error),
        };
    }
    let lang = who.locale.lang;
    let name = tidy(sent.get("naam"));
    let problem = match invite(&app, &who.actor, &slug, &name).await {
        Ok(token) => {
            let link = format!("{}/commentaar/{token}", config.origin);
            let told = Told {
                link: Some((name, link)),
                ..Told::default()
            };
            return page(&app, &who, &slug, told).await;
        }
        Err(InviteError::App(error)) => return who.refuse(error),
        Err(InviteError::NoName) => choose(
            lang,
            "Vul in wie je uitnodigt. Die naam staat bij het commentaar.",
            "Fill in whom you invite. That name stands with the comments.",
        ),
        Err(InviteError::LongName) => choose(
            lang,
            "Deze naam is te lang. Gebruik hoogstens 100 tekens.",
            "This name is too long. Use at most 100 characters.",
        ),
    };
    let told = Told {
        name,
        problem: Some(problem.to_owned()),
        ..Told::default()
    };
    let page = page(&app, &who, &slug, told).await;
    problem_page(StatusCode::UNPROCESSABLE_ENTITY, page)
}

/// Takes a comment over, or declines it with a reason.
pub(crate) async fn decide(
    State(app): State<App>,
    who: SignedIn,
    Path((slug, comment)): Path<(String, String)>,
    sent: Posted,
) -> Response {
    let Ok(id) = serde_json::from_value::<CommentId>(comment.as_str().into()) else {
        return who.refuse(AppError::NotFound);
    };
    let reason = tidy(sent.get("reden"));
    let verdict = match sent.get("doe") {
        "neem" => CommentVerdict::TakenOver,
        _ => CommentVerdict::Declined,
    };
    let decided = decide_comment(&app, &who.actor, &slug, id, (verdict, &reason)).await;
    let lang = who.locale.lang;
    let problem = match decided {
        Ok(()) => return to(&slug, &format!("/commentaar#c-{id}")),
        Err(DecideError::App(error)) => return who.refuse(error),
        Err(DecideError::Problem(DecisionProblem::NoReason)) => choose(
            lang,
            "Schrijf waarom je dit niet overneemt. De schrijver leest dat.",
            "Write why you decline this. Whoever wrote it reads that.",
        ),
        Err(DecideError::Problem(DecisionProblem::LongReason)) => choose(
            lang,
            "Maak de reden korter: hoogstens 2.000 tekens.",
            "Shorten the reason: at most 2,000 characters.",
        ),
    };
    let told = Told {
        decision: Some((id, reason, problem.to_owned())),
        ..Told::default()
    };
    let page = page(&app, &who, &slug, told).await;
    problem_page(StatusCode::UNPROCESSABLE_ENTITY, page)
}

async fn page(app: &App, who: &SignedIn, slug: &str, told: Told) -> Response {
    let lang = who.locale.lang;
    match comment_round(app, &who.actor, slug).await {
        Ok(round) => {
            let page = CommentsPage {
                page: who.page(choose(lang, "Commentaar", "Comments")),
                head: DraftHead::of(&round.open, "/commentaar", lang),
                open: round.open.draft.comments_open,
                groups: groups(&round, told.decision.as_ref(), who),
                invited: round.invited,
                link: told.link,
                name: told.name,
                problem: told.problem,
            };
            render(&page, lang)
        }
        Err(error) => who.refuse(error),
    }
}

fn groups(
    round: &CommentRound,
    typed: Option<&(CommentId, String, String)>,
    who: &SignedIn,
) -> Vec<Group> {
    let lang = who.locale.lang;
    let whole = choose(
        lang,
        "De vragenlijst als geheel",
        "The questionnaire as a whole",
    );
    let items = round.open.instrument.items();
    let items = items.map(|(_, item)| (item.code.clone(), item.text.get(lang).to_owned()));
    let mut groups: Vec<Group> = std::iter::once((String::new(), whole.to_owned()))
        .chain(items)
        .map(|(code, title)| Group {
            code,
            title,
            comments: Vec::new(),
        })
        .collect();
    for comment in &round.comments {
        let kept = typed.filter(|(id, ..)| *id == comment.id);
        let line = CommentLine {
            typed: kept.map(|(_, reason, _)| reason.clone()),
            problem: kept.map(|(.., problem)| problem.clone()),
            comment: comment.clone(),
        };
        let place = groups.iter().position(|group| group.code == comment.item);
        // What was said of a question that is gone stands with the whole.
        groups[place.unwrap_or_default()].comments.push(line);
    }
    groups.retain(|group| !group.comments.is_empty());
    groups.sort_by_key(|group| {
        let mut comments = group.comments.iter();
        comments.all(|line| line.comment.decision.is_some())
    });
    groups
}
