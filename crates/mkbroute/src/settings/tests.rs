use std::path::Path;

use super::*;
use crate::cli::Command as Asking;

/// Reads as the program does, with a settings file of these lines.
fn read_with(
    text: &str,
    environment: &[(&str, &str)],
    flags: &[&str],
) -> (Asked, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("settings.toml");
    std::fs::write(&file, text).unwrap();
    let mut arguments = vec!["mkbroute", "serve", "--config", file.to_str().unwrap()];
    arguments.extend(flags);
    (read_all(&arguments, environment), folder)
}

fn read_all(arguments: &[&str], environment: &[(&str, &str)]) -> Asked {
    let arguments: Vec<OsString> = arguments.iter().map(OsString::from).collect();
    let environment = environment.iter();
    let environment = environment.map(|(name, value)| (name.into(), value.into()));
    read(&arguments, &environment.collect()).unwrap()
}

/// What is wrong, without the folder of the file.
fn told(asked: &Asked) -> Vec<String> {
    let mut told = asked.problems.clone();
    if let Asking::Serve(arguments) = &asked.cli.command {
        told.extend(review(arguments, &asked.effective));
    }
    let folder = asked.file.as_deref().and_then(Path::parent).unwrap();
    let folder = format!("{}/", folder.display());
    let told = told.iter();
    let mut told: Vec<String> = told
        .map(|problem| problem.to_string().replace(&folder, ""))
        .collect();
    told.sort();
    told
}

fn serve(asked: &Asked) -> &crate::cli::ServeArguments {
    let Asking::Serve(arguments) = &asked.cli.command else {
        panic!("serve was asked");
    };
    arguments
}

#[test]
fn a_flag_beats_the_environment_and_that_beats_the_file() {
    let file = "listen = \"127.0.0.1:1\"\norigin = \"https://file.nl\"\ndata = \"/file\"\n";
    let environment = [
        ("MKBROUTE_LISTEN", "127.0.0.1:2"),
        ("MKBROUTE_ORIGIN", "https://env.nl"),
    ];
    let (asked, _folder) = read_with(file, &environment, &["--listen", "127.0.0.1:3"]);
    assert_eq!(told(&asked), [""; 0]);
    let found = serve(&asked);
    assert_eq!(found.listen.port(), 3, "the flag");
    assert_eq!(
        found.origin.as_deref(),
        Some("https://env.nl"),
        "the environment"
    );
    assert_eq!(
        found.data.data.as_deref(),
        Some(Path::new("/file")),
        "the file"
    );
    let place = |name: &str| {
        let found = asked.effective.iter().find(|found| found.name == name);
        found.unwrap().place.clone().unwrap()
    };
    assert_eq!(place("listen"), "--listen");
    assert_eq!(place("origin"), "MKBROUTE_ORIGIN");
    assert!(place("data").ends_with("settings.toml:3"));
}

#[test]
fn every_mistake_is_told_at_once_with_its_line() {
    let file = "\
listen = \"nowhere\"
orign = \"https://mkbroute.example.nl\"
smtp_url = \"smtps://user:geheim@mail.example.nl\"
log_format = \"xml\"
data = 2020-01-01
[mail]
from = \"x\"
";
    let environment = [("MKBROUTE_LISTN", "x"), ("MKBROUTE_MAIL_FROM", "nobody")];
    let (asked, _folder) = read_with(file, &environment, &[]);
    assert_eq!(
        told(&asked),
        [
            "MKBROUTE_LISTN: there is no setting 'listn'; did you mean 'listen'?",
            "MKBROUTE_MAIL_FROM: mail needs a server too: set smtp_url",
            "settings.toml:1: listen: 'nowhere': invalid socket address syntax",
            "settings.toml:2: there is no setting 'orign'; did you mean 'origin'?",
            "settings.toml:3: a secret does not belong in this file: put it in a file of its own and \
             name that with smtp_url_file",
            "settings.toml:4: log_format: 'xml': not one of the possible values \
             [possible values: text, json]",
            "settings.toml:5: 'data': a setting is a text or a number",
            "settings.toml:6: 'mail': settings stand one a line, without sections",
        ]
    );
}

#[test]
fn a_broken_line_does_not_hide_the_other_mistakes() {
    let (asked, _folder) = read_with("origin = https\nlisten = \"x\"\n", &[], &[]);
    let told = told(&asked);
    assert!(
        told.iter()
            .any(|line| line.starts_with("settings.toml:1: ")),
        "{told:?}"
    );
    assert!(
        told.iter()
            .any(|line| line.starts_with("settings.toml:2: listen: 'x'")),
        "{told:?}"
    );
}

#[test]
fn a_secret_comes_from_the_environment_or_a_file_and_is_never_shown() {
    let folder = tempfile::tempdir().unwrap();
    let secret = folder.path().join("database");
    let url = "postgres://mkbroute:geheim@db.example.nl/mkbroute";
    std::fs::write(&secret, format!("{url}\n")).unwrap();
    let line = format!("database_file = {:?}\n", secret.to_str().unwrap());
    let (asked, _folder) = read_with(&line, &[], &[]);
    assert_eq!(told(&asked), [""; 0]);
    assert_eq!(serve(&asked).data.database.as_deref(), Some(url));

    let (asked, _folder) = read_with("", &[("MKBROUTE_DATABASE", url)], &[]);
    assert_eq!(serve(&asked).data.database.as_deref(), Some(url));
    assert_eq!(hidden(url), "postgres://(hidden)@db.example.nl/mkbroute");
    assert_eq!(hidden("geheim"), "(hidden)");
    assert_eq!(
        hidden("postgres://a/b?password=geheim"),
        "postgres://(hidden)@a/b"
    );

    let (asked, _folder) = read_with("", &[], &["--database", url]);
    let told = told(&asked).join("\n");
    assert!(
        told.starts_with("--database: everybody on this machine can read"),
        "{told}"
    );
    assert!(!told.contains("geheim"));
    let (asked, _folder) = read_with("", &[], &["--database", "postgres://mkbroute@db/mkbroute"]);
    assert_eq!(
        asked.problems,
        [],
        "an address without a password is no secret"
    );
}

#[test]
fn one_setting_is_given_once() {
    let file = "database = \"postgres://a@b/c\"\ndatabase_file = \"/nowhere\"\n";
    let (asked, _folder) = read_with(file, &[], &[]);
    let told = told(&asked);
    assert_eq!(told.len(), 1);
    assert!(
        told[0].starts_with("settings.toml:2: database is given by"),
        "{told:?}"
    );
}

#[test]
fn the_file_in_the_data_folder_is_found_but_not_by_the_demonstration() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().to_str().unwrap();
    std::fs::write(folder.path().join(NAME), "origin = \"https://a.nl\"\n").unwrap();
    let asked = read_all(&["mkbroute", "serve", "--data", data], &[]);
    assert_eq!(serve(&asked).origin.as_deref(), Some("https://a.nl"));
    let asked = read_all(&["mkbroute", "serve"], &[("MKBROUTE_DATA", data)]);
    assert_eq!(serve(&asked).origin.as_deref(), Some("https://a.nl"));
    let asked = read_all(&["mkbroute", "demo", "--data", data], &[]);
    assert_eq!(asked.file, None);

    std::fs::write(folder.path().join(NAME), "data = \"/elsewhere\"\n").unwrap();
    let asked = read_all(&["mkbroute", "serve"], &[("MKBROUTE_DATA", data)]);
    assert_eq!(asked.problems, [], "the variable is stronger");
    let home = folder.path().join("mkbroute");
    std::fs::create_dir(&home).unwrap();
    std::fs::write(home.join(NAME), "data = \"/elsewhere\"\n").unwrap();
    let asked = read_all(&["mkbroute", "serve"], &[("XDG_DATA_HOME", data)]);
    assert!(asked.problems[0].what.contains("cannot name another"));
}

#[test]
fn a_file_that_is_named_and_absent_is_a_mistake() {
    let asked = read_all(
        &["mkbroute", "serve"],
        &[(CONFIG, "/nowhere/mkbroute.toml")],
    );
    let told = asked.problems[0].to_string();
    assert!(
        told.starts_with("/nowhere/mkbroute.toml: the settings file cannot be read"),
        "{told}"
    );
}

/// The example names every setting of `serve`, each with a value that is understood.
#[test]
fn the_example_names_every_setting() {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../deploy/mkbroute.toml");
    let text = std::fs::read_to_string(&example).unwrap();
    let (asked, _folder) = read_with(&text, &[], &[]);
    assert_eq!(told(&asked), [""; 0], "as it lies there");
    let commented = |line: &str| {
        line.strip_prefix("# ")
            .filter(|rest| rest.contains(" = "))
            .map(str::to_owned)
    };
    let full: Vec<String> = text
        .lines()
        .map(|line| commented(line).unwrap_or_else(|| line.to_owned()))
        .collect();
    let (asked, folder) = read_with(&full.join("\n"), &[], &[]);
    for problem in &asked.problems {
        assert!(problem.what.contains("cannot read /etc/"), "{problem}");
    }
    let file = file::read(&folder.path().join("settings.toml"));
    for setting in &asked.effective {
        let named = |entry: &file::Entry| {
            entry.name == setting.name || entry.name == format!("{}_file", setting.name)
        };
        assert!(
            file.entries.iter().any(named),
            "{} is not in the example",
            setting.name
        );
    }
}

#[test]
fn half_a_provider_and_one_in_the_open_are_told_with_their_place() {
    let (asked, _folder) = read_with("oidc_issuer = \"https://idp.example.nl\"\n", &[], &[]);
    assert_eq!(
        told(&asked),
        ["settings.toml:1: a provider needs to know us: set oidc_client_id"]
    );
    let (asked, _folder) = read_with("oidc_client_id = \"mkb\"\n", &[], &[]);
    assert_eq!(
        told(&asked),
        ["settings.toml:1: it needs its provider too: set oidc_issuer"]
    );
    let open = "oidc_issuer = \"http://idp.example.nl\"\noidc_client_id = \"mkb\"\n";
    let (asked, _folder) = read_with(open, &[], &[]);
    assert_eq!(
        told(&asked),
        ["settings.toml:1: it must have an https address: what it says travels there"]
    );
    let local = "oidc_issuer = \"http://127.0.0.1:9400\"\noidc_client_id = \"mkb\"\n";
    let (asked, _folder) = read_with(local, &[], &[]);
    assert_eq!(told(&asked), [""; 0]);
}
