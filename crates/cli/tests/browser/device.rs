//! A device that keeps passkeys, as the driver pretends one (W3C WebAuthn level 3, §11).

use fantoccini::wd::WebDriverCompatibleCommand;
use http::Method;
use serde_json::json;
use url::{ParseError, Url};

/// A device whose owner is always there and recognised.
#[derive(Debug)]
pub enum Device {
    /// In the machine itself: the browser suggests its keys.
    Inside,
    /// Plugged in when asked for: its keys are used by the button.
    PluggedIn,
}

impl WebDriverCompatibleCommand for Device {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/webauthn/authenticator", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        let transport = match self {
            Device::Inside => "internal",
            Device::PluggedIn => "usb",
        };
        let device = json!({
            "protocol": "ctap2",
            "transport": transport,
            "hasResidentKey": true,
            "hasUserVerification": true,
            "isUserConsenting": true,
            "isUserVerified": true,
        });
        (Method::POST, Some(device.to_string()))
    }
}
