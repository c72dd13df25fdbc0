//! How the attacker tries to match. Every way is fixed beforehand and yields at most one guess a
//! person.
//!
//! Two walls stand between a person and the answers: which ballot went to whom, and which answers came
//! from a ballot. Each is attacked by itself as well, by an attacker who is told what the other wall
//! hides; otherwise one wall would hide that the other has fallen.

use std::collections::HashMap;

use mkbroute_application::surveys::Token;

use super::clues::{
    Guess, appearance, arrivals, changed, matching, rank, same_bytes, same_transaction,
};
use super::evidence::{Disk, Evidence, Kind, REMARK, Row};

/// What the attacker wants to know, and is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Question {
    /// Which ballot went to whom?
    BallotOfPerson,
    /// Which answers came from a ballot? Told: whose ballot each is.
    AnswersOfBallot,
    /// Which answers are whose?
    AnswersOfPerson,
    /// The same after closing. Told: in which order people came.
    AfterSeeingThemCome,
    /// The same after closing. Told: the link in everybody's mailbox.
    ByKeptLinks,
}

impl Question {
    pub(super) const ALL: [Self; 5] = [
        Self::BallotOfPerson,
        Self::AnswersOfBallot,
        Self::AnswersOfPerson,
        Self::AfterSeeingThemCome,
        Self::ByKeptLinks,
    ];
}

/// What the attacker is told besides the evidence.
pub(super) struct Told<'a> {
    /// Whose ballot each is.
    pub owner: HashMap<&'a [u8], usize>,
    pub came: &'a [usize],
    pub tokens: &'a [String],
}

/// A way of guessing, by name, and what it yields.
pub(super) type Attempt = (String, Guess);

/// Tries everything that may answer the question.
pub(super) fn attack(question: Question, evidence: &Evidence, told: &Told<'_>) -> Vec<Attempt> {
    match question {
        Question::BallotOfPerson => ballot_of_person(evidence),
        Question::AnswersOfBallot => answers_of_ballot(evidence, told),
        Question::AnswersOfPerson => answers_of_person(evidence),
        Question::AfterSeeingThemCome => after_seeing_them_come(evidence, told),
        Question::ByKeptLinks => vec![("kept links".into(), by_links(evidence, told.tokens))],
    }
}

fn after_seeing_them_come(evidence: &Evidence, told: &Told<'_>) -> Vec<Attempt> {
    let mut attempts = Vec::new();
    for (what, disk) in [
        ("disk", &evidence.closed),
        ("backup", &evidence.closed_backup),
    ] {
        for (name, rows) in orders(&disk.responses) {
            let guess = matching(told.came.iter().copied().zip(contents(&rows)));
            attempts.push((format!("people as they came x {what} by {name}"), guess));
        }
    }
    attempts
}

fn ballot_of_person(evidence: &Evidence) -> Vec<Attempt> {
    let disk = &evidence.open[0];
    let mut attempts = accounts_beside(evidence, disk, &disk.ballots, |row| Some(&row.key));
    for (persons, order) in people(evidence, disk) {
        for (name, ballots) in orders(&disk.ballots) {
            let keys = ballots.iter().map(|row| row.key.clone());
            let guess = matching(order.iter().copied().zip(keys));
            attempts.push((format!("{persons} x ballots by {name}"), guess));
        }
    }
    let named = |pairs: Vec<(&Row, &Row)>| {
        let guess =
            |(address, ballot): (&Row, &Row)| (evidence.person(address), ballot.key.clone());
        matching(pairs.into_iter().map(guess))
    };
    let bytes = same_bytes(&disk.addresses, &disk.ballots);
    attempts.push(("same bytes".into(), named(bytes)));
    let together = same_transaction(&disk.addresses, &disk.ballots);
    attempts.push(("same transaction".into(), named(together)));
    let logged = logged_tokens(evidence);
    let hashes = logged.map(|(person, token)| (person, token.ballot_hash().to_vec()));
    attempts.push((
        "tokens beside addresses in the log".into(),
        matching(hashes),
    ));
    attempts
}

fn answers_of_ballot(evidence: &Evidence, told: &Told<'_>) -> Vec<Attempt> {
    let evening = evidence.evening();
    let owner = |row: &Row| told.owner[row.key.as_slice()];
    let mut attempts = Vec::new();
    for (of_ballots, ballots) in orders(&evening.ballots) {
        let persons: Vec<usize> = ballots.iter().map(|row| owner(row)).collect();
        for (name, answers) in answers(evidence) {
            let guess = matching(persons.iter().copied().zip(answers));
            attempts.push((format!("ballots by {of_ballots} x {name}"), guess));
        }
    }
    let named = |pairs: Vec<(&Row, &Row)>| {
        let guess =
            |(ballot, response): (&Row, &Row)| Some((owner(ballot), response.content()?.to_vec()));
        matching(pairs.into_iter().filter_map(guess))
    };
    let bytes = same_bytes(&evening.ballots, &evening.responses);
    attempts.push(("same bytes".into(), named(bytes)));
    let together = same_transaction(&evening.ballots, &evening.responses);
    attempts.push(("same transaction".into(), named(together)));
    let used = between(evidence, |before, after| {
        changed(&before.ballots, &after.ballots)
            .map(owner)
            .collect()
    });
    attempts.push(("changes between backups".into(), used));
    attempts.push(("through drafts".into(), through_drafts(evidence, &owner)));
    attempts
}

fn answers_of_person(evidence: &Evidence) -> Vec<Attempt> {
    let evening = evidence.evening();
    let answered = &evening.responses;
    let mut attempts = accounts_beside(evidence, evening, answered, |row| row.content());
    for (persons, order) in people(evidence, evening) {
        for (name, answers) in answers(evidence) {
            let guess = matching(order.iter().copied().zip(answers));
            attempts.push((format!("{persons} x {name}"), guess));
        }
    }
    let named = |pairs: Vec<(&Row, &Row)>| {
        let guess = |(address, response): (&Row, &Row)| {
            Some((evidence.person(address), response.content()?.to_vec()))
        };
        matching(pairs.into_iter().filter_map(guess))
    };
    let bytes = same_bytes(&evening.addresses, &evening.responses);
    attempts.push(("same bytes".into(), named(bytes)));
    let together = same_transaction(&evening.addresses, &evening.responses);
    attempts.push(("same transaction".into(), named(together)));
    let marked = between(evidence, |before, after| {
        let rows = changed(&before.addresses, &after.addresses);
        rows.map(|row| evidence.person(row)).collect()
    });
    attempts.push(("changes between backups".into(), marked));
    let signed_in = between(evidence, |before, after| {
        let rows = changed(&before.sessions, &after.sessions);
        rows.map(|row| evidence.holder(after, row)).collect()
    });
    attempts.push(("sessions between backups".into(), signed_in));
    let key = |token: &Token| token.response_key();
    let under = |token| {
        let mut rows = evening.responses.iter();
        rows.find(|row| row.key == key(&token))?.content()
    };
    let logged = logged_tokens(evidence);
    let logged = logged.filter_map(|(person, token)| Some((person, under(token)?.to_vec())));
    attempts.push((
        "tokens beside addresses in the log".into(),
        matching(logged),
    ));
    attempts
}

/// Rows of an account that have bytes of another row, or were written together with it.
fn accounts_beside<'a, Thing: AsRef<[u8]> + 'a>(
    evidence: &Evidence,
    disk: &'a Disk,
    rows: &'a [Row],
    thing: impl Fn(&'a Row) -> Option<Thing>,
) -> Vec<Attempt> {
    let mut attempts = Vec::new();
    for kind in Kind::ACCOUNTS {
        let own = disk.account(kind);
        for (how, pairs) in [
            ("same bytes", same_bytes(own, rows)),
            ("same transaction", same_transaction(own, rows)),
        ] {
            let guess = |(account, row)| {
                Some((
                    evidence.holder(disk, account),
                    thing(row)?.as_ref().to_vec(),
                ))
            };
            let guess = matching(pairs.into_iter().filter_map(guess));
            attempts.push((format!("{how}, {}", kind.table()), guess));
        }
    }
    attempts
}

/// Drafts that have bytes of a ballot, and the responses written together with them.
fn through_drafts(evidence: &Evidence, owner: &impl Fn(&Row) -> usize) -> Guess {
    let mut guesses = Vec::new();
    for disk in evidence.open.iter().rev() {
        let ballots = same_bytes(&disk.ballots, &disk.drafts);
        let ballot_of: HashMap<&[u8], &Row> = ballots
            .into_iter()
            .map(|(ballot, draft)| (draft.key.as_slice(), ballot))
            .collect();
        for (draft, response) in same_transaction(&disk.drafts, &disk.responses) {
            if let (Some(ballot), Some(content)) =
                (ballot_of.get(draft.key.as_slice()), response.content())
            {
                guesses.push((owner(ballot), content.to_vec()));
            }
        }
    }
    matching(guesses)
}

/// Between two copies some people got a mark, and some answers arrived.
fn between(evidence: &Evidence, marked: impl Fn(&Disk, &Disk) -> Vec<usize>) -> Guess {
    let pairs = evidence.open.windows(2).flat_map(|pair| {
        let (before, after) = (&pair[0], &pair[1]);
        let arrived = arrivals(&before.responses, &after.responses);
        marked(before, after).into_iter().zip(arrived)
    });
    matching(pairs)
}

/// Persons in every order in which the attacker sees their addresses and what is kept of their accounts.
fn people(evidence: &Evidence, disk: &Disk) -> Vec<(String, Vec<usize>)> {
    let mut found = vec![
        ("list".to_owned(), (0..evidence.addresses.len()).collect()),
        ("mailed".to_owned(), evidence.mailed.clone()),
    ];
    for (name, rows) in orders(&evidence.evening().addresses) {
        let persons = rows.iter().map(|row| evidence.person(row)).collect();
        found.push((format!("addresses by {name}"), persons));
    }
    for kind in [Kind::Persons, Kind::Sessions, Kind::SignInLinks] {
        for (name, rows) in orders(disk.account(kind)) {
            let persons = rows.iter().map(|row| evidence.holder(disk, row)).collect();
            found.push((format!("{} by {name}", kind.table()), persons));
        }
    }
    for (how, names) in [
        ("log", &evidence.addresses),
        ("log of accounts", &evidence.accounts),
    ] {
        found.push((how.to_owned(), appearance(&evidence.log, names)));
    }
    found
}

/// Answers in every order in which the attacker sees them.
fn answers(evidence: &Evidence) -> Vec<(String, Vec<Vec<u8>>)> {
    let mut found = Vec::new();
    for (when, disk) in [
        ("open", evidence.evening()),
        ("closed", &evidence.closed),
        ("backup of open", &evidence.evening_backup),
    ] {
        for (name, rows) in orders(&disk.responses) {
            found.push((format!("{when} responses by {name}"), contents(&rows)));
        }
    }
    let mut first: HashMap<&[u8], u64> = HashMap::new();
    for row in evidence.open.iter().flat_map(|disk| &disk.responses) {
        let seen = first.entry(row.content().unwrap()).or_insert(row.written);
        *seen = row.written.min(*seen);
    }
    let mut rows: Vec<&Row> = evidence.evening().responses.iter().collect();
    rows.sort_by_key(|row| (first[row.content().unwrap()], row.place));
    found.push(("responses by first sight".into(), contents(&rows)));
    found
}

/// Rows in every order that the disk tells.
fn orders(rows: &[Row]) -> [(&'static str, Vec<&Row>); 3] {
    [
        ("key", rank(rows, |row| (0, row.key.as_slice()))),
        ("place", rank(rows, |row| (row.place, &[]))),
        ("transaction", rank(rows, |row| (row.written, &[]))),
    ]
}

fn contents(rows: &[&Row]) -> Vec<Vec<u8>> {
    let content = |row: &&Row| row.content().unwrap().to_vec();
    rows.iter().map(content).collect()
}

/// Tokens on a line of the log that holds an address as well.
fn logged_tokens(evidence: &Evidence) -> impl Iterator<Item = (usize, Token)> + '_ {
    evidence.log.lines().flat_map(|line| {
        let held = |address: &String| line.contains(address.as_str());
        let person = evidence.addresses.iter().position(held);
        let words = line.split(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-');
        words.filter_map(move |word| Some((person?, word.parse().ok()?)))
    })
}

/// Derives every key from everybody's link and looks for answers beside it, in all bytes.
fn by_links(evidence: &Evidence, tokens: &[String]) -> Guess {
    let raw = evidence.closed_files.as_slice();
    let mut owners: HashMap<Vec<u8>, usize> = HashMap::new();
    let mut starts = vec![false; 1 << 16];
    for (person, token) in tokens.iter().enumerate() {
        let token: Token = token.parse().unwrap();
        for key in [token.ballot_hash(), token.draft_key(), token.response_key()] {
            starts[usize::from(key[0]) << 8 | usize::from(key[1])] = true;
            owners.insert(key.to_vec(), person);
        }
    }
    let found = (0..raw.len().saturating_sub(32)).filter_map(|at| {
        if !starts[usize::from(raw[at]) << 8 | usize::from(raw[at + 1])] {
            return None;
        }
        let person = owners.get(&raw[at..at + 32])?;
        // The answers lie in the same row.
        let row = &raw[at..raw.len().min(at + 400)];
        let from = row.windows(REMARK.len()).position(|part| part == REMARK)?;
        let length = row[from..].iter().position(|byte| *byte == b'}')?;
        Some((*person, row[from..=from + length].to_vec()))
    });
    matching(found)
}
