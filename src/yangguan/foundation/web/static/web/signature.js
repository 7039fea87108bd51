/* A name written by hand: drawn on the canvas, sent as a picture like any file. Without script, without
   a hand that can draw or with a keyboard alone, the typed name below counts as much. */
"use strict";

(() => {
  const { say, takeFile } = window.yangguan;
  const LINE = 3;

  for (const field of document.querySelectorAll("[data-signature]")) {
    const pad = field.querySelector("[data-pad]");
    const uploads = field.querySelector("[data-upload]");
    if (pad && uploads) watch(pad, uploads);
  }

  function watch(pad, uploads) {
    const canvas = pad.querySelector("canvas");
    const [use, clear] = [pad.querySelector("[data-use]"), pad.querySelector("[data-clear]")];
    const ink = canvas.getContext("2d");
    let last = null;
    wipe();
    follow();
    new MutationObserver(follow).observe(uploads.querySelector("[data-files]"), { childList: true, attributes: true, subtree: true });

    canvas.addEventListener("pointerdown", (event) => {
      canvas.setPointerCapture(event.pointerId);
      last = place(event);
      stroke(last);
      use.disabled = clear.disabled = false;
    });
    canvas.addEventListener("pointermove", (event) => {
      if (!last) return;
      for (const each of event.getCoalescedEvents?.() ?? [event]) stroke(place(each));
    });
    for (const end of ["pointerup", "pointercancel"]) canvas.addEventListener(end, () => (last = null));
    clear.addEventListener("click", wipe);
    use.addEventListener("click", () => {
      canvas.toBlob((blob) => {
        takeFile(uploads, new File([blob], say("signature_file"), { type: "image/png" }));
        wipe();
      }, "image/png");
    });

    /** One signature is enough: the pad comes back when the picture is taken away. */
    function follow() {
      pad.hidden = Boolean(uploads.querySelector(".file:not(.file--bad)"));
    }

    function wipe() {
      ink.fillStyle = "#fff"; // paper, whatever the page's colours: the picture is printed
      ink.fillRect(0, 0, canvas.width, canvas.height);
      use.disabled = clear.disabled = true;
    }

    function place(event) {
      const box = canvas.getBoundingClientRect();
      return {
        x: ((event.clientX - box.left) * canvas.width) / box.width,
        y: ((event.clientY - box.top) * canvas.height) / box.height,
      };
    }

    function stroke(to) {
      ink.strokeStyle = "#111";
      ink.lineWidth = LINE;
      ink.lineCap = ink.lineJoin = "round";
      ink.beginPath();
      ink.moveTo(last.x, last.y);
      ink.lineTo(to.x, to.y + 0.01); // a touch alone is a dot
      ink.stroke();
      last = to;
    }
  }
})();
