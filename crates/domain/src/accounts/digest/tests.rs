use chrono::TimeZone;

use super::*;

fn at(day: u32, hour: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, day, hour, 0, 0).unwrap()
}

#[test]
fn daily_is_the_next_morning_and_weekly_the_next_monday() {
    // The 23rd is a Monday.
    let (daily, weekly) = (DigestFrequency::Daily, DigestFrequency::Weekly);
    assert_eq!(daily.next(at(23, 4)), Some(at(23, 5)));
    assert_eq!(daily.next(at(23, 5)), Some(at(24, 5)), "not twice");
    assert_eq!(weekly.next(at(23, 4)), Some(at(23, 5)));
    assert_eq!(weekly.next(at(23, 5)), Some(at(30, 5)), "not twice");
    assert_eq!(weekly.next(at(24, 23)), Some(at(30, 5)));
    assert_eq!(DigestFrequency::Off.next(at(23, 4)), None);
}

/// From any hour: later than it, and no further away than the period.
#[test]
fn the_next_one_is_always_within_its_period() {
    for hour in 0..24 * 14 {
        let after = at(1, 0) + TimeDelta::hours(hour);
        for (frequency, days) in [(DigestFrequency::Daily, 1), (DigestFrequency::Weekly, 7)] {
            let wait = frequency.next(after).unwrap() - after;
            assert!(wait > TimeDelta::zero() && wait <= TimeDelta::days(days));
        }
    }
}

#[test]
fn who_only_learns_or_reads_gets_nothing_unasked() {
    assert_eq!(
        DigestFrequency::usual(&[Role::Student, Role::Coordinator]),
        DigestFrequency::Weekly
    );
    for roles in [&[][..], &[Role::Student], &[Role::CompanyContact]] {
        assert_eq!(DigestFrequency::usual(roles), DigestFrequency::Off);
    }
}

#[test]
fn codes_are_read_back() {
    for found in DigestFrequency::ALL {
        assert_eq!(DigestFrequency::from_code(found.code()), Some(found));
    }
    assert_eq!(DigestFrequency::from_code("hourly"), None);
}
