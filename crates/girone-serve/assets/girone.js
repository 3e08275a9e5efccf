// What pages do beyond links and forms; all of them work without it.
(() => {
  "use strict";

  document.documentElement.classList.add("js");

  const ready = () => {
    // Copy buttons appear only where copying can work.
    for (const button of document.querySelectorAll("button[data-copy]")) {
      if (navigator.clipboard) button.hidden = false;
    }
  };

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("button[data-copy]");
    if (!button) return;
    const field = document.getElementById(button.dataset.copy);
    await navigator.clipboard.writeText(field.value);
    const before = button.textContent;
    button.textContent = "✓";
    setTimeout(() => { button.textContent = before; }, 1200);
  });

  // The slider is followed as soon as it is let go.
  document.addEventListener("change", (event) => {
    if (event.target.matches("input[data-follow]")) event.target.form.requestSubmit();
  });

  // On a page of the latest moment, new entries bring the page up to date.
  const live = () => {
    if (!document.body.dataset.live || !window.EventSource) return;
    const events = new EventSource("/api/v1/events");
    let waiting = false;
    const refresh = async () => {
      if (waiting) return;
      waiting = true;
      try {
        const answer = await fetch(location.href, { headers: { accept: "text/html" } });
        if (answer.ok) {
          const page = new DOMParser().parseFromString(await answer.text(), "text/html");
          const open = [...document.querySelectorAll("main details")].map((d) => d.open);
          document.querySelector("main").replaceChildren(...page.querySelector("main").childNodes);
          document.querySelectorAll("main details").forEach((d, i) => { d.open = open[i] ?? d.open; });
        }
      } finally {
        waiting = false;
      }
    };
    events.addEventListener("version", refresh);
  };

  document.addEventListener("DOMContentLoaded", () => { ready(); live(); });
})();
