//! How people sign in.

use clap::Args;

use super::DataArguments;

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
