/* The kiosk: keys that type into the field, and the way home when nobody is there any more. Without
   this file each key is a link and the browser goes home by itself. */
"use strict";

(() => {
  const field = document.getElementById("q");

  /** What a key makes of the text. */
  function typed(text, key) {
    if (key === "clear") return "";
    if (key === "delete") return text.slice(0, -1);
    return field.maxLength > 0 ? (text + key).slice(0, field.maxLength) : text + key;
  }

  document.addEventListener("click", (event) => {
    const key = event.target.closest("[data-key]");
    if (!key || !field) return;
    event.preventDefault();
    field.value = typed(field.value, key.dataset.key);
    field.dispatchEvent(new Event("input", { bubbles: true })); // htmx asks for what it finds
  });
})();

(() => {
  const { home, idleSeconds, warnSeconds } = document.body.dataset;
  const dialog = document.getElementById("still-there");
  if (!idleSeconds || !dialog) return;
  const count = dialog.querySelector("[data-words]");
  let timer;
  let left = 0;

  /** Nobody has touched the screen for long enough: ask, and count down aloud for the eye. */
  function ask() {
    left = Number(warnSeconds);
    dialog.showModal();
    tick();
  }

  function tick() {
    if (left <= 0) {
      location.replace(home); // what was chosen is not one step back
      return;
    }
    count.textContent = count.dataset.words.replace("{n}", left);
    left -= 1;
    timer = setTimeout(tick, 1000);
  }

  function wait() {
    clearTimeout(timer);
    timer = setTimeout(ask, Number(idleSeconds) * 1000);
  }

  for (const sign of ["pointerdown", "keydown", "scroll", "wheel"]) {
    // While the question stands, only its answer counts.
    addEventListener(sign, () => !dialog.open && wait(), { passive: true });
  }
  dialog.addEventListener("close", wait);
  wait();
})();
