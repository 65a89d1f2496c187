// The profile shows a theme as soon as it is chosen; the server keeps it and sets it on every page.
export function previewTheme() {
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-theme-choice] :is(input, select), select[data-theme-choice]")) {
      document.documentElement.dataset.theme = event.target.value;
    }
  });
}
