// The grid of a report's form: arrows, Enter and a block pasted from a spreadsheet. Rows are `[data-cell]`,
// a control's place among what can be pasted is its `data-column`.

const LONGEST_PASTE = 2_000_000;

/** The controls of a table, row by row. */
function rows(table) {
  return [...table.querySelectorAll("[data-cell]")].map((row) => [...row.querySelectorAll("[data-column]")]);
}

function inColumn(row, column) {
  return row.find((control) => Number(control.dataset.column) === column);
}

function isShown(control) {
  return control.offsetParent !== null;
}

function place(table, control) {
  const all = rows(table);
  return { all, at: all.findIndex((row) => row.includes(control)), column: Number(control.dataset.column) };
}

/** Goes up or down within the column, past rows that have no such control. */
function goVertically(table, control, step) {
  const { all, at, column } = place(table, control);
  for (let row = at + step; row >= 0 && row < all.length; row += step) {
    const next = inColumn(all[row], column) ?? all[row][0];
    if (next && isShown(next)) return enter(next);
  }
  return false;
}

/** Goes to the control before or after, across rows. */
function goSideways(table, control, step) {
  const flat = rows(table).flat().filter(isShown);
  const next = flat[flat.indexOf(control) + step];
  return next ? enter(next) : false;
}

function enter(control) {
  control.focus();
  control.select?.();
  return true;
}

function caretIsAt(control, end) {
  if (control.selectionStart !== control.selectionEnd) {
    return control.selectionStart === 0 && control.selectionEnd === control.value.length;
  }
  return control.selectionStart === (end ? control.value.length : 0);
}

function move(table, event) {
  const control = event.target.closest?.("[data-column]");
  if (!control || event.ctrlKey || event.metaKey || event.altKey) return;
  const isText = control.tagName === "INPUT";
  const moved = {
    Enter: () => goVertically(table, control, event.shiftKey ? -1 : 1),
    ArrowDown: () => isText && goVertically(table, control, 1),
    ArrowUp: () => isText && goVertically(table, control, -1),
    ArrowLeft: () => isText && caretIsAt(control, false) && goSideways(table, control, -1),
    ArrowRight: () => isText && caretIsAt(control, true) && goSideways(table, control, 1),
  }[event.key]?.();
  // Enter never sends the form from within the grid: that is what the button is for.
  if (moved || (event.key === "Enter" && isText)) event.preventDefault();
}

/** The rows and columns of a copied block; a spreadsheet quotes what holds a break or a tab. */
export function block(text) {
  const cells = [[]];
  let word = "";
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (isQuoted) {
      if (letter !== '"') word += letter;
      else if (text[at + 1] === '"') (word += '"'), (at += 1);
      else isQuoted = false;
    } else if (letter === '"' && word === "") isQuoted = true;
    else if (letter === "\t") cells.at(-1).push(word), (word = "");
    else if (letter === "\n") cells.at(-1).push(word), cells.push([]), (word = "");
    else if (letter !== "\r") word += letter;
  }
  cells.at(-1).push(word);
  if (cells.length > 1 && cells.at(-1).length === 1 && cells.at(-1)[0] === "") cells.pop();
  return cells;
}

function folded(text) {
  return text.normalize("NFD").replaceAll(/\p{M}/gu, "").replaceAll(/đ/gi, "d").trim().toLowerCase();
}

/** Puts a word into a control; a choice is found by its code or its words. */
function put(control, word) {
  const text = word.replaceAll(/\s+/g, " ").trim();
  if (control.tagName !== "SELECT") {
    control.value = text;
    return true;
  }
  const option = [...control.options].find(({ value, label }) => value === text || folded(label) === folded(text));
  if (!option) return text === "";
  control.value = option.value;
  return true;
}

/** Takes what fits from a block, and counts what does not. */
function paste(table, event, told) {
  const control = event.target.closest?.("[data-column]");
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!control || !/[\t\n]/.test(text.trim())) return;
  event.preventDefault();
  const pasted = block(text.slice(0, LONGEST_PASTE));
  const { all, at, column } = place(table, control);
  const changed = new Set();
  let cells = 0;
  let leftOut = Math.max(0, pasted.length - (all.length - at));
  const unknown = [];
  for (const [down, words] of pasted.slice(0, all.length - at).entries()) {
    const controls = all[at + down].filter((other) => Number(other.dataset.column) >= column && isShown(other));
    const beside = words.length === 1 ? [inColumn(all[at + down], column)].filter(Boolean) : controls;
    leftOut += words.slice(beside.length).some((word) => word.trim() !== "") ? 1 : 0;
    for (const [right, word] of words.slice(0, beside.length).entries()) {
      if (put(beside[right], word)) {
        cells += 1;
        changed.add(beside[right]);
      } else unknown.push(word);
    }
  }
  for (const one of changed) one.dispatchEvent(new Event("input", { bubbles: true }));
  told({ cells, leftOut, unknown });
}

/** Lets a table be filled in as a spreadsheet is. */
export function bindGrid(table, told) {
  table.addEventListener("keydown", (event) => move(table, event));
  table.addEventListener("paste", (event) => paste(table, event, told));
}
