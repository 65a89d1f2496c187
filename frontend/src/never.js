// "Never" beside a date: one press for what the list of ways to tell a date says as well.
export function sayNever() {
  document.addEventListener("click", (event) => {
    const select = event.target.closest("[data-never]")?.parentElement.querySelector("select");
    if (!select) return;
    select.value = "never";
    select.dispatchEvent(new Event("change", { bubbles: true }));
  });
}
