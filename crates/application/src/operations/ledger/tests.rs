use super::*;

#[test]
fn only_what_follows_the_backup_is_read_and_an_unfinished_last_line_is_no_obstacle() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = folder.path().join(LEDGER);
    assert_eq!(
        ledger_after(&ledger, 0).unwrap(),
        [],
        "no ledger, nothing erased"
    );
    let key = "07".repeat(32);
    let person = uuid::Uuid::from_u128(5);
    let whole = format!("{{\"response\":\"{key}\"}}\n{{\"person\":\"{person}\"}}\n");
    fs::write(&ledger, format!("{whole}{{\"resp")).unwrap();
    let both = [Erased::Response([7; 32]), Erased::Person(person)];
    assert_eq!(ledger_after(&ledger, 0).unwrap(), both);
    assert_eq!(ledger_after(&ledger, 1).unwrap(), both[1..]);
    assert_eq!(ledger_after(&ledger, 9).unwrap(), []);
    fs::write(&ledger, format!("nonsense\n{whole}")).unwrap();
    let error = ledger_after(&ledger, 0).unwrap_err().to_string();
    assert!(error.ends_with("line 1 is not understood"), "{error}");
}
