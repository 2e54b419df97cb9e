//! Signing in through an OpenID provider: the only place that speaks its protocol.
//!
//! The code flow with PKCE, a state and a nonce (OpenID Connect Core 1.0 §3.1, RFC 7636). The provider is asked
//! about itself when it is first needed, so that one that is down keeps nobody from starting this program.

mod outgoing;

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use jiff::Timestamp;
use openidconnect::core::{
    CoreAuthenticationFlow, CoreClient, CoreClientAuthMethod, CoreIdToken, CoreIdTokenClaims,
    CoreJwsSigningAlgorithm, CoreProviderMetadata, CoreTokenResponse,
};
use openidconnect::{
    AccessTokenHash, AuthType, AuthorizationCode, ClaimsVerificationError, ClientId, ClientSecret, CsrfToken,
    DiscoveryError, EndpointMaybeSet, EndpointNotSet, EndpointSet, IssuerUrl, Nonce,
    OAuth2TokenResponse as _, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, RequestTokenError,
    SignatureVerificationError, TokenResponse as _,
};
use tokio::sync::Mutex;
use tokio::time::Instant;
use work::sign_in::identity::Journey;

use outgoing::Outgoing;

/// How long what a provider says of itself, with its keys, is relied on.
const KNOWN_FOR: Duration = Duration::from_hours(1);
/// How soon a provider is asked again: after it failed to answer, and for a key that was not among those known.
const ASKED_AGAIN_AFTER: Duration = Duration::from_secs(5);
/// Signatures made with a private key; one made with the shared secret could be ours as well as the provider's.
const ALGORITHMS: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// How this site is known to a provider.
#[derive(Clone)]
pub struct Registration {
    /// The provider's address: `https://`, or `http://` on this machine.
    pub issuer: String,
    /// The name that the provider gave this site.
    pub client_id: String,
    /// The secret that the provider gave this site, if any.
    pub client_secret: Option<String>,
    /// What people call the provider.
    pub name: String,
}

/// What is wrong with a registration.
#[derive(Debug, thiserror::Error)]
pub enum BadRegistration {
    /// The issuer is no address, or not a safe one.
    #[error("the issuer must be an address with https://, or with http:// on this machine")]
    Issuer,
    /// No connection could be prepared, such as for lack of any trusted certificates.
    #[error("no connection can be prepared: {0}")]
    Connection(String),
}

/// Why the provider's answer signs nobody in.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// It does not answer, or not as a provider should.
    #[error("the provider cannot be reached: {0}")]
    Unreachable(String),
    /// It refuses the code.
    #[error("the provider refuses: {0}")]
    Refused(String),
    /// Its token has expired.
    #[error("the token has expired: {0}")]
    Expired(String),
    /// Its token does not hold: signature, issuer, audience, or nonce.
    #[error("the token does not hold: {0}")]
    Forged(String),
}

/// Whom the provider vouches for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vouched {
    /// The provider's address.
    pub issuer: String,
    /// What it calls the person.
    pub subject: String,
}

/// The provider; cheap to clone.
#[derive(Clone)]
pub struct Provider(Arc<Inner>);

struct Inner {
    registration: Registration,
    issuer: IssuerUrl,
    outgoing: Outgoing,
    known: Mutex<Known>,
}

/// What the provider said of itself, and when.
#[derive(Default)]
struct Known {
    metadata: Option<CoreProviderMetadata>,
    answered: Option<Instant>,
    failed: Option<Instant>,
    asked_for_key: Option<Instant>,
}

type Client = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

impl Provider {
    /// Prepares to speak with a provider; nothing is sent yet.
    pub fn new(registration: Registration) -> Result<Self, BadRegistration> {
        let issuer = IssuerUrl::new(registration.issuer.clone()).map_err(|_| BadRegistration::Issuer)?;
        let outgoing = Outgoing::to(&registration.issuer)?;
        Ok(Self(Arc::new(Inner { registration, issuer, outgoing, known: Mutex::default() })))
    }

    /// What people call it.
    pub fn name(&self) -> &str {
        &self.0.registration.name
    }

    /// Its address, by which identities are kept.
    pub fn issuer(&self) -> &str {
        self.0.issuer.as_str()
    }

    /// The provider's page that asks a person to sign in there.
    pub async fn page(&self, journey: &Journey) -> Result<String, Failure> {
        let client = self.client(self.metadata().await?, journey)?;
        let verifier = PkceCodeVerifier::new(journey.verifier.clone());
        let (state, nonce) = (journey.state.clone(), journey.nonce.clone());
        let request = client.authorize_url(
            CoreAuthenticationFlow::AuthorizationCode,
            move || CsrfToken::new(state),
            move || Nonce::new(nonce),
        );
        let (page, ..) =
            request.set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier)).url();
        if self.0.outgoing.allows(page.as_str()) {
            Ok(page.to_string())
        } else {
            Err(Failure::Unreachable("its sign-in page is not safe".into()))
        }
    }

    /// Exchanges the code that a person came back with, and checks the token that it gives.
    pub async fn vouch(&self, code: &str, journey: &Journey, now: Timestamp) -> Result<Vouched, Failure> {
        let client = self.client(self.metadata().await?, journey)?;
        let http = |request| self.0.outgoing.send(request);
        let exchange = client.exchange_code(AuthorizationCode::new(code.to_owned()));
        let exchange = exchange.map_err(|error| Failure::Unreachable(error.to_string()))?;
        let answer = exchange
            .set_pkce_verifier(PkceCodeVerifier::new(journey.verifier.clone()))
            .request_async(&http)
            .await
            .map_err(not_exchanged)?;
        let token = answer.id_token().ok_or_else(|| Failure::Forged("there is no ID token".into()))?;
        match check(&client, &answer, token, journey, now) {
            Err(error) if is_new_key(&error) => {
                let client = self.client(self.ask_for_key().await?, journey)?;
                check(&client, &answer, token, journey, now).map_err(not_held)
            }
            checked => checked.map_err(not_held),
        }
    }

    fn client(&self, metadata: CoreProviderMetadata, journey: &Journey) -> Result<Client, Failure> {
        let Registration { client_id, client_secret, .. } = &self.0.registration;
        let auth = auth_type(&metadata);
        let back = RedirectUrl::new(journey.back.clone());
        let back = back.map_err(|error| Failure::Unreachable(error.to_string()))?;
        let secret = client_secret.clone().map(ClientSecret::new);
        let client = CoreClient::from_provider_metadata(metadata, ClientId::new(client_id.clone()), secret);
        Ok(client.set_auth_type(auth).set_redirect_uri(back))
    }

    /// What the provider says of itself; asked again once in a while, and relied on a little longer if it is down.
    async fn metadata(&self) -> Result<CoreProviderMetadata, Failure> {
        let mut known = self.0.known.lock().await;
        match known.metadata.clone() {
            Some(metadata) if is_within(known.answered, KNOWN_FOR) => Ok(metadata),
            Some(older) => Ok(self.discover(&mut known).await.unwrap_or(older)),
            None => self.discover(&mut known).await,
        }
    }

    /// The same, for a key that was not among those known: keys change.
    async fn ask_for_key(&self) -> Result<CoreProviderMetadata, Failure> {
        let mut known = self.0.known.lock().await;
        match known.metadata.clone() {
            Some(metadata) if is_within(known.asked_for_key, ASKED_AGAIN_AFTER) => Ok(metadata),
            _ => {
                known.asked_for_key = Some(Instant::now());
                self.discover(&mut known).await
            }
        }
    }

    async fn discover(&self, known: &mut Known) -> Result<CoreProviderMetadata, Failure> {
        if is_within(known.failed, ASKED_AGAIN_AFTER) {
            return Err(Failure::Unreachable("it did not answer a moment ago".into()));
        }
        let http = |request| self.0.outgoing.send(request);
        let answer = CoreProviderMetadata::discover_async(self.0.issuer.clone(), &http).await;
        let now = Some(Instant::now());
        match answer {
            Ok(metadata) => {
                *known = Known { metadata: Some(metadata.clone()), answered: now, failed: None, ..*known };
                Ok(metadata)
            }
            Err(error) => {
                known.failed = now;
                Err(not_discovered(&error))
            }
        }
    }
}

fn is_within(then: Option<Instant>, span: Duration) -> bool {
    then.is_some_and(|then| then.elapsed() < span)
}

/// Checks signature, issuer, audience, expiry and nonce, and that the access token belongs to it.
fn check(
    client: &Client,
    answer: &CoreTokenResponse,
    token: &CoreIdToken,
    journey: &Journey,
    now: Timestamp,
) -> Result<Vouched, ClaimsVerificationError> {
    let verifier = client
        .id_token_verifier()
        .set_allowed_algs(ALGORITHMS)
        .set_time_fn(move || SystemTime::from(now).into());
    let claims: &CoreIdTokenClaims = token.claims(&verifier, &Nonce::new(journey.nonce.clone()))?;
    if let Some(told) = claims.access_token_hash() {
        let algorithm = token.signing_alg().map_err(ClaimsVerificationError::SignatureVerification)?;
        let key = token.signing_key(&verifier).map_err(ClaimsVerificationError::SignatureVerification)?;
        let hash = AccessTokenHash::from_token(answer.access_token(), algorithm, key);
        let hash = hash.map_err(|error| ClaimsVerificationError::Other(error.to_string()))?;
        if hash != *told {
            return Err(ClaimsVerificationError::Other("the access token is another one's".into()));
        }
    }
    let subject = claims.subject().as_str().to_owned();
    if subject.is_empty() {
        return Err(ClaimsVerificationError::InvalidSubject("it is empty".into()));
    }
    Ok(Vouched { issuer: claims.issuer().as_str().to_owned(), subject })
}

/// By header, as the standard prefers, unless the provider takes the secret in the form only.
fn auth_type(metadata: &CoreProviderMetadata) -> AuthType {
    let methods = metadata.token_endpoint_auth_methods_supported();
    let takes = |method| methods.is_some_and(|methods| methods.contains(&method));
    let by_form = CoreClientAuthMethod::ClientSecretPost;
    if takes(by_form) && !takes(CoreClientAuthMethod::ClientSecretBasic) {
        AuthType::RequestBody
    } else {
        AuthType::BasicAuth
    }
}

fn is_new_key(error: &ClaimsVerificationError) -> bool {
    use SignatureVerificationError::NoMatchingKey;
    matches!(error, ClaimsVerificationError::SignatureVerification(NoMatchingKey))
}

fn not_discovered(error: &DiscoveryError<outgoing::Error>) -> Failure {
    Failure::Unreachable(match error {
        DiscoveryError::Request(error) => error.to_string(),
        error => error.to_string(),
    })
}

fn not_exchanged<T: openidconnect::ErrorResponse + 'static>(
    error: RequestTokenError<outgoing::Error, T>,
) -> Failure {
    match error {
        RequestTokenError::ServerResponse(error) => Failure::Refused(error.to_string()),
        RequestTokenError::Request(error) => Failure::Unreachable(error.to_string()),
        // What could not be read holds tokens and is not told.
        RequestTokenError::Parse(error, _) => Failure::Forged(format!("it cannot be read: {}", error.path())),
        RequestTokenError::Other(error) => Failure::Unreachable(error),
    }
}

fn not_held(error: ClaimsVerificationError) -> Failure {
    match error {
        ClaimsVerificationError::Expired(error) => Failure::Expired(error),
        ClaimsVerificationError::SignatureVerification(error) => Failure::Forged(error.to_string()),
        error => Failure::Forged(error.to_string()),
    }
}
