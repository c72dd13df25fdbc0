//! The files to begin with in `deploy/`.

use std::path::Path;

use crate::run::{errors, mkbroute};

fn example(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../deploy");
    std::fs::read_to_string(folder.join(name)).unwrap()
}

/// Paths with personal links, as the router has them.
fn personal() -> Vec<String> {
    let source = include_str!("../../../web/src/router.rs");
    let routes = source.split('"').filter(|part| part.starts_with('/'));
    let with_token = routes.filter(|route| route.contains("{token}") || route.starts_with("/m/"));
    let first = with_token.filter_map(|route| route.split('/').nth(1));
    let mut first: Vec<String> = first.map(str::to_owned).collect();
    first.sort();
    first.dedup();
    // Staff sign in with these: the log may tell that, but not with which link.
    first.retain(|first| first != "aanmelden");
    first
}

#[test]
fn no_proxy_example_logs_a_personal_link() {
    let personal = personal();
    assert_eq!(personal, ["a", "commentaar", "m"]);
    let caddy = example("Caddyfile");
    let skipped = caddy.lines().find(|line| line.contains("@personal path"));
    for first in &personal {
        assert!(
            skipped.unwrap().contains(&format!(" /{first}/*")),
            "{first}"
        );
    }
    assert!(caddy.contains("log_skip @personal"));
    let nginx = example("nginx.conf");
    for wanted in [
        "~^/(a|m|commentaar)/ 0;",
        "location ~ ^/(a|m|commentaar)/ {",
    ] {
        assert!(nginx.contains(wanted), "{wanted}");
    }
    let format = nginx.lines().find(|line| line.starts_with("log_format"));
    for told in [
        "request_uri",
        "$request ",
        "remote_addr",
        "$uri",
        "http_referer",
    ] {
        assert!(
            !format.unwrap().contains(told),
            "{told} would tell links of those who sign in"
        );
    }
}

#[test]
fn the_units_start_commands_that_exist_without_rights() {
    for unit in ["mkbroute.service", "mkbroute-backup.service"] {
        let text = example(unit);
        let commands = text.lines().filter_map(|line| {
            let line = line
                .strip_prefix("ExecStartPre=")
                .or(line.strip_prefix("ExecStart="))?;
            line.strip_prefix("/usr/local/bin/mkbroute ")
        });
        let mut count = 0;
        for command in commands {
            let mut arguments: Vec<&str> = command.split(' ').collect();
            arguments.push("--help");
            let help = mkbroute(&arguments);
            assert!(help.status.success(), "{command}: {}", errors(&help));
            count += 1;
        }
        assert_eq!(count, 2, "{unit}");
        for wanted in [
            "User=mkbroute",
            "ProtectSystem=strict",
            "CapabilityBoundingSet=\n",
        ] {
            assert!(text.contains(wanted), "{unit} {wanted}");
        }
    }
    let container = example("Containerfile");
    assert!(container.contains("USER nonroot") && container.contains("--locked"));
}
