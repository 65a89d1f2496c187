// Counting by keyboard: digits on a place of the map count the scar type counted last, Enter goes to the next line, Escape back
// to the map. A count and a band exclude each other.
import { openPlace } from "./face_map.js";

let lastType = null;

function typeOf(field) {
  return field.name.split(".")[1];
}

function firstOf(type) {
  return document.querySelector(type ? `#entry [name^="count.${type}."]` : "#entry [data-count]") ?? document.querySelector("#entry [data-count]");
}

let typed = null; // digits that came while the place was still opening

async function digitOnMap(event) {
  const spot = event.target.closest?.("[data-spot]");
  if (!spot || !/^[0-9]$/.test(event.key) || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  if (typed !== null) {
    typed += event.key;
    return;
  }
  typed = event.key;
  let digits;
  try {
    await openPlace(spot.getAttribute("href").split("#")[0]);
  } finally {
    digits = typed;
    typed = null;
  }
  const field = firstOf(lastType);
  if (!field) return;
  field.closest("details")?.setAttribute("open", "");
  field.focus();
  field.value = digits;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.addEventListener("blur", () => field.dispatchEvent(new Event("change", { bubbles: true })), { once: true });
}

function inCount(event) {
  const field = event.target.closest?.("[data-count]");
  if (!field) return;
  if (event.key === "Enter") {
    event.preventDefault();
    field.dispatchEvent(new Event("change", { bubbles: true }));
    const all = [...document.querySelectorAll("#entry details[open] [data-count]")];
    (all[all.indexOf(field) + 1] ?? all[0]).focus();
  } else if (event.key === "Escape") {
    event.preventDefault();
    document.querySelector("[data-spot][aria-current]")?.focus();
  }
}

// Which scar type a digit will count, told under the map.
function tellType() {
  const words = document.querySelector("[data-digit-type]");
  const field = firstOf(lastType);
  if (!words || !field) return;
  words.textContent = document.querySelector(`#entry-type option[value="${typeOf(field)}"]`)?.dataset.label ?? "";
}

function exclude(event) {
  const line = event.target.closest(".count-line");
  if (!line) return;
  const count = line.querySelector("[data-count]");
  lastType = typeOf(count);
  tellType();
  if (event.target === count) {
    if (count.value !== "") for (const band of line.querySelectorAll("[type=radio]")) band.checked = false;
  } else if (event.target.type === "radio") count.value = "";
}

export function countByKey() {
  if (!document.querySelector("[data-face-map]")) return;
  document.addEventListener("keydown", digitOnMap);
  document.addEventListener("keydown", inCount);
  document.addEventListener("input", exclude);
  document.addEventListener("change", exclude, true);
  tellType();
}
