use super::*;

fn event(address: &str) -> Outgoing {
    Outgoing {
        address: address.to_owned(),
        id: "1".into(),
        timestamp: 0,
        signature: "v1,x".into(),
        body: "{}".into(),
    }
}

/// Nobody listens there: what is refused is refused before anything is asked.
#[tokio::test]
async fn nothing_is_sent_inside() {
    let sender = HttpSender::new(Reachable::default());
    for inside in [
        "https://127.0.0.1:1/",
        "https://[::1]:1/",
        "https://[::ffff:127.0.0.1]:1/",
        "https://169.254.169.254/latest/meta-data/",
        "https://10.0.0.1/",
        // A name that leads inside, found by looking it up.
        "https://localhost:1/",
        // In the open nothing leaves at all.
        "http://localhost:1/",
        "http://1.1.1.1/",
    ] {
        let sent = sender.send(&event(inside)).await;
        assert_eq!(sent, Err(SendError::Inside), "{inside}");
    }
}

#[tokio::test]
async fn what_the_settings_allow_is_tried() {
    let inside = vec!["127.0.0.0/8".parse().unwrap(), "::1/128".parse().unwrap()];
    let sender = HttpSender::new(Reachable::and_inside(inside));
    for allowed in [
        "http://127.0.0.1:1/",
        "http://localhost:1/",
        "https://localhost:1/",
    ] {
        let sent = sender.send(&event(allowed)).await;
        assert_eq!(sent, Err(SendError::Unreachable), "{allowed}");
    }
    let sent = sender.send(&event("http://10.0.0.1/")).await;
    assert_eq!(sent, Err(SendError::Inside));
    assert_eq!(
        sender.send(&event("no address")).await,
        Err(SendError::Unreachable)
    );
}
