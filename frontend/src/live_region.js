// Says aloud what changed without a new page: announce("Draft saved"), or a response's HX-Trigger {"announce": "…"}.
export function announce(words) {
  const region = document.getElementById("live");
  region.textContent = "";
  setTimeout(() => {
    region.textContent = words;
  }, 50); // a region that is emptied first is read again when the words are the same
}

export function keepLiveRegion() {
  document.addEventListener("announce", (event) => announce(event.detail.value));
}
