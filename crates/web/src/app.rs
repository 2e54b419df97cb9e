//! What every handler shares: the verbs' handle and the addresses the site answers to.

use std::net::IpAddr;
use std::sync::Arc;

use work::Work;

use crate::oidc::Provider;

/// The state of the web application; cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Inner>);

#[derive(Clone)]
struct Inner {
    work: Work,
    site: Site,
    provider: Option<Provider>,
}

/// Under which addresses the site is reached.
#[derive(Debug, Clone)]
pub struct Site {
    /// Host names (with port, if any) that are answered; others are refused,
    /// so that a foreign name pointed at this machine reads nothing.
    pub hosts: Vec<String>,
    /// Whether browsers reach it over HTTPS; cookies are then marked `Secure`.
    pub is_https: bool,
    /// Proxies before the site, which are believed when they say where a request comes from.
    pub proxies: Vec<IpAddr>,
}

impl Site {
    /// A site on this machine's loopback address.
    pub fn loopback(port: u16) -> Self {
        let hosts = ["127.0.0.1", "localhost", "[::1]"];
        Self {
            hosts: hosts.iter().map(|h| format!("{h}:{port}")).collect(),
            is_https: false,
            proxies: Vec::new(),
        }
    }

    /// What a cookie is called that only this site may set: over HTTPS browsers hold it to that by its name.
    pub fn own_cookie(&self, name: &str) -> String {
        if self.is_https { format!("__Host-{name}") } else { name.to_owned() }
    }

    /// A site behind a proxy, by its public address; `None` when that is no web address.
    pub fn public(url: &str) -> Option<Self> {
        let (scheme, rest) = url.split_once("://")?;
        let host = rest.split('/').next().filter(|host| !host.is_empty())?;
        matches!(scheme, "http" | "https").then(|| Self {
            hosts: vec![host.to_owned()],
            is_https: scheme == "https",
            proxies: Vec::new(),
        })
    }
}

impl App {
    /// Puts the pieces together.
    pub fn new(work: Work, site: Site) -> Self {
        Self(Arc::new(Inner { work, site, provider: None }))
    }

    /// The same, with an OpenID provider to sign in through.
    #[must_use]
    pub fn with_provider(self, provider: Provider) -> Self {
        Self(Arc::new(Inner { provider: Some(provider), ..Inner::clone(&self.0) }))
    }

    /// The verbs' handle.
    pub fn work(&self) -> &Work {
        &self.0.work
    }

    /// The addresses.
    pub fn site(&self) -> &Site {
        &self.0.site
    }

    /// The OpenID provider to sign in through, if there is one.
    pub fn provider(&self) -> Option<&Provider> {
        self.0.provider.as_ref()
    }
}
