// Passkeys: `<form data-passkey="create">` makes one, `<form data-passkey="get">` signs in by one. The form's
// address + "/options" says what to ask the device for; the answer goes into the field `answer`, and the form
// is sent like any other. What is said meanwhile stands in the form's own data attributes.

const STATUS = "[data-passkey-status]";

function bytes(text) {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

function text(buffer) {
  if (!buffer) return undefined;
  const binary = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function withBytes(credentials) {
  return (credentials ?? []).map((credential) => ({ ...credential, id: bytes(credential.id) }));
}

async function options(form, signal) {
  const answer = await fetch(`${form.getAttribute("action")}/options`, { method: "POST", signal });
  if (!answer.ok) throw new Error(`${answer.status}`);
  const { publicKey } = await answer.json();
  publicKey.challenge = bytes(publicKey.challenge);
  if (publicKey.user) publicKey.user.id = bytes(publicKey.user.id);
  if (publicKey.excludeCredentials) publicKey.excludeCredentials = withBytes(publicKey.excludeCredentials);
  if (publicKey.allowCredentials) publicKey.allowCredentials = withBytes(publicKey.allowCredentials);
  return publicKey;
}

function written({ id, rawId, type, response, ...credential }) {
  return JSON.stringify({
    id,
    rawId: text(rawId),
    type,
    extensions: credential.extensions,
    response: {
      clientDataJSON: text(response.clientDataJSON),
      attestationObject: text(response.attestationObject),
      authenticatorData: text(response.authenticatorData),
      signature: text(response.signature),
      userHandle: text(response.userHandle),
    },
  });
}

function send(form, credential) {
  const { id, rawId, type, response } = credential;
  const extensions = credential.getClientExtensionResults();
  form.elements.answer.value = written({ id, rawId, type, response, extensions });
  form.submit();
}

function say(form, words) {
  const status = form.querySelector(STATUS);
  if (status) status.textContent = words ?? "";
}

function excuse({ name }, { dataset }) {
  if (name === "NotAllowedError" || name === "AbortError") return dataset.cancelled;
  if (name === "InvalidStateError") return dataset.known ?? dataset.failed;
  return dataset.failed;
}

/** Only one request to the device may be open: a button's takes the place of the one behind the name field. */
let waiting;

function takePlace() {
  waiting?.abort();
  waiting = new AbortController();
  return waiting.signal;
}

async function ask(form) {
  say(form, "");
  const signal = takePlace();
  try {
    const publicKey = await options(form, signal);
    const how = form.dataset.passkey;
    send(form, await navigator.credentials[how]({ publicKey, signal }));
  } catch (error) {
    if (!signal.aborted) say(form, excuse(error, form));
  }
}

/** Offers passkeys among the names that the browser suggests, where there is such a field. */
async function suggest(form) {
  const field = document.querySelector("input[autocomplete~='webauthn']");
  if (!field || !(await PublicKeyCredential.isConditionalMediationAvailable?.())) return;
  const signal = takePlace();
  try {
    const publicKey = await options(form, signal);
    send(form, await navigator.credentials.get({ publicKey, signal, mediation: "conditional" }));
  } catch {
    // Nobody asked for it yet: the name, the password and the button are still there.
  }
}

function bind(form) {
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask(form);
  });
}

export function offerPasskeys() {
  const forms = [...document.querySelectorAll("form[data-passkey]")];
  if (!window.PublicKeyCredential) {
    for (const form of forms) say(form, form.dataset.unsupported);
    return;
  }
  forms.forEach(bind);
  const form = forms.find((form) => form.dataset.passkey === "get");
  if (form) suggest(form);
}
