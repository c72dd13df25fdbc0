use super::*;

/// Worked out with Python's hmac over `msg_1.1614265330.{"test": 2432232314}`.
#[test]
fn a_signature_is_that_of_standard_webhooks() {
    let secret = Secret(*b"0123456789abcdef0123456789abcdef");
    let body = r#"{"test": 2432232314}"#;
    assert_eq!(
        secret.shown(),
        "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="
    );
    assert_eq!(
        secret.signature("msg_1", 1_614_265_330, body),
        "v1,aTF4+pE6A/FmvKM0YSVBBUfRhLIlBiaBUR+EjGls6Mc="
    );
    assert_ne!(
        secret.signature("msg_1", 1_614_265_331, body),
        secret.signature("msg_1", 1_614_265_330, body)
    );
    assert_eq!(format!("{secret:?}"), "Secret(…)");
}
