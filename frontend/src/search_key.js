// "/" goes to the patient search from anywhere, except while one is writing.
const WRITES = "input, textarea, select, [contenteditable='true'], dialog[open] *";

export function searchByKey() {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches(WRITES)) return;
    const box = document.getElementById("patient-search");
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
}
