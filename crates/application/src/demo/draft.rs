//! A draft of the next questionnaire for students, on which two people commented.

use mkbroute_domain::surveys::condition::Condition;
use mkbroute_domain::surveys::instrument::edit::Edit;
use mkbroute_domain::surveys::instrument::{AnalysisNotes, Choice, Item, ItemKind};
use mkbroute_domain::text::Text;

use crate::accounts::{Actor, personas};
use crate::surveys::editor::{
    CommentError, EditError, InviteError, NewComment, Start, StartError, comment, edit_draft,
    invite, start_draft,
};
use crate::{App, AppError};

/// The readable name of the draft.
pub const DRAFT: &str = "students-2";

/// Starts the draft, rewords a question, adds one, and lets two people comment.
pub(super) async fn begin(app: &App) -> Result<(), AppError> {
    let mut cast = personas(app).await?.into_iter();
    let researcher = cast.find(|persona| persona.person.slug == "ruben-vos");
    let researcher = researcher.ok_or(AppError::NotFound)?.person.id;
    let actor = crate::accounts::load_actor(app, researcher).await?;
    let actor = actor.ok_or(AppError::NotFound)?;
    let start = Start::Version {
        id: "students".to_owned(),
        version: 1,
    };
    let slug = match start_draft(app, &actor, start).await {
        Ok(slug) => slug,
        Err(StartError::App(error)) => return Err(error),
        Err(error) => return Err(AppError::unreadable(error)),
    };
    for (seen, edit) in (1..).zip(edits()) {
        match edit_draft(app, &actor, &slug, seen, edit).await {
            Ok(_) => {}
            Err(EditError::App(error)) => return Err(error),
            Err(error) => return Err(AppError::unreadable(error)),
        }
    }
    for (author, item, body) in [
        (
            "docent Avans",
            "reistijd_naar_school",
            "Voor wie online les heeft, is dit lastig. Vraag naar een gewone lesdag.",
        ),
        (
            "student in de bouw",
            "living",
            "Ik woon deels bij mijn ouders. Wat moet ik kiezen?",
        ),
    ] {
        say(app, &actor, &slug, (author, item, body)).await?;
    }
    Ok(())
}

fn edits() -> [Edit; 2] {
    let choice = |code: &str, nl: &str, en: &str| Choice {
        code: code.to_owned(),
        text: Text::new(nl, en),
    };
    let travel = Item {
        code: String::new(),
        wording: 1,
        text: Text::new("Reistijd naar school", "Travelling time to school"),
        help: Some(Text::new("Denk aan een enkele reis.", "Think of one way.")),
        why: None,
        kind: ItemKind::Single {
            options: vec![
                choice("short", "Korter dan een half uur", "Less than half an hour"),
                choice(
                    "middle",
                    "Een half uur tot een uur",
                    "Half an hour to an hour",
                ),
                choice("long", "Langer dan een uur", "More than an hour"),
            ],
            other: None,
        },
        show_if: None,
        not_applicable: None,
        dont_know: None,
        prefill: false,
        coded_from: None,
        analysis: AnalysisNotes {
            block: "background".to_owned(),
            ..AnalysisNotes::default()
        },
    };
    let add = Edit::AddItem {
        section: "you".to_owned(),
        item: Box::new(travel),
    };
    let route = Edit::Route {
        code: "reistijd_naar_school".to_owned(),
        condition: Some(Condition::AnyOf {
            item: "living".to_owned(),
            options: vec!["parents".to_owned(), "own".to_owned()],
        }),
    };
    [add, route]
}

async fn say(
    app: &App,
    actor: &Actor,
    slug: &str,
    (author, item, body): (&str, &str, &str),
) -> Result<(), AppError> {
    let token = match invite(app, actor, slug, author).await {
        Ok(token) => token,
        Err(InviteError::App(error)) => return Err(error),
        Err(error) => return Err(AppError::unreadable(error)),
    };
    let said = NewComment {
        item: item.to_owned(),
        body: body.to_owned(),
    };
    match comment(app, &token, vec![said]).await {
        Ok(()) => Ok(()),
        Err(CommentError::App(error)) => Err(error),
        Err(error) => Err(AppError::unreadable(error)),
    }
}
