// A thin bar on top when an answer takes longer than 200 ms; the old content stays.
const PATIENCE_MS = 200;

export function showLoading() {
  const bar = document.getElementById("loading-bar");
  let open = 0;
  let timer;
  document.addEventListener("htmx:beforeSend", () => {
    open += 1;
    timer ??= setTimeout(() => (bar.hidden = false), PATIENCE_MS);
  });
  document.addEventListener("htmx:afterRequest", () => {
    open = Math.max(0, open - 1);
    if (open) return;
    clearTimeout(timer);
    timer = undefined;
    bar.hidden = true;
  });
}
