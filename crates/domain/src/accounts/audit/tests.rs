use chrono::{DateTime, NaiveDate, TimeDelta};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::*;
use crate::accounts::Role;
use crate::ids::PersonId;

fn entry(number: u64) -> Entry {
    let doer = Doer::Person {
        id: PersonId(Uuid::from_u128(u128::from(number % 3) + 1)),
        role: Some(Role::Researcher),
    };
    let object = Object::wave(&format!("meting-{}", number % 5));
    Entry::with(
        doer,
        Act::WaveChanged,
        object,
        Detail::default().count(number),
    )
}

fn log(length: u64) -> Vec<Record> {
    let mut head = Head::default();
    (1..=length)
        .map(|number| {
            let at = DateTime::UNIX_EPOCH + TimeDelta::seconds(i64::try_from(number).unwrap());
            let record = head.seal(&entry(number), at);
            head = head_of(&record);
            record
        })
        .collect()
}

fn head_of(record: &Record) -> Head {
    Head {
        number: record.number,
        hash: record.hash,
    }
}

fn check(records: &[Record], own: Head, kept: Option<Head>) -> Result<Head, Break> {
    let mut chain = Chain::new(kept);
    records.iter().try_for_each(|record| chain.follow(record))?;
    chain.end(own)
}

/// Checks a log whose own head was made to fit.
fn check_fitted(records: &[Record], kept: Option<Head>) -> Result<Head, Break> {
    check(
        records,
        records.last().map_or(Head::default(), head_of),
        kept,
    )
}

#[test]
fn a_log_that_nobody_touched_is_whole() {
    let records = log(20);
    let head = head_of(&records[19]);
    assert_eq!(check(&records, head, Some(head)), Ok(head));
    let earlier = head_of(&records[7]);
    assert_eq!(check(&records, head, Some(earlier)), Ok(head));
    assert_eq!(check(&[], Head::default(), None), Ok(Head::default()));
}

/// Every field of the seventh line, changed by itself.
#[test]
fn a_changed_line_is_named() {
    let changes: [fn(&mut Record); 11] = [
        |record| record.at += 1,
        |record| record.doer = Doer::OPERATOR.to_owned(),
        |record| record.person = Some(PersonId(Uuid::from_u128(99))),
        |record| record.person = None,
        |record| record.role = Role::Coordinator.code().to_owned(),
        |record| record.act = Act::WaveDeleted.code().to_owned(),
        |record| record.object_kind = ObjectKind::Link.code().to_owned(),
        |record| record.object.push('x'),
        |record| record.detail = "count=8".to_owned(),
        |record| record.hash.0[31] ^= 1,
        |record| {
            let letter = record.act.pop().unwrap();
            record.object_kind.insert(0, letter);
        },
    ];
    for (number, change) in changes.into_iter().enumerate() {
        let mut records = log(20);
        change(&mut records[6]);
        let found = check_fitted(&records, None);
        assert_eq!(found, Err(Break::Changed(7)), "change {number}");
    }
}

#[test]
fn a_line_that_was_changed_with_its_hash_shows_at_the_next() {
    let mut records = log(20);
    records[6] = head_of(&records[5]).seal(&entry(99), DateTime::UNIX_EPOCH);
    assert_eq!(check_fitted(&records, None), Err(Break::Changed(8)));
}

#[test]
fn a_removed_line_is_missed_also_when_the_others_are_numbered_anew() {
    let mut records = log(20);
    records.remove(6);
    assert_eq!(check_fitted(&records, None), Err(Break::Missing(7)));
    for (number, record) in (1..).zip(&mut records) {
        record.number = number;
    }
    assert_eq!(check_fitted(&records, None), Err(Break::Changed(7)));
}

#[test]
fn lines_that_changed_places_are_named() {
    let mut records = log(20);
    records.swap(6, 11);
    (records[6].number, records[11].number) = (7, 12);
    assert_eq!(check_fitted(&records, None), Err(Break::Changed(7)));
}

#[test]
fn a_line_that_was_put_in_is_named() {
    let mut records = log(20);
    records.insert(6, records[2].clone());
    for (number, record) in (1..).zip(&mut records) {
        record.number = number;
    }
    assert_eq!(check_fitted(&records, None), Err(Break::Changed(7)));
    let records = log(20);
    let own = head_of(&records[18]);
    assert_eq!(check(&records, own, None), Err(Break::PutIn(20)));
}

#[test]
fn a_log_that_was_cut_off_is_shorter_than_its_head() {
    let records = log(20);
    let head = head_of(&records[19]);
    let cut = Break::CutOff {
        first: 16,
        last: 20,
    };
    assert_eq!(check(&records[..15], head, None), Err(cut));
    // Whoever cuts can make the log's own head fit; a head that was kept elsewhere cannot be reached.
    assert!(check_fitted(&records[..15], None).is_ok());
    assert_eq!(check_fitted(&records[..15], Some(head)), Err(cut));
    assert_eq!(
        check_fitted(&[], Some(head)),
        Err(Break::CutOff { first: 1, last: 20 })
    );
}

#[test]
fn a_log_that_was_written_anew_differs_from_the_head_that_was_kept() {
    let kept = head_of(&log(20)[9]);
    let mut head = Head::default();
    let mut anew = Vec::new();
    for number in 1..=25 {
        let told = entry(if number == 4 { 99 } else { number });
        anew.push(head.seal(&told, DateTime::UNIX_EPOCH));
        head = head_of(anew.last().unwrap());
    }
    assert!(check_fitted(&anew, None).is_ok(), "it is a chain by itself");
    assert_eq!(check_fitted(&anew, Some(kept)), Err(Break::Rewritten(10)));
}

/// Follows a log whose lines were sealed, and are checked, by a weaker hash.
fn weakly(records: &mut [Record], hash: fn(&Hash, &Record) -> Hash) -> Result<(), Break> {
    let mut chain = Chain::default();
    records
        .iter()
        .try_for_each(|record| chain.follow_by(record, hash))
}

fn sealed_by(hash: fn(&Hash, &Record) -> Hash) -> Vec<Record> {
    let mut records = log(20);
    let mut previous = Hash::default();
    for record in &mut records {
        record.hash = hash(&previous, record);
        previous = record.hash;
    }
    records
}

/// A hash that covers the line alone does not see that a line was replaced with its hash; one that
/// leaves the number out as well does not see that lines changed places.
#[test]
fn a_hash_that_skips_the_one_before_it_or_the_number_misses_what_ours_finds() {
    fn alone(_: &Hash, record: &Record) -> Hash {
        Hash(Sha256::digest(format!("{} {}", record.number, record.detail)).into())
    }
    fn words(_: &Hash, record: &Record) -> Hash {
        Hash(Sha256::digest(&record.detail).into())
    }
    let mut records = sealed_by(alone);
    records[6].detail = "count=99".to_owned();
    assert_eq!(weakly(&mut records, alone), Err(Break::Changed(7)));
    records[6].hash = alone(&Hash::default(), &records[6]);
    assert_eq!(weakly(&mut records, alone), Ok(()), "it is missed");
    let mut records = sealed_by(words);
    records.swap(6, 11);
    (records[6].number, records[11].number) = (7, 12);
    assert_eq!(weakly(&mut records, words), Ok(()), "it is missed");
}

/// Without lengths before them, texts can move from one field to the next unseen.
#[test]
fn a_hash_that_runs_fields_together_misses_a_letter_that_moved() {
    fn together(previous: &Hash, record: &Record) -> Hash {
        let mut bytes = previous.0.to_vec();
        bytes.extend_from_slice(record.act.as_bytes());
        bytes.extend_from_slice(record.object_kind.as_bytes());
        Hash(Sha256::digest(&bytes).into())
    }
    let mut records = sealed_by(together);
    let letter = records[6].act.pop().unwrap();
    records[6].object_kind.insert(0, letter);
    assert_eq!(weakly(&mut records, together), Ok(()), "it is missed");
}

/// The layout of what is hashed never changes: logs that were written before must stay whole.
#[test]
fn the_hash_of_a_known_line_stays_what_it_is() {
    let doer = Doer::Person {
        id: PersonId(Uuid::from_u128(7)),
        role: Some(Role::Administrator),
    };
    let day = NaiveDate::from_ymd_opt(2027, 1, 31).unwrap();
    let detail = Detail::default().count(3_u32).until(day);
    let told = Entry::with(
        doer,
        Act::WaveExtended,
        Object::wave("vervolgmeting"),
        detail,
    );
    let record = Head::default().seal(&told, DateTime::UNIX_EPOCH + TimeDelta::days(20_000));
    assert_eq!(record.detail, "count=3 until=2027-01-31");
    // As Python's hashlib makes it of the same bytes.
    let expected = "53b183fae844e88401fdeffc30308d31e55b1d987e6b68409c23ea7405d1a44f";
    assert_eq!(record.hash.to_string(), expected);
}

#[test]
fn a_head_is_read_from_what_was_written() {
    let head = head_of(&log(3)[2]);
    assert_eq!(format!("{head}\n").parse(), Ok(head));
    let long = format!("3 sha256:{}0", head.hash);
    let accented = format!("3 sha256:é{}", "0".repeat(62));
    for text in [
        "",
        "3",
        "3 sha256:",
        "x sha256:00",
        "-1 sha256:00",
        &long,
        &accented,
    ] {
        assert_eq!(text.parse::<Head>(), Err(UnreadableHead), "{text}");
    }
}

#[test]
fn codes_of_acts_are_read_back_and_none_is_used_twice() {
    for act in Act::ALL {
        assert_eq!(Act::from_code(act.code()), Some(*act));
    }
    for kind in ObjectKind::ALL {
        assert_eq!(ObjectKind::from_code(kind.code()), Some(kind));
    }
    assert_eq!(Act::from_code("wave.forgotten"), None);
}

#[test]
fn particulars_are_read_back() {
    let detail = Detail::default().version(2).how("undo");
    let read = Detail::read(detail.as_text());
    assert_eq!(read, [(Key::Version, "2"), (Key::How, "undo")]);
    assert_eq!(Detail::read("nonsense other=1"), []);
}
