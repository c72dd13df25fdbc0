use super::*;

#[test]
fn browsers_are_known_by_what_they_say_of_themselves() {
    let windows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) \
                   Chrome/131.0.0.0 Safari/537.36";
    let iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 \
                  (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1";
    let android = "Mozilla/5.0 (Android 15; Mobile; rv:132.0) Gecko/132.0 Firefox/132.0";
    for (header, browser, system) in [
        (windows, Browser::Chrome, System::Windows),
        (
            &format!("{windows} Edg/131.0.0.0"),
            Browser::Edge,
            System::Windows,
        ),
        (iphone, Browser::Safari, System::Ios),
        (android, Browser::Firefox, System::Android),
        ("curl/8.5.0", Browser::Other, System::Other),
        ("", Browser::Other, System::Other),
        ("<script>Linux", Browser::Other, System::Linux),
    ] {
        let found = Device::of_user_agent(header);
        assert_eq!(found, Device { browser, system }, "{header}");
    }
}

#[test]
fn a_device_comes_back_from_its_stored_name() {
    let browsers = BROWSERS.iter().map(|found| found.0).chain([Browser::Other]);
    for browser in browsers {
        let systems = SYSTEMS.iter().map(|found| found.0).chain([System::Other]);
        for system in systems {
            let device = Device { browser, system };
            assert_eq!(Device::from_code(&device.code()), Some(device));
        }
    }
    for strange in ["", "firefox", "netscape/linux", "firefox/amiga", "/"] {
        assert_eq!(Device::from_code(strange), None, "{strange}");
    }
}
