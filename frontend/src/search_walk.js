// From the box that finds: Down goes into the matches and on, Up back; "Register a patient" takes along what was typed.
const MATCHES = "#patients .row-title";

function walk(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const box = document.querySelector("[data-finds]");
  if (!step || !box || event.ctrlKey || event.metaKey || event.altKey) return;
  const stops = [box, ...document.querySelectorAll(MATCHES)];
  const at = stops.indexOf(event.target);
  const next = at >= 0 && stops[at + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function takeAlong(event) {
  if (!event.target.matches("[data-finds]")) return;
  const { registers } = event.target.dataset;
  const typed = event.target.value.trim();
  for (const link of document.querySelectorAll(`a[href^="${registers}"]`)) {
    link.setAttribute("href", typed ? `${registers}?${new URLSearchParams({ q: typed })}` : registers);
  }
}

export function walkMatches() {
  document.addEventListener("keydown", walk);
  document.addEventListener("input", takeAlong);
}
