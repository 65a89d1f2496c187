// What was typed survives a session that ended in mid-form: kept in this tab while nobody is signed in, filled in again for the
// same person, and forgotten at once. Nothing is kept while one is signed in, and nothing anywhere else.
const KEY = "kept-typing";

function here() {
  return document.querySelector("[data-consultation]");
}

function formsOf() {
  return [...document.querySelectorAll("[data-consultation] form[method=post]")];
}

export function typedIn(form) {
  const fields = [];
  for (const field of form.querySelectorAll("input:not([type=hidden]):not([type=password]), select, textarea")) {
    if (!field.name || field.name === "pin") continue;
    const isChoice = field.type === "checkbox" || field.type === "radio";
    const before = isChoice ? field.defaultChecked : field.tagName === "SELECT" ? [...field.options].find((one) => one.defaultSelected)?.value ?? "" : field.defaultValue;
    const now = isChoice ? field.checked : field.value;
    if (now !== before) fields.push([field.name, isChoice ? field.value : null, now]);
  }
  return fields;
}

// What was saved is what stands here from now on: it is neither kept nor told to be back.
export function settle(place, body) {
  for (const field of place.querySelectorAll("input:not([type=hidden]):not([type=password]), select, textarea")) {
    if (field.type === "checkbox" || field.type === "radio") field.defaultChecked = body.getAll(field.name).includes(field.value);
    else if (body.has(field.name)) settleText(field, body.get(field.name));
  }
}

function settleText(field, text) {
  if (field.tagName === "SELECT") for (const one of field.options) one.defaultSelected = one.value === text;
  else field.defaultValue = text;
}

export function keepTyping() {
  const kept = formsOf()
    .map((form) => ({ action: form.getAttribute("action"), fields: typedIn(form) }))
    .filter((one) => one.fields.length);
  if (kept.length) sessionStorage.setItem(KEY, JSON.stringify({ path: location.pathname, person: here()?.dataset.person, kept }));
}

function fill(form, [name, value, now]) {
  const fields = [...form.querySelectorAll("input, select, textarea")].filter((one) => one.name === name);
  const field = value === null ? fields[0] : fields.find((one) => one.value === value);
  if (!field) return null;
  if (value === null) field.value = now;
  else field.checked = now;
  field.closest("details")?.setAttribute("open", "");
  return field;
}

export function restoreTyping() {
  const place = here();
  const text = sessionStorage.getItem(KEY);
  if (!text || !document.querySelector(".whoami")) return; // not signed in yet
  sessionStorage.removeItem(KEY);
  if (!place) return;
  const { path, person, kept } = JSON.parse(text);
  if (path !== location.pathname || person !== place.dataset.person) return;
  const filled = kept.flatMap(({ action, fields }) => {
    const forms = formsOf().filter((form) => form.getAttribute("action") === action);
    return fields.map((field) => forms.map((form) => fill(form, field)).find(Boolean)).filter(Boolean);
  });
  if (!filled.length) return;
  const words = document.getElementById("typing-restored");
  const slot = document.getElementById("request-problem");
  if (words && slot) slot.replaceChildren(words.content.cloneNode(true));
  for (const field of filled) field.dispatchEvent(new Event("change", { bubbles: true }));
}
