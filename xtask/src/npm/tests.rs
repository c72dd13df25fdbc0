use super::version;

#[test]
fn the_folder_is_named_after_the_locked_version() {
    let lock = include_str!("../../../e2e/axe/package-lock.json");
    let package = include_str!("../../../e2e/axe/package.json");
    let found = version(lock).unwrap();
    let locked = found.strip_prefix("axe-core-").unwrap();
    assert!(
        package.contains(&format!("\"axe-core\": \"{locked}\"")),
        "{locked} is asked for by its exact version"
    );
    assert!(version("{}").is_err());
}
