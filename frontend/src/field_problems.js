// A refused save says why at the field itself, where the eye is; the next save of the same part takes it away.
function fieldsIn(part) {
  return [...part.querySelectorAll("input:not([type=hidden]), select, textarea")];
}

export function clearProblem(part) {
  part.querySelector("[data-field-problem]")?.remove();
  for (const field of fieldsIn(part)) {
    if (!field.hasAttribute("aria-invalid")) continue;
    field.removeAttribute("aria-invalid");
    if (field.dataset.describedby) field.setAttribute("aria-describedby", field.dataset.describedby);
    else field.removeAttribute("aria-describedby");
    delete field.dataset.describedby;
  }
}

let number = 0;

export function showProblem(part, summary) {
  clearProblem(part);
  const words = document.createElement("p");
  words.className = "invalid-feedback";
  words.id = `field-problem-${(number += 1)}`;
  words.dataset.fieldProblem = "";
  words.textContent = [...summary.querySelectorAll("li")].map((line) => line.textContent.trim()).join(" ");
  part.append(words);
  for (const field of fieldsIn(part)) {
    const before = field.getAttribute("aria-describedby") ?? "";
    if (before) field.dataset.describedby = before;
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", `${before} ${words.id}`.trim());
  }
  words.scrollIntoView({ block: "nearest" });
}
