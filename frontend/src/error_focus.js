// Leads to the errors: the summary takes the focus when a form comes back, and its links go into the field.
function focusSummary(within) {
  within.querySelector(".error-summary:not([data-example] *)")?.focus();
}

function enterField(event) {
  const link = event.target.closest(".error-summary a[href^='#']");
  const place = link && document.getElementById(link.hash.slice(1));
  if (!place) return;
  const field = place.matches("input, select, textarea") ? place : place.querySelector("input, select, textarea");
  if (!field) return;
  event.preventDefault();
  field.focus();
  place.scrollIntoView({ block: "center" });
}

export function focusErrors() {
  focusSummary(document.getElementById("main") ?? document);
  document.addEventListener("htmx:afterSettle", (event) => focusSummary(event.detail.elt));
  document.addEventListener("click", enterField);
}
