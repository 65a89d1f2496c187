// Where the keyboard goes on when a save took away what had the focus: the same group of questions, the next one, the section.

function groups() {
  return [...document.querySelectorAll(".question-group[id]")];
}

// The ids to go on at, nearest first, of an element that may be replaced; none while nothing has the focus.
export function placesAfter(element) {
  if (!element || element === document.body) return [];
  const all = groups();
  const at = all.indexOf(element.closest(".question-group[id]"));
  const ids = at < 0 ? [] : all.slice(at).map((one) => one.id);
  for (let one = element.closest("[id]"); one; one = one.parentElement?.closest("[id]")) ids.push(one.id);
  return ids;
}

// Where no group has a button left, the first question that is still open comes next.
function nextOf(ids) {
  const open = groups();
  const wasGroup = ids[0]?.startsWith("group-");
  if (wasGroup && open.length && !open.some((one) => one.querySelector(".split button"))) return open[0];
  return ids.map((id) => document.getElementById(id)).find((one) => one?.matches("section, form, div, fieldset"));
}

export function goOnAt(ids) {
  const place = nextOf(ids);
  const target = place?.querySelector(".question-group .split button, .split button") ?? place?.querySelector("h2, h3");
  if (!target) return;
  if (target.matches("h2, h3")) target.setAttribute("tabindex", "-1");
  target.focus({ preventScroll: true });
  (target.closest(".question-group") ?? target).scrollIntoView({ block: "nearest" });
}

// "Change" leads to the control of the answer, with its heading in view; the jump to the place in the address comes before.
export function beginChange() {
  if (document.readyState === "complete") setTimeout(focusChange);
  else addEventListener("load", () => setTimeout(focusChange), { once: true });
}

function focusChange() {
  const changing = document.getElementById("changing");
  const control = changing?.querySelector("input:checked") ?? changing?.querySelector("input:not([type=hidden]), select");
  if (!control || document.querySelector(".error-summary")) return;
  control.focus({ preventScroll: true });
  changing.scrollIntoView();
}
