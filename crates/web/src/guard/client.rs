//! The address from which a request really comes: proxies that are trusted tell it, others are not believed.

use std::net::{IpAddr, SocketAddr};
use std::str::FromStr;

use axum::extract::{ConnectInfo, Request};
use axum::http::HeaderMap;
use ipnet::IpNet;

const FORWARDED_FOR: &str = "x-forwarded-for";

/// An address (`127.0.0.1`) or a network (`10.0.0.0/8`).
#[derive(Clone, Copy, Debug)]
pub struct Network(IpNet);

/// A text is neither an address nor a network.
#[derive(Clone, Debug, thiserror::Error)]
#[error("neither an address such as 127.0.0.1 nor a network such as 10.0.0.0/8")]
pub struct NotANetwork;

impl FromStr for Network {
    type Err = NotANetwork;

    fn from_str(text: &str) -> Result<Self, NotANetwork> {
        let address = || IpAddr::from_str(text).map(IpNet::from);
        let network = IpNet::from_str(text).or_else(|_| address());
        network.map(Self).map_err(|_| NotANetwork)
    }
}

/// The proxies before the program.
#[derive(Clone, Debug, Default)]
pub struct TrustedProxies(Vec<Network>);

impl FromIterator<Network> for TrustedProxies {
    fn from_iter<I: IntoIterator<Item = Network>>(networks: I) -> Self {
        Self(networks.into_iter().collect())
    }
}

impl TrustedProxies {
    fn has(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.0.contains(&address))
    }

    /// Who is at the other end. Every trusted proxy adds whom it got the request from at the right of
    /// `X-Forwarded-For`; what stands left of the first address that is not trusted may be made up.
    pub(super) fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut at = peer.to_canonical();
        let lines = headers.get_all(FORWARDED_FOR).iter();
        let lines: Vec<&str> = lines.map(|line| line.to_str().unwrap_or("?")).collect();
        let mut told = lines.iter().rev().flat_map(|line| line.rsplit(','));
        while self.has(at)
            && let Some(before) = told.next().and_then(address)
        {
            at = before;
        }
        at
    }
}

/// An address as a proxy writes it; some add the port.
fn address(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    let with_port = || SocketAddr::from_str(text).map(|found| found.ip());
    let found = IpAddr::from_str(text).or_else(|_| with_port()).ok()?;
    Some(found.to_canonical())
}

/// Who sent a request, if it came over a network.
pub(super) fn client_of(request: &Request, trusted: &TrustedProxies) -> Option<IpAddr> {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>()?;
    Some(trusted.client(peer.0.ip(), request.headers()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(lines: &[&str]) -> HeaderMap {
        let named = lines.iter().map(|line| {
            let name = axum::http::HeaderName::from_static(FORWARDED_FOR);
            (name, line.parse().unwrap())
        });
        named.collect()
    }

    fn client(trusted: &[&str], peer: &str, lines: &[&str]) -> String {
        let trusted: TrustedProxies = trusted.iter().map(|text| text.parse().unwrap()).collect();
        let peer = peer.parse().unwrap();
        trusted.client(peer, &headers(lines)).to_string()
    }

    #[test]
    fn only_trusted_proxies_are_believed() {
        let chain = ["203.0.113.9, 198.51.100.7", "10.0.0.2"];
        let proxies = ["10.0.0.0/8", "::1"];
        // Nobody is trusted, and a client that makes things up.
        assert_eq!(client(&[], "10.0.0.1", &chain), "10.0.0.1");
        assert_eq!(client(&proxies, "192.0.2.4", &chain), "192.0.2.4");
        // Through two proxies: what the client itself wrote is left of its address.
        assert_eq!(client(&proxies, "10.0.0.1", &chain), "198.51.100.7");
        assert_eq!(
            client(&proxies, "::1", &["198.51.100.7:4711"]),
            "198.51.100.7"
        );
        assert_eq!(
            client(&proxies, "::1", &["[2001:db8::9]:80"]),
            "2001:db8::9"
        );
        // An address in the clothes of the other version is the same address.
        assert_eq!(
            client(&proxies, "::ffff:10.0.0.1", &["::ffff:192.0.2.1"]),
            "192.0.2.1"
        );
    }

    #[test]
    fn what_is_no_address_ends_the_chain() {
        let proxies = ["10.0.0.0/8"];
        for line in ["", "unknown", "198.51.100.7, nonsense", "1.2.3"] {
            assert_eq!(client(&proxies, "10.0.0.1", &[line]), "10.0.0.1", "{line}");
        }
        assert_eq!(client(&proxies, "10.0.0.1", &[]), "10.0.0.1");
        assert_eq!(client(&proxies, "10.0.0.1", &["10.0.0.3"]), "10.0.0.3");
    }

    #[test]
    fn a_network_is_written_as_such() {
        for right in ["127.0.0.1", "::1", "10.0.0.0/8", "2001:db8::/32"] {
            assert!(right.parse::<Network>().is_ok(), "{right}");
        }
        for wrong in ["", "localhost", "10.0.0.0/33", "proxy.example"] {
            assert!(wrong.parse::<Network>().is_err(), "{wrong}");
        }
    }
}
