// Keeps each cell of a report's form as it is typed: first in this browser, then at the server. What the server
// has not confirmed stays in the browser's storage, whatever becomes of the connection, the session or the page,
// and is sent again by itself. Nothing is sent under another account than the one it was typed under.

import { bindGrid } from "./grid.js";

const QUIET_MS = 700;
const RETRY_MS = [2_000, 5_000, 15_000, 30_000];
const AT_ONCE = 200;

class Cells {
  constructor(form) {
    this.form = form;
    this.words = form.dataset;
    this.key = `cells:${form.dataset.keeper}:${form.dataset.submission}`;
    this.waiting = new Map();
    this.asked = new Set();
    this.isSending = false;
    this.failures = 0;
    this.stopped = false;
    this.pasted = "";
  }

  row(name) {
    return document.getElementById(name);
  }

  controls(name) {
    return [...(this.row(name)?.querySelectorAll("[name]") ?? [])].filter((field) => field.type !== "hidden");
  }

  part(field) {
    return field.name.slice(field.name.lastIndexOf(".") + 1);
  }

  fields(name) {
    return Object.fromEntries(this.controls(name).map((field) => [this.part(field), field.value]));
  }

  version(name) {
    return Number(document.getElementById(`${name}.version`)?.value ?? 0);
  }

  setVersion(name, version) {
    const field = document.getElementById(`${name}.version`);
    if (field) field.value = version;
  }

  // What was typed and is not confirmed, as the browser keeps it.

  stored() {
    try {
      return JSON.parse(localStorage.getItem(this.key) ?? "{}");
    } catch {
      return {};
    }
  }

  store(change) {
    try {
      const all = this.stored();
      change(all);
      if (Object.keys(all).length) localStorage.setItem(this.key, JSON.stringify(all));
      else localStorage.removeItem(this.key);
    } catch {
      // Storage forbidden or full: the cells are still sent.
    }
  }

  // Typing.

  typed(name) {
    const fields = this.fields(name);
    this.store((all) => (all[name] = { fields, version: this.version(name) }));
    this.asked.delete(name);
    this.waiting.set(name, fields);
    this.tell(name, this.words.saving);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), QUIET_MS);
  }

  restore() {
    for (const [name, { fields, version }] of Object.entries(this.stored())) {
      const isSame = Object.entries(fields).every(([part, value]) => this.fields(name)[part] === value);
      if (!this.row(name) || isSame) {
        this.store((all) => delete all[name]);
        continue;
      }
      this.fill(name, fields);
      this.setVersion(name, version);
      this.waiting.set(name, fields);
      this.tell(name, this.words.unsent, "cell-waiting");
    }
    if (this.waiting.size) this.send();
  }

  fill(name, fields) {
    for (const field of this.controls(name)) field.value = fields[this.part(field)] ?? "";
  }

  // Sending.

  async send() {
    if (this.isSending || this.stopped || !this.waiting.size) return;
    this.isSending = true;
    const batch = [...this.waiting].slice(0, AT_ONCE);
    const cells = batch.map(([name, fields]) => ({ name, fields, version: this.version(name) }));
    const goesOn = await this.exchange(batch, cells).catch(() => this.fail(batch));
    this.isSending = false;
    this.status();
    if (goesOn && this.waiting.size) this.send();
  }

  async exchange(batch, cells) {
    const answer = await fetch(`${this.form.getAttribute("action")}/cells`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ cells }),
      redirect: "manual",
      cache: "no-store",
    });
    if (answer.type === "opaqueredirect") return this.stop(this.words.signedOut, batch);
    if (answer.status === 409) return this.stop((await answer.json()).closed, batch);
    if (answer.status >= 500) return this.fail(batch);
    if (!answer.ok) return this.stop(this.words.refused, batch);
    const told = await answer.json();
    this.failures = 0;
    for (const [at, cell] of told.cells.entries()) this.settle(cell, batch[at][1]);
    this.filled = `${told.filled}/${told.required}`;
    return true;
  }

  /** No connection: everything stays where it is, and is tried again. */
  fail(batch) {
    for (const [name] of batch) this.tell(name, this.words.waiting, "cell-waiting");
    const wait = RETRY_MS[Math.min(this.failures, RETRY_MS.length - 1)];
    this.failures += 1;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), wait);
    return false;
  }

  /** The server takes nothing any more until the page is loaded again. */
  stop(why, batch) {
    this.stopped = true;
    this.why = why;
    for (const [name] of batch) this.tell(name, this.words.unsent, "cell-waiting");
    return false;
  }

  settle(cell, sent) {
    const { name } = cell;
    const isUnchanged = this.waiting.get(name) === sent;
    if (cell.outcome === "elsewhere") return this.ask(cell);
    if (isUnchanged) this.waiting.delete(name);
    if (cell.outcome !== "kept") {
      if (isUnchanged) this.tell(name, cell.said, "cell-refused");
      return;
    }
    this.setVersion(name, cell.version);
    if (!isUnchanged) {
      this.store((all) => (all[name] = { fields: this.waiting.get(name), version: cell.version }));
      return;
    }
    this.store((all) => delete all[name]);
    this.tell(name, cell.said, "cell-kept");
    this.look(cell);
  }

  /** Two people at once: both values are shown, and the officer chooses. */
  ask(cell) {
    const { name, version, theirs } = cell;
    this.waiting.delete(name);
    const state = this.row(name)?.querySelector("[data-cell-state]");
    const question = this.form.querySelector("[data-conflict]")?.content.firstElementChild.cloneNode(true);
    if (!state || !question) return;
    question.querySelector("p").textContent = `${theirs.said} ${theirs.told}`;
    const [mine, other] = [question.querySelector("[data-mine]"), question.querySelector("[data-theirs]")];
    mine.textContent = this.words.keepMine;
    other.textContent = this.words.takeTheirs;
    mine.addEventListener("click", () => {
      this.setVersion(name, version);
      this.typed(name);
    });
    other.addEventListener("click", () => {
      this.fill(name, theirs.fields);
      this.setVersion(name, version);
      this.store((all) => delete all[name]);
      this.tell(name, theirs.said, "cell-kept");
      this.asked.delete(name);
      this.status();
    });
    state.replaceChildren(question);
    this.asked.add(name);
  }

  // What is said.

  tell(name, words, look = "") {
    const state = this.row(name)?.querySelector("[data-cell-state]");
    if (!state) return;
    const said = document.createElement("span");
    said.className = look;
    said.textContent = words ?? "";
    state.replaceChildren(said);
  }

  look({ name, faults, doubts }) {
    const row = this.row(name);
    if (!row) return;
    row.classList.toggle("has-error", faults.length > 0);
    for (const old of row.querySelectorAll(".field-error")) old.remove();
    for (const field of this.controls(name)) {
      field.removeAttribute("aria-invalid");
      field.removeAttribute("aria-describedby");
    }
    for (const [part, message] of faults) this.point(name, part, message);
    const list = row.querySelector("[data-cell-doubts]");
    list?.replaceChildren(
      ...doubts.map((doubt) => Object.assign(document.createElement("li"), { textContent: doubt })),
    );
  }

  point(name, part, message) {
    const field = document.getElementById(`${name}.${part}`) ?? this.controls(name)[0];
    if (!field) return;
    const error = Object.assign(document.createElement("p"), { className: "field-error", textContent: message });
    error.id = `${field.id}-error`;
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", error.id);
    const beside = field.closest(".with-unit, .cell-parts") ?? field;
    beside.after(error);
  }

  status() {
    const status = this.form.querySelector("[data-cells-status]");
    if (!status) return;
    const parts = [this.pasted, this.standing(), this.filled ?? ""];
    status.textContent = parts.filter(Boolean).join(" ");
  }

  /** How far what was typed has come, in a sentence. */
  standing() {
    if (this.stopped) return this.why;
    if (this.waiting.size) return this.failures ? this.words.waiting : this.words.saving;
    return this.asked.size ? this.words.choose : this.words.allKept;
  }

  tellPasted({ cells, leftOut, unknown }) {
    const said = [this.words.pasted.replace("{cells}", cells)];
    if (leftOut) said.push(this.words.leftOut.replace("{rows}", leftOut));
    if (unknown.length) said.push(this.words.unknownChoice.replace("{text}", unknown[0].slice(0, 60)));
    this.pasted = said.join(" ");
    this.status();
  }

  bind() {
    this.form.addEventListener("input", ({ target }) => {
      const name = target.closest("[data-cell]")?.dataset.cell;
      if (name) this.typed(name);
    });
    for (const table of this.form.querySelectorAll(".cells-table")) bindGrid(table, (told) => this.tellPasted(told));
    addEventListener("online", () => {
      this.failures = 0;
      this.send();
    });
    addEventListener("pagehide", () => this.send());
    this.restore();
  }

  /** On a form that takes nothing: what was typed before and never arrived is shown, so that it can be copied. */
  showUnsent() {
    const status = this.form.querySelector("[data-cells-status]");
    const left = Object.entries(this.stored());
    if (!status || !left.length) return;
    const list = document.createElement("ul");
    for (const [name, { fields }] of left) {
      const title = this.row(name)?.querySelector(".row-title, h3")?.textContent ?? name;
      const words = Object.values(fields).filter(Boolean).join(" · ");
      list.append(Object.assign(document.createElement("li"), { textContent: `${title}: ${words}` }));
    }
    const forget = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-sm" });
    forget.textContent = this.words.forget;
    forget.addEventListener("click", () => {
      this.store((all) => left.forEach(([name]) => delete all[name]));
      status.replaceChildren();
    });
    status.replaceChildren(this.words.unsent, list, forget);
  }
}

export function keepCells() {
  const form = document.querySelector("form[data-cells]");
  if (!form) return;
  const cells = new Cells(form);
  if (form.dataset.cells === "open") cells.bind();
  else cells.showUnsent();
}
