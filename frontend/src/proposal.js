// The proposal changes in place: what is unfolded, ticked or typed there, and where the keyboard stands, stays as it is.
const kept = { open: new Map(), typed: new Map(), around: [] };

function within(target) {
  return target.id === "proposal" || target.closest("#proposal") ? target : undefined;
}

// A switch of an option is told to the server and comes back as it is there; a wish stands outside.
function isKept(field) {
  return field.name && !("option" in field.dataset) && !["hidden", "submit"].includes(field.type);
}

function isChoice(field) {
  return field.type === "checkbox" || field.type === "radio";
}

function keyOf(field) {
  return field.id || `${field.form?.id} ${field.name} ${isChoice(field) ? field.value : ""}`;
}

function fieldsOf(part) {
  return [...part.querySelectorAll("input, textarea, select")].filter(isKept);
}

function isUntouched(field) {
  if (isChoice(field)) return field.checked === field.defaultChecked;
  if (field.tagName === "SELECT") return [...field.options].every((one) => one.selected === one.defaultSelected);
  return field.value === field.defaultValue;
}

// The ids of what is unfolded around a place, the nearest first: where one of them is gone, the next takes the focus.
function detailsAround(place) {
  const ids = [];
  for (let one = place.closest("details[id]"); one; one = one.parentElement.closest("details[id]")) ids.push(one.id);
  return ids;
}

function remember(event) {
  const part = within(event.detail.target);
  if (!part) return;
  kept.open = new Map([...part.querySelectorAll("details[id]")].map((one) => [one.id, one.open]));
  kept.around = part.contains(document.activeElement) ? detailsAround(document.activeElement) : [];
  kept.typed.clear();
  for (const field of fieldsOf(part)) {
    if (isUntouched(field) || wasSent(field, event)) continue;
    kept.typed.set(keyOf(field), isChoice(field) ? field.checked : field.value);
  }
}

function wasSent(field, event) {
  return event.detail.requestConfig?.verb === "post" && field.form === event.detail.requestConfig.elt;
}

function restore(event) {
  const part = event.detail.target.isConnected ? event.detail.target : document.getElementById(event.detail.target.id);
  if (!part || !within(part)) return;
  for (const [id, open] of kept.open) {
    const one = document.getElementById(id);
    if (one && open) one.open = true;
  }
  for (const field of fieldsOf(part)) {
    const value = kept.typed.get(keyOf(field));
    if (value === undefined) continue;
    if (isChoice(field)) field.checked = value;
    else field.value = value;
  }
  if (document.activeElement !== document.body) return;
  const left = kept.around.find((id) => document.getElementById(id));
  if (left) document.getElementById(left).querySelector("summary").focus({ preventScroll: true });
}

// Whatever form is sent carries the options as the cards show them at that moment, and those that are not offered just now.
function sayOptions(event) {
  if (!event.target.closest("#proposal, #wishes")) return;
  const { formData } = event;
  for (const name of [...formData.keys()].filter((one) => /^(options|lost)\./.test(one))) formData.delete(name);
  const switched = document.querySelectorAll("#proposal [data-option]:checked, #proposal [data-lost-option]");
  for (const one of switched) formData.append(one.name, one.value);
}

// Wishes and options stand in the address: it may be loaded again, gone back to, and copied.
function keepAddress() {
  const address = document.getElementById("proposal")?.dataset.address;
  if (address && address !== location.pathname + location.search) history.replaceState(history.state, "", address);
}

// A link to something that stands folded unfolds it.
function unfold(event) {
  const link = event.target.closest("a[href^='#']");
  const place = link && document.getElementById(link.hash.slice(1));
  for (let one = place?.closest("details"); one; one = one.parentElement.closest("details")) one.open = true;
}

export function keepProposal() {
  if (!document.getElementById("proposal")) return;
  document.addEventListener("htmx:beforeSwap", remember);
  document.addEventListener("htmx:afterSettle", restore);
  document.addEventListener("htmx:afterSettle", keepAddress);
  document.addEventListener("formdata", sayOptions);
  document.addEventListener("click", unfold, true);
}
