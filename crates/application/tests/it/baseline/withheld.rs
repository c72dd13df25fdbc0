//! What the release may not tell.

use mkbroute_analysis::figure::{Audience, Rule, Statistic, Verdict};
use mkbroute_testkit::Backend;

use super::seen::{Seen, seen, seen_on};

fn assert_gone(seen: &Seen, item: &str, statistic: Statistic, category: Option<&str>, rule: Rule) {
    let figure = seen.figure(item, statistic, category);
    assert_eq!(figure.verdict, Verdict::Withheld(rule), "{}", figure.id);
    assert_eq!(
        (figure.value, figure.interval, figure.k),
        (None, None, None),
        "{}",
        figure.id
    );
}

#[tokio::test]
async fn the_release_withholds_which_programme_29_of_31_companies_follow() {
    let seen = seen("companies", Audience::Release).await;
    let bouwkunde = Some("bouwkunde");
    assert_gone(
        &seen,
        "programme",
        Statistic::Count,
        bouwkunde,
        Rule::SmallCell,
    );
    assert_gone(
        &seen,
        "programme",
        Statistic::Share,
        bouwkunde,
        Rule::SmallCell,
    );
}

#[tokio::test]
async fn the_release_merges_sectors_with_few_companies() {
    let seen = seen("companies", Audience::Release).await;
    assert_eq!(seen.item("sector").merged.len(), 2);
    assert_gone(
        &seen,
        "sector",
        Statistic::Count,
        Some("industry"),
        Rule::Collapsed,
    );
    assert_eq!(seen.count("sector", "construction"), 23);
}

#[tokio::test]
async fn the_release_withholds_totals_of_few_companies_and_what_gives_them_away() {
    let seen = seen("companies", Audience::Release).await;
    for item in ["finished_on_time", "finished_late", "dropouts_stayed"] {
        let figure = seen.figure(item, Statistic::Sum, None);
        assert!(matches!(figure.verdict, Verdict::Withheld(_)), "{item}");
        assert_eq!(figure.value, None, "{item}");
        let mean = seen.figure(item, Statistic::Mean, None);
        assert_eq!(mean.value, None, "{item}: mean times n is the sum");
    }
    assert_eq!(
        seen.sum("students_total"),
        42,
        "31 companies may be added up"
    );
}

#[tokio::test]
async fn the_release_shows_teachers_means_but_no_counts_of_eight() {
    let seen = seen("teachers", Audience::Release).await;
    assert!(
        seen.figure("sat_level", Statistic::Mean, None)
            .is_released()
    );
    let full_time = Some("full_time");
    assert_gone(
        &seen,
        "employment",
        Statistic::Count,
        full_time,
        Rule::TooFewAnswers,
    );
    assert_gone(
        &seen,
        "workload",
        Statistic::Median,
        None,
        Rule::TooFewAnswers,
    );
}

#[tokio::test]
async fn the_release_says_bouwkunde_dominates_without_giving_the_count() {
    let seen = seen("students", Audience::Release).await;
    let dominance = seen.0.reservations.iter().find_map(|found| match found {
        mkbroute_analysis::result::Reservation::Dominance {
            k, n, more_than, ..
        } => Some((*k, *n, *more_than)),
        _ => None,
    });
    assert_eq!(dominance, Some((None, None, Some(90))));
}

/// Both databases give the same figures, bit for bit.
#[tokio::test]
async fn the_baseline_is_the_same_on_both_databases() {
    for group in ["companies", "students", "teachers"] {
        let sqlite = seen(group, Audience::Researcher).await;
        let postgres = seen_on(Backend::Postgres, group, Audience::Researcher).await;
        assert_eq!(sqlite.0, postgres.0, "{group}");
    }
}
