//! To which addresses on the network the program speaks when somebody names one.
//!
//! Whoever names an address makes the program ask there. So it must not be one that only the program can
//! reach: its own machine, the network around it, or where a cloud tells a machine its secrets.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ipnet::{IpNet, Ipv4Net, Ipv6Net};

/// What is not the internet at large, after the registers of IANA for special purposes (RFC 6890), and one
/// address that is: there a cloud answers its own machines.
const SPECIAL_V4: [Ipv4Net; 16] = [
    v4([0, 0, 0, 0], 8),
    v4([10, 0, 0, 0], 8),
    v4([100, 64, 0, 0], 10),
    v4([127, 0, 0, 0], 8),
    v4([168, 63, 129, 16], 32),
    v4([169, 254, 0, 0], 16),
    v4([172, 16, 0, 0], 12),
    v4([192, 0, 0, 0], 24),
    v4([192, 0, 2, 0], 24),
    v4([192, 88, 99, 0], 24),
    v4([192, 168, 0, 0], 16),
    v4([198, 18, 0, 0], 15),
    v4([198, 51, 100, 0], 24),
    v4([203, 0, 113, 0], 24),
    v4([224, 0, 0, 0], 4),
    v4([240, 0, 0, 0], 4),
];
/// The same within what is given out of IPv6; of the rest nothing is.
const GIVEN_OUT_V6: Ipv6Net = v6([0x2000, 0, 0, 0, 0, 0, 0, 0], 3);
const SPECIAL_V6: [Ipv6Net; 3] = [
    v6([0x2001, 0, 0, 0, 0, 0, 0, 0], 23),
    v6([0x2001, 0xdb8, 0, 0, 0, 0, 0, 0], 32),
    v6([0x3fff, 0, 0, 0, 0, 0, 0, 0], 20),
];
/// Addresses of IPv4 within those of IPv6: translated, and through a tunnel.
const TRANSLATED: Ipv6Net = v6([0x64, 0xff9b, 0, 0, 0, 0, 0, 0], 96);
const TUNNEL: Ipv6Net = v6([0x2002, 0, 0, 0, 0, 0, 0, 0], 16);

const fn v4([a, b, c, d]: [u8; 4], prefix: u8) -> Ipv4Net {
    Ipv4Net::new_assert(Ipv4Addr::new(a, b, c, d), prefix)
}

const fn v6(s: [u16; 8], prefix: u8) -> Ipv6Net {
    let address = Ipv6Addr::new(s[0], s[1], s[2], s[3], s[4], s[5], s[6], s[7]);
    Ipv6Net::new_assert(address, prefix)
}

/// Where the program may send events: the internet, and the networks that the settings name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reachable {
    inside: Vec<IpNet>,
}

impl Reachable {
    /// The internet, and these networks besides.
    pub fn and_inside(inside: Vec<IpNet>) -> Self {
        Self { inside }
    }

    /// Whether anything is reached besides the internet.
    pub fn has_inside(&self) -> bool {
        !self.inside.is_empty()
    }

    /// Whether an address lies in a network that the settings name. There messages may travel in the open.
    pub fn is_inside(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.inside.iter().any(|network| network.contains(&address))
    }

    /// Whether the program may speak to this address.
    pub fn allows(&self, address: IpAddr) -> bool {
        self.is_inside(address) || is_public(address)
    }
}

/// Whether an address is one of the internet at large, however it is written.
fn is_public(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => within(address).map_or_else(|| is_public_v6(address), is_public_v4),
    }
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let special = SPECIAL_V6.iter().any(|network| network.contains(&address));
    GIVEN_OUT_V6.contains(&address) && !special
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    !SPECIAL_V4.iter().any(|network| network.contains(&address))
}

/// The address of IPv4 to which one of IPv6 leads.
fn within(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let bytes = address.octets();
    let at = if TRANSLATED.contains(&address) {
        12
    } else if TUNNEL.contains(&address) {
        2
    } else {
        return None;
    };
    let inner: [u8; 4] = bytes.get(at..at + 4)?.try_into().ok()?;
    Some(Ipv4Addr::from(inner))
}
