/* Fields that belong to certain answers only: the JSONLogic rules of the form, run as one types.
   The server runs the same rules on what was sent; a hidden field is not sent at all. */
"use strict";

(() => {
  const readers = {
    number: (value) => (value === "" ? null : Number(value.replaceAll(",", ""))),
    money: (value) => (value === "" ? null : Number(value.replaceAll(",", ""))),
    boolean: (value) => (value === "" ? null : value === "true"),
  };

  /** The answers of a form by field name, typed as the rules expect them. */
  function answers(form) {
    const data = new FormData(form);
    const values = {};
    for (const field of form.querySelectorAll("[data-field]")) {
      const { field: name, kind } = field.dataset;
      if (kind === "file" || kind === "table" || kind === "locked") continue;
      if (kind === "multichoice") values[name] = data.getAll(name);
      else values[name] = (readers[kind] ?? ((value) => value))(String(data.get(name) ?? ""));
    }
    for (const locked of form.querySelectorAll("[data-locked-value]")) {
      values[locked.dataset.field] = JSON.parse(locked.dataset.lockedValue);
    }
    return values;
  }

  function show(field, isShown) {
    field.hidden = !isShown;
    for (const input of field.querySelectorAll("input, select, textarea")) input.disabled = !isShown;
  }

  /** Fields can depend on fields that depend on others: repeat until nothing moves. */
  function apply(form) {
    const fields = [...form.querySelectorAll("[data-show-if]")];
    for (let round = 0; round <= fields.length; round += 1) {
      const values = answers(form);
      let moved = false;
      for (const field of fields) {
        const isShown = Boolean(window.jsonLogic.apply(JSON.parse(field.dataset.showIf), values));
        if (isShown === field.hidden) {
          show(field, isShown);
          moved = true;
        }
      }
      if (!moved) return;
    }
  }

  if (!window.jsonLogic) return; // the server's answer stands
  for (const form of document.querySelectorAll("form:has([data-show-if])")) {
    for (const field of form.querySelectorAll("[data-show-if][hidden]")) show(field, false);
    apply(form);
    form.addEventListener("input", () => apply(form));
    form.addEventListener("change", () => apply(form));
  }
})();
