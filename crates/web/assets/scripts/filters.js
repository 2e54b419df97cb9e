// `<form data-submit-on-change>`: choosing in a list filters at once; typed words wait for Enter.

export function submitOnChange() {
  for (const form of document.querySelectorAll("form[data-submit-on-change]")) {
    form.addEventListener("change", ({ target }) => {
      if (target.matches("select, input[type=checkbox], input[type=radio]")) form.requestSubmit();
    });
  }
}
