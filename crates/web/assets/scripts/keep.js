// Keeps what was typed in `<form data-keep="name">` when the page is left, the form is sent or the session
// runs out, and puts it back on return. Only a page that says it was done forgets it: after sending, the
// address goes on elsewhere, but not to signing in. Passwords and hidden fields are never kept.

const UNKEPT = new Set(["hidden", "password", "file", "submit", "button"]);
const SENT = "keep-sent";

function kept(form) {
  return [...form.elements].filter((field) => field.name && !UNKEPT.has(field.type) && !field.readOnly);
}

function isChoice(field) {
  return field.type === "checkbox" || field.type === "radio";
}

function isTouched(field) {
  if (isChoice(field)) return field.checked !== field.defaultChecked;
  if (field.options) return [...field.options].some((option) => option.selected !== option.defaultSelected);
  return field.value !== field.defaultValue;
}

function save(form, key) {
  // A refused form comes back with what was typed, which is then no change any more.
  const isRefused = document.querySelector(".error-summary") !== null;
  const values = kept(form)
    .filter((field) => isRefused || isTouched(field))
    .map((field) => [field.name, field.value, field.checked]);
  if (values.length) sessionStorage.setItem(key, JSON.stringify(values));
  else sessionStorage.removeItem(key);
}

function restore(form, key) {
  for (const [name, value, checked] of JSON.parse(sessionStorage.getItem(key) ?? "[]")) {
    for (const field of kept(form).filter((field) => field.name === name)) {
      if (!isChoice(field)) field.value = value;
      else if (field.value === value) field.checked = checked;
    }
  }
}

/** What the page after sending says: done, or not yet. */
function forgetWhatWasDone() {
  const sent = JSON.parse(sessionStorage.getItem(SENT) ?? "null");
  if (!sent) return;
  sessionStorage.removeItem(SENT);
  const wentOn = location.pathname !== sent.path && !location.pathname.startsWith("/sign-in");
  if (wentOn || document.querySelector(".notice-good")) sessionStorage.removeItem(sent.key);
}

function keep(form) {
  const path = location.pathname;
  const key = `keep:${path}:${form.dataset.keep}`;
  let isSent = false;
  restore(form, key);
  form.addEventListener("submit", () => {
    isSent = true;
    save(form, key);
    sessionStorage.setItem(SENT, JSON.stringify({ key, path }));
  });
  addEventListener("pagehide", () => isSent || save(form, key));
}

export function keepTypedValues() {
  try {
    forgetWhatWasDone();
    document.querySelectorAll("form[data-keep]").forEach(keep);
  } catch {
    // Storage forbidden or unreadable: the forms stay as the server sent them.
  }
}
