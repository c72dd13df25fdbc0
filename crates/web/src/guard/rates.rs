//! How often somebody may ask: per address, account, personal link and key of the API.
//!
//! What is counted is kept in memory for seconds only, under keys that nobody can read back. Several processes
//! each count for themselves; what must hold over all of them, such as mailed links, is counted in the database.

use std::hash::{BuildHasher, Hash, RandomState};
use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::{Method, header};
use axum::middleware::Next;
use axum::response::Response;
use governor::clock::Clock;
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use super::Asked;
use super::asked::is_api;
use super::client::client_of;
use crate::error::WebError;
use crate::extract::cookie;
use crate::router::WebState;

/// From one address: a building full of people is one address to us.
const ADDRESS: Rate = Rate(100, 2_000);
/// Signing in, from one address: a classroom of 60 asks for a link and presses its button at once.
const SIGNING_IN: Rate = Rate(1, 180);
/// Of one signed-in browser.
const ACCOUNT: Rate = Rate(30, 300);
/// With one personal link: pages, and what is kept while somebody types.
const LINK: Rate = Rate(10, 120);
/// With one key of the API.
const KEY: Rate = Rate(50, 500);
/// After so many requests, what has been quiet is forgotten.
const TIDY_AFTER: u64 = 1_024;

/// Requests per second in the long run, and how many may come at once.
struct Rate(u32, u32);

/// Whether there are limits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Limits {
    /// Those that docs/operations.md tells.
    #[default]
    Usual,
    /// None, to measure what the program itself can do.
    None,
}

/// Who asked how often of late.
pub(crate) struct Counters {
    hasher: RandomState,
    requests: AtomicU64,
    address: Counter,
    signing_in: Counter,
    account: Counter,
    link: Counter,
    key: Counter,
}

type Counter = DefaultKeyedRateLimiter<u64>;

impl Counters {
    pub(crate) fn new(limits: Limits) -> Option<Arc<Self>> {
        let counters = || Self {
            hasher: RandomState::new(),
            requests: AtomicU64::new(0),
            address: counter(&ADDRESS),
            signing_in: counter(&SIGNING_IN),
            account: counter(&ACCOUNT),
            link: counter(&LINK),
            key: counter(&KEY),
        };
        (limits == Limits::Usual).then(|| Arc::new(counters()))
    }

    /// How long a request has to wait, if it comes too soon.
    fn wait(&self, request: &Request, client: Option<IpAddr>, https: bool) -> Option<Duration> {
        self.tidy();
        let path = request.uri().path();
        let headers = request.headers();
        // Everybody on the machine itself has one address, and so has everybody behind a proxy that is not trusted.
        let from = client.filter(|from| !from.is_loopback()).map(network);
        let by_key = headers.get(header::AUTHORIZATION);
        let by_key = by_key.filter(|_| is_api(request.uri()));
        let signs_in = request.method() == Method::POST && path.starts_with("/aanmelden");
        let asked = [
            (&self.address, self.of(from)),
            (&self.signing_in, self.of(from.filter(|_| signs_in))),
            (&self.account, self.of(cookie::session_text(headers, https))),
            (&self.link, self.of(personal(path))),
            (&self.key, self.of(by_key)),
        ];
        let waits = asked.into_iter().filter_map(|(counter, key)| {
            let too_soon = counter.check_key(&key?).err()?;
            Some(too_soon.wait_time_from(counter.clock().now()))
        });
        waits.max()
    }

    fn of(&self, who: Option<impl Hash>) -> Option<u64> {
        who.map(|who| self.hasher.hash_one(who))
    }

    fn tidy(&self) {
        if self.requests.fetch_add(1, Ordering::Relaxed) % TIDY_AFTER != TIDY_AFTER - 1 {
            return;
        }
        let all = [
            &self.address,
            &self.signing_in,
            &self.account,
            &self.link,
            &self.key,
        ];
        for counter in all {
            counter.retain_recent();
            counter.shrink_to_fit();
        }
    }
}

fn counter(&Rate(per_second, at_once): &Rate) -> Counter {
    let number = |number| NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN);
    RateLimiter::keyed(Quota::per_second(number(per_second)).allow_burst(number(at_once)))
}

/// A provider hands one house a whole network of addresses of version 6.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).into()
        }
    }
}

/// The secret part of an address that is somebody's own.
fn personal(path: &str) -> Option<&str> {
    let begins = ["/a/", "/commentaar/", "/overzicht/", "/bericht/"];
    let rest = begins.iter().find_map(|begin| path.strip_prefix(begin))?;
    rest.split('/').next()
}

/// Lets through who does not ask too often; others are told when to come back.
pub(crate) async fn not_too_often(
    State((state, counters)): State<(WebState, Option<Arc<Counters>>)>,
    request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path();
    // Files of the program cost nothing, and probes of health must always get through.
    let free = path.starts_with("/bestanden/") || path.starts_with("/health/");
    let Some(counters) = counters.filter(|_| !free) else {
        return next.run(request).await;
    };
    let client = client_of(&request, &state.config.trusted_proxies);
    match counters.wait(&request, client, state.config.https) {
        None => next.run(request).await,
        Some(wait) => Asked::of(&request).refuse(&WebError::TooOften(wait)),
    }
}

#[cfg(test)]
mod tests {
    use axum::body::Body;

    use super::*;

    /// How many of so many requests get through at once.
    fn through(
        counters: &Counters,
        times: usize,
        ask: impl Fn(usize) -> (Request, IpAddr),
    ) -> usize {
        let all = (0..times).map(ask);
        let passed =
            all.filter(|(request, from)| counters.wait(request, Some(*from), false).is_none());
        passed.count()
    }

    fn usual() -> Arc<Counters> {
        Counters::new(Limits::Usual).unwrap()
    }

    fn get(path: &str) -> Request {
        Request::get(path).body(Body::empty()).unwrap()
    }

    fn school() -> IpAddr {
        "192.0.2.1".parse().unwrap()
    }

    #[test]
    fn a_classroom_behind_one_address_signs_in_and_answers_at_once() {
        let counters = usual();
        let sign_in = |_| {
            (
                Request::post("/aanmelden").body(Body::empty()).unwrap(),
                school(),
            )
        };
        assert_eq!(through(&counters, 120, sign_in), 120);
        // Each opens the overview and ten pages, and sends each of those.
        let answer = |n: usize| (get(&format!("/a/token-{}/deel/1", n % 60)), school());
        assert_eq!(through(&counters, 60 * 21, answer), 60 * 21);
    }

    #[test]
    fn one_address_cannot_try_without_end() {
        let sign_in = |_| {
            (
                Request::post("/aanmelden/x").body(Body::empty()).unwrap(),
                school(),
            )
        };
        assert!(through(&usual(), 1_000, sign_in) < 200);
        let look = |_| (get("/aanmelden"), school());
        assert!(through(&usual(), 5_000, look) < 2_200);
        // A house with a network of version 6 is one house.
        let house = |n: usize| {
            (
                get("/aanmelden"),
                format!("2001:db8::{n:x}").parse().unwrap(),
            )
        };
        assert!(through(&usual(), 5_000, house) < 2_200);
        let houses = |n: usize| {
            (
                get("/aanmelden"),
                format!("2001:db8:0:{n:x}::1").parse().unwrap(),
            )
        };
        assert_eq!(through(&usual(), 5_000, houses), 5_000);
    }

    #[test]
    fn one_account_one_link_and_one_key_have_limits_of_their_own() {
        let many = |n: usize| IpAddr::from([198, 51, 100, u8::try_from(n % 250).unwrap()]);
        let with = |name, value: &str, path: &str| {
            let request = Request::get(path).header(name, value);
            request.body(Body::empty()).unwrap()
        };
        let account = |n| (with(header::COOKIE, "mkbroute=abc", "/"), many(n));
        assert!(through(&usual(), 1_000, account) < 400);
        let link = |n| (get("/a/abc/deel/1/bewaar"), many(n));
        assert!(through(&usual(), 1_000, link) < 200);
        let key = |n| {
            (
                with(header::AUTHORIZATION, "Bearer mkb_x", "/api/v1/waves"),
                many(n),
            )
        };
        assert!(through(&usual(), 2_000, key) < 700);
    }

    #[test]
    fn what_was_quiet_is_forgotten() {
        let counters = usual();
        let visit = |n: usize| (get(&format!("/a/{n}")), school());
        through(&counters, 500, visit);
        assert_eq!(counters.link.len(), 500);
        std::thread::sleep(Duration::from_millis(400));
        counters.requests.store(TIDY_AFTER - 1, Ordering::Relaxed);
        counters.tidy();
        assert_eq!(counters.link.len(), 0);
    }

    #[test]
    fn this_machine_is_not_counted_as_one_address() {
        let own = |_| (get("/aanmelden"), IpAddr::from([127, 0, 0, 1]));
        assert_eq!(through(&usual(), 5_000, own), 5_000);
    }
}
