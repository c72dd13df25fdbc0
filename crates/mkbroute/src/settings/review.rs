//! Mistakes that only show when settings are seen together.

use mkbroute_worker::surveys::{SmtpMailer, SmtpSettingsError};

use super::{Effective, Problem};
use crate::cli::{MailArguments, ProviderArguments, ServeArguments};

/// What is wrong with settings that are each understood. `effective` tells where they come from.
pub(crate) fn review(arguments: &ServeArguments, effective: &[Effective]) -> Vec<Problem> {
    let mut review = Review {
        effective,
        problems: Vec::new(),
    };
    review.mail(&arguments.mail);
    review.origin(arguments);
    review.tls(arguments);
    review.metrics(arguments);
    review.provider(&arguments.provider);
    review.problems
}

struct Review<'a> {
    effective: &'a [Effective],
    problems: Vec<Problem>,
}

impl Review<'_> {
    /// Adds a mistake at the place of a setting.
    fn problem(&mut self, name: &str, what: impl Into<String>) {
        let found = self.effective.iter().find(|found| found.name == name);
        let place = found.and_then(|found| found.place.clone());
        let place = place.unwrap_or_else(|| name.to_owned());
        self.problems.push(Problem::at(place, what));
    }

    fn mail(&mut self, mail: &MailArguments) {
        match (&mail.smtp_url, &mail.mail_from) {
            (None, None) => {}
            (Some(_), None) => self.problem("smtp_url", "mail needs a sender too: set mail_from"),
            (None, Some(_)) => {
                self.problem("mail_from", "mail needs a server too: set smtp_url");
            }
            (Some(url), Some(from)) => match SmtpMailer::new(url, from) {
                Ok(_) => {}
                Err(error @ SmtpSettingsError::Sender) => {
                    self.problem("mail_from", error.to_string());
                }
                Err(error) => self.problem("smtp_url", error.to_string()),
            },
        }
    }

    fn tls(&mut self, arguments: &ServeArguments) {
        match (&arguments.tls_certificate, &arguments.tls_key) {
            (Some(_), None) => self.problem("tls_certificate", "it needs its key too: set tls_key"),
            (None, Some(_)) => {
                self.problem("tls_key", "it needs a certificate too: set tls_certificate");
            }
            (None, None) | (Some(_), Some(_)) => {}
        }
        let files = [
            ("tls_certificate", &arguments.tls_certificate),
            ("tls_key", &arguments.tls_key),
        ];
        for (name, file) in files {
            let read = file.as_deref().map(std::fs::File::open);
            if let (Some(Err(error)), Some(file)) = (read, file) {
                self.problem(name, format!("cannot read {}: {error}", file.display()));
            }
        }
    }

    fn metrics(&mut self, arguments: &ServeArguments) {
        let Some(address) = arguments.metrics_listen else {
            return;
        };
        if address.port() != 0 && address == arguments.listen {
            self.problem("metrics_listen", "it must be another address than listen");
        }
        if !address.ip().is_loopback() && arguments.metrics_token.is_none() {
            let what = "beyond this machine metrics need a token: set metrics_token_file";
            self.problem("metrics_listen", what);
        }
    }

    fn provider(&mut self, provider: &ProviderArguments) {
        match (&provider.issuer, &provider.client_id) {
            (Some(issuer), Some(_)) => {
                let safe = ["https://", "http://localhost", "http://127.0.0.1"];
                if !safe.iter().any(|start| issuer.starts_with(start)) {
                    let what = "it must have an https address: what it says travels there";
                    self.problem("oidc_issuer", what);
                }
            }
            (None, None) => {}
            (Some(_), None) => {
                self.problem(
                    "oidc_issuer",
                    "a provider needs to know us: set oidc_client_id",
                );
            }
            (None, Some(_)) => {
                self.problem(
                    "oidc_client_id",
                    "it needs its provider too: set oidc_issuer",
                );
            }
        }
    }

    fn origin(&mut self, arguments: &ServeArguments) {
        let Some(origin) = &arguments.origin else {
            return;
        };
        let address = origin.trim_end_matches('/').split_once("://");
        let problem = match address {
            Some(("http" | "https", "")) => "it names no host",
            Some(("http" | "https", host)) if host.contains(['/', '?', '#', '@']) => {
                "it is the address without a path, such as https://mkbroute.example.nl"
            }
            Some(("http" | "https", _)) => return,
            _ => "it must begin with https:// (or http:// on this machine)",
        };
        self.problem("origin", problem);
    }
}
