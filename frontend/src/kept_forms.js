// A form that was sent after the session had ended: what was typed is filled in again when the same person has signed in, and
// forgotten at once. What reached the clinic is forgotten by the next page. The consultation keeps its own (kept_typing.js).
const KEY = "kept-form";

function fieldsOf(form) {
  return [...form.elements].filter((field) => field.name && !["hidden", "password", "file"].includes(field.type));
}

function keep(event) {
  const form = event.target.closest("main form[method=post]:not([data-saves])");
  if (!form || event.defaultPrevented) return;
  const fields = fieldsOf(form).map((field) => [field.name, field.value, field.checked ?? false]);
  const kept = { person: document.body.dataset.person, path: location.pathname, action: form.getAttribute("action"), fields };
  if (fields.length) sessionStorage.setItem(KEY, JSON.stringify(kept));
}

function fill(form, kept) {
  for (const field of fieldsOf(form)) {
    const isChoice = field.type === "checkbox" || field.type === "radio";
    const told = kept.fields.find(([name, value]) => name === field.name && (!isChoice || value === field.value));
    if (told && isChoice) field.checked = told[2];
    else if (told) field.value = told[1];
  }
}

function restore(kept) {
  const forms = [...document.querySelectorAll("main form[method=post]")];
  const form = forms.find((one) => one.getAttribute("action") === kept.action);
  const words = document.getElementById("form-restored");
  if (!form || !words) return;
  fill(form, kept);
  document.getElementById("request-problem").replaceChildren(words.content.cloneNode(true));
}

export function keepForms() {
  const text = sessionStorage.getItem(KEY);
  const kept = text && JSON.parse(text);
  const { person } = document.body.dataset;
  if (!person) {
    const ended = new URLSearchParams(location.search).has("kept");
    if (kept && ended) sessionStorage.setItem(KEY, JSON.stringify({ ...kept, ended }));
    return;
  }
  sessionStorage.removeItem(KEY);
  if (kept?.ended && kept.person === person && kept.path === location.pathname) restore(kept);
  document.addEventListener("submit", keep);
}
