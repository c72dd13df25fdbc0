use super::*;

#[test]
fn passkeys_need_a_name_for_an_address_and_https() {
    for works in [
        "https://mkb.example.nl",
        "https://mkb.example.nl:8443",
        "http://localhost:8080",
        "https://localhost",
    ] {
        assert!(Passkeys::at(works).is_some(), "{works}");
    }
    for fails in [
        "http://127.0.0.1:8080",
        "https://192.0.2.1",
        "https://[::1]",
        "http://mkb.example.nl",
        "mkb.example.nl",
        "",
    ] {
        assert!(Passkeys::at(fails).is_none(), "{fails}");
    }
}
