use crate::run::{assert_refused, errors, mkbroute, mkbroute_with, printed, text};

#[test]
fn a_sound_file_is_told_and_shown_without_secrets() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("mkbroute.toml");
    let secret = folder.path().join("mail");
    std::fs::write(&secret, "smtps://user:geheim@mail.example.nl\n").unwrap();
    let lines = format!(
        "smtp_url_file = {:?}\nmail_from = \"meting@example.nl\"\n",
        text(&secret)
    );
    std::fs::write(&file, lines).unwrap();
    let named = ["--config", text(&file)];
    let checked = mkbroute(&[&["config", "check"], &named[..]].concat());
    assert!(checked.status.success(), "{}", errors(&checked));
    assert!(printed(&checked).ends_with("is sound: 2 settings from it, 0 from the environment.\n"));

    let variable = ("MKBROUTE_LISTEN", "127.0.0.1:1234");
    let shown = mkbroute_with(&[&["config", "show"], &named[..]].concat(), &[variable]);
    let shown = printed(&shown);
    assert!(
        shown.contains("listen = \"127.0.0.1:1234\"  # MKBROUTE_LISTEN\n"),
        "{shown}"
    );
    assert!(
        shown.contains("smtp_url = \"smtps://(hidden)@mail.example.nl\"  # "),
        "{shown}"
    );
    assert!(shown.contains("# origin is not set\n"), "{shown}");
    assert!(!shown.contains("geheim"));
}

#[test]
fn nothing_is_served_or_opened_with_settings_that_are_not_understood() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("mkbroute.toml");
    std::fs::write(&file, "listn = \"127.0.0.1:0\"\norigin = \"ftp://x\"\n").unwrap();
    let data = folder.path().join("data");
    for command in ["serve", "report"] {
        let mut arguments = vec![command, "--config", text(&file), "--data", text(&data)];
        if command == "report" {
            arguments.extend(["nulmeting-2021", "--out", "-"]);
        }
        let refused = mkbroute(&arguments);
        assert_eq!(refused.status.code(), Some(1));
        assert!(errors(&refused).contains("mkbroute.toml:1: there is no setting 'listn'"));
        assert!(!data.exists());
    }
    let refused = mkbroute(&["config", "check", "--config", text(&file)]);
    let told = errors(&refused);
    assert!(
        told.contains("mkbroute.toml:2: it must begin with https://"),
        "{told}"
    );
    assert!(
        told.ends_with("the settings have 2 mistakes; nothing was done\n"),
        "{told}"
    );
    let nowhere = ["config", "show", "--config", "/nowhere/mkbroute.toml"];
    assert_refused(&mkbroute(&nowhere), 1, "the settings file cannot be read");
}
