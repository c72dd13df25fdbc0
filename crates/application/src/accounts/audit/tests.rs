use mkbroute_domain::accounts::audit::Act;

use super::*;
use crate::accounts::policy::Action;

/// Every act belongs to one action, or to nobody's; so a new act must be placed, and a new action must
/// say what the log tells of it.
#[test]
fn every_act_belongs_to_one_action_or_to_signing_in_and_commands() {
    for act in Act::ALL {
        let of_actions = Action::ALL.into_iter().flat_map(acts_of);
        let places = of_actions.chain(&WITHOUT_POLICY);
        let places = places.filter(|found| *found == act).count();
        assert_eq!(places, 1, "{act:?}");
    }
}

#[test]
fn every_action_that_changes_something_is_told() {
    let silent: Vec<Action> = Action::ALL
        .into_iter()
        .filter(|action| acts_of(*action).is_empty())
        .collect();
    assert_eq!(
        silent,
        [
            Action::SeeWave,
            Action::SeeResponse,
            Action::ReadRelease,
            Action::SeeDevelopment,
            Action::SeeFunnel,
            Action::SeeOrganisations
        ]
    );
}

/// Files that end a transaction without telling the log, each with what nobody did or nobody's business
/// that is. Everything else ends with [`commit`].
const UNTOLD: [(&str, &str); 23] = [
    ("accounts/account_mail.rs", "the program mails"),
    (
        "accounts/api_keys.rs",
        "the program notes that a key is used",
    ),
    (
        "accounts/ask_for_link.rs",
        "somebody asks who is not known yet",
    ),
    ("accounts/digest/queue.rs", "the program mails"),
    (
        "accounts/external.rs",
        "the program keeps what it asks a provider",
    ),
    (
        "accounts/passkeys/mod.rs",
        "the program keeps what it asks a browser",
    ),
    (
        "accounts/passkeys/sign_in.rs",
        "the session that follows is told",
    ),
    (
        "accounts/session.rs",
        "the program notes that a session is used",
    ),
    ("accounts/delete_expired.rs", "the program tidies up"),
    (
        "accounts/once.rs",
        "the program keeps that a request is being done",
    ),
    (
        "accounts/saved_searches.rs",
        "somebody keeps searches that only they see",
    ),
    ("accounts/audit/record.rs", "it is what tells the log"),
    ("accounts/audit/check.rs", "the program checks the log"),
    ("accounts/webhooks/deliver.rs", "the program sends events"),
    (
        "outreach/mailings/answer.rs",
        "somebody without an account answers a letter",
    ),
    ("outreach/mailings/deliver.rs", "the program mails"),
    ("surveys/invitations/deliver_mail.rs", "the program mails"),
    (
        "surveys/editor/comment.rs",
        "somebody from the field comments",
    ),
    ("surveys/open_link.rs", "a respondent begins"),
    (
        "organisations/compare.rs",
        "the program looks which organisations may be one",
    ),
    (
        "organisations/importing/sent.rs",
        "somebody looks at a list of their own before taking it over",
    ),
    (
        "organisations/registered.rs",
        "the program brings the hogescholen of the register along",
    ),
    ("surveys/save_section.rs", "a respondent answers"),
];

/// A use case that ends its transaction by itself forgets the log.
#[test]
fn whoever_commits_without_telling_the_log_is_listed() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            let name = path.strip_prefix(&root).unwrap().display().to_string();
            if text.contains(".commit()") && !name.ends_with("tests.rs") {
                found.push(name);
            }
        }
    }
    found.sort_unstable();
    let mut listed = UNTOLD.map(|(name, _)| name.to_owned());
    listed.sort_unstable();
    assert_eq!(found, listed, "left: what commits without telling the log");
}
