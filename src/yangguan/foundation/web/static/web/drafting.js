/* The item editor: after each save the faults, the numbers of the contents and the preview follow;
   a page that is open says so, and hears who else has the draft open. Without this script every
   button still works. */
"use strict";

(() => {
  const { token } = window.yangguan;
  const CALL_MS = 20000;
  const draft = document.querySelector("[data-draft]");
  if (!draft) return;
  const frame = draft.querySelector(".preview__frame");

  document.addEventListener("autosaved", ({ detail }) => {
    for (const input of document.querySelectorAll("input[data-revision]")) input.value = String(detail.revision);
    for (const form of document.querySelectorAll("form[data-revision]")) form.dataset.revision = String(detail.revision);
    refresh();
  });

  /** Whatever the page marks as refreshed is taken from the page as it is now; fields stay. */
  async function refresh() {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => null);
    if (!answer?.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of document.querySelectorAll("[data-refreshed], #draft-toc, #submit-link, #draft-here")) {
      const now = fresh.getElementById(part.id);
      if (now) part.innerHTML = now.innerHTML;
    }
    if (frame) {
      const top = frame.contentWindow?.scrollY ?? 0;
      frame.addEventListener("load", () => frame.contentWindow?.scrollTo(0, top), { once: true });
      frame.contentWindow?.location.reload();
    }
  }

  const sizes = draft.querySelector("[data-preview-sizes]");
  sizes?.addEventListener("click", ({ target }) => {
    const chosen = target.closest("[data-size]");
    if (!chosen) return;
    draft.querySelector(".preview__stage").dataset.size = chosen.dataset.size;
    for (const button of sizes.children) button.setAttribute("aria-pressed", String(button === chosen));
    fit();
  });

  /** A wide page is shown whole, made smaller; the pane decides by how much. */
  function fit() {
    const stage = draft.querySelector(".preview__stage");
    if (!stage || !frame) return;
    const width = { phone: 390, desktop: 1280, kiosk: 1080 }[stage.dataset.size];
    const { paddingLeft, paddingTop } = getComputedStyle(stage);
    const scale = Math.min(1, (stage.clientWidth - 2 * parseFloat(paddingLeft)) / width);
    frame.style.setProperty("--preview-width", `${width}px`);
    frame.style.setProperty("--preview-scale", String(scale));
    frame.style.setProperty("--preview-height", `${Math.round((stage.clientHeight - 2 * parseFloat(paddingTop)) / scale)}px`);
  }
  addEventListener("resize", fit);
  fit();

  async function call() {
    if (document.hidden) return;
    const answer = await fetch(draft.dataset.presence, { method: "POST", headers: { "X-CSRFToken": token(document.querySelector("form")) } }).catch(() => null);
    if (!answer?.ok) return;
    const here = document.getElementById("draft-here");
    if (here) here.outerHTML = await answer.text();
  }
  setInterval(call, CALL_MS);

  /* The mouse may carry an entry to another place; the arrows beside it do the same by keyboard,
     as do Alt with up and down on its line. */
  let carried = null;
  for (const entry of document.querySelectorAll("[data-entry]")) {
    const line = entry.querySelector(".draft-entry");
    line.draggable = true;
    line.addEventListener("dragstart", (event) => {
      carried = entry;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", entry.dataset.index);
    });
    line.addEventListener("dragend", () => (carried = null));
    entry.addEventListener("dragover", (event) => {
      if (carried && carried !== entry && carried.dataset.entry === entry.dataset.entry) {
        event.preventDefault();
        entry.dataset.over = "";
      }
    });
    entry.addEventListener("dragleave", () => delete entry.dataset.over);
    entry.addEventListener("drop", (event) => {
      delete entry.dataset.over;
      if (!carried || carried.dataset.entry !== entry.dataset.entry) return;
      event.preventDefault();
      const button = carried.querySelector(".draft-moves button");
      button.value = `move ${entry.dataset.entry} ${carried.dataset.index} ${entry.dataset.index}`;
      button.disabled = false;
      button.form.requestSubmit(button);
    });
    line.addEventListener("keydown", (event) => {
      const act = { ArrowUp: "up", ArrowDown: "down" }[event.key];
      if (!event.altKey || !act) return;
      event.preventDefault();
      entry.querySelector(`.draft-moves button[value^="${act} "]:not(:disabled)`)?.click();
    });
  }

  /* Who moves an entry by keyboard finds the focus on it again, also a second and a third time. */
  const MOVED = "draft-moved";
  const FIELD = "input:not([type=hidden]), select, textarea";
  document.addEventListener("submit", ({ target, submitter }) => {
    const [act, list, index] = submitter?.value?.split(" ") ?? [];
    if (!target.matches(".draft-moves") || !["up", "down"].includes(act)) return;
    const isLine = document.activeElement?.matches(".draft-entry") ?? false;
    sessionStorage.setItem(MOVED, JSON.stringify({ act, list, isLine, index: Number(index) + (act === "up" ? -1 : 1), path: location.pathname }));
  });
  const moved = JSON.parse(sessionStorage.getItem(MOVED) ?? "null");
  sessionStorage.removeItem(MOVED);
  // After the page has jumped to its fragment, which would take the focus away again.
  if (document.readyState === "complete") begin();
  else addEventListener("load", () => setTimeout(begin), { once: true });

  function begin() {
    if (document.activeElement !== document.body) return; // somebody was quicker
    const place = moved?.path === location.pathname && document.querySelector(`[data-entry="${moved.list}"][data-index="${moved.index}"]`);
    if (!place) {
      const meant = document.getElementById(location.hash.slice(1)) ?? document.getElementById("opened");
      const field = meant?.matches(FIELD) ? meant : meant?.querySelector(FIELD);
      field?.focus({ preventScroll: true });
      return;
    }
    const button = place.querySelector(`:scope > .draft-moves button[value^="${moved.act} "]:not(:disabled)`);
    ((!moved.isLine && button) || place.querySelector(".draft-entry")).focus();
  }
})();
