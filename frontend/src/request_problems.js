// When a part of a page could not be fetched or saved: says so in place, keeps what was typed, and tells what to do next.
// The words are in the page (base.html), because that is where they are translated.
function tell(kind) {
  const slot = document.getElementById("request-problem");
  const words = document.getElementById(`problem-${kind}`);
  if (!slot || !words) return;
  slot.replaceChildren(words.content.cloneNode(true));
  slot.scrollIntoView({ block: "nearest" });
}

export function tellProblems() {
  for (const event of ["htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(event, () => tell("unreachable"));
  }
  document.addEventListener("htmx:responseError", (event) => {
    const { status } = event.detail.xhr;
    if (status === 403) tell("refused");
    else if (status !== 401) tell("failed");
  });
  document.addEventListener("htmx:afterOnLoad", (event) => {
    if (event.detail.xhr.status < 400) document.getElementById("request-problem")?.replaceChildren();
  });
}
