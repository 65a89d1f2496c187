// The one script: htmx, and one small module per behaviour. Every page works without it.
import htmx from "htmx.org";
import { keepLiveRegion } from "./live_region.js";
import { showLoading } from "./loading_bar.js";
import { tellProblems } from "./request_problems.js";
import { focusErrors } from "./error_focus.js";
import { openDialogs } from "./dialogs.js";
import { previewTheme } from "./theme.js";
import { searchByKey } from "./search_key.js";
import { stepNumbers } from "./steppers.js";
import { sayNever } from "./never.js";
import { passToasts } from "./toasts.js";
import { saveAsOneGoes } from "./autosave.js";
import { restoreTyping } from "./kept_typing.js";
import { keepForms } from "./kept_forms.js";
import { walkFaceMap } from "./face_map.js";
import { countByKey } from "./keys.js";
import { keepProposal } from "./proposal.js";

document.documentElement.classList.add("scripted");
window.htmx = htmx;

for (const begin of [
  keepLiveRegion,
  showLoading,
  tellProblems,
  focusErrors,
  openDialogs,
  previewTheme,
  searchByKey,
  stepNumbers,
  sayNever,
  passToasts,
  countByKey,
  saveAsOneGoes,
  restoreTyping,
  keepForms,
  walkFaceMap,
  keepProposal,
]) {
  begin();
}
