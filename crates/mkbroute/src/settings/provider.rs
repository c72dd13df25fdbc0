//! Where people of an institution sign in.

use mkbroute_web::ProviderSettings;

use crate::cli::ProviderArguments;

/// The provider with which people of an institution sign in, if one is configured.
pub(crate) fn provider(arguments: &ProviderArguments) -> anyhow::Result<Option<ProviderSettings>> {
    let (issuer, client_id) = match (&arguments.issuer, &arguments.client_id) {
        (Some(issuer), Some(client_id)) => (issuer, client_id),
        (None, None) => return Ok(None),
        (Some(_), None) | (None, Some(_)) => {
            anyhow::bail!(
                "--oidc-issuer and --oidc-client-id belong together: give both or neither"
            )
        }
    };
    let local = ["http://localhost", "http://127.0.0.1"];
    let safe =
        issuer.starts_with("https://") || local.iter().any(|start| issuer.starts_with(start));
    anyhow::ensure!(
        safe,
        "the provider {issuer} must have an https address: what it says travels there"
    );
    Ok(Some(ProviderSettings {
        issuer: issuer.clone(),
        client_id: client_id.clone(),
        client_secret: arguments.client_secret.clone(),
        name: arguments.name.clone(),
    }))
}
