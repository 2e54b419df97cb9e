//! Requests to the provider: encrypted, in time, of bounded size, and never sent on to elsewhere.

use std::time::Duration;

use openidconnect::url::{Host, Url};
use openidconnect::{HttpRequest, HttpResponse};
use reqwest::redirect::Policy;

use super::BadRegistration;

const CONNECT_WITHIN: Duration = Duration::from_secs(4);
const ANSWER_WITHIN: Duration = Duration::from_secs(10);
/// Documents of a provider have a few kilobytes.
const MAX_BYTES: usize = 512 * 1024;

/// Why a request has no answer.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The address is not encrypted.
    #[error("the address is not encrypted")]
    Unsafe,
    /// The answer is too large.
    #[error("the answer is larger than {MAX_BYTES} bytes")]
    TooLarge,
    /// The network failed, or the time ran out.
    #[error("{0}")]
    Network(#[from] reqwest::Error),
    /// The answer cannot be put together.
    #[error("{0}")]
    Answer(#[from] axum::http::Error),
}

/// Sends requests to one provider.
pub struct Outgoing {
    client: reqwest::Client,
    is_local: bool,
}

impl Outgoing {
    /// Prepares for a provider by its address.
    pub fn to(issuer: &str) -> Result<Self, BadRegistration> {
        let url = Url::parse(issuer).map_err(|_| BadRegistration::Issuer)?;
        let is_local = url.scheme() == "http" && is_this_machine(&url);
        if url.scheme() != "https" && !is_local {
            return Err(BadRegistration::Issuer);
        }
        // One TLS for the whole program; that it was chosen before is no fault.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = reqwest::Client::builder()
            .redirect(Policy::none())
            .connect_timeout(CONNECT_WITHIN)
            .timeout(ANSWER_WITHIN)
            .no_proxy()
            .build()
            .map_err(|error| BadRegistration::Connection(error.to_string()))?;
        Ok(Self { client, is_local })
    }

    /// Whether an address is encrypted, or on this machine like the provider itself.
    pub fn allows(&self, address: &str) -> bool {
        let Ok(url) = Url::parse(address) else { return false };
        url.scheme() == "https" || (self.is_local && url.scheme() == "http" && is_this_machine(&url))
    }

    /// Sends a request and reads the whole answer.
    pub fn send(
        &self,
        request: HttpRequest,
    ) -> impl Future<Output = Result<HttpResponse, Error>> + Send + use<> {
        let is_allowed = self.allows(&request.uri().to_string());
        let client = self.client.clone();
        async move {
            if !is_allowed {
                return Err(Error::Unsafe);
            }
            read(client.execute(request.try_into()?).await?).await
        }
    }
}

async fn read(mut answer: reqwest::Response) -> Result<HttpResponse, Error> {
    let mut body = Vec::new();
    let mut parts = axum::http::Response::builder().status(answer.status());
    for (name, value) in answer.headers() {
        parts = parts.header(name, value);
    }
    while let Some(chunk) = answer.chunk().await? {
        if body.len() + chunk.len() > MAX_BYTES {
            return Err(Error::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(parts.body(body)?)
}

fn is_this_machine(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    }
}
