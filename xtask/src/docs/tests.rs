use super::*;

#[test]
fn a_row_that_names_no_existing_test_is_told() {
    let table =
        "| demand | § | where | test |\n|---|---|---|---|\n| a | 2.2 | page | `there`, `gone` |";
    let sources = vec![(PathBuf::from("a.rs"), "fn there() {}".to_owned())];
    assert_eq!(
        missing_tests(table, &sources),
        ["docs/seed.md: no test is called gone"]
    );
}

#[test]
fn a_link_to_nowhere_is_told() {
    let folder = crate::test::root().join("xtask");
    let text = "[a](Cargo.toml) [b](gone.md#x) [c](https://example.org) [d](#here)";
    assert_eq!(
        dead_links(&folder.join("README.md"), text),
        ["the link to gone.md leads nowhere"]
    );
}

#[test]
fn a_path_of_one_machine_is_told() {
    assert_eq!(forbidden(&format!("see /{}/x", "root")).len(), 1);
}

#[test]
fn a_path_that_is_not_there_is_told() {
    let root = crate::test::root();
    assert!(missing_paths(&root, "see `xtask/src/docs.rs` and `cargo run`").is_empty());
    let told = missing_paths(&root, "see `xtask/src/gone.rs`");
    assert_eq!(told, ["xtask/src/gone.rs is not there"]);
}
