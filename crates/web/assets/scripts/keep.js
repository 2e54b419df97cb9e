// Keeps what was typed in `<form data-keep="name">` when the page is left or the session runs out, and
// puts it back on return. Sending the form forgets it. Passwords and hidden fields are never kept.

const UNKEPT = new Set(["hidden", "password", "file", "submit", "button"]);

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
  const values = kept(form)
    .filter(isTouched)
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

export function keepTypedValues() {
  for (const form of document.querySelectorAll("form[data-keep]")) {
    const key = `keep:${location.pathname}:${form.dataset.keep}`;
    let sent = false;
    try {
      restore(form, key);
    } catch {
      continue; // storage forbidden or unreadable: the form stays as the server sent it
    }
    form.addEventListener("submit", () => {
      sent = true;
      sessionStorage.removeItem(key);
    });
    addEventListener("pagehide", () => sent || save(form, key));
  }
}
