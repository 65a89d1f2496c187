// Saves without a new page. form[data-saves] is sent when it is submitted; in form[data-autosaves] each [data-part] by itself
// when it changes. The answer holds the fragments that changed; one save waits for the other, and leaving the page sends the rest.
import { announce } from "./live_region.js";
import { clearProblem, showProblem } from "./field_problems.js";
import { keepTyping, settle, typedIn } from "./kept_typing.js";
import { beginChange, goOnAt, placesAfter } from "./going_on.js";

const PAUSE = 300; // ms: a run of steps or of digits is one save
const MOST_KEPT_ALIVE = 60_000; // characters: browsers send no more than 64 KiB of a page that is being left
const waiting = new Map(); // part -> timer
let chosen = null; // form[data-sends-on-leaving] in which something was chosen and not yet sent
let last = Promise.resolve();

function fieldsOf(part, form) {
  const body = new FormData();
  for (const field of form.querySelectorAll("input[type=hidden][name=csrfmiddlewaretoken], input[type=hidden][name=revision], input[data-always]")) {
    body.append(field.name, field.value);
  }
  for (const field of part.querySelectorAll("input, select, textarea")) {
    if (!field.name || field.disabled) continue;
    if ((field.type === "checkbox" || field.type === "radio") && !field.checked) continue;
    body.append(field.name, field.value);
  }
  const shown = document.querySelector("input[name=shown]");
  if (shown) body.append("shown", shown.value);
  return body;
}

// The token of the cookie: it changes when somebody signs in, also in another window.
function withToken(body) {
  const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
  if (token) body.set("csrfmiddlewaretoken", token);
  return body;
}

// How long the body is in bytes; each field costs some words of its own.
function sizeOf(body) {
  let size = 0;
  for (const [name, value] of body) size += 200 + new Blob([name, value]).size;
  return size;
}

function headers() {
  return { "HX-Request": "true", "HX-Current-URL": location.href };
}

function say(template) {
  const slot = document.getElementById("saved-slot");
  const words = document.getElementById(template);
  if (slot && words) slot.replaceChildren(words.content.cloneNode(true));
}

function isHeld(now, fresh) {
  return now.dataset.holds !== undefined && now.dataset.holds === fresh.dataset.holds;
}

// A text that somebody writes in now and that is not what the answer holds: it stays, and its own save follows.
function isBeingWritten(now, fresh) {
  const typed = now.querySelector("textarea");
  const coming = fresh.querySelector("textarea");
  if (!typed || !coming || typed.value === typed.defaultValue) return false;
  return typed.value.trim() !== coming.value.trim();
}

function show(text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  const focused = document.activeElement?.id;
  const next = placesAfter(document.activeElement);
  const kept = new Set();
  for (const fresh of [...page.querySelectorAll("[data-fragment]")].filter((one) => !one.parentElement.closest("[data-fragment]"))) {
    const now = document.getElementById(fresh.id);
    if (!now || isHeld(now, fresh)) continue;
    if (isBeingWritten(now, fresh)) kept.add(fresh.id);
    if (kept.has(fresh.id) || kept.has(fresh.dataset.with)) continue;
    keepOpen(now, fresh);
    now.replaceWith(document.adoptNode(fresh));
  }
  if (focused && document.activeElement?.id !== focused) document.getElementById(focused)?.focus({ preventScroll: true });
  if (next.length && document.activeElement === document.body) goOnAt(next);
  document.dispatchEvent(new CustomEvent("page:changed"));
}

function keepOpen(now, fresh) {
  const open = new Set([...now.querySelectorAll("details")].map((one, place) => one.open && (one.id || place)));
  [...fresh.querySelectorAll("details")].forEach((one, place) => {
    if (open.has(one.id || place)) one.open = true;
  });
}

async function send(form, body, part, stays = false) {
  const before = [...(document.getElementById("saved-slot")?.childNodes ?? [])];
  say("saving-words");
  let answer;
  try {
    answer = await fetch(form.action, { method: "POST", body: withToken(body), headers: headers(), keepalive: sizeOf(body) < MOST_KEPT_ALIVE });
  } catch {
    say("typing-unsaved");
    return;
  }
  if (answer.status === 401) {
    keepTyping(form);
    location.assign(answer.headers.get("HX-Redirect"));
    return;
  }
  if (answer.headers.get("HX-Redirect")) {
    location.assign(answer.headers.get("HX-Redirect"));
    return;
  }
  if (answer.ok && form === chosen) chosen = null;
  if (answer.ok && form.dataset.reloads) {
    if (stays) return;
    location.assign(form.dataset.reloads);
    if (new URL(form.dataset.reloads, location).pathname === location.pathname && !location.search) location.reload();
    return;
  }
  if (![200, 409, 422].includes(answer.status)) {
    say("typing-unsaved");
    return;
  }
  show(await answer.text());
  if (answer.ok) {
    if (part) clearProblem(part);
    remember(form, body);
    settle(part ?? form, body);
    announce(document.getElementById("saved")?.textContent.trim() ?? "");
  } else {
    if (isTyped(part ?? form)) say("typing-refused");
    else document.getElementById("saved-slot")?.replaceChildren(...before); // a press was refused: all that was typed is saved
    const summary = document.querySelector(".error-summary");
    if (summary && part?.isConnected) showProblem(part, summary);
    else summary?.scrollIntoView({ block: "nearest" });
    announce(summary?.textContent.replace(/\s+/g, " ").trim() ?? "");
  }
}

// Whether something was entered that is not kept yet; a tick beside a button is part of pressing it.
function isTyped(place) {
  return typedIn(place).some(([name]) => name !== "open_accepted");
}

// A count that was saved is what stood there from now on.
function remember(form, body) {
  for (const [name] of body) {
    if (!name.startsWith("was.")) continue;
    const place = name.slice(4);
    const field = form.querySelector(`[name="was.${place}"]`);
    if (field) field.value = body.get(`count.${place}`) || body.get(`band.${place}`) || "";
  }
}

function enqueue(form, makeBody, part, stays) {
  last = last.then(() => send(form, makeBody(), part, stays)).catch(() => say("typing-unsaved"));
  return last;
}

// A date that is only begun (“in a month”, and no month yet) waits for its other half.
function isBegun(part) {
  return [...part.querySelectorAll(".vague-date select")].some((select) => {
    const half = { day: "day", month: "month", before: "months", after: "months" }[select.value];
    const field = half && [...select.parentElement.children].find((one) => one.name === `${select.name}.${half}`);
    return field && field.value === "";
  });
}

function savePart(part) {
  clearTimeout(waiting.get(part));
  waiting.delete(part);
  if (isBegun(part)) return;
  enqueue(part.closest("form"), () => fieldsOf(part, part.closest("form")), part);
}

function saveSoon(event) {
  const part = event.target.closest("form[data-autosaves] [data-part]");
  if (!part) return;
  clearTimeout(waiting.get(part));
  waiting.set(part, setTimeout(() => savePart(part), PAUSE));
}

// What was chosen to change an answer looks told: who goes on without pressing its button has told it all the same.
function noteChoice(event) {
  chosen = event.target.closest("form[data-sends-on-leaving]") ?? chosen;
}

function leaveAsItWas(event) {
  if (event.target.closest("a[data-leaves-as-it-was]")) chosen = null;
}

function saveForm(event) {
  const form = event.target.closest("form[data-saves]");
  if (!form) return;
  event.preventDefault();
  if (form === chosen) chosen = null; // this press sends it
  flush();
  const body = new FormData(form);
  if (event.submitter?.name) body.append(event.submitter.name, event.submitter.value);
  enqueue(form, () => withOwnNote(body));
}

// Who signs right after writing in the note has read what was written: its save, sent before, gave it a new digest.
function withOwnNote(body) {
  if (!body.has("seen")) return body;
  const seen = document.getElementById("note-seen");
  const text = document.getElementById("note-text");
  if (seen?.dataset.byHand !== undefined) body.set("seen", seen.value);
  if (text && text.value !== text.defaultValue) body.set("seen", ""); // its save was refused: what stands here is not what is kept
  return body;
}

export function flush() {
  for (const part of [...waiting.keys()]) savePart(part);
  const form = chosen;
  if (form?.isConnected) enqueue(form, () => new FormData(form), null, true);
  return last;
}

// A link that asks for another control in place of this one, such as one line per area.
async function swap(event) {
  const link = event.target.closest("[data-swaps]");
  if (!link) return;
  event.preventDefault();
  const answer = await fetch(link.href, { headers: headers() });
  if (!answer.ok) return location.assign(link.href);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById(link.dataset.swaps);
  const now = document.getElementById(link.dataset.swaps);
  if (!fresh || !now) return location.assign(link.href);
  now.replaceWith(document.adoptNode(fresh));
  document.getElementById(link.dataset.swaps).querySelector("input:not([type=hidden]), select")?.focus();
}

// A page that rests on what is recorded here waits until it is kept.
async function goAfterSaving(event) {
  const link = event.target.closest("a[data-after-saving]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !(waiting.size || chosen)) return;
  event.preventDefault();
  await flush();
  if (!chosen) location.assign(link.href); // a change that was refused is looked at first
}

// A link to this same page as it stands now: without a reload it would only move about on the old one.
function loadAgain(event) {
  const link = event.target.closest("a[data-reload]");
  if (!link || new URL(link.href).pathname !== location.pathname) return;
  event.preventDefault();
  history.scrollRestoration = "manual"; // the place in the address, not where one stood
  history.replaceState(null, "", link.href);
  location.reload();
}

export function saveAsOneGoes() {
  if (!document.querySelector("[data-consultation]")) return;
  beginChange();
  document.addEventListener("change", saveSoon);
  document.addEventListener("change", noteChoice);
  document.addEventListener("click", leaveAsItWas, { capture: true });
  document.addEventListener("submit", saveForm);
  document.addEventListener("click", swap);
  document.addEventListener("click", goAfterSaving);
  document.addEventListener("click", loadAgain);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && flush());
}
