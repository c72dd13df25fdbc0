//! The register: every table and every column.

use super::Activity::{
    Accounts, Answers, Comments, Invitations, Log, Outreach, Questionnaires, Recognition, Roles,
    SigningIn,
};
use super::{Activity, Column, Erasure, Found, Key, Table};

const fn personal(name: &'static str, activity: Activity) -> Column {
    let tells = Some(activity);
    Column { name, tells }
}

const fn other(name: &'static str) -> Column {
    Column { name, tells: None }
}

const fn nobody(name: &'static str, columns: &'static [Column]) -> Table {
    let found = Found::Nobody;
    Table {
        name,
        found,
        columns,
    }
}

/// Every table of the database, in the order of their names.
pub const REGISTER: &[Table] = &[
    // A mail that waits; it goes as soon as it left. Some have no person yet.
    Table {
        name: "account_mails",
        found: Found::Person(&[Key::Id("person_id")], Erasure::Deleted),
        columns: &[
            other("id"),
            personal("person_id", SigningIn),
            personal("address", SigningIn),
            personal("lang", SigningIn),
            personal("kind", SigningIn),
            personal("detail", SigningIn),
            personal("asked_at", SigningIn),
            other("next_try"),
            other("attempts"),
        ],
    },
    Table {
        name: "api_keys",
        found: Found::Person(&[Key::Id("person_id")], Erasure::Deleted),
        columns: &[
            other("id_hash"),
            other("id"),
            personal("person_id", SigningIn),
            personal("name", SigningIn),
            personal("role", SigningIn),
            personal("scopes", SigningIn),
            personal("made_on", SigningIn),
            personal("used_on", SigningIn),
            personal("expires_at", SigningIn),
        ],
    },
    // Under a hash of what was tried, so that nothing in it leads to anybody.
    Table {
        name: "attempts",
        found: Found::Never,
        columns: &[
            personal("key", SigningIn),
            personal("began_at", SigningIn),
            other("count"),
        ],
    },
    nobody(
        "audit_checks",
        &[
            other("id"),
            other("at"),
            other("number"),
            other("hash"),
            other("problem"),
        ],
    ),
    Table {
        name: "audit_entries",
        found: Found::Person(
            &[Key::Id("person_id"), Key::Words("object")],
            Erasure::IdOnly,
        ),
        columns: &[
            personal("number", Log),
            personal("at", Log),
            personal("doer", Log),
            personal("person_id", Log),
            personal("role", Log),
            personal("act", Log),
            personal("object_kind", Log),
            personal("object", Log),
            personal("detail", Log),
            other("hash"),
        ],
    },
    nobody("audit_head", &[other("id"), other("number"), other("hash")]),
    Table {
        name: "ballots",
        found: Found::TheirLink,
        columns: &[
            personal("token_hash", Answers),
            other("wave_id"),
            other("respondent_group"),
            other("pathway_id"),
        ],
    },
    Table {
        name: "ceremonies",
        found: Found::Person(&[Key::Id("person_id")], Erasure::Deleted),
        columns: &[
            other("id_hash"),
            personal("purpose", SigningIn),
            personal("person_id", SigningIn),
            other("state"),
            personal("expires_at", SigningIn),
        ],
    },
    // By the hash of the link in an overview; it goes with what the link does.
    Table {
        name: "digest_stops",
        found: Found::Person(&[Key::Id("person_id")], Erasure::Deleted),
        columns: &[
            other("token_hash"),
            personal("person_id", SigningIn),
            personal("made_on", SigningIn),
        ],
    },
    Table {
        name: "digests",
        found: Found::Person(&[Key::Id("person_id")], Erasure::Deleted),
        columns: &[
            personal("person_id", Accounts),
            personal("frequency", Accounts),
            personal("next_at", Accounts),
        ],
    },
    Table {
        name: "draft_comments",
        found: Found::TheirLink,
        columns: &[
            other("id"),
            other("draft_id"),
            personal("invitation", Comments),
            personal("author", Comments),
            other("item"),
            personal("body", Comments),
            personal("made_at", Comments),
            other("verdict"),
            other("reason"),
        ],
    },
    Table {
        name: "draft_invitations",
        found: Found::TheirLink,
        columns: &[
            personal("token_hash", Comments),
            other("draft_id"),
            personal("name", Comments),
            personal("made_at", Comments),
        ],
    },
    Table {
        name: "draft_revisions",
        found: Found::Person(&[Key::Id("person_id")], Erasure::IdOnly),
        columns: &[
            personal("draft_id", Questionnaires),
            personal("number", Questionnaires),
            other("parent"),
            other("body"),
            personal("edit", Questionnaires),
            personal("subject", Questionnaires),
            personal("person_id", Questionnaires),
            personal("made_at", Questionnaires),
        ],
    },
    nobody(
        "draft_trials",
        &[
            other("id"),
            other("draft_id"),
            other("revision"),
            other("answers"),
            other("made_at"),
        ],
    ),
    Table {
        name: "drafts",
        found: Found::TheirLink,
        columns: &[
            personal("key", Answers),
            other("wave_id"),
            personal("body", Answers),
            other("respondent_group"),
            other("pathway_id"),
        ],
    },
    Table {
        name: "external_subjects",
        found: Found::Person(&[Key::Id("person_id")], Erasure::Deleted),
        columns: &[
            other("id"),
            personal("issuer", SigningIn),
            personal("subject", SigningIn),
            personal("person_id", SigningIn),
            personal("label", SigningIn),
            personal("linked_on", SigningIn),
        ],
    },
    // Of the holder it goes with the grant; of who took the step the id stays.
    nobody(
        "funnel_tallies",
        &[
            other("source"),
            other("kind"),
            other("stage"),
            other("days"),
            other("month"),
            other("leads"),
        ],
    ),
    Table {
        name: "grant_steps",
        found: Found::Person(&[Key::Id("person_id"), Key::Id("by_id")], Erasure::IdOnly),
        columns: &[
            other("grant_id"),
            other("number"),
            personal("person_id", Roles),
            personal("step", Roles),
            personal("by_id", Roles),
            personal("at", Roles),
            personal("expires_at", Roles),
        ],
    },
    Table {
        name: "grants",
        found: Found::Person(&[Key::Id("person_id")], Erasure::Deleted),
        columns: &[
            other("id"),
            personal("person_id", Roles),
            personal("role", Roles),
            personal("scope_kind", Roles),
            personal("scope_id", Roles),
            personal("status", Roles),
            personal("expires_at", Roles),
            personal("given_by", Roles),
            personal("given_at", Roles),
            other("delegated_from"),
        ],
    },
    // A request of a script that may come again, for a day. What was answered is sealed.
    Table {
        name: "idempotency_keys",
        found: Found::Person(&[Key::Id("person_id")], Erasure::Deleted),
        columns: &[
            other("id_hash"),
            personal("person_id", SigningIn),
            other("request_hash"),
            other("claim"),
            other("claimed_until"),
            other("reply"),
            personal("expires_at", SigningIn),
        ],
    },
    nobody(
        "instruments",
        &[
            other("id"),
            other("version"),
            other("source"),
            other("sha256"),
            other("created_at"),
        ],
    ),
    nobody(
        "interim_releases",
        &[
            other("wave_id"),
            other("number"),
            other("respondent_group"),
            other("day"),
            other("snapshot"),
            other("respondents"),
            other("sha256"),
        ],
    ),
    Table {
        name: "known_devices",
        found: Found::Person(&[Key::Id("person_id")], Erasure::Deleted),
        columns: &[
            other("id_hash"),
            personal("person_id", SigningIn),
            personal("used_on", SigningIn),
        ],
    },
    Table {
        name: "lead_conversations",
        found: Found::Person(&[Key::Id("held_by")], Erasure::IdOnly),
        columns: &[
            other("id"),
            personal("lead_id", Outreach),
            personal("held_on", Outreach),
            personal("held_by", Outreach),
            personal("contact_id", Outreach),
            personal("note", Outreach),
            other("motives"),
        ],
    },
    Table {
        name: "lead_steps",
        found: Found::Person(&[Key::Id("changed_by")], Erasure::IdOnly),
        columns: &[
            personal("lead_id", Outreach),
            other("number"),
            personal("stage", Outreach),
            personal("changed_on", Outreach),
            personal("changed_by", Outreach),
            personal("note", Outreach),
            other("reasons"),
            other("re_engage_on"),
        ],
    },
    // A company; who talks with it is a person.
    Table {
        name: "leads",
        found: Found::Person(&[Key::Id("owner_id")], Erasure::IdOnly),
        columns: &[
            personal("id", Outreach),
            other("organisation_id"),
            other("pathway_id"),
            other("source"),
            other("event_id"),
            other("motives"),
            personal("owner_id", Outreach),
            other("stage"),
            other("stage_since"),
            other("quiet_since"),
            other("re_engage_on"),
            other("due_on"),
            other("came_on"),
            other("revision"),
        ],
    },
    Table {
        name: "mail_addresses",
        found: Found::Address("address"),
        columns: &[
            other("id"),
            personal("wave_id", Invitations),
            personal("respondent_group", Invitations),
            personal("pathway_id", Invitations),
            personal("address", Invitations),
            personal("lang", Invitations),
            personal("state", Invitations),
            personal("reason", Invitations),
            personal("failure", Invitations),
            other("attempts"),
            other("next_try"),
            other("message_id"),
            personal("sent_on", Invitations),
            other("reminder_due"),
        ],
    },
    Table {
        name: "passkeys",
        found: Found::Person(&[Key::Id("person_id")], Erasure::Deleted),
        columns: &[
            other("id"),
            personal("person_id", SigningIn),
            personal("credential_id", SigningIn),
            personal("name", SigningIn),
            other("body"),
            personal("added_on", SigningIn),
            personal("used_on", SigningIn),
        ],
    },
    nobody(
        "pathways",
        &[
            other("id"),
            other("slug"),
            other("name_nl"),
            other("name_en"),
            other("hogeschool"),
            other("hogeschool_id"),
            other("partner"),
            other("sector"),
            other("programme"),
            other("degree"),
            other("phase"),
            other("meets_definition"),
            other("note_nl"),
            other("note_en"),
        ],
    ),
    Table {
        name: "persons",
        found: Found::Person(&[Key::Id("id")], Erasure::Deleted),
        columns: &[
            personal("id", Accounts),
            personal("slug", Accounts),
            personal("name", Accounts),
            personal("email", Accounts),
            personal("lang", Accounts),
            personal("created_at", Accounts),
            personal("sought", Accounts),
        ],
    },
    nobody(
        "questionnaire_drafts",
        &[
            other("id"),
            other("slug"),
            other("instrument"),
            other("respondent_group"),
            other("title_nl"),
            other("title_en"),
            other("based_on"),
            other("revision"),
            other("comments_open"),
            other("frozen_as"),
            other("created_at"),
        ],
    ),
    // While the measurement is open the key follows from the link of the respondent; closing replaces it.
    Table {
        name: "responses",
        found: Found::TheirLink,
        columns: &[
            personal("key", Answers),
            other("wave_id"),
            personal("respondent_group", Answers),
            other("version"),
            personal("pathway_id", Answers),
            personal("answers", Answers),
            personal("open_answers", Answers),
            personal("link_code", Recognition),
            other("provisional"),
        ],
    },
    nobody("seaql_migrations", &[other("version"), other("applied_at")]),
    Table {
        name: "sessions",
        found: Found::Person(&[Key::Id("person_id")], Erasure::Deleted),
        columns: &[
            other("id_hash"),
            other("id"),
            personal("person_id", SigningIn),
            personal("method", SigningIn),
            personal("device", SigningIn),
            personal("began_at", SigningIn),
            personal("used_at", SigningIn),
            personal("proved_at", SigningIn),
            personal("expires_at", SigningIn),
            personal("role", SigningIn),
        ],
    },
    Table {
        name: "sign_in_links",
        found: Found::Person(&[Key::Id("person_id")], Erasure::Deleted),
        columns: &[
            other("token_hash"),
            personal("person_id", SigningIn),
            personal("expires_at", SigningIn),
        ],
    },
    nobody(
        "studies",
        &[
            other("slug"),
            other("title_nl"),
            other("title_en"),
            other("aim_nl"),
            other("aim_en"),
            other("revision"),
            other("questions"),
        ],
    ),
    nobody(
        "wave_instruments",
        &[
            other("wave_id"),
            other("respondent_group"),
            other("instrument"),
            other("version"),
        ],
    ),
    nobody(
        "wave_links",
        &[
            other("code"),
            other("wave_id"),
            other("respondent_group"),
            other("pathway_id"),
            other("population"),
            other("distribution"),
            other("sent_on"),
            other("reason"),
            other("invited"),
            other("reissued"),
            other("dropped"),
        ],
    ),
    nobody(
        "waves",
        &[
            other("id"),
            other("slug"),
            other("title_nl"),
            other("title_en"),
            other("state"),
            other("provenance"),
            other("opens"),
            other("closes"),
            other("dataset_sha256"),
            other("lang"),
            other("privacy_nl"),
            other("privacy_en"),
            other("follows"),
            other("reminded_on"),
        ],
    ),
    nobody(
        "webhook_deliveries",
        &[
            other("id"),
            other("webhook_id"),
            other("event"),
            other("object"),
            other("happened_at"),
            other("state"),
            other("tries"),
            other("next_try"),
            other("tried_at"),
            other("status"),
        ],
    ),
    // An address may name somebody. What waits to be sent there goes along.
    Table {
        name: "webhooks",
        found: Found::Person(&[Key::Id("person_id")], Erasure::Deleted),
        columns: &[
            other("id"),
            personal("person_id", Accounts),
            personal("role", Accounts),
            personal("address", Accounts),
            personal("events", Accounts),
            other("secret"),
            personal("made_on", Accounts),
            other("claimed_until"),
        ],
    },
];
