//! With what somebody signed in, as far as the browser tells.

/// The maker of a browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Browser {
    Firefox,
    Chrome,
    Edge,
    Safari,
    Opera,
    Samsung,
    /// It did not tell, or something we do not know.
    Other,
}

/// What the browser runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum System {
    Windows,
    MacOs,
    Linux,
    Android,
    Ios,
    ChromeOs,
    /// It did not tell, or something we do not know.
    Other,
}

/// A browser on a system. No version and no model: enough for its owner, too little for others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Device {
    pub browser: Browser,
    pub system: System,
}

/// Browsers with their stored name and what a User-Agent holds, the first that fits counts: most also
/// call themselves by the names of others.
const BROWSERS: [(Browser, &str, &[&str]); 6] = [
    (Browser::Edge, "edge", &["Edg/", "EdgA/", "EdgiOS/"]),
    (Browser::Opera, "opera", &["OPR/", "OPT/"]),
    (Browser::Samsung, "samsung", &["SamsungBrowser/"]),
    (Browser::Firefox, "firefox", &["Firefox/", "FxiOS/"]),
    (Browser::Chrome, "chrome", &["Chrome/", "CriOS/"]),
    (Browser::Safari, "safari", &["Safari/"]),
];

const SYSTEMS: [(System, &str, &[&str]); 6] = [
    (System::Ios, "ios", &["iPhone", "iPad"]),
    (System::Android, "android", &["Android"]),
    (System::Windows, "windows", &["Windows"]),
    (System::ChromeOs, "chromeos", &["CrOS"]),
    (System::MacOs, "macos", &["Macintosh"]),
    (System::Linux, "linux", &["Linux"]),
];

const OTHER: &str = "other";

impl Device {
    /// Nothing is known of it.
    pub const UNKNOWN: Self = Self {
        browser: Browser::Other,
        system: System::Other,
    };

    /// What the header `User-Agent` tells.
    pub fn of_user_agent(header: &str) -> Self {
        let has = |marks: &[&str]| marks.iter().any(|mark| header.contains(mark));
        let browser = BROWSERS.iter().find(|(_, _, marks)| has(marks));
        let system = SYSTEMS.iter().find(|(_, _, marks)| has(marks));
        Self {
            browser: browser.map_or(Browser::Other, |found| found.0),
            system: system.map_or(System::Other, |found| found.0),
        }
    }

    /// The name under which it is stored, such as `firefox/windows`.
    pub fn code(self) -> String {
        let browser = BROWSERS.iter().find(|(found, _, _)| *found == self.browser);
        let system = SYSTEMS.iter().find(|(found, _, _)| *found == self.system);
        format!(
            "{}/{}",
            browser.map_or(OTHER, |found| found.1),
            system.map_or(OTHER, |found| found.1)
        )
    }

    /// The device stored under this name.
    pub fn from_code(code: &str) -> Option<Self> {
        let (browser, system) = code.split_once('/')?;
        let known = |name: &str| BROWSERS.iter().find(|(_, code, _)| *code == name);
        let runs = |name: &str| SYSTEMS.iter().find(|(_, code, _)| *code == name);
        Some(Self {
            browser: match known(browser) {
                Some(found) => found.0,
                None if browser == OTHER => Browser::Other,
                None => return None,
            },
            system: match runs(system) {
                Some(found) => found.0,
                None if system == OTHER => System::Other,
                None => return None,
            },
        })
    }
}

#[cfg(test)]
mod tests;
