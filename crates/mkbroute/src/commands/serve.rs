//! `mkbroute serve`: the program for real.

use std::time::Duration;

use mkbroute_application::accounts::issue_administrator_link;
use mkbroute_application::organisations::add_registered_hogescholen;
use mkbroute_domain::accounts::webhook::Reachable;
use mkbroute_web::{Limits, WebConfig};

use crate::cli::ServeArguments;
use crate::serving::{Entrance, listen, until_stopped};
use crate::{settings, tls, wiring};

/// Serves until it is told to stop; at the very first start prints the administrator's link.
pub(crate) async fn run(arguments: ServeArguments) -> anyhow::Result<()> {
    let mailer = wiring::mailer(&arguments.mail)?;
    let app = wiring::open(&arguments.data).await?;
    add_registered_hogescholen(&app).await?;
    app.reach(Reachable::and_inside(arguments.webhook_networks));
    let listener = listen(arguments.listen, "--listen")?;
    let tls = match (arguments.tls_certificate, arguments.tls_key) {
        (Some(chain), Some(key)) => Some(tls::Certificate { chain, key }),
        _ => None,
    };
    let origin = if let Some(origin) = arguments.origin {
        origin.trim_end_matches('/').to_owned()
    } else {
        let scheme = if tls.is_some() { "https" } else { "http" };
        format!("{scheme}://{}", listener.local_addr()?)
    };
    let metrics = match arguments.metrics_listen {
        Some(address) => {
            let listener = listen(address, "--metrics-listen")?;
            println!("metrics at http://{}/metrics", listener.local_addr()?);
            Some((listener, arguments.metrics_token))
        }
        None => None,
    };
    if let Some(token) = issue_administrator_link(&app).await? {
        println!("First start. Sign in once, within 24 hours, as administrator:");
        println!("  {origin}/aanmelden/{token}");
    }
    println!("mkbroute serves at {origin}");
    let https = origin.starts_with("https://");
    let config = WebConfig {
        demo: false,
        https,
        origin,
        mail: mailer.is_some(),
        provider: settings::provider(arguments.provider),
        trusted_proxies: arguments.trusted_proxies.into_iter().collect(),
        limits: Limits::Usual,
    };
    let entrance = Entrance {
        listener,
        tls,
        metrics,
        stop_within: Duration::from_secs(arguments.stop_within),
    };
    until_stopped(app, entrance, config, mailer).await
}
