/* Chosen means sent: each file goes on its own, shows how far it is, and can be tried again alone.
   Size, kind and number are checked before anything is sent; the server checks them again.
   The end-point answers {"file": {"key", "name", "size", "url", "remove_value"}} or a problem document. */
"use strict";

(() => {
  const { say, token } = window.yangguan;

  for (const field of document.querySelectorAll("[data-upload]")) {
    const input = field.querySelector("input[type=file]");
    input.addEventListener("change", () => {
      for (const file of input.files) take(field, file);
      input.value = ""; // the form must not send them a second time
    });
  }

  /** 1.8 MB of a number of bytes, as the server writes it. */
  function size(bytes) {
    if (bytes >= 1048576) return `${(bytes / 1048576).toFixed(1).replace(/\.0$/, "")} MB`;
    return `${Math.max(1, Math.round(bytes / 1024))} KB`;
  }

  /** Why the file cannot be sent, or an empty text. */
  function objection(field, file) {
    const { maxBytes, maxFiles, suffixes } = field.dataset;
    const allowed = suffixes ? suffixes.split(",") : [];
    if (allowed.length && !allowed.some((suffix) => file.name.toLowerCase().endsWith(suffix))) {
      const types = allowed.map((suffix) => suffix.slice(1).toUpperCase()).join(" / ");
      return say("send_wrong_type", { types });
    }
    if (file.size > Number(maxBytes)) return say("send_too_big", { size: size(file.size), limit: size(Number(maxBytes)) });
    const held = field.querySelectorAll(".file:not(.file--bad)").length;
    if (maxFiles && held >= Number(maxFiles)) return say("send_too_many", { count: maxFiles });
    return "";
  }

  window.yangguan.takeFile = take;

  /** Send a file into an upload field: one chosen, or one that a script has made. */
  function take(field, file) {
    const reason = objection(field, file);
    const row = document.createElement("li");
    row.className = "file";
    const name = document.createElement("span");
    name.className = "file__name";
    name.textContent = file.name;
    const state = document.createElement("span");
    state.className = "file__state";
    state.setAttribute("role", "status");
    row.append(name, state);
    field.querySelector("[data-files]").append(row);
    if (reason) refuse(row, reason);
    else send(field, row, file);
  }

  function send(field, row, file) {
    row.className = "file";
    const state = row.querySelector(".file__state");
    const bar = document.createElement("progress");
    bar.max = 100;
    bar.value = 0;
    bar.setAttribute("aria-label", say("progress", { name: file.name }));
    const request = new XMLHttpRequest();
    act(row, say("cancel"), file.name, () => request.abort());
    row.append(bar);
    let told = -1;
    request.upload.addEventListener("progress", (event) => {
      const percent = Math.round((100 * event.loaded) / event.total);
      bar.value = percent;
      // A screen reader hears quarters, not every step.
      if (Math.floor(percent / 25) === told) return;
      told = Math.floor(percent / 25);
      state.textContent = say("sending", { sent: size(event.loaded), total: size(event.total) });
    });
    request.addEventListener("load", () => settle(field, row, file, request));
    request.addEventListener("error", () => fail(field, row, file));
    request.addEventListener("timeout", () => fail(field, row, file));
    request.addEventListener("abort", () => row.remove());
    const body = new FormData();
    body.set("field", field.dataset.uploadName);
    body.set("file", file);
    request.open("POST", field.dataset.upload);
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("X-CSRFToken", token(field.closest("form")));
    request.send(body);
  }

  function settle(field, row, file, request) {
    let answer = {};
    try {
      answer = JSON.parse(request.responseText);
    } catch {
      fail(field, row, file);
      return;
    }
    if (request.status < 200 || request.status > 299) {
      refuse(row, say("send_refused", { reason: [answer.title, answer.todo].filter(Boolean).join(" ") }));
      return;
    }
    const stored = answer.file;
    row.className = "file file--ok";
    row.dataset.file = stored.key;
    row.querySelector("progress")?.remove();
    row.querySelector(".file__state").textContent = say("received", { size: size(stored.size) });
    if (stored.url) {
      const link = document.createElement("a");
      link.href = stored.url;
      link.textContent = stored.name;
      row.querySelector(".file__name").replaceChildren(link);
    }
    if (!stored.remove_value) {
      row.querySelector(".file__action")?.remove();
      return;
    }
    const button = act(row, say("remove"), stored.name, null);
    button.type = "submit";
    button.name = "remove_file";
    button.value = stored.remove_value;
    button.formNoValidate = true;
  }

  /** The network failed: this file alone can be sent again. */
  function fail(field, row, file) {
    row.className = "file file--bad";
    row.querySelector("progress")?.remove();
    row.querySelector(".file__state").textContent = say("send_failed");
    act(row, say("send_again"), file.name, () => send(field, row, file));
  }

  /** The file will not do: say why, let it be taken away. */
  function refuse(row, reason) {
    row.className = "file file--bad";
    row.querySelector("progress")?.remove();
    row.querySelector(".file__state").textContent = reason;
    act(row, say("remove"), row.querySelector(".file__name").textContent, () => row.remove());
  }

  /** The one button of a row, replaced as the state changes. */
  function act(row, text, name, onClick) {
    row.querySelector(".file__action")?.remove();
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button--plain button--small file__action";
    button.textContent = text;
    const hidden = document.createElement("span");
    hidden.className = "visually-hidden";
    hidden.textContent = name;
    button.append(hidden);
    if (onClick) button.addEventListener("click", onClick);
    row.append(button);
    return button;
  }
})();
