// "/" goes to the patient search from anywhere, except while one is writing: to the box above, on Today to the one in the page.
import { walkMatches } from "./search_walk.js";

const WRITES = "input, textarea, select, [contenteditable='true'], dialog[open] *";

export function searchByKey() {
  walkMatches();
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches(WRITES)) return;
    const box = document.getElementById("patient-search") ?? document.querySelector("[data-finds]");
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
}
