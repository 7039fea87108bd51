/* Keys of the staff side. An element says its key itself: data-key="g", "Shift+a", "Control+Enter", "/".
   A list that can be walked is marked data-list; its rows hold a link and perhaps a checkbox.
   Single letters are off while typing, and off altogether once the person says so. */
"use strict";

(() => {
  const { say } = window.yangguan;
  const OFF = "keys-off";
  const list = document.querySelector("[data-list]");
  let anchorRow = null;

  const isOff = () => localStorage.getItem(OFF) === "1";
  const isTyping = (element) =>
    element.isContentEditable || element.matches("textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=submit])");

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.altKey || event.metaKey) return;
    const isPlain = !event.ctrlKey && event.key.length === 1;
    if (isPlain && (isTyping(event.target) || (isOff() && event.key !== "?"))) return;
    if (document.querySelector("dialog[open]") && event.key !== "Enter") return;
    if (event.key === "?" && open("keys-help")) event.preventDefault();
    else if (press(event) || walk(event)) event.preventDefault();
  });

  function open(id) {
    const dialog = document.getElementById(id);
    dialog?.showModal();
    return Boolean(dialog);
  }

  /** The name of a key press as data-key writes it. */
  function named(event) {
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const isLetter = /^[a-z]$/.test(key);
    return [event.ctrlKey && "Control", event.shiftKey && (isLetter || event.key.length > 1) && "Shift", key].filter(Boolean).join("+");
  }

  function press(event) {
    const name = named(event);
    const scope = document.querySelector("dialog[open]") ?? document;
    for (const element of scope.querySelectorAll("[data-key]")) {
      if (element.dataset.key !== name || element.disabled || element.offsetParent === null) continue;
      if (element.matches("textarea, select, [tabindex], input:not([type=checkbox], [type=radio])")) element.focus();
      else element.click();
      return true;
    }
    return false;
  }

  const rows = () => [...list.querySelectorAll("tbody tr:has(a)")];
  const here = () => rows().findIndex((row) => row.classList.contains("cursor"));

  function walk(event) {
    if (!list || event.ctrlKey) return false;
    const key = event.key.toLowerCase();
    if (key === "j" || key === "k") return step(key === "j" ? 1 : -1);
    if (key === "x") return select(event.shiftKey);
    return false;
  }

  function step(by) {
    const all = rows();
    const at = here();
    const next = all[Math.max(0, Math.min(all.length - 1, at + by))];
    if (!next) return false;
    all[at]?.classList.remove("cursor");
    next.classList.add("cursor");
    next.querySelector("a").focus({ preventScroll: true }); // Enter then opens it, a reader hears it
    next.scrollIntoView({ block: "nearest" });
    return true;
  }

  function select(isRange) {
    const all = rows();
    const at = here();
    const box = all[at]?.querySelector("input[type=checkbox]");
    if (!box) return false;
    const from = isRange && anchorRow !== null ? anchorRow : at;
    const to = isRange ? true : !box.checked;
    for (let index = Math.min(from, at); index <= Math.max(from, at); index += 1) {
      const each = all[index].querySelector("input[type=checkbox]");
      if (each) each.checked = to;
    }
    anchorRow = at;
    count();
    return true;
  }

  // The bar at the foot of a list appears with the first selected row.
  function count() {
    const form = list?.closest("form");
    const bar = form?.querySelector("[data-batch]");
    if (!form) return;
    const boxes = [...list.querySelectorAll("td input[type=checkbox]")];
    for (const box of boxes) box.closest("tr").setAttribute("aria-selected", String(box.checked));
    if (!bar) return;
    const selected = boxes.filter((box) => box.checked).length;
    bar.hidden = selected === 0;
    bar.querySelector("[data-batch-count]").textContent = String(selected);
  }

  list?.addEventListener("change", (event) => {
    if (event.target.matches("[data-select-all]")) {
      for (const box of list.querySelectorAll("td input[type=checkbox]")) box.checked = event.target.checked;
    }
    count();
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-clear-selection]")) return;
    for (const box of list?.querySelectorAll("input[type=checkbox]") ?? []) box.checked = false;
    count();
  });
  if (list) count();

  for (const button of document.querySelectorAll("[data-keys-switch]")) {
    const draw = () => {
      button.textContent = say(isOff() ? "keys_on" : "keys_off");
    };
    button.addEventListener("click", () => {
      localStorage.setItem(OFF, isOff() ? "0" : "1");
      draw();
    });
    draw();
  }
})();
