use chrono::{Duration, TimeZone, Utc};
use uuid::Uuid;

use super::*;

fn grant(status: GrantStatus, expires_at: Option<DateTime<Utc>>) -> Grant {
    Grant {
        status,
        expires_at,
        ..Grant::by_program(
            GrantId(Uuid::from_u128(1)),
            PersonId(Uuid::from_u128(2)),
            Role::Researcher,
            Scope::Programme,
            DateTime::UNIX_EPOCH,
        )
    }
}

#[test]
fn only_a_confirmed_grant_counts_and_only_before_it_expires() {
    let now = Utc.with_ymd_and_hms(2026, 11, 23, 12, 0, 0).unwrap();
    assert!(grant(GrantStatus::Confirmed, None).counts(now));
    assert!(grant(GrantStatus::Confirmed, Some(now + Duration::seconds(1))).counts(now));
    assert!(!grant(GrantStatus::Confirmed, Some(now)).counts(now));
    assert!(!grant(GrantStatus::Invited, None).counts(now));
    assert!(!grant(GrantStatus::Revoked, None).counts(now));
    assert!(grant(GrantStatus::Invited, None).lives(now));
    assert!(!grant(GrantStatus::Invited, Some(now)).lives(now));
    assert!(!grant(GrantStatus::Revoked, None).lives(now));
}

#[test]
fn every_role_and_status_is_found_again_by_its_code() {
    for role in Role::ALL {
        assert_eq!(Role::from_code(role.code()), Some(role));
    }
    assert_eq!(Role::from_code("Researcher"), None);
    for status in [
        GrantStatus::Invited,
        GrantStatus::Confirmed,
        GrantStatus::Revoked,
    ] {
        assert_eq!(GrantStatus::from_code(status.code()), Some(status));
    }
}
