//! Commenting on a draft by link, without signing in.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use mkbroute_application::surveys::Token;
use mkbroute_application::surveys::editor::{
    CommentError, Commenting, NewComment, comment, commenting,
};
use mkbroute_application::{App, AppError};
use mkbroute_domain::surveys::draft::{Comment, CommentVerdict, Decision};
use mkbroute_domain::surveys::instrument::Item;
use mkbroute_domain::text::Text;
use mkbroute_report::labels::Labels;
use mkbroute_report::words::choose;

use super::overview::parts;
use super::words;
use crate::error::{WebError, render};
use crate::extract::{Locale, Path, Posted};
use crate::page::Page;
use crate::surveys::words as sentences;

#[derive(Template)]
#[template(path = "surveys/editor/commenting.html")]
struct CommentingPage {
    page: Page,
    token: String,
    author: String,
    open: bool,
    whole: Remark,
    sections: Vec<(String, Vec<Question>)>,
    problem: Option<String>,
    /// What was sent just now was kept.
    thanks: bool,
}

/// A question with room for a comment.
struct Question {
    text: Text,
    kind: &'static str,
    parts: Vec<String>,
    condition: Option<String>,
    remark: Remark,
}

/// What somebody says, and said before.
struct Remark {
    /// Empty for the questionnaire as a whole.
    code: String,
    typed: String,
    mine: Vec<Comment>,
    wrong: bool,
}

/// What was typed and could not be kept, with the code of the comment that is too long.
struct Typed<'a> {
    sent: &'a Posted,
    problem: String,
    wrong: Option<String>,
}

/// The draft with room for comments.
pub(crate) async fn show(
    State(app): State<App>,
    locale: Locale,
    Path(token): Path<String>,
    axum::extract::RawQuery(query): axum::extract::RawQuery,
) -> Response {
    let thanks = query.is_some_and(|query| query.split('&').any(|part| part == "dank"));
    match find(&app, &token).await {
        Ok((_, found)) => {
            let page = page(&locale, token, &found, None, thanks);
            render(&page, locale.lang)
        }
        Err(error) => WebError::from(error).page(locale.lang),
    }
}

/// Keeps the comments; with a problem, the page again as it was typed.
pub(crate) async fn send(
    State(app): State<App>,
    locale: Locale,
    Path(token): Path<String>,
    sent: Posted,
) -> Response {
    let lang = locale.lang;
    let (key, found) = match find(&app, &token).await {
        Ok(found) => found,
        Err(error) => return WebError::from(error).page(lang),
    };
    let given = sent.0.iter().filter_map(|(name, body)| {
        Some(NewComment {
            item: name.strip_prefix("c.")?.to_owned(),
            body: body.replace("\r\n", "\n"),
        })
    });
    let error = match comment(&app, &key, given.collect()).await {
        Ok(()) => return Redirect::to(&format!("/commentaar/{token}?dank")).into_response(),
        Err(CommentError::App(error)) => return WebError::from(error).page(lang),
        Err(error) => error,
    };
    let (status, nl, en) = match &error {
        CommentError::Closed => (
            StatusCode::CONFLICT,
            "De ronde is gesloten. Je commentaar is niet verstuurd. Hieronder staat wat je schreef, zodat je het kunt bewaren.",
            "The round is closed. Your comments were not sent. What you wrote stands below, so that you can keep it.",
        ),
        CommentError::TooLong(_) => (
            StatusCode::UNPROCESSABLE_ENTITY,
            "Maak je commentaar korter: hoogstens 2.000 tekens bij elke vraag. Er is nog niets verstuurd.",
            "Shorten your comment: at most 2,000 characters with each question. Nothing was sent yet.",
        ),
        CommentError::Nothing | CommentError::App(_) => (
            StatusCode::UNPROCESSABLE_ENTITY,
            "Je hebt nog niets geschreven.",
            "You have not written anything yet.",
        ),
    };
    let wrong = match error {
        CommentError::TooLong(code) => Some(code),
        _ => None,
    };
    let typed = Typed {
        sent: &sent,
        problem: choose(lang, nl, en).to_owned(),
        wrong,
    };
    let page = page(&locale, token, &found, Some(&typed), false);
    (status, render(&page, lang)).into_response()
}

async fn find(app: &App, token: &str) -> Result<(Token, Commenting), AppError> {
    let key = token.parse::<Token>().map_err(|_| AppError::NotFound)?;
    let found = commenting(app, &key).await?;
    Ok((key, found))
}

fn page(
    locale: &Locale,
    token: String,
    found: &Commenting,
    typed: Option<&Typed<'_>>,
    thanks: bool,
) -> CommentingPage {
    let lang = locale.lang;
    let draft = &found.instrument;
    let labels = Labels::of_instrument(draft, &[]);
    // What was said of a question that is gone stands with the whole.
    let place = |code: &str| {
        let mut items = draft.items();
        let found = items.find(|(_, item)| item.code == code);
        found.map_or("", |(_, item)| item.code.as_str())
    };
    let remark = |code: &str| Remark {
        code: code.to_owned(),
        typed: typed.map_or_else(String::new, |typed| {
            typed.sent.get(&format!("c.{code}")).to_owned()
        }),
        mine: found
            .mine
            .iter()
            .filter(|comment| place(&comment.item) == code)
            .cloned()
            .collect(),
        wrong: typed.is_some_and(|typed| typed.wrong.as_deref() == Some(code)),
    };
    let question = |item: &Item| Question {
        text: item.text.clone(),
        kind: words::kind(item.kind.type_name(), lang),
        parts: parts(item, lang),
        condition: item
            .show_if
            .as_ref()
            .map(|found| sentences::sentence(&labels, found, lang)),
        remark: remark(&item.code),
    };
    let sections = draft.sections.iter().map(|section| {
        let asked = section
            .items
            .iter()
            .filter(|item| item.coded_from.is_none());
        (
            section.title.get(lang).to_owned(),
            asked.map(question).collect(),
        )
    });
    let title = choose(
        lang,
        "Wat vind je van deze vragen?",
        "What do you think of these questions?",
    );
    CommentingPage {
        page: Page::new(locale, title),
        token,
        author: found.author.clone(),
        open: found.draft.comments_open,
        whole: remark(""),
        sections: sections.collect(),
        problem: typed.map(|typed| typed.problem.clone()),
        thanks,
    }
}

impl Page {
    /// What became of a comment.
    pub(crate) fn verdict(&self, decision: &Decision) -> &'static str {
        match decision.verdict {
            CommentVerdict::TakenOver => self.t("overgenomen", "taken over"),
            CommentVerdict::Declined => self.t("niet overgenomen", "declined"),
        }
    }
}
