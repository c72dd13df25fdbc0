//! What the index holds of a pathway, an organisation and a person.

use std::collections::{BTreeMap, BTreeSet};

use mkbroute_domain::organisations::search::{Kind, rests_of, words_of};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, IntoActiveModel, QueryFilter,
    QuerySelect, Statement,
};
use uuid::Uuid;

use crate::entities::{
    organisations, pathways, persons, search_postings, search_rests, search_words, sites,
};
use crate::error::StoreError;

/// Rows in one statement. Connections remember their last statements, each number of rows as another: they stay small.
const AT_ONCE: usize = 500;

/// Names have no more words that count for their rank.
const LAST_RANK: usize = 99;

/// Index changes on PostgreSQL wait for each other: two that meet in one word would lose it or lock each other out.
const LOCK: i64 = 0x6d6b_6273;

/// What is found by words.
pub(crate) struct Entry {
    kind: Kind,
    subject: Uuid,
    words: BTreeSet<String>,
    rank: i32,
}

impl Entry {
    /// Found by every word of these texts; the fewer words the first of them has, the sooner.
    pub(crate) fn new(kind: Kind, subject: Uuid, texts: &[&str]) -> Self {
        let length = texts
            .first()
            .map_or(0, |name| name.split_whitespace().count());
        Self {
            kind,
            subject,
            words: words_of(texts),
            rank: i32::try_from(length.min(LAST_RANK)).unwrap_or_default(),
        }
    }

    pub(crate) fn of_pathway(row: &pathways::Model) -> Self {
        let texts = [
            &row.name_nl,
            &row.name_en,
            &row.hogeschool,
            &row.partner,
            &row.sector,
            &row.programme,
        ];
        Self::new(Kind::Pathway, row.id, &texts.map(String::as_str))
    }

    pub(crate) fn of_organisation<'a>(
        id: Uuid,
        name: &'a str,
        places: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let texts: Vec<&str> = [name].into_iter().chain(places).collect();
        Self::new(Kind::Organisation, id, &texts)
    }

    pub(crate) fn of_person(id: Uuid, name: &str) -> Self {
        Self::new(Kind::Person, id, &[name])
    }

    fn postings(&self) -> impl Iterator<Item = search_postings::Model> {
        self.words.iter().map(|word| search_postings::Model {
            word: word.clone(),
            kind: self.kind.code().to_owned(),
            rank: self.rank,
            subject: self.subject,
        })
    }
}

/// Takes up what the index does not hold yet.
pub(crate) async fn put(
    database: &impl ConnectionTrait,
    entries: &[Entry],
) -> Result<(), StoreError> {
    lock(database).await?;
    let postings: Vec<_> = entries.iter().flat_map(Entry::postings).collect();
    for rows in postings.chunks(AT_ONCE) {
        let rows = rows.iter().cloned().map(IntoActiveModel::into_active_model);
        search_postings::Entity::insert_many(rows)
            .on_conflict(OnConflict::new().do_nothing().to_owned())
            .exec_without_returning(database)
            .await?;
    }
    let words: BTreeSet<&String> = entries.iter().flat_map(|entry| &entry.words).collect();
    let words: Vec<_> = words.into_iter().cloned().collect();
    for some in words.chunks(AT_ONCE) {
        learn(database, some).await?;
    }
    Ok(())
}

/// Takes up words, and under which rests they stand.
async fn learn(database: &impl ConnectionTrait, words: &[String]) -> Result<(), StoreError> {
    let known = search_words::Entity::find()
        .filter(search_words::Column::Word.is_in(words))
        .all(database)
        .await?;
    let known: BTreeSet<String> = known.into_iter().map(|row| row.word).collect();
    let new: Vec<&String> = words.iter().filter(|word| !known.contains(*word)).collect();
    if new.is_empty() {
        return Ok(());
    }
    let rows = new.iter().map(|word| search_words::Model {
        word: (*word).clone(),
    });
    let rows = rows.map(IntoActiveModel::into_active_model);
    search_words::Entity::insert_many(rows)
        .exec_without_returning(database)
        .await?;
    let row = |word: &String, rest: String| search_rests::Model {
        rest,
        word: word.clone(),
    };
    let rests = new
        .iter()
        .flat_map(|word| rests_of(word).into_iter().map(|rest| row(word, rest)));
    let rests: Vec<_> = rests.map(IntoActiveModel::into_active_model).collect();
    for rows in rests.chunks(AT_ONCE) {
        search_rests::Entity::insert_many(rows.iter().cloned())
            .exec_without_returning(database)
            .await?;
    }
    Ok(())
}

/// Makes the index hold just this of a subject.
pub(crate) async fn replace(
    database: &impl ConnectionTrait,
    entry: Entry,
) -> Result<(), StoreError> {
    let before = search_postings::Entity::find()
        .filter(search_postings::Column::Subject.eq(entry.subject))
        .all(database)
        .await?;
    let same = before.len() == entry.words.len()
        && before
            .iter()
            .all(|row| row.rank == entry.rank && entry.words.contains(&row.word));
    if same {
        return Ok(());
    }
    forget(database, entry.subject).await?;
    put(database, &[entry]).await
}

/// Forgets a subject, and every word that leads nowhere without it.
pub(crate) async fn forget(
    database: &impl ConnectionTrait,
    subject: Uuid,
) -> Result<(), StoreError> {
    lock(database).await?;
    let of_subject = search_postings::Column::Subject.eq(subject);
    let words: Vec<String> = search_postings::Entity::find()
        .select_only()
        .column(search_postings::Column::Word)
        .filter(of_subject.clone())
        .into_tuple()
        .all(database)
        .await?;
    search_postings::Entity::delete_many()
        .filter(of_subject)
        .exec(database)
        .await?;
    unlearn(database, &words).await
}

/// Forgets those of the words that lead nowhere.
async fn unlearn(database: &impl ConnectionTrait, words: &[String]) -> Result<(), StoreError> {
    let still: BTreeSet<String> = search_postings::Entity::find()
        .select_only()
        .distinct()
        .column(search_postings::Column::Word)
        .filter(search_postings::Column::Word.is_in(words))
        .into_tuple()
        .all(database)
        .await?
        .into_iter()
        .collect();
    let gone: Vec<&String> = words.iter().filter(|word| !still.contains(*word)).collect();
    if gone.is_empty() {
        return Ok(());
    }
    search_rests::Entity::delete_many()
        .filter(search_rests::Column::Word.is_in(gone.iter().copied()))
        .exec(database)
        .await?;
    search_words::Entity::delete_many()
        .filter(search_words::Column::Word.is_in(gone))
        .exec(database)
        .await?;
    Ok(())
}

/// Whoever changes the index on PostgreSQL waits for who does; SQLite lets one write at a time anyhow.
async fn lock(database: &impl ConnectionTrait) -> Result<(), StoreError> {
    if database.get_database_backend() == DbBackend::Postgres {
        let lock = "SELECT pg_advisory_xact_lock($1)";
        let lock = Statement::from_sql_and_values(DbBackend::Postgres, lock, [LOCK.into()]);
        database.execute_raw(lock).await?;
    }
    Ok(())
}

/// Takes up all that is there, for a database that had no index.
pub(crate) async fn fill(database: &impl ConnectionTrait) -> Result<(), StoreError> {
    let mut entries = fill_pathways(database).await?;
    entries.extend(fill_organisations(database).await?);
    entries.extend(fill_persons(database).await?);
    for some in entries.chunks(AT_ONCE) {
        put(database, some).await?;
    }
    Ok(())
}

/// Column by column, here and below: a later step may add some that are not there yet.
async fn fill_pathways(database: &impl ConnectionTrait) -> Result<Vec<Entry>, StoreError> {
    use pathways::Column as Of;
    let rows = pathways::Entity::find()
        .select_only()
        .columns([
            Of::Id,
            Of::NameNl,
            Of::NameEn,
            Of::Hogeschool,
            Of::Partner,
            Of::Sector,
            Of::Programme,
        ])
        .into_tuple::<(Uuid, String, String, String, String, String, String)>()
        .all(database)
        .await?;
    let entry = |(id, nl, en, hogeschool, partner, sector, programme): (Uuid, _, _, _, _, _, _)| {
        let texts = [nl, en, hogeschool, partner, sector, programme];
        Entry::new(Kind::Pathway, id, &texts.each_ref().map(String::as_str))
    };
    Ok(rows.into_iter().map(entry).collect())
}

async fn fill_organisations(database: &impl ConnectionTrait) -> Result<Vec<Entry>, StoreError> {
    let named = organisations::Entity::find()
        .select_only()
        .columns([organisations::Column::Id, organisations::Column::Name])
        .filter(organisations::Column::MergedInto.is_null())
        .into_tuple::<(Uuid, String)>()
        .all(database)
        .await?;
    let located = sites::Entity::find()
        .select_only()
        .columns([sites::Column::OrganisationId, sites::Column::Place])
        .into_tuple::<(Uuid, String)>()
        .all(database)
        .await?;
    let mut places = BTreeMap::<Uuid, Vec<String>>::new();
    for (of, place) in located {
        places.entry(of).or_default().push(place);
    }
    let entry = |(id, name): (Uuid, String)| {
        let places = places.get(&id).into_iter().flatten().map(String::as_str);
        Entry::of_organisation(id, &name, places)
    };
    Ok(named.into_iter().map(entry).collect())
}

async fn fill_persons(database: &impl ConnectionTrait) -> Result<Vec<Entry>, StoreError> {
    let named = persons::Entity::find()
        .select_only()
        .columns([persons::Column::Id, persons::Column::Name])
        .into_tuple::<(Uuid, String)>()
        .all(database)
        .await?;
    let entry = |(id, name): (Uuid, String)| Entry::of_person(id, &name);
    Ok(named.into_iter().map(entry).collect())
}
