//! The program with one measure taken away: what would lie on disk then. Never a setting.

use mkbroute_testkit::Backend;

use super::evidence::{Disk, Row};
use super::run::Run;
use super::strategies::Question::{
    self, AfterSeeingThemCome, AnswersOfBallot, AnswersOfPerson, BallotOfPerson, ByKeptLinks,
};

/// A measure is off, and so a question has an answer.
#[derive(Clone, Copy)]
pub(super) struct Variant {
    pub name: &'static str,
    pub answers: Question,
    pub weaken: fn(&mut Run),
}

/// Every measure that means something on this database.
pub(super) fn variants(backend: Backend) -> Vec<Variant> {
    let mut all: Vec<Variant> = EVERYWHERE.into();
    all.push(match backend {
        Backend::Sqlite => BACKUP,
        Backend::Postgres => LOCK,
    });
    all
}

const fn off(name: &'static str, answers: Question, weaken: fn(&mut Run)) -> Variant {
    Variant {
        name,
        answers,
        weaken,
    }
}

/// Worlds in files have backups.
const BACKUP: Variant = off(
    "a backup keeps the order",
    AfterSeeingThemCome,
    ordered_backup,
);

/// SQLite locks no rows.
const LOCK: Variant = off(
    "a ballot is locked while its response is stored",
    AnswersOfBallot,
    row_lock,
);

const EVERYWHERE: [Variant; 16] = [
    off("tokens are queued with the address", BallotOfPerson, queued),
    off(
        "ballots are stored as the mails leave",
        BallotOfPerson,
        in_mail_order,
    ),
    off("each mail stores its ballot", BallotOfPerson, mail_by_mail),
    off("the log holds the token", BallotOfPerson, token_in_log),
    off("the log holds the token", AnswersOfPerson, token_in_log),
    off(
        "a response lies under the ballot's hash",
        AnswersOfBallot,
        one_label,
    ),
    off(
        "a draft lies under the ballot's hash",
        AnswersOfBallot,
        draft_label,
    ),
    off("a ballot is marked as used", AnswersOfBallot, used_mark),
    off(
        "who answers is signed in at that moment",
        AnswersOfPerson,
        signed_in_to_answer,
    ),
    off(
        "the link to answer signs in too",
        BallotOfPerson,
        one_link_for_both,
    ),
    off(
        "the audit log tells who answered",
        AnswersOfPerson,
        audited_answers,
    ),
    off(
        "only those who did not answer are reminded",
        AnswersOfPerson,
        answered_mark,
    ),
    off(
        "the access log keeps addresses",
        AnswersOfPerson,
        access_log,
    ),
    off("closing keeps the order", AfterSeeingThemCome, order_kept),
    off("closing keeps the keys", ByKeptLinks, keys_kept),
    off(
        "closing does not rewrite the files",
        ByKeptLinks,
        files_kept,
    ),
];

fn each_disk(run: &mut Run, change: impl Fn(&mut Disk)) {
    run.evidence.open.iter_mut().for_each(change);
}

fn owner(of: &[Vec<u8>], row: &Row) -> Option<usize> {
    of.iter().position(|key| *key == row.key)
}

/// Whose answers a response holds.
fn author(contents: &[Vec<u8>], row: &Row) -> usize {
    let content = row.content().unwrap();
    contents.iter().position(|known| known == content).unwrap()
}

fn queued(run: &mut Run) {
    let persons: Vec<usize> = run.evidence.open[0]
        .addresses
        .iter()
        .map(|row| run.evidence.person(row))
        .collect();
    for (row, person) in run.evidence.open[0].addresses.iter_mut().zip(persons) {
        row.cells.push(run.truth.ballots[person].clone());
    }
}

fn in_mail_order(run: &mut Run) {
    let (truth, mailed) = (run.truth.clone(), run.evidence.mailed.clone());
    each_disk(run, |disk| {
        for row in &mut disk.ballots {
            let person = owner(&truth.ballots, row);
            let rank = mailed.iter().position(|mailed| Some(*mailed) == person);
            row.place = rank.unwrap() as u64;
        }
    });
}

fn mail_by_mail(run: &mut Run) {
    let truth = run.truth.clone();
    let evidence = run.evidence.clone();
    each_disk(run, |disk| {
        let mut sent = vec![0; truth.ballots.len()];
        for row in &disk.addresses {
            sent[evidence.person(row)] = row.written;
        }
        for row in &mut disk.ballots {
            row.written = sent[owner(&truth.ballots, row).unwrap()];
        }
    });
}

fn token_in_log(run: &mut Run) {
    for person in &run.evidence.mailed {
        let (address, token) = (&run.evidence.addresses[*person], &run.truth.tokens[*person]);
        let line = format!("INFO mail sent to={address} link=/a/{token}\n");
        run.evidence.log.push_str(&line);
    }
}

fn one_label(run: &mut Run) {
    let truth = run.truth.clone();
    each_disk(run, |disk| {
        for row in &mut disk.responses {
            row.key
                .clone_from(&truth.ballots[author(&truth.contents, row)]);
        }
    });
}

fn draft_label(run: &mut Run) {
    let truth = run.truth.clone();
    each_disk(run, |disk| {
        for row in &mut disk.drafts {
            let person = owner(&truth.drafts, row).unwrap();
            row.key.clone_from(&truth.ballots[person]);
        }
    });
}

/// Whose answers lie there.
fn answered(disk: &Disk, contents: &[Vec<u8>]) -> Vec<usize> {
    let rows = disk.responses.iter();
    rows.map(|row| author(contents, row)).collect()
}

fn used_mark(run: &mut Run) {
    let truth = run.truth.clone();
    each_disk(run, |disk| {
        let answered = answered(disk, &truth.contents);
        for row in &mut disk.ballots {
            let used = answered.contains(&owner(&truth.ballots, row).unwrap());
            row.cells.push(vec![u8::from(used)]);
        }
    });
}

fn answered_mark(run: &mut Run) {
    let truth = run.truth.clone();
    let evidence = run.evidence.clone();
    each_disk(run, |disk| {
        let answered = answered(disk, &truth.contents);
        for row in &mut disk.addresses {
            let done = answered.contains(&evidence.person(row));
            row.cells.push(vec![u8::from(done)]);
        }
    });
}

fn row_lock(run: &mut Run) {
    let truth = run.truth.clone();
    each_disk(run, |disk| {
        for response in &disk.responses {
            let hash = &truth.ballots[author(&truth.contents, response)];
            let ballot = disk.ballots.iter_mut().find(|row| row.key == *hash);
            ballot.unwrap().locked = response.written;
        }
    });
}

fn access_log(run: &mut Run) {
    for person in &run.truth.came {
        let line = format!("POST /a 303 {}\n", run.evidence.addresses[*person]);
        run.evidence.log.push_str(&line);
    }
}

fn signed_in_to_answer(run: &mut Run) {
    let truth = run.truth.clone();
    let evidence = run.evidence.clone();
    each_disk(run, |disk| {
        let mut answered = vec![0; truth.contents.len()];
        for response in &disk.responses {
            answered[author(&truth.contents, response)] = response.written;
        }
        let holders: Vec<usize> = disk
            .sessions
            .iter()
            .map(|row| evidence.holder(disk, row))
            .collect();
        for (row, person) in disk.sessions.iter_mut().zip(holders) {
            row.written = answered[person];
        }
    });
}

fn one_link_for_both(run: &mut Run) {
    let truth = run.truth.clone();
    let evidence = run.evidence.clone();
    each_disk(run, |disk| {
        let links = &disk.sign_in_links;
        let holders: Vec<usize> = links.iter().map(|row| evidence.holder(disk, row)).collect();
        for (row, person) in disk.sign_in_links.iter_mut().zip(holders) {
            row.key.clone_from(&truth.ballots[person]);
        }
    });
}

fn audited_answers(run: &mut Run) {
    for person in &run.truth.came {
        let line = format!(
            "Record {{ act: \"answer.given\", by: \"{}\" }}\n",
            run.evidence.accounts[*person]
        );
        run.evidence.log.push_str(&line);
    }
}

/// As they lay on the last evening, in the order in which they came.
fn ordered_backup(run: &mut Run) {
    run.evidence.closed_backup.responses = run.evidence.evening().responses.clone();
}

fn order_kept(run: &mut Run) {
    run.evidence.closed.responses = run.evidence.evening().responses.clone();
}

fn keys_kept(run: &mut Run) {
    run.evidence.closed_files.clone_from(&run.evening_files);
}

fn files_kept(run: &mut Run) {
    run.evidence.closed_files.clone_from(&run.never_rewritten);
}
