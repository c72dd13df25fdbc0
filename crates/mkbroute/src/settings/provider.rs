//! Where people of an institution sign in.

use mkbroute_web::ProviderSettings;

use crate::cli::ProviderArguments;

/// The provider with which people of an institution sign in, if one is configured. What is wrong with it was
/// told by the review.
pub(crate) fn provider(arguments: ProviderArguments) -> Option<ProviderSettings> {
    Some(ProviderSettings {
        issuer: arguments.issuer?,
        client_id: arguments.client_id?,
        client_secret: arguments.client_secret,
        name: arguments.name,
    })
}
