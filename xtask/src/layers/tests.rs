use super::*;

#[test]
fn the_pure_layers_know_no_storage_and_no_waiting() {
    assert!(breach("domain", "tokio").is_some());
    assert!(breach("domain", "sea-orm").is_some());
    assert!(breach("analysis", "mkbroute-store").is_some());
    assert!(breach("analysis", "mkbroute-domain").is_none());
}

#[test]
fn only_the_store_touches_the_database() {
    assert!(breach("application", "sea-orm").is_some());
    assert!(breach("web", "mkbroute-store").is_some());
    assert!(breach("store", "sea-orm").is_none());
}

#[test]
fn only_the_report_typesets() {
    assert!(breach("web", "typst").is_some());
    assert!(breach("report", "typst").is_none());
}

#[test]
fn nothing_points_back_up() {
    assert!(breach("application", "mkbroute-web").is_some());
    assert!(breach("report", "mkbroute-application").is_some());
}

#[test]
fn the_binary_sees_everything() {
    assert!(breach("mkbroute", "mkbroute-store").is_none());
}

#[test]
fn the_tree_as_it_stands_keeps_the_rules() {
    check().unwrap();
}
