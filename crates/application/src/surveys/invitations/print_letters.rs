//! Personal links on paper, for whom a mail does not reach.

use chrono::NaiveDate;
use mkbroute_domain::accounts::audit::{Act, Detail, Entry};
use mkbroute_domain::surveys::invitation::InvitationFacts;
use mkbroute_domain::text::Lang;
use mkbroute_store::{Ballot, LinkCount};

use super::facts;
use crate::accounts::Actor;
use crate::accounts::audit::commit;
use crate::surveys::Token;
use crate::surveys::fielding::{find_line, reached};
use crate::{App, AppError};

/// The most letters at once.
pub const MOST_LETTERS: u32 = 200;

/// Letters that only whoever prints them sees.
pub struct Letters {
    pub lang: Lang,
    pub day: NaiveDate,
    pub facts: InvitationFacts,
    /// One personal link a letter.
    pub links: Vec<String>,
}

/// Why no letters were made.
#[derive(Debug, thiserror::Error)]
pub enum PrintError<E> {
    #[error("the number of letters lies outside 1 to {MOST_LETTERS}")]
    Number,
    #[error("the letters cannot be typeset: {0}")]
    Typesetting(E),
    #[error(transparent)]
    App(#[from] AppError),
}

/// Makes so many letters for a link and returns what `typeset` makes of them. Nothing of it is stored
/// but the ballots, and those only once there is something to print.
pub async fn print_letters<E, T: Future<Output = Result<Vec<u8>, E>>>(
    app: &App,
    actor: &Actor,
    (slug, code): (&str, &str),
    (number, origin): (u32, &str),
    typeset: impl FnOnce(Letters) -> T,
) -> Result<Vec<u8>, PrintError<E>> {
    let (wave, line) = find_line(app, actor, slug, code).await?;
    let today = app.now().date_naive();
    if !wave.takes_answers(today) {
        return Err(AppError::NotOpen(wave.slug).into());
    }
    if !(1..=MOST_LETTERS).contains(&number) {
        return Err(PrintError::Number);
    }
    let tokens: Vec<Token> = (0..number).map(|_| Token::fresh(app)).collect();
    let letters = Letters {
        lang: wave.settings.lang,
        day: today,
        facts: facts(app, &wave, &line.link).await?,
        links: tokens
            .iter()
            .map(|token| format!("{origin}/a/{token}"))
            .collect(),
    };
    let printed = typeset(letters).await.map_err(PrintError::Typesetting)?;
    let ballot = Ballot {
        wave: wave.id,
        group: line.link.group,
        pathway: line.link.pathway,
    };
    let detail = Detail::default().count(number);
    let told = reached(actor, Act::LettersPrinted, (&wave, &line.link), detail);
    keep(app, &tokens, (ballot, code), &told).await?;
    Ok(printed)
}

async fn keep(
    app: &App,
    tokens: &[Token],
    (ballot, code): (Ballot, &str),
    told: &Entry,
) -> Result<(), AppError> {
    let hashes: Vec<[u8; 32]> = tokens.iter().map(Token::ballot_hash).collect();
    let number = u32::try_from(hashes.len()).unwrap_or(MOST_LETTERS);
    let tx = app.store().begin().await?;
    tx.insert_ballots(hashes, ballot).await?;
    tx.add_to_link(code, LinkCount::Invited, number).await?;
    commit(app, tx, told).await
}
