//! A browser and a system in words.

use mkbroute_domain::accounts::{Browser, Device, System};
use mkbroute_domain::text::Lang;

use super::choose;

/// Such as "Firefox, Windows".
pub fn device(device: Device, lang: Lang) -> String {
    let browser = match device.browser {
        Browser::Firefox => "Firefox",
        Browser::Chrome => "Chrome",
        Browser::Edge => "Edge",
        Browser::Safari => "Safari",
        Browser::Opera => "Opera",
        Browser::Samsung => "Samsung Internet",
        Browser::Other => choose(lang, "een andere browser", "another browser"),
    };
    let system = match device.system {
        System::Windows => "Windows",
        System::MacOs => "macOS",
        System::Linux => "Linux",
        System::Android => "Android",
        System::Ios => "iOS",
        System::ChromeOs => "ChromeOS",
        System::Other => choose(lang, "een ander systeem", "another system"),
    };
    format!("{browser}, {system}")
}
