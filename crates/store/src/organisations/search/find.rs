//! Finding by words.

use std::collections::BTreeSet;

use mkbroute_domain::accounts::{Managed, Person};
use mkbroute_domain::ids::{OrganisationId, PersonId};
use mkbroute_domain::organisations::search::{Asked, Kind, Nearness};
use mkbroute_domain::pathways::Pathway;
use sea_orm::sea_query::{Alias, Condition, Expr, ExprTrait, Order, Query, SelectStatement};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::accounts::managed_person;
use crate::entities::search_postings::Column as Posting;
use crate::entities::{pathways, search_postings, search_rests, search_words};
use crate::error::StoreError;
use crate::organisations::OrganisationName;
use crate::store::Store;

/// So many words may begin as one that was typed.
const MOST_BEGINNINGS: u64 = 60;

/// So many hits are put in order; somebody who has more types on.
const MOST_HITS: u64 = 2_000;

/// The words of the index that were meant by the words of a question: of each the same, those that begin so, and those
/// that differ by one letter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchWords(Vec<Meant>);

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Meant {
    same: Vec<String>,
    begins: Vec<String>,
    mistyped: Vec<String>,
}

impl Meant {
    fn up_to(&self, nearness: Nearness) -> Vec<&String> {
        let mut words: Vec<_> = self.same.iter().collect();
        if nearness >= Nearness::Begins {
            words.extend(&self.begins);
        }
        if nearness >= Nearness::Mistyped {
            words.extend(&self.mistyped);
        }
        words
    }
}

impl Store {
    /// What was meant by the words of a question.
    pub async fn search_words(&self, asked: &[Asked]) -> Result<SearchWords, StoreError> {
        let rests: BTreeSet<String> = asked.iter().flat_map(Asked::rests).collect();
        let near = search_rests::Entity::find().filter(search_rests::Column::Rest.is_in(rests));
        let mut near: Vec<String> = near
            .all(self.reader())
            .await?
            .into_iter()
            .map(|row| row.word)
            .collect();
        near.sort_unstable();
        near.dedup();
        let mut meant = Vec::new();
        for one in asked {
            meant.push(Meant {
                same: same(one),
                begins: self.beginnings(one).await?,
                mistyped: mistyped(one, &near),
            });
        }
        Ok(SearchWords(meant))
    }

    async fn beginnings(&self, asked: &Asked) -> Result<Vec<String>, StoreError> {
        let behind = format!("{}{}", asked.word(), char::MAX);
        let rows = search_words::Entity::find()
            .filter(search_words::Column::Word.gt(asked.word()))
            .filter(search_words::Column::Word.lt(behind))
            .order_by_asc(search_words::Column::Word)
            .limit(MOST_BEGINNINGS);
        let rows = rows.all(self.reader()).await?;
        Ok(rows.into_iter().map(|row| row.word).collect())
    }

    /// The pathways that were meant, the nearest first.
    pub async fn pathways_meant(
        &self,
        words: &SearchWords,
        most: usize,
    ) -> Result<Vec<Pathway>, StoreError> {
        let ids = self.meant((Kind::Pathway, None), words, most).await?;
        let rows = pathways::Entity::find().filter(pathways::Column::Id.is_in(ids.iter().copied()));
        let rows = rows.all(self.reader()).await?;
        let found = rows
            .into_iter()
            .map(crate::pathways::pathway)
            .collect::<Result<Vec<_>, _>>()?;
        Ok(in_order(&ids, found, |pathway| pathway.id.0))
    }

    /// The organisations that were meant, the nearest first.
    pub async fn organisations_meant(
        &self,
        words: &SearchWords,
        most: usize,
    ) -> Result<Vec<(OrganisationId, OrganisationName)>, StoreError> {
        let ids = self.meant((Kind::Organisation, None), words, most).await?;
        let wanted: Vec<_> = ids.iter().copied().map(OrganisationId).collect();
        let found = self.organisation_names(&wanted).await?;
        Ok(in_order(&ids, found, |(id, _)| id.0))
    }

    /// The persons who were meant and of whom somebody manages a grant, the nearest first.
    pub async fn persons_meant(
        &self,
        seen: &Managed,
        words: &SearchWords,
        most: usize,
    ) -> Result<Vec<Person>, StoreError> {
        let subject = Expr::col(Posting::Subject.as_column_ref());
        let seen = managed_person(seen, subject);
        let ids = self.meant((Kind::Person, seen), words, most).await?;
        let wanted: Vec<_> = ids.iter().copied().map(PersonId).collect();
        let found = self.persons_with(&wanted).await?;
        Ok(in_order(&ids, found, |person| person.id.0))
    }

    /// Those of a kind that were meant: first by the same words, then by their beginnings; mistyped ones if there are
    /// few others.
    async fn meant(
        &self,
        (kind, seen): (Kind, Option<Expr>),
        words: &SearchWords,
        most: usize,
    ) -> Result<Vec<Uuid>, StoreError> {
        let mut found: Vec<Uuid> = Vec::new();
        if words.0.is_empty() {
            return Ok(found);
        }
        for nearness in [Nearness::Same, Nearness::Begins, Nearness::Mistyped] {
            let words: Vec<_> = words.0.iter().map(|meant| meant.up_to(nearness)).collect();
            let hits = self.hits((kind, seen.clone()), &words, most).await?;
            let new = hits.into_iter().filter(|hit| !found.contains(hit));
            let new: Vec<_> = new.collect();
            found.extend(new);
            if found.len() >= most {
                break;
            }
        }
        found.truncate(most);
        Ok(found)
    }

    /// Those that have one of each list of words, the shortest names first.
    async fn hits(
        &self,
        (kind, seen): (Kind, Option<Expr>),
        words: &[Vec<&String>],
        most: usize,
    ) -> Result<Vec<Uuid>, StoreError> {
        let rarest = self.rarest(kind, words).await?;
        let mut some = postings(kind, &words[rarest]);
        some.columns([Posting::Subject, Posting::Rank])
            .and_where_option(seen)
            .limit(MOST_HITS);
        for (number, others) in words.iter().enumerate() {
            if number != rarest {
                some.and_where(Expr::exists(also(others)));
            }
        }
        let nearest = Query::select()
            .distinct()
            .columns(["subject", "rank"])
            .from_subquery(some, "some")
            .order_by("rank", Order::Asc)
            .order_by("subject", Order::Asc)
            .limit(most as u64)
            .take();
        let rows = self.reader().query_all(&nearest).await?;
        rows.iter()
            .map(|row| Ok(row.try_get("", "subject")?))
            .collect()
    }

    /// Which list of words leads to the fewest.
    async fn rarest(&self, kind: Kind, words: &[Vec<&String>]) -> Result<usize, StoreError> {
        if words.len() == 1 {
            return Ok(0);
        }
        let mut counts = Vec::new();
        for list in words {
            let mut some = postings(kind, list);
            some.expr(Expr::val(1)).limit(MOST_HITS);
            counts.push(self.count_rows(some).await?);
        }
        let rarest = (0..words.len()).min_by_key(|number| counts[*number]);
        Ok(rarest.unwrap_or_default())
    }
}

fn same(asked: &Asked) -> Vec<String> {
    let mut words = vec![asked.word().to_owned(), asked.stem().to_owned()];
    words.dedup();
    words
}

fn mistyped(asked: &Asked, near: &[String]) -> Vec<String> {
    let near = near.iter();
    let near = near.filter(|word| asked.nearness(word) == Some(Nearness::Mistyped));
    near.cloned().collect()
}

fn postings(kind: Kind, words: &[&String]) -> SelectStatement {
    Query::select()
        .from(search_postings::Entity)
        .and_where(Posting::Kind.eq(kind.code()))
        .and_where(Posting::Word.is_in(words.iter().copied()))
        .take()
}

/// Whether the subject of a posting has one of these words too.
fn also(words: &[&String]) -> SelectStatement {
    let other = Alias::new("other");
    let of = |column: Posting| Expr::col((other.clone(), column));
    let same = of(Posting::Subject).eq(Expr::col(Posting::Subject.as_column_ref()));
    Query::select()
        .expr(Expr::val(1))
        .from_as(search_postings::Entity, other.clone())
        .cond_where(
            Condition::all()
                .add(same)
                .add(of(Posting::Word).is_in(words.iter().copied())),
        )
        .take()
}

/// What was read in no order, in that of the ids.
fn in_order<T>(
    ids: &[Uuid],
    found: impl IntoIterator<Item = T>,
    id: impl Fn(&T) -> Uuid,
) -> Vec<T> {
    let mut found: Vec<T> = found.into_iter().collect();
    found.sort_by_key(|one| ids.iter().position(|known| *known == id(one)));
    found
}
