//! An OpenID provider in this process: an honest one, or one that lies in one way.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use axum::{Form, Json, Router};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use jiff::Timestamp;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use web::oidc::{Provider, Registration};

const CLIENT: &str = "cotmoc";
const SECRET: &str = "bí mật/của+trang";

/// In what the provider, or somebody in its place, does not do as it should.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lie {
    None,
    OtherKey,
    ChangedAfterSigning,
    Unsigned,
    SignedWithSharedSecret,
    Expired,
    OtherIssuer,
    OtherAudience,
    SecondAudience,
    OtherNonce,
    NoNonce,
    NoSubject,
    OtherAccessToken,
    NoToken,
    RefusesCode,
    SendsOn,
    NeverEnds,
}

/// The running provider.
pub struct MockProvider {
    pub issuer: String,
    state: Arc<Mutex<Inside>>,
}

struct Inside {
    issuer: String,
    lie: Lie,
    key: EcdsaKeyPair,
    key_id: u32,
    now: Timestamp,
    codes: HashMap<String, Granted>,
    is_sent_on: bool,
}

struct Granted {
    subject: String,
    nonce: String,
    challenge: String,
    back: String,
}

type Shared = State<Arc<Mutex<Inside>>>;

impl MockProvider {
    /// Starts one that lives at the same time as the site.
    pub async fn start(now: Timestamp) -> Self {
        Self::at(TcpListener::bind("127.0.0.1:0").await.unwrap(), now)
    }

    pub fn at(listener: TcpListener, now: Timestamp) -> Self {
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let state = Arc::new(Mutex::new(Inside {
            issuer: issuer.clone(),
            lie: Lie::None,
            key: new_key(),
            key_id: 1,
            now,
            codes: HashMap::new(),
            is_sent_on: false,
        }));
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(metadata))
            .route("/keys", get(keys))
            .route("/token", post(token))
            .route("/elsewhere", post(elsewhere))
            .with_state(state.clone());
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { issuer, state }
    }

    /// The site as it is registered here.
    pub fn registered(issuer: &str) -> Provider {
        let (issuer, client_id, client_secret) = (issuer.into(), CLIENT.into(), Some(SECRET.into()));
        Provider::new(Registration { issuer, client_id, client_secret, name: "VNeID".into() }).unwrap()
    }

    pub fn lie(&self, lie: Lie) {
        self.state.lock().unwrap().lie = lie;
    }

    /// Signs with a new key from now on; the old one is no longer named.
    pub fn change_key(&self) {
        let mut inside = self.state.lock().unwrap();
        inside.key = new_key();
        inside.key_id += 1;
    }

    /// Whether a request that was sent on went on.
    pub fn is_sent_on(&self) -> bool {
        self.state.lock().unwrap().is_sent_on
    }

    /// What signing in here as somebody gives: a code, for what the site asked in the address of this page.
    pub fn grant(&self, page: &str, subject: &str) -> String {
        let (address, query) = page.split_once('?').unwrap();
        assert_eq!(address, format!("{}/authorize", self.issuer));
        let asked: HashMap<String, String> =
            axum_extra::extract::Query::try_from_uri(&format!("/?{query}").parse().unwrap()).unwrap().0;
        assert_eq!((asked["response_type"].as_str(), asked["client_id"].as_str()), ("code", CLIENT));
        assert_eq!((asked["scope"].as_str(), asked["code_challenge_method"].as_str()), ("openid", "S256"));
        let code = format!("code-{}", self.state.lock().unwrap().codes.len());
        let granted = Granted {
            subject: subject.into(),
            nonce: asked["nonce"].clone(),
            challenge: asked["code_challenge"].clone(),
            back: asked["redirect_uri"].clone(),
        };
        self.state.lock().unwrap().codes.insert(code.clone(), granted);
        code
    }
}

fn new_key() -> EcdsaKeyPair {
    let random = SystemRandom::new();
    let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).unwrap();
    EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, pkcs8.as_ref(), &random).unwrap()
}

async fn metadata(State(state): Shared) -> Json<Value> {
    let issuer = state.lock().unwrap().issuer.clone();
    Json(json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/authorize"),
        "token_endpoint": format!("{issuer}/token"),
        "jwks_uri": format!("{issuer}/keys"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["ES256"],
    }))
}

async fn keys(State(state): Shared) -> Json<Value> {
    let inside = state.lock().unwrap();
    let point = inside.key.public_key().as_ref();
    let key = json!({
        "kty": "EC", "crv": "P-256", "alg": "ES256", "use": "sig", "kid": inside.key_id.to_string(),
        "x": URL_SAFE_NO_PAD.encode(&point[1..33]), "y": URL_SAFE_NO_PAD.encode(&point[33..65]),
    });
    Json(json!({ "keys": [key] }))
}

async fn elsewhere(State(state): Shared) -> StatusCode {
    state.lock().unwrap().is_sent_on = true;
    StatusCode::OK
}

async fn token(
    State(state): Shared,
    headers: HeaderMap,
    Form(sent): Form<HashMap<String, String>>,
) -> Response {
    let mut inside = state.lock().unwrap();
    let granted = inside.codes.remove(&sent["code"]).filter(|granted| {
        let proof = ring::digest::digest(&ring::digest::SHA256, sent["code_verifier"].as_bytes());
        granted.challenge == URL_SAFE_NO_PAD.encode(proof) && granted.back == sent["redirect_uri"]
    });
    let Some(granted) = granted.filter(|_| is_the_site(&headers) && inside.lie != Lie::RefusesCode) else {
        return (StatusCode::BAD_REQUEST, Json(json!({ "error": "invalid_grant" }))).into_response();
    };
    match inside.lie {
        Lie::SendsOn => {
            let there = format!("{}/elsewhere", inside.issuer);
            return (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, there)]).into_response();
        }
        Lie::NeverEnds => return Json(json!({ "access_token": "x".repeat(2_000_000) })).into_response(),
        _ => (),
    }
    let mut answer = json!({ "access_token": "opaque", "token_type": "Bearer", "expires_in": 60 });
    if inside.lie != Lie::NoToken {
        answer["id_token"] = json!(inside.id_token(&granted));
    }
    Json(answer).into_response()
}

/// The secret comes in the header, each part encoded for a form (RFC 6749 §2.3.1).
fn is_the_site(headers: &HeaderMap) -> bool {
    let encode = |text: &str| {
        percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
    };
    let expected = STANDARD.encode(format!("{}:{}", encode(CLIENT), encode(SECRET)));
    let told = headers.get(header::AUTHORIZATION).and_then(|told| told.to_str().ok());
    let same = |told: &str| {
        let told = STANDARD.decode(told.trim_start_matches("Basic ")).unwrap_or_default();
        String::from_utf8(told).unwrap_or_default().replace('+', "%20")
            == String::from_utf8(STANDARD.decode(&expected).unwrap()).unwrap()
    };
    told.is_some_and(same)
}

impl Inside {
    fn id_token(&self, granted: &Granted) -> String {
        let now = self.now.as_second();
        let mut claims = json!({
            "iss": self.issuer, "sub": granted.subject, "aud": CLIENT, "nonce": granted.nonce,
            "iat": now - 5, "exp": now + 60,
        });
        match self.lie {
            Lie::Expired => claims["exp"] = json!(now - 1),
            Lie::OtherIssuer => claims["iss"] = json!("https://id.evil.example"),
            Lie::OtherAudience => claims["aud"] = json!("another-site"),
            Lie::SecondAudience => claims["aud"] = json!([CLIENT, "another-site"]),
            Lie::OtherNonce => claims["nonce"] = json!("of another sign-in"),
            Lie::NoNonce => drop(claims.as_object_mut().unwrap().remove("nonce")),
            Lie::NoSubject => claims["sub"] = json!(""),
            Lie::OtherAccessToken => claims["at_hash"] = json!(URL_SAFE_NO_PAD.encode([7; 16])),
            _ => (),
        }
        self.signed(&claims)
    }

    fn signed(&self, claims: &Value) -> String {
        let algorithm = match self.lie {
            Lie::Unsigned => "none",
            Lie::SignedWithSharedSecret => "HS256",
            _ => "ES256",
        };
        let head = json!({ "alg": algorithm, "typ": "JWT", "kid": self.key_id.to_string() });
        let encode = |part: &Value| URL_SAFE_NO_PAD.encode(part.to_string());
        let text = format!("{}.{}", encode(&head), encode(claims));
        let random = SystemRandom::new();
        let signature = match self.lie {
            Lie::Unsigned => Vec::new(),
            Lie::SignedWithSharedSecret => {
                let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, SECRET.as_bytes());
                ring::hmac::sign(&key, text.as_bytes()).as_ref().to_vec()
            }
            Lie::OtherKey => new_key().sign(&random, text.as_bytes()).unwrap().as_ref().to_vec(),
            _ => self.key.sign(&random, text.as_bytes()).unwrap().as_ref().to_vec(),
        };
        let text = match self.lie {
            Lie::ChangedAfterSigning => {
                let mut changed = claims.clone();
                changed["sub"] = json!("somebody-else");
                format!("{}.{}", encode(&head), encode(&changed))
            }
            _ => text,
        };
        format!("{text}.{}", URL_SAFE_NO_PAD.encode(signature))
    }
}
