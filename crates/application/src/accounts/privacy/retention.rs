//! How long data stay: what goes today, and what would go on a later day.

use chrono::{DateTime, TimeDelta, Utc};
use mkbroute_domain::accounts::Person;
use mkbroute_domain::accounts::audit::{Act, Detail, Doer, Entry, Object, ObjectKind};
use mkbroute_domain::accounts::privacy::{Activity, Retention};

use mkbroute_store::StoreError;

use super::authorise;
use super::erase::{EraseError, erase};
use crate::accounts::audit::commit;
use crate::accounts::{Actor, delete_expired};
use crate::{App, AppError};

/// A term after which data go by themselves. What closing a measurement deletes is not among them:
/// somebody closes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rule {
    /// Sessions and sign-in links that expired.
    SigningIn,
    /// Persons who have had no role for long, and by whom and to whom nothing was done since.
    Persons,
    /// The names of people from the field beside what they said of a questionnaire.
    Commenters,
}

impl Rule {
    /// Every rule, in the order of the page.
    pub const ALL: [Self; 3] = [Self::SigningIn, Self::Persons, Self::Commenters];

    /// The activity whose term it keeps.
    pub fn activity(self) -> Activity {
        match self {
            Self::SigningIn => Activity::SigningIn,
            Self::Persons => Activity::Accounts,
            Self::Commenters => Activity::Comments,
        }
    }

    /// How long data stay before they go by themselves.
    fn term(self) -> TimeDelta {
        match self.activity().retention() {
            Retention::WithoutRole { days } | Retention::Days(days) => {
                TimeDelta::days(i64::from(days))
            }
            Retention::WhileValid
            | Retention::Ids
            | Retention::UntilRemoved
            | Retention::Closing
            | Retention::Anonymous
            | Retention::Key => TimeDelta::zero(),
        }
    }
}

/// What goes by a rule.
#[derive(Clone, Debug)]
pub struct Due {
    pub rule: Rule,
    pub count: u64,
    /// Who goes, where the rule erases persons.
    pub persons: Vec<Person>,
}

/// What would go by each rule if it were that moment, for the administrator.
pub async fn due(app: &App, actor: &Actor, at: DateTime<Utc>) -> Result<Vec<Due>, AppError> {
    authorise(actor)?;
    let mut all = Vec::new();
    for rule in Rule::ALL {
        all.push(due_by(app, rule, at).await?);
    }
    Ok(all)
}

async fn due_by(app: &App, rule: Rule, at: DateTime<Utc>) -> Result<Due, AppError> {
    let before = at - rule.term();
    let mut persons = Vec::new();
    let count = match rule {
        Rule::SigningIn => app.store().count_expired(before).await?,
        Rule::Commenters => app.store().count_commenters(before).await?,
        Rule::Persons => {
            persons = app.store().persons_without_role(at, before).await?;
            persons.len() as u64
        }
    };
    Ok(Due {
        rule,
        count,
        persons,
    })
}

/// Lets go what is due now, at the button of the administrator.
pub async fn run_retention(app: &App, actor: &Actor) -> Result<(), AppError> {
    let doer = authorise(actor)?;
    let told = Entry::new(doer, Act::RetentionRun, Object::all(ObjectKind::Database));
    let tx = app.store().begin().await?;
    commit(app, tx, &told).await?;
    keep_terms(app).await
}

/// Lets go what is due now. Persons and commenters who go are told to the log, each once.
pub async fn keep_terms(app: &App) -> Result<(), AppError> {
    delete_expired(app).await?;
    let now = app.now();
    for person in due_by(app, Rule::Persons, now).await?.persons {
        match erase(app, Doer::Program, &person).await {
            // Who has no role is no administrator.
            Ok(()) | Err(EraseError::LastAdministrator) => {}
            Err(EraseError::App(error)) => return Err(error),
        }
    }
    let due = due_by(app, Rule::Commenters, now).await?;
    if due.count > 0 {
        let tx = app.store().begin().await?;
        tx.forget_commenters(now - Rule::Commenters.term()).await?;
        let detail = Detail::default().count(due.count);
        let object = Object::all(ObjectKind::Draft);
        let told = Entry::with(Doer::Program, Act::CommentersForgotten, object, detail);
        commit(app, tx, &told).await?;
    }
    // Someone who reads for long keeps what is gone in the log of the database until the next time.
    match app.store().empty_log().await {
        Ok(()) | Err(StoreError::Locked) => Ok(()),
        Err(error) => Err(error.into()),
    }
}
