/* Fields that belong to certain answers only, and values that follow from others: the JSONLogic rules
   of the form, run as one types. The server runs the same rules on what was sent and takes no computed
   value from a page; a hidden field is not sent at all. */
"use strict";

(() => {
  if (!window.jsonLogic) return; // the server's answer stands
  const { number, rounded, text } = window.yangguan.logic;
  const RULES = "[data-show-if], [data-compute]";
  const USUAL_DECIMALS = 2;

  /** A text as the server keeps it: without blanks around it, nothing as null. */
  function plain(value) {
    return value.trim() || null;
  }

  /** A number where it reads as one; full-width digits and commas count. */
  function figure(value) {
    const words = plain(value);
    const bare = words?.normalize("NFKC").replace(/[, ]/g, "");
    return number(bare) ?? words;
  }

  const readers = {
    number: figure,
    integer: figure,
    percent: figure,
    money: (value) => plain(value)?.normalize("NFKC").replace(/[, ]|^¥|元$/g, "") ?? null,
    boolean: (value) => (value === "" ? null : value === "true"),
    pledge: (value) => (value === "" ? null : value === "true"),
    datetime: (value) => plain(value)?.replace(" ", "T") ?? null,
  };

  function read(kind, value) {
    return (readers[kind] ?? plain)(String(value ?? ""));
  }

  /** The rows of a table as lists of texts, empty ones left out. */
  function rowsOf(field) {
    const rows = [...field.querySelectorAll("[data-row]")].map((row) =>
      [...row.querySelectorAll("input, select")].map((input) => input.value.trim()),
    );
    const filled = rows.filter((row) => row.some(Boolean));
    return filled.length ? filled : null;
  }

  /** The parts of an answer as an object, those that are empty left out. */
  function partsOf(field, data) {
    const parts = {};
    for (const part of field.querySelectorAll("[data-part]")) {
      const value = read(part.dataset.partKind, data.get(`${field.dataset.field}.${part.dataset.part}`));
      if (value !== null) parts[part.dataset.part] = value;
    }
    return Object.keys(parts).length ? parts : null;
  }

  function answerOf(field, data) {
    const { field: name, kind } = field.dataset;
    if (kind === "multichoice") return data.has(name) ? data.getAll(name) : null;
    if (kind === "table") return rowsOf(field);
    if (kind === "parts" || kind === "place") return partsOf(field, data);
    return read(kind, data.getAll(name).at(-1));
  }

  /** The answers of a form by field name, typed as the rules expect them. */
  function answers(form) {
    const data = new FormData(form);
    const values = {};
    for (const field of form.querySelectorAll("[data-field]")) {
      const { field: name, kind } = field.dataset;
      if (field.hidden || ["file", "computed", "explanation", "locked"].includes(kind)) continue;
      values[name] = answerOf(field, data);
    }
    for (const locked of form.querySelectorAll("[data-locked-value]")) {
      values[locked.dataset.field] = JSON.parse(locked.dataset.lockedValue);
    }
    return values;
  }

  /** A value as the server would keep it. */
  function shaped(value, decimals) {
    if (typeof value === "number") return rounded(value, decimals === "" ? USUAL_DECIMALS : Number(decimals));
    return typeof value === "boolean" || (typeof value === "string" && value !== "") ? value : null;
  }

  /** Computed values can build on each other: as many rounds as there are of them. */
  function compute(form, values) {
    const fields = [...form.querySelectorAll("[data-compute]")].filter((field) => !field.hidden);
    for (const field of fields) values[field.dataset.field] = null;
    for (let round = 0; round < fields.length; round += 1) {
      for (const field of fields) {
        const value = window.jsonLogic.apply(JSON.parse(field.dataset.compute), values);
        values[field.dataset.field] = shaped(value, field.dataset.decimals);
      }
    }
    for (const field of fields) say(field, values[field.dataset.field]);
  }

  function say(field, value) {
    const output = field.querySelector("output");
    const { yes, no, none } = output.dataset;
    const { decimals } = field.dataset;
    let words = value === null ? none : text(value);
    if (typeof value === "boolean") words = value ? yes : no;
    if (typeof value === "number" && decimals !== "") words = value.toFixed(Number(decimals));
    if (output.textContent !== words) output.textContent = words;
    const unit = field.querySelector("[data-unit]");
    if (unit) unit.hidden = value === null;
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
      compute(form, values);
      let moved = false;
      for (const field of fields) {
        const isShown = window.jsonLogic.truthy(window.jsonLogic.apply(JSON.parse(field.dataset.showIf), values));
        if (isShown === field.hidden) {
          show(field, isShown);
          moved = true;
        }
      }
      if (!moved) return;
    }
  }

  for (const form of document.querySelectorAll(`form:has(${RULES})`)) {
    for (const field of form.querySelectorAll("[data-show-if][hidden]")) show(field, false);
    apply(form);
    form.addEventListener("input", () => apply(form));
    form.addEventListener("change", () => apply(form));
  }
})();
