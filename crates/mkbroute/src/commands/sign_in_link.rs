//! `mkbroute sign-in-link`: a way in for who has no other, from the machine itself.

use anyhow::Context;
use mkbroute_application::accounts::issue_sign_in_link;
use mkbroute_domain::accounts::Managed;
use mkbroute_domain::surveys::invitation::MailAddress;

use crate::cli::SignInLinkArguments;
use crate::wiring;

/// Prints a one-time link for a person.
pub(crate) async fn run(arguments: SignInLinkArguments) -> anyhow::Result<()> {
    let app = wiring::open_existing(&arguments.data).await?;
    let wanted = arguments.person.to_lowercase();
    let found = match wanted.parse::<MailAddress>() {
        Ok(address) => app.store().person_by_email(&address).await?,
        Err(_) => {
            app.store()
                .person_by_slug(&Managed::everything(), &wanted)
                .await?
        }
    };
    let person = found.with_context(|| {
        format!(
            "nobody is called '{}' or has that mail address; the administrator of the first start \
             is called 'beheerder'",
            arguments.person
        )
    })?;
    let token = issue_sign_in_link(&app, person.id).await?;
    app.store().close().await;
    let origin = arguments.origin.trim_end_matches('/');
    println!("{} signs in once, within 24 hours:", person.name);
    println!("  {origin}/aanmelden/{token}");
    Ok(())
}
