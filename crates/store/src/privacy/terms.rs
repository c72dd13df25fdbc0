//! What is old enough to go.

use chrono::{DateTime, Utc};
use mkbroute_domain::accounts::audit::ObjectKind;
use mkbroute_domain::accounts::{GrantStatus, Person};
use mkbroute_domain::ids::PersonId;
use mkbroute_domain::text::Lang;
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};

use crate::accounts::person;
use crate::entities::{
    audit_entries, draft_comments, draft_invitations, grants, persons, questionnaire_drafts,
    sessions, sign_in_links,
};
use crate::error::StoreError;
use crate::organisations::search::{self, Entry};
use crate::store::Store;
use crate::tx::Tx;

impl Store {
    /// How many sessions and sign-in links have expired by then.
    pub async fn count_expired(&self, by: DateTime<Utc>) -> Result<u64, StoreError> {
        let sessions = sessions::Entity::find().filter(sessions::Column::ExpiresAt.lte(by));
        let links = sign_in_links::Entity::find().filter(sign_in_links::Column::ExpiresAt.lte(by));
        let sessions = sessions.count(self.reader()).await?;
        Ok(sessions + links.count(self.reader()).await?)
    }

    /// Persons who came before that moment, of whom no grant counts at `at`, and about whom the audit
    /// log tells nothing since: neither that they did something nor that something was done to them.
    pub async fn persons_without_role(
        &self,
        at: DateTime<Utc>,
        since: DateTime<Utc>,
    ) -> Result<Vec<Person>, StoreError> {
        let ended = Condition::any()
            .add(grants::Column::ExpiresAt.is_null())
            .add(grants::Column::ExpiresAt.gt(at));
        let holding = Query::select()
            .column(grants::Column::PersonId)
            .from(grants::Entity)
            .and_where(grants::Column::Status.eq(GrantStatus::Confirmed.code()))
            .cond_where(ended)
            .to_owned();
        let quiet = persons::Entity::find()
            .filter(persons::Column::CreatedAt.lt(since))
            .filter(persons::Column::Id.not_in_subquery(holding))
            .order_by_asc(persons::Column::Name);
        let mut found = Vec::new();
        for row in quiet.all(self.reader()).await? {
            if !self.told_since(PersonId(row.id), since).await? {
                found.push(person(row)?);
            }
        }
        Ok(found)
    }

    async fn told_since(&self, id: PersonId, since: DateTime<Utc>) -> Result<bool, StoreError> {
        let about = Condition::all()
            .add(audit_entries::Column::ObjectKind.eq(ObjectKind::Person.code()))
            .add(audit_entries::Column::Object.eq(id.to_string()));
        let entries = audit_entries::Entity::find()
            .filter(audit_entries::Column::At.gte(since.timestamp()))
            .filter(
                Condition::any()
                    .add(audit_entries::Column::PersonId.eq(id.0))
                    .add(about),
            );
        Ok(entries.count(self.reader()).await? > 0)
    }

    /// How many people were invited to comment before that moment in rounds that have ended, or are
    /// named beside what they said there.
    pub async fn count_commenters(&self, before: DateTime<Utc>) -> Result<u64, StoreError> {
        let invited = draft_invitations::Entity::find().filter(old_invitations(before));
        let named = draft_comments::Entity::find().filter(old_comments(before));
        let invited = invited.count(self.reader()).await?;
        Ok(invited.max(named.count(self.reader()).await?))
    }
}

impl Tx {
    /// Changes the name and the language of a person.
    pub async fn correct_person(
        &self,
        id: PersonId,
        name: &str,
        lang: Lang,
    ) -> Result<(), StoreError> {
        persons::Entity::update_many()
            .col_expr(persons::Column::Name, Expr::value(name))
            .col_expr(persons::Column::Sought, Expr::value(name.to_lowercase()))
            .col_expr(persons::Column::Lang, Expr::value(lang.code()))
            .filter(persons::Column::Id.eq(id.0))
            .exec(&self.0)
            .await?;
        search::replace(&self.0, Entry::of_person(id.0, name)).await
    }

    /// Forgets who commented before that moment in rounds that have ended. What they said stays.
    pub async fn forget_commenters(&self, before: DateTime<Utc>) -> Result<(), StoreError> {
        draft_comments::Entity::update_many()
            .col_expr(draft_comments::Column::Author, Expr::value(""))
            .filter(old_comments(before))
            .exec(&self.0)
            .await?;
        draft_invitations::Entity::delete_many()
            .filter(old_invitations(before))
            .exec(&self.0)
            .await?;
        Ok(())
    }
}

fn old_comments(before: DateTime<Utc>) -> Condition {
    Condition::all()
        .add(draft_comments::Column::MadeAt.lt(before))
        .add(draft_comments::Column::Author.ne(""))
        .add(draft_comments::Column::DraftId.not_in_subquery(open_rounds()))
}

fn old_invitations(before: DateTime<Utc>) -> Condition {
    Condition::all()
        .add(draft_invitations::Column::MadeAt.lt(before))
        .add(draft_invitations::Column::DraftId.not_in_subquery(open_rounds()))
}

/// Drafts on which comments are welcome.
fn open_rounds() -> sea_orm::sea_query::SelectStatement {
    Query::select()
        .column(questionnaire_drafts::Column::Id)
        .from(questionnaire_drafts::Entity)
        .and_where(questionnaire_drafts::Column::CommentsOpen.eq(true))
        .to_owned()
}
