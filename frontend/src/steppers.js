// − and + beside a number. The field tells of every step as if it had been typed, so that saving and scores follow.
function step(button) {
  const field = button.closest("[data-stepper]").querySelector("input");
  const before = field.value;
  if (button.dataset.step > 0) field.stepUp();
  else field.stepDown();
  if (field.value === before) return;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

export function stepNumbers() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-stepper] [data-step]");
    if (button) step(button);
  });
}
