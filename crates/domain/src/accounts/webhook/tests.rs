use super::*;
use crate::accounts::audit::Act;

#[test]
fn events_are_written_and_read_back() {
    for event in WebhookEvent::ALL {
        assert_eq!(WebhookEvent::from_code(event.code()), Some(event));
    }
    let some = [WebhookEvent::GrantChanged, WebhookEvent::WaveOpened];
    let text = WebhookEvent::join(&some);
    assert_eq!(text, "wave.opened grant.changed");
    assert_eq!(
        WebhookEvent::split(&text),
        Some(vec![WebhookEvent::WaveOpened, WebhookEvent::GrantChanged])
    );
    assert_eq!(WebhookEvent::split("wave.opened answer.given"), None);
    for state in DeliveryState::ALL {
        assert_eq!(DeliveryState::from_code(state.code()), Some(state));
    }
}

/// Every event but that of grants follows from an act on a measurement.
#[test]
fn each_event_has_its_act() {
    let of_waves: Vec<WebhookEvent> = Act::ALL
        .iter()
        .filter_map(|act| WebhookEvent::of_wave(*act))
        .collect();
    assert_eq!(of_waves, WebhookEvent::ALL[..4]);
}

#[test]
fn waits_grow_and_end() {
    assert_eq!(wait_after(0), None);
    let mut last = None;
    for tries in 1..MOST_TRIES {
        let wait = wait_after(u32::try_from(tries).unwrap());
        assert!(wait.is_some() && wait > last, "{tries}");
        last = wait;
    }
    assert_eq!(wait_after(u32::try_from(MOST_TRIES).unwrap()), None);
    assert_eq!(wait_after(u32::MAX), None);
}

#[test]
fn only_the_internet_at_large_is_reached() {
    let only_public = Reachable::default();
    for inside in [
        "127.0.0.1",
        "127.255.255.254",
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "100.100.100.200",
        "168.63.129.16",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.192",
        "192.0.2.1",
        "192.168.1.1",
        "198.18.0.1",
        "203.0.113.9",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "::127.0.0.1",
        "64:ff9b::10.0.0.1",
        "64:ff9b:1::1",
        "2002:7f00:1::",
        "2001::1",
        "2001:db8::1",
        "3fff::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fec0::1",
        "ff02::1",
    ] {
        assert!(!only_public.allows(inside.parse().unwrap()), "{inside}");
    }
    for public in [
        "1.1.1.1",
        "172.32.0.1",
        "100.128.0.1",
        "192.0.1.1",
        "2606:4700:4700::1111",
        "::ffff:1.1.1.1",
        "64:ff9b::1.1.1.1",
        "2002:101:101::",
    ] {
        assert!(only_public.allows(public.parse().unwrap()), "{public}");
        assert!(!only_public.is_inside(public.parse().unwrap()));
    }
}

#[test]
fn settings_open_networks_and_no_more() {
    let inside = vec!["10.1.0.0/16".parse().unwrap(), "::1/128".parse().unwrap()];
    let reachable = Reachable::and_inside(inside);
    assert!(reachable.has_inside() && !Reachable::default().has_inside());
    for open in ["10.1.2.3", "::ffff:10.1.2.3", "::1", "1.1.1.1"] {
        assert!(reachable.allows(open.parse().unwrap()), "{open}");
    }
    for closed in ["10.2.0.1", "127.0.0.1", "169.254.169.254"] {
        assert!(!reachable.allows(closed.parse().unwrap()), "{closed}");
    }
    assert!(reachable.is_inside("10.1.2.3".parse().unwrap()));
    assert!(!reachable.is_inside("1.1.1.1".parse().unwrap()));
}
