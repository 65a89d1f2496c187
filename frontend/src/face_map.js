// The face map: arrows lead from place to place, Enter or a tap opens the place beside the map without a new page.
import { flush } from "./autosave.js";

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function middle(spot) {
  const box = spot.getBoundingClientRect();
  return [box.left + box.width / 2, box.top + box.height / 2];
}

function nearest(from, [dx, dy]) {
  const [x, y] = middle(from);
  let best = null;
  for (const spot of document.querySelectorAll("[data-face-map] [data-spot]")) {
    if (spot === from) continue;
    const [sx, sy] = middle(spot);
    const along = (sx - x) * dx + (sy - y) * dy;
    const aside = Math.abs((sx - x) * dy) + Math.abs((sy - y) * dx);
    const cost = along + 2 * aside;
    if (along > 4 && (!best || cost < best.cost)) best = { spot, cost };
  }
  return best?.spot;
}

// The ring of the focused place is drawn above its neighbours.
function ring(event) {
  const spot = event.target.closest?.(".spot");
  const above = document.querySelector("[data-face-map] [data-focus]");
  if (!above) return;
  if (spot && event.type === "focusin" && spot.matches(":focus-visible")) above.setAttribute("href", `#${spot.querySelector("path").id}`);
  else above.removeAttribute("href");
}

export async function openPlace(address) {
  await flush();
  const answer = await fetch(address, { headers: { "HX-Request": "true", "HX-Current-URL": location.href } });
  const page = answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page && page.getElementById("entry");
  if (!fresh || answer.redirected) return location.assign(address);
  const focused = document.activeElement?.id;
  for (const id of ["entry", "face-map"]) document.getElementById(id)?.replaceWith(document.adoptNode(page.getElementById(id)));
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}

async function pick(event) {
  const spot = event.target.closest("[data-spot]");
  if (!spot || event.ctrlKey || event.metaKey || !document.getElementById("entry")) return;
  event.preventDefault();
  await openPlace(spot.getAttribute("href").split("#")[0]);
  if (event.detail === 0) document.querySelector("#entry [data-count]")?.focus(); // by key: go on to the counts
  else document.getElementById("entry")?.scrollIntoView({ block: "nearest" });
}

function walk(event) {
  const spot = event.target.closest?.("[data-spot]");
  if (!spot || !STEPS[event.key]) return;
  const next = nearest(spot, STEPS[event.key]);
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function chooseType(event) {
  const form = event.target.closest("[data-entry-by]");
  if (form) openPlace(`?type=${encodeURIComponent(event.target.value)}`);
}

export function walkFaceMap() {
  if (!document.querySelector("[data-face-map]")) return;
  document.addEventListener("click", pick);
  document.addEventListener("keydown", walk);
  document.addEventListener("change", chooseType);
  document.addEventListener("focusin", ring);
  document.addEventListener("focusout", ring);
}
