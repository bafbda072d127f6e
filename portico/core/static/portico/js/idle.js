// Warns a minute before the session ends without use, then leaves: nothing of a record stays on the screen. The server
// is asked first: another tab may be in use. `portico:idle` on the document is the moment to save what was typed.
const box = document.querySelector("dialog[data-left]");
const [stay, leave] = box.querySelectorAll("form");
const { ask: address, warn } = box.dataset;
const LAST = 3; // seconds, for saving
let due = Date.now() + box.dataset.left * 1000;
let timer;

const left = () => (due - Date.now()) / 1000;

function goOn() {
  const seconds = left();
  clearTimeout(timer);
  if (seconds <= LAST) return end();
  if (seconds > warn) box.close();
  else if (!box.open) box.showModal();
  // While it warns it asks on: another tab may stay.
  const pause = seconds > warn ? seconds - warn : Math.min(seconds - LAST, 10);
  timer = setTimeout(ask, pause * 1000, address);
}

async function ask(url, more) {
  try {
    const answer = await fetch(url, { redirect: "manual", ...more });
    if (answer.type === "opaqueredirect") due = 0; // signed out already
    else if (answer.ok) due = Date.now() + (await answer.json()).left * 1000;
  } catch {
    // Offline: our own clock goes on.
  }
  goOn();
}

function end() {
  document.dispatchEvent(new Event("portico:idle"));
  leave.elements.why.value = "idle";
  const here = encodeURIComponent(location.pathname + location.search);
  leave.elements.next.value = `${leave.dataset.signIn}?next=${here}`;
  timer = setTimeout(() => leave.submit(), 1500);
}

// A computer that slept, a tab that was away: its timers are late.
const look = () => document.hidden || (left() > warn ? goOn() : ask(address));

stay.addEventListener("submit", (event) => {
  event.preventDefault();
  ask(stay.action, { method: "POST", body: new FormData(stay) });
});
box.addEventListener("cancel", (event) => {
  event.preventDefault();
  stay.requestSubmit();
});
document.addEventListener("visibilitychange", look);
addEventListener("pageshow", look);
goOn();

// The device keeps nothing: htmx notes the address of the page for its history, which has no use (historyCacheSize 0).
const forget = () => sessionStorage.removeItem("htmx-current-path-for-history");
for (const moment of ["htmx:load", "htmx:pushedIntoHistory", "htmx:historyRestore"]) document.addEventListener(moment, () => setTimeout(forget));
addEventListener("pagehide", forget);
