use super::*;

fn session(used_after: TimeDelta) -> Session {
    let began_at = DateTime::UNIX_EPOCH;
    Session {
        id: Uuid::nil(),
        person: PersonId(Uuid::nil()),
        method: SignInMethod::Link,
        device: Device::of_user_agent(""),
        began_at,
        used_at: began_at + used_after,
        proved_at: None,
        role: None,
    }
}

#[test]
fn a_session_ends_when_it_is_idle_and_when_it_is_old() {
    let fresh = session(TimeDelta::zero());
    let second = TimeDelta::seconds(1);
    assert!(fresh.lives(fresh.began_at + IDLE - second));
    assert!(!fresh.lives(fresh.began_at + IDLE));
    let busy = session(LONGEST - second);
    assert!(busy.lives(busy.used_at));
    assert!(!busy.lives(busy.began_at + LONGEST), "however busy");
}

#[test]
fn use_is_noted_now_and_then() {
    let fresh = session(TimeDelta::zero());
    assert!(!fresh.is_to_be_noted(fresh.used_at + NOTE_EVERY - TimeDelta::seconds(1)));
    assert!(fresh.is_to_be_noted(fresh.used_at + NOTE_EVERY));
}
