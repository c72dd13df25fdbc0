//! How people sign in.

use clap::Args;

use super::DataArguments;

/// Where people of an institution sign in: a provider of OpenID Connect, such as SURFconext.
#[derive(Clone, Debug, Args)]
pub(crate) struct ProviderArguments {
    /// The address of the provider, which begins with https.
    #[arg(
        id = "oidc_issuer",
        long = "oidc-issuer",
        env = "MKBROUTE_OIDC_ISSUER",
        value_name = "URL"
    )]
    pub(crate) issuer: Option<String>,
    /// Under which the provider knows this program.
    #[arg(
        id = "oidc_client_id",
        long = "oidc-client-id",
        env = "MKBROUTE_OIDC_CLIENT_ID",
        value_name = "ID"
    )]
    pub(crate) client_id: Option<String>,
    /// With what this program shows the provider who it is.
    #[arg(
        id = "oidc_client_secret",
        long = "oidc-client-secret",
        env = "MKBROUTE_OIDC_CLIENT_SECRET",
        value_name = "SECRET",
        hide_env_values = true
    )]
    pub(crate) client_secret: Option<String>,
    /// What the button calls it.
    #[arg(
        id = "oidc_name",
        long = "oidc-name",
        env = "MKBROUTE_OIDC_NAME",
        value_name = "NAME",
        default_value = "SURFconext"
    )]
    pub(crate) name: String,
}

#[derive(Debug, Args)]
pub(crate) struct SignInLinkArguments {
    /// The mail address of the person, or the readable name, such as beheerder.
    pub(crate) person: String,
    /// The address that users see.
    #[arg(
        long,
        env = "MKBROUTE_ORIGIN",
        default_value = "http://127.0.0.1:8080",
        value_name = "URL"
    )]
    pub(crate) origin: String,
    #[command(flatten)]
    pub(crate) data: DataArguments,
}
