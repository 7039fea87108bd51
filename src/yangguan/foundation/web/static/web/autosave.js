/* Saves a draft while one types: form[data-autosave] holds the address, data-revision the last saved
   number, data-owner an opaque name of the person. What the server has not confirmed stays on this
   device; a revision that has moved on elsewhere is never overwritten. data-unsaved: the page shows
   what was sent and could not be saved. */
"use strict";

(() => {
  const { say, token } = window.yangguan;
  const QUIET_MS = 1500; // after the last key
  const FIRST_RETRY_MS = 4000;
  const LAST_RETRY_MS = 60000;

  for (const form of document.querySelectorAll("form[data-autosave]")) watch(form);

  function watch(form) {
    const url = form.dataset.autosave;
    const key = `draft:${form.dataset.owner}:${url}`;
    const status = document.querySelector("[data-saved-words]");
    let timer = 0;
    let isSending = false;
    let isDirty = false;
    let isStopped = false;
    let waiting = null; // a submission that came while a save was on its way
    let retry = FIRST_RETRY_MS;

    recover();
    form.addEventListener("input", changed);
    form.addEventListener("change", changed);
    form.addEventListener("submit", submitted);
    addEventListener("online", () => isDirty && save());
    document.addEventListener("visibilitychange", () => document.hidden && isDirty && save());
    // A page that "back" takes out of the browser's memory is older than what it saved.
    addEventListener("pageshow", (event) => event.persisted && location.reload());
    addEventListener("beforeunload", (event) => {
      if (isDirty && !keep()) event.preventDefault();
    });

    function changed(event) {
      if (event.target.type === "file") return;
      isDirty = true;
      keep();
      clearTimeout(timer);
      timer = setTimeout(save, QUIET_MS);
    }

    /** What the form carries away stays here too, until a newer page shows that it has arrived. */
    function submitted(event) {
      clearTimeout(timer);
      if (isSending) {
        // Overtaken by its own save, the page would look like one that is older than the draft.
        event.preventDefault();
        waiting = event.submitter ?? form.querySelector("button");
        return;
      }
      if (isDirty) keep({ isSent: true });
      isDirty = false;
    }

    /** Everything that a draft holds: text, no files, no token. */
    function entries() {
      return [...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken");
    }

    function keep(more = {}) {
      try {
        localStorage.setItem(key, JSON.stringify({ revision: form.dataset.revision, entries: entries(), ...more }));
        return true;
      } catch {
        return false; // private windows may refuse; saving on the server goes on
      }
    }

    function forget() {
      try {
        localStorage.removeItem(key);
      } catch {
        // nothing was kept either
      }
    }

    function recover() {
      let copy = null;
      try {
        copy = JSON.parse(localStorage.getItem(key) ?? "null");
      } catch {
        forget();
      }
      if (!copy) return;
      if (copy.revision === form.dataset.revision) {
        fill(copy.entries);
        tell(say("save_recovered"));
        isDirty = true;
        save();
        return;
      }
      if (copy.isSent) {
        if (form.hasAttribute("data-unsaved")) keep({ revision: copy.revision, isSent: false });
        else forget();
        return;
      }
      const yes = button(say("use_local_yes"), () => {
        fill(copy.entries);
        isDirty = true;
        save();
      });
      const no = button(say("use_local_no"), () => {
        forget();
        tell("");
      });
      tell(say("use_local"), { actions: [yes, no] });
    }

    function fill(kept) {
      const values = new Map();
      for (const [name, value] of kept) values.set(name, [...(values.get(name) ?? []), value]);
      for (const input of form.elements) {
        if (!input.name || input.type === "hidden" || input.type === "file" || input.tagName === "BUTTON") continue;
        const own = values.get(input.name) ?? [];
        if (input.type === "checkbox" || input.type === "radio") input.checked = own.includes(input.value);
        else if (own.length) [input.value] = own;
      }
      form.dispatchEvent(new Event("change"));
    }

    async function save() {
      if (isSending || isStopped || !isDirty) return;
      clearTimeout(timer);
      isSending = true;
      isDirty = false;
      tell(say("saving"));
      const body = new URLSearchParams(entries());
      body.set("revision", form.dataset.revision ?? "0");
      try {
        const answer = await fetch(url, {
          method: "POST",
          body,
          headers: { Accept: "application/json", "X-CSRFToken": token(form) },
          redirect: "error",
        });
        await settle(answer);
      } catch {
        later();
      } finally {
        isSending = false;
      }
      if (waiting) {
        form.requestSubmit(waiting);
        waiting = null;
        return;
      }
      if (isDirty && !isStopped) {
        clearTimeout(timer);
        timer = setTimeout(save, QUIET_MS);
      }
    }

    async function settle(answer) {
      if (answer.ok) {
        const { revision, saved_at: time } = await answer.json();
        form.dataset.revision = String(revision);
        const hidden = form.elements.namedItem("revision");
        if (hidden) hidden.value = String(revision);
        retry = FIRST_RETRY_MS;
        if (isDirty) keep();
        else forget();
        tell(say("saved", { time }));
        form.dispatchEvent(new CustomEvent("autosaved", { bubbles: true, detail: { revision } }));
      } else if (answer.status === 401 || answer.status === 403) {
        isStopped = true;
        isDirty = true;
        const here = encodeURIComponent(location.pathname + location.search);
        tell(say("save_signed_out"), { failed: true, actions: [anchor(say("sign_in_again"), `${form.dataset.signIn ?? "/"}?next=${here}&expired=1`)] });
      } else if (answer.status === 409) {
        isStopped = true;
        isDirty = true;
        tell(say("save_conflict"), { failed: true, actions: [anchor(say("reload"), location.href)] });
      } else if (answer.status === 422) {
        const problem = await answer.json().catch(() => ({}));
        const label = form.elements.namedItem(problem.field ?? "")?.labels?.[0]?.innerText ?? "";
        tell([label, problem.title || say("save_refused")].filter(Boolean).join(" · "), { failed: true });
      } else {
        later();
      }
    }

    function later() {
      isDirty = true;
      keep();
      tell(say("save_later"), { failed: true, actions: [button(say("try_again"), save)] });
      clearTimeout(timer);
      timer = setTimeout(save, retry);
      retry = Math.min(retry * 2, LAST_RETRY_MS);
    }

    function tell(text, { failed = false, actions = [] } = {}) {
      if (!status) return;
      const parts = [];
      if (failed) {
        const tag = document.createElement("span");
        tag.className = "tag tag--warn";
        tag.textContent = say("save_failed");
        parts.push(tag, " ");
      }
      parts.push(text);
      for (const action of actions) parts.push(" ", action);
      status.replaceChildren(...parts);
    }
  }

  function button(text, act) {
    const element = document.createElement("button");
    element.type = "button";
    element.className = "button button--plain button--small";
    element.textContent = text;
    element.addEventListener("click", act);
    return element;
  }

  function anchor(text, href) {
    const element = document.createElement("a");
    element.href = href;
    element.textContent = text;
    return element;
  }
})();
