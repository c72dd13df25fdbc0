//! Requests for another site than this one: a name that somebody pointed here (DNS rebinding, a forgotten
//! proxy) would otherwise get pages and links of ours under its own name.

use axum::extract::{Request, State};
use axum::http::uri::Authority;
use axum::http::{Uri, header};
use axum::middleware::Next;
use axum::response::Response;

use super::Asked;
use crate::error::WebError;
use crate::router::WebState;

/// The names of the machine itself: whoever uses one means this machine.
const OWN_MACHINE: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

/// Answers only under the name of the site. Probes of health ask by address, so they may.
pub(crate) async fn known_host(
    State(state): State<WebState>,
    request: Request,
    next: Next,
) -> Response {
    if request.uri().path().starts_with("/health/") {
        return next.run(request).await;
    }
    let refusal = match host_of(&request) {
        Some(host) if is_ours(&host, &state.config.origin) => return next.run(request).await,
        Some(_) => WebError::OtherHost,
        None => WebError::NoHost,
    };
    Asked::of(&request).refuse(&refusal)
}

/// The name under which we are asked, without port, in small letters.
fn host_of(request: &Request) -> Option<String> {
    let mut named = request.headers().get_all(header::HOST).iter();
    let (first, second) = (named.next(), named.next());
    if second.is_some() {
        return None;
    }
    let name = match (request.uri().authority(), first) {
        (Some(authority), _) => authority.clone(),
        (None, Some(value)) => Authority::try_from(value.as_bytes()).ok()?,
        (None, None) => return None,
    };
    let plain = !name.as_str().contains('@') && !name.host().is_empty();
    plain.then(|| name.host().to_ascii_lowercase())
}

fn is_ours(host: &str, origin: &str) -> bool {
    let uri = origin.parse::<Uri>().ok();
    let own = uri.as_ref().and_then(Uri::host).unwrap_or_default();
    let own = own.to_ascii_lowercase();
    host == own || OWN_MACHINE.contains(&own.as_str()) && OWN_MACHINE.contains(&host)
}

#[cfg(test)]
mod tests {
    use axum::body::Body;

    use super::*;

    fn asked(host: &str, origin: &str) -> Option<bool> {
        let request = Request::builder().uri("/").header(header::HOST, host);
        let request = request.body(Body::empty()).unwrap();
        host_of(&request).map(|host| is_ours(&host, origin))
    }

    #[test]
    fn only_the_name_of_the_site_is_ours() {
        let site = "https://mkb.example";
        for (host, ours) in [
            ("mkb.example", Some(true)),
            ("MKB.example:443", Some(true)),
            ("mkb.example:8443", Some(true)),
            ("elders.example", Some(false)),
            ("mkb.example.elders.example", Some(false)),
            ("localhost", Some(false)),
            ("127.0.0.1", Some(false)),
            ("mkb.example@elders.example", None),
            ("mkb.example/elders", None),
            ("mkb.example elders", None),
            ("", None),
        ] {
            assert_eq!(asked(host, site), ours, "{host}");
        }
    }

    #[test]
    fn every_name_of_this_machine_will_do_for_a_site_on_it() {
        for host in ["localhost:8080", "127.0.0.1:8080", "[::1]:8080"] {
            assert_eq!(asked(host, "http://127.0.0.1:8080"), Some(true), "{host}");
        }
        assert_eq!(
            asked("elders.example:8080", "http://127.0.0.1:8080"),
            Some(false)
        );
        assert_eq!(
            asked("[2001:db8::1]", "http://[2001:DB8::1]:80"),
            Some(true)
        );
    }
}
