// In the review, pointing at or focusing an item marks the same item on the other side:
// everything with the same `data-pair` value lights up together.

function light(pair, on) {
  for (const element of document.querySelectorAll(`[data-pair="${CSS.escape(pair)}"]`)) {
    element.classList.toggle("is-paired", on);
  }
}

export function pairAnchors() {
  const review = document.querySelector(".review");
  if (!review) return;
  let current = null;
  const follow = ({ target }) => {
    const next = target.closest?.("[data-pair]")?.dataset.pair ?? null;
    if (next === current) return;
    if (current) light(current, false);
    if (next) light(next, true);
    current = next;
  };
  review.addEventListener("pointerover", follow);
  review.addEventListener("focusin", follow);
}
