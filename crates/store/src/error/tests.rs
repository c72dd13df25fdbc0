use super::*;

#[test]
fn result_codes_become_what_to_do() {
    let text = || "x".to_owned();
    assert_eq!(from_sqlite(5, text()), StoreError::Locked);
    assert_eq!(from_sqlite(8, text()), StoreError::ReadOnly);
    assert_eq!(from_sqlite(26, text()), StoreError::Corrupt(text()));
    assert_eq!(from_sqlite(13, text()), StoreError::DiskFull);
    assert_eq!(from_postgres("53100", text()), StoreError::DiskFull);
    assert_eq!(from_postgres("25006", text()), StoreError::ReadOnly);
    assert_eq!(
        from_postgres("57P01", text()),
        StoreError::Unavailable(text())
    );
    assert_eq!(from_postgres("42601", text()), StoreError::Other(text()));
}
