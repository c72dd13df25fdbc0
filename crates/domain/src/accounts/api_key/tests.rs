use super::*;

#[test]
fn scopes_are_kept_as_one_text() {
    let scopes = [ApiScope::FiguresRead, ApiScope::WavesRead];
    let text = ApiScope::join(&scopes);
    assert_eq!(text, "waves:read figures:read");
    let read = ApiScope::split(&text);
    assert_eq!(read, Some(vec![ApiScope::WavesRead, ApiScope::FiguresRead]));
    assert_eq!(ApiScope::split("waves:read waves:burn"), None);
    for scope in ApiScope::ALL {
        assert_eq!(ApiScope::from_code(scope.code()), Some(scope));
    }
}
