// Polish only: every page works without this script.
import { followTheme } from "./scripts/theme.js";
import { keepTypedValues } from "./scripts/keep.js";
import { offerPasskeys } from "./scripts/passkeys.js";
import { keepCells } from "./scripts/cells.js";
import { pairAnchors } from "./scripts/pairs.js";
import { submitOnChange } from "./scripts/filters.js";

// Before the first paint: this file is loaded in the head, without `defer`.
document.documentElement.classList.add("scripted");
const bindToggle = followTheme();

document.addEventListener("DOMContentLoaded", () => {
  bindToggle();
  keepTypedValues();
  keepCells();
  pairAnchors();
  submitOnChange();
  offerPasskeys();
});
