//! A device that makes and keeps passkeys, as a browser would speak with it.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::{Value, json};

/// What the device told of its owner: present, and recognised by finger, face or PIN.
const PRESENT: u8 = 0x01;
const RECOGNISED: u8 = 0x04;
/// A new key comes along.
const WITH_KEY: u8 = 0x40;

/// One key on a device.
pub struct Device {
    key: EcdsaKeyPair,
    random: SystemRandom,
    /// The page that asks, as the browser saw it.
    pub origin: String,
    /// How often the key has signed.
    pub counter: u32,
    /// Whether its owner was recognised.
    pub is_unlocked: bool,
    id: Vec<u8>,
    owner: String,
}

impl Device {
    /// A fresh key, for the page at an address.
    pub fn at(origin: &str) -> Self {
        let random = SystemRandom::new();
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random).unwrap();
        let key = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, pkcs8.as_ref(), &random).unwrap();
        let id = sha256(key.public_key().as_ref()).to_vec();
        Self { key, random, origin: origin.into(), counter: 0, is_unlocked: true, id, owner: String::new() }
    }

    /// The key's id as the store keeps it.
    pub fn id(&self) -> String {
        encoded(&self.id)
    }

    /// Makes the key known, as WebAuthn's `create` does.
    pub fn create(&mut self, options: &Value) -> String {
        let options = &options["publicKey"];
        self.owner = options["user"]["id"].as_str().unwrap().into();
        let client = self.client("webauthn.create", options);
        let mut data = self.data(options["rp"]["id"].as_str().unwrap(), WITH_KEY);
        data.extend([0; 16]);
        data.extend([0, u8::try_from(self.id.len()).unwrap()]);
        data.extend(&self.id);
        data.extend(self.public_key());
        let mut object = b"\xA3\x63fmt\x64none\x67attStmt\xA0\x68authData\x58".to_vec();
        object.push(u8::try_from(data.len()).unwrap());
        object.extend(data);
        let response =
            json!({ "clientDataJSON": encoded(client.as_bytes()), "attestationObject": encoded(&object) });
        self.answer(&response)
    }

    /// Signs the challenge, as WebAuthn's `get` does.
    pub fn get(&mut self, options: &Value) -> String {
        let options = &options["publicKey"];
        self.counter += 1;
        let client = self.client("webauthn.get", options);
        let data = self.data(options["rpId"].as_str().unwrap(), 0);
        let signed = [data.clone(), sha256(client.as_bytes()).to_vec()].concat();
        let signature = self.key.sign(&self.random, &signed).unwrap();
        let response = json!({
            "clientDataJSON": encoded(client.as_bytes()),
            "authenticatorData": encoded(&data),
            "signature": encoded(signature.as_ref()),
            "userHandle": self.owner,
        });
        self.answer(&response)
    }

    fn answer(&self, response: &Value) -> String {
        let id = self.id();
        json!({ "id": id, "rawId": id, "type": "public-key", "extensions": {}, "response": response })
            .to_string()
    }

    fn client(&self, what: &str, options: &Value) -> String {
        let challenge = &options["challenge"];
        json!({ "type": what, "challenge": challenge, "origin": self.origin, "crossOrigin": false })
            .to_string()
    }

    fn data(&self, site: &str, more: u8) -> Vec<u8> {
        let recognised = if self.is_unlocked { RECOGNISED } else { 0 };
        let mut data = sha256(site.as_bytes()).to_vec();
        data.push(PRESENT | recognised | more);
        data.extend(self.counter.to_be_bytes());
        data
    }

    /// The key in COSE's form: ECDSA with SHA-256 on P-256 (RFC 9053 §7.1.1).
    fn public_key(&self) -> Vec<u8> {
        let point = self.key.public_key().as_ref();
        let (x, y) = (&point[1..33], &point[33..65]);
        [b"\xA5\x01\x02\x03\x26\x20\x01\x21\x58\x20", x, b"\x22\x58\x20", y].concat()
    }
}

fn encoded(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

fn sha256(bytes: &[u8]) -> [u8; 32] {
    ring::digest::digest(&ring::digest::SHA256, bytes).as_ref().try_into().unwrap()
}
