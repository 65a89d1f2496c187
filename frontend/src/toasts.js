// What went well is said in the corner and leaves by itself, but not while someone points at it or has the focus in it.
const STAYS_MS = 8000;

function leaveLater(toast) {
  setTimeout(() => (toast.matches(":hover, :focus-within") ? leaveLater(toast) : toast.remove()), STAYS_MS);
}

export function passToasts() {
  const place = document.getElementById("toasts");
  for (const toast of place.children) leaveLater(toast);
  new MutationObserver((changes) => changes.forEach((change) => change.addedNodes.forEach((node) => {
    if (node instanceof Element) leaveLater(node);
  }))).observe(place, { childList: true });
  document.addEventListener("click", (event) => {
    event.target.closest("[data-closes-toast]")?.closest(".toast-note").remove();
  });
}
