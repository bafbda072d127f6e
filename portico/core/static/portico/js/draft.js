// Keeps what is typed in <form data-draft="url"> on the server: soon after typing stops, at the latest every three
// seconds, on blur, when the page is hidden, and on the event portico:idle. Nothing is kept in the browser.
const STOPPED = 1500;
const AT_MOST = 3000;

function attach(form) {
  if (form.dataset.drafting) return;
  form.dataset.drafting = "yes";
  let timer = 0, first = 0, saved = typed(), gone = false, running = null;

  function typed() {
    const fields = [...new FormData(form)].filter(([, value]) => typeof value === "string");
    return new URLSearchParams(fields).toString();
  }

  function say(words) {
    const place = form.querySelector("[data-draft-status]") || document.querySelector("[data-draft-status]");
    if (place && words) place.textContent = words;
  }

  async function save() {
    clearTimeout(timer);
    first = 0;
    const now = typed();
    if (gone || now === saved) return;
    const before = saved;
    saved = now;
    const mine = (running = new AbortController());
    try {
      const answer = await fetch(form.dataset.draft, {
        method: "POST", body: new URLSearchParams(now), keepalive: true, signal: mine.signal,
      });
      if (answer.status === 204) return say(form.dataset.saved);
      if (saved === now) saved = before;
      say(answer.redirected ? form.dataset.signedOut : form.dataset.notSaved);
    } catch (error) {
      if (saved === now) saved = before;
      if (!mine.signal.aborted) say(form.dataset.notSaved);
    }
  }

  form.addEventListener("input", () => {
    gone = false;
    clearTimeout(timer);
    first ||= Date.now();
    timer = setTimeout(save, Math.max(0, Math.min(STOPPED, first + AT_MOST - Date.now())));
  });
  // A press on a button of the form takes the focus too: what it sends is no draft any more.
  form.addEventListener("focusout", (event) => {
    if (!(event.relatedTarget instanceof HTMLButtonElement && event.relatedTarget.form === form)) save();
  });
  form.addEventListener("submit", () => {
    gone = true;
    clearTimeout(timer);
    if (running) running.abort();
  });
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && save());
  document.addEventListener("portico:idle", save);
  // Back from the next page with the form still in memory: it is being written again.
  addEventListener("pageshow", (event) => { if (event.persisted) gone = false; });
}

const attachAll = (root) => root.querySelectorAll("form[data-draft]").forEach(attach);
attachAll(document);
document.addEventListener("htmx:load", (event) => attachAll(event.detail.elt));
