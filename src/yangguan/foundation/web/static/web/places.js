/* Where one stands, into the two numbers of a point on the map. Without script they are typed. */
"use strict";

(() => {
  if (!navigator.geolocation) return;
  const { say } = window.yangguan;

  for (const act of document.querySelectorAll("[data-locate]")) {
    const field = act.closest("[data-field]");
    const status = act.querySelector("[role=status]");
    act.hidden = false;
    act.querySelector("button").addEventListener("click", () => {
      status.textContent = say("locating");
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => {
          fill(field, "longitude", coords.longitude);
          fill(field, "latitude", coords.latitude);
          status.textContent = say("located", { metres: String(Math.round(coords.accuracy)) });
        },
        () => (status.textContent = say("not_located")),
        { enableHighAccuracy: true, timeout: 15000 },
      );
    });
  }

  function fill(field, part, degrees) {
    const input = field.querySelector(`[data-part=${part}] input`);
    input.value = degrees.toFixed(6);
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }
})();
