/* What every page can do. All of it is a comfort: without this file the same links and forms work. */
"use strict";

window.yangguan = (() => {
  const element = document.getElementById("words");
  const words = element ? JSON.parse(element.textContent) : {};

  /** A sentence of the page's language; {name} places are filled from `facts`. */
  function say(key, facts = {}) {
    return (words[key] ?? "").replace(/\{(\w+)\}/g, (_, name) => facts[name] ?? "");
  }

  /** Put a sentence into the message area and read it out. */
  function tell(text) {
    const area = document.getElementById("messages");
    if (!area) return;
    const notice = document.createElement("div");
    notice.className = "notice notice--bad notice--bare";
    const line = document.createElement("p");
    line.textContent = text;
    notice.append(line);
    area.replaceChildren(notice);
    area.scrollIntoView({ block: "nearest" });
  }

  /** The CSRF token that the server put into a form of this page. */
  function token(form) {
    return (form ?? document).querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
  }

  return { say, tell, token };
})();

(() => {
  const { say, tell } = window.yangguan;

  // The error summary takes the focus, so that it is read first.
  document.querySelector(".error-summary")?.focus();

  // A link of the summary leads into the field, not only to it.
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".error-summary a[href^='#']");
    const target = link && document.getElementById(link.hash.slice(1));
    if (!target) return;
    event.preventDefault();
    const input = target.matches("fieldset") ? target.querySelector("input, select, textarea") : target;
    (input ?? target).focus();
    target.scrollIntoView({ block: "center" });
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-print], [data-opens], [data-closes], [data-back]");
    if (!button) return;
    if (button.matches("[data-print]")) window.print();
    else if (button.matches("[data-closes]")) button.closest("dialog").close();
    else if (button.matches("[data-back]") && history.length > 1) {
      event.preventDefault();
      history.back();
    } else if (button.matches("[data-opens]")) {
      const dialog = document.getElementById(button.dataset.opens);
      if (!dialog) return;
      event.preventDefault();
      dialog.showModal();
    }
  });

  // Folded parts are printed open, and folded again afterwards.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
    opened = [];
  });

  // One click, one submission. The server holds the promise; this spares the second request.
  const sent = new WeakSet();
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented || form.hasAttribute("hx-post")) return;
    if (event.submitter?.formTarget) return; // a look at it in a frame sends nothing for good
    if (sent.has(form)) {
      event.preventDefault();
      return;
    }
    sent.add(form);
    const status = document.createElement("span");
    status.className = "visually-hidden";
    status.setAttribute("role", "status");
    form.append(status);
    status.textContent = say("sent_once");
    event.submitter?.setAttribute("aria-disabled", "true");
  });
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    for (const form of document.forms) sent.delete(form);
    for (const button of document.querySelectorAll("button[aria-disabled]")) button.removeAttribute("aria-disabled");
  });

  // Signing out leaves nothing of the drafts on this device.
  document.addEventListener("submit", (event) => {
    if (!event.target.action.includes("/logout")) return;
    for (const key of Object.keys(localStorage)) if (key.startsWith("draft:")) localStorage.removeItem(key);
  });

  // One more row in a table of answers, numbered after the last.
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-add-row]");
    if (!button) return;
    event.preventDefault();
    const field = button.closest("[data-rows]");
    const rows = field.querySelectorAll("[data-row]");
    const last = rows[rows.length - 1];
    const next = last.cloneNode(true);
    const name = field.dataset.rows;
    for (const input of next.querySelectorAll("[name]")) {
      input.name = input.name.replace(`${name}-${rows.length - 1}-`, `${name}-${rows.length}-`);
      input.value = "";
      input.removeAttribute("aria-invalid");
    }
    for (const error of next.querySelectorAll(".field__error")) error.remove();
    const label = next.getAttribute("aria-label") ?? "";
    next.setAttribute("aria-label", label.replace(String(rows.length), String(rows.length + 1)));
    next.querySelector(".rowsfield__number").textContent = String(rows.length + 1);
    last.after(next);
    next.querySelector("input, select").focus();
  });

  for (const toast of document.querySelectorAll(".toast:not(.toast--static)")) setTimeout(() => toast.remove(), 12000);

  // htmx: a refusal (422, 403, ...) says itself where it wants to stand; silence means that it got lost.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr } = event.detail;
    if (xhr.status >= 400 && xhr.getResponseHeader("HX-Retarget")) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });
  for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
    document.addEventListener(name, (event) => {
      if (!event.detail.xhr?.getResponseHeader("HX-Redirect")) tell(say("request_failed"));
    });
  }
})();
