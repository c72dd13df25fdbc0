use chrono::NaiveDate;
use mkbroute_domain::surveys::instrument::FormOfAddress;
use mkbroute_domain::surveys::invitation::InvitationFacts;
use mkbroute_domain::text::{Lang, Text};

use super::*;

fn facts() -> InvitationFacts {
    InvitationFacts {
        address: FormOfAddress::Familiar,
        wave: Text::new("Meting", "Wave"),
        questionnaire: Text::new(
            "Naam\r\nBcc: iedereen@example.nl",
            "Name\nBcc: x@example.nl",
        ),
        minutes: 8,
        closes: NaiveDate::from_ymd_opt(2026, 12, 20).unwrap(),
        anonymous: true,
        privacy: Text::default(),
    }
}

fn formatted(kind: MailKind) -> String {
    let mailer = SmtpMailer::new("smtp://127.0.0.1:25", "meting@example.nl").unwrap();
    let to = "anna@example.nl".parse().unwrap();
    let mail = Mail {
        to: &to,
        lang: Lang::Nl,
        facts: &facts(),
        message_id: "<1@example.nl>".into(),
        kind,
    };
    String::from_utf8(mailer.message(&mail).unwrap().formatted()).unwrap()
}

#[test]
fn no_word_of_a_title_becomes_a_header() {
    let link = "https://example.nl/a/x".to_owned();
    let message = formatted(MailKind::Invitation { link });
    let (headers, _) = message.split_once("\r\n\r\n").unwrap();
    assert!(
        !headers.lines().any(|line| line.starts_with("Bcc:")),
        "{headers}"
    );
    let follows = "<1@example.nl>\r\nBcc: iedereen@example.nl".to_owned();
    let message = formatted(MailKind::Reminder { follows });
    let (headers, _) = message.split_once("\r\n\r\n").unwrap();
    assert!(
        !headers.lines().any(|line| line.starts_with("Bcc:")),
        "{headers}"
    );
}

#[test]
fn settings_that_cannot_be_used_are_told_without_the_password() {
    let problem = |url: &str| SmtpMailer::new(url, "meting@example.nl").err();
    assert_eq!(
        problem("http://user:geheim@host"),
        Some(SmtpSettingsError::Server)
    );
    for open in [
        "smtp://host:25",
        "smtp://user:geheim@localhost.example.nl",
        "smtp://user:127.0.0.1@host",
    ] {
        assert_eq!(problem(open), Some(SmtpSettingsError::Open), "{open}");
    }
    for fine in [
        "smtps://user:geheim@host",
        "smtp://user:geheim@host:587?tls=required",
        "smtp://localhost:25",
        "smtp://127.0.0.1",
    ] {
        assert_eq!(problem(fine), None, "{fine}");
    }
    let nobody = SmtpMailer::new("smtps://host", "nobody").err();
    assert_eq!(nobody, Some(SmtpSettingsError::Sender));
}
