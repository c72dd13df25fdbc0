use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha20Rng;

use super::*;
use crate::dataset::{Column, ItemKind, ItemSpec};

fn policy() -> Policy {
    Policy::default()
}

fn people(numbers: impl IntoIterator<Item = u32>) -> Vec<u32> {
    numbers.into_iter().collect()
}

#[test]
fn who_came_and_who_left_is_counted_with_equal_answers() {
    let moved = Moved::between(&[1, 1, 2, 3], &[1, 1, 1, 3, 4]);
    assert_eq!(
        moved,
        Moved {
            added: 2,
            removed: 1
        }
    );
    assert_eq!(Moved::between(&[2, 1], &[1, 2]), Moved::default());
}

#[test]
fn an_interim_release_needs_ten_that_came_and_none_or_ten_that_left() {
    let passes = |added, removed| Moved { added, removed }.passes(Step::Interim, 10);
    for (added, removed) in [(10, 0), (11, 10), (40, 12)] {
        assert!(passes(added, removed), "{added} {removed}");
    }
    for (added, removed) in [(0, 0), (9, 0), (10, 1), (30, 9), (9, 10)] {
        assert!(!passes(added, removed), "{added} {removed}");
    }
}

#[test]
fn the_final_release_may_also_be_what_was_published_before() {
    let passes = |added, removed| Moved { added, removed }.passes(Step::Final, 10);
    assert!(passes(0, 0) && passes(10, 0) && passes(0, 10));
    assert!(!passes(9, 0) && !passes(0, 1) && !passes(20, 3));
}

#[test]
fn the_first_interim_release_needs_ten_and_the_first_final_none() {
    let few = people(0..9);
    let refused = judge(&[], &few, Step::Interim, &policy());
    let moved = Moved {
        added: 9,
        removed: 0,
    };
    assert_eq!(refused, Err(Refused::SinceFormer(moved)));
    assert!(judge(&[], &people(0..10), Step::Interim, &policy()).is_ok());
    assert_eq!(judge(&[], &few, Step::Final, &policy()), Ok(moved));
}

#[test]
fn a_release_is_judged_against_every_earlier_one() {
    // Ten come and stay, then ten leave of whom one was there from the start.
    let one = people(0..20);
    let two = people(0..30);
    let three = people((1..21).chain(40..60));
    let last = judge(std::slice::from_ref(&two), &three, Step::Interim, &policy());
    assert_eq!(
        last,
        Ok(Moved {
            added: 20,
            removed: 10
        })
    );
    let both = judge(&[one, two], &three, Step::Interim, &policy());
    let since = Moved {
        added: 21,
        removed: 1,
    };
    assert_eq!(both, Err(Refused::SinceEarlier(since)));
}

#[test]
fn what_many_releases_give_away_together_is_found() {
    // The first two less the last two are person 99, while every pair differs by ten or more.
    let one = people((0..20).chain([99]));
    let two = people(20..40);
    let three = people((0..10).chain(20..30));
    let four = people((10..20).chain(30..40));
    let mut former = vec![one];
    for next in [two, three] {
        assert!(judge(&former, &next, Step::Interim, &policy()).is_ok());
        former.push(next);
    }
    let refused = judge(&former, &four, Step::Interim, &policy());
    assert_eq!(refused, Err(Refused::Together { respondents: 1 }));
}

#[test]
fn classes_follow_the_releases_that_held_somebody() {
    let former = [people([1, 1, 2]), people([1, 1, 2, 3])];
    let classes = classes(&former, &[1, 3, 1, 1, 2, 9]).unwrap();
    assert_eq!(classes, [0, 1, 0, 2, 0, 2]);
}

fn codes(id: &str, categories: &[&str], codes: Vec<u8>) -> Column {
    Column {
        item: ItemSpec {
            id: id.into(),
            wording: 1,
            block: "b".into(),
            kind: ItemKind::Categorical {
                categories: categories.iter().map(|&name| name.to_owned()).collect(),
            },
            identifying: false,
            sensitive: false,
            sensitive_categories: Vec::new(),
            collapse: Vec::new(),
            dominance: false,
            about_others: false,
            counts_for_completeness: true,
        },
        values: Values::Codes(codes),
    }
}

fn data(columns: Vec<Column>, respondents: usize) -> DataSet {
    DataSet {
        group: "g".into(),
        respondents,
        columns,
        ..DataSet::default()
    }
}

#[test]
fn a_pathway_that_joins_later_changes_nobody() {
    let before = data(
        vec![
            codes(PATHWAY, &["b", "c"], vec![0, 1]),
            codes("x", &["y"], vec![0, 0]),
        ],
        2,
    );
    let after = data(
        vec![
            codes(PATHWAY, &["a", "b", "c"], vec![2, 1, 0]),
            codes("x", &["y"], vec![0; 3]),
        ],
        3,
    );
    let moved = Moved::between(&rows(&before), &rows(&after));
    assert_eq!(
        moved,
        Moved {
            added: 1,
            removed: 0
        }
    );
}

#[test]
fn sorting_keeps_respondents_whole_and_hides_their_order() {
    let mut one = data(
        vec![
            codes("x", &["p", "q"], vec![1, 0, 1]),
            codes("y", &["p", "q"], vec![0, 1, 1]),
        ],
        3,
    );
    one.links = vec![Some(5), None, Some(7)];
    let sorted_rows = rows(&sorted(one.clone()));
    let mut expected = rows(&one);
    expected.sort();
    assert_eq!(sorted_rows, expected);
}

/// A wave that grows and shrinks day by day, and the releases that somebody tries to make of it.
struct Story {
    answers: Vec<u64>,
    days: Vec<Vec<u32>>,
}

fn story(seed: u64) -> Story {
    let mut rng = ChaCha20Rng::seed_from_u64(seed);
    // Sums of answers tell sets of people apart: every answer is a random number.
    let answers = (0..400).map(|_| rng.random_range(1..1 << 40)).collect();
    let (mut present, mut next) = (Vec::new(), 0);
    let days = (0..12).map(|_| {
        for _ in 0..rng.random_range(0..16) {
            present.push(next);
            next += 1;
        }
        for _ in 0..rng.random_range(0..3) {
            if rng.random_bool(0.3) && !present.is_empty() {
                present.remove(rng.random_range(0..present.len()));
            }
        }
        present.clone()
    });
    Story {
        days: days.collect(),
        answers,
    }
}

impl Story {
    fn sum(&self, people: &[u32]) -> u64 {
        people.iter().map(|who| self.answers[*who as usize]).sum()
    }

    /// The releases that are made when somebody tries every day.
    fn releases(&self, rule: bool) -> Vec<&Vec<u32>> {
        let mut made: Vec<Vec<u32>> = Vec::new();
        let mut days = Vec::new();
        for day in &self.days {
            let changed = made.last() != Some(day) && day.len() >= 10;
            let allowed = judge(&made, day, Step::Interim, &policy()).is_ok();
            if changed && (allowed || !rule) {
                made.push(day.clone());
                days.push(day);
            }
        }
        days
    }

    /// What an attacker finds who holds number and sum of every release: pairs whose difference is
    /// about one to nine people, or about newcomers whom the attacker knows and one to nine who left.
    fn singled_out(&self, rule: bool) -> usize {
        let releases = self.releases(rule);
        let published: Vec<(usize, u64)> = releases
            .iter()
            .map(|people| (people.len(), self.sum(people)))
            .collect();
        let mut found = 0;
        for (later, (n, sum)) in published.iter().enumerate() {
            for (earlier, (before, less)) in published[..later].iter().enumerate() {
                let came: Vec<u32> = only(releases[later], releases[earlier]);
                let left: Vec<u32> = only(releases[earlier], releases[later]);
                assert_eq!(n + left.len(), before + came.len());
                assert_eq!(sum + self.sum(&left), less + self.sum(&came));
                let few = |people: usize| (1..10).contains(&people);
                found += usize::from(few(came.len() + left.len()) || few(left.len()));
            }
        }
        found
    }
}

fn only(these: &[u32], not: &[u32]) -> Vec<u32> {
    let kept = these.iter().filter(|who| !not.contains(who));
    kept.copied().collect()
}

const STORIES: u64 = 200;

#[test]
fn subtracting_interim_releases_singles_out_nobody() {
    let made: usize = (0..STORIES)
        .map(|seed| story(seed).releases(true).len())
        .sum();
    assert!(made > 200, "there are releases to attack: {made}");
    for seed in 0..STORIES {
        assert_eq!(story(seed).singled_out(true), 0, "story {seed}");
    }
}

#[test]
fn without_the_rule_subtracting_singles_people_out() {
    let found: usize = (0..STORIES)
        .map(|seed| story(seed).singled_out(false))
        .sum();
    assert!(found > 500, "{found}");
}
