// The desk by key, who is here, and forms that open in place. Without this script everything is a link or a button.
const OFF = "desk-keys=off"; // help.js has the switch
const areKeysOn = () => !document.cookie.split("; ").includes(OFF);
const first = (selector) => [...document.querySelectorAll(selector)].find((e) => e.offsetParent !== null || e.open === false);

// -- the list --
const links = () => [...document.querySelectorAll(".desk-row a")];
function step(by) {
  const all = links();
  if (!all.length) return;
  const at = all.indexOf(document.activeElement);
  const open = all.findIndex((link) => link.getAttribute("aria-current"));
  const from = at >= 0 ? at : open;
  const to = from < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, from + by));
  all[to].focus();
}

function press(key) {
  const button = first(`[data-key="${key}"]`);
  if (button) button.click();
  return Boolean(button);
}

function filter() {
  const box = document.querySelector("details.filter");
  if (!box) return;
  box.open = true;
  box.querySelector("select, input").focus();
}

const KEYS = {
  // In the list the next line; on a page that is one of several, the next page.
  j: () => press("j") || step(1),
  k: () => press("k") || step(-1),
  o: () => (links().includes(document.activeElement) ? document.activeElement.click() : undefined),
  r: () => (document.querySelector("#reply textarea") ?? document.querySelector("[data-reply]"))?.focus(),
  p: () => {
    const box = document.getElementById("phrases");
    if (!box) return;
    box.open = true;
    box.querySelector("select")?.focus();
  },
  u: () => document.querySelector(".toast-undo:not([hidden]) button")?.click(),
  "/": filter,
};
for (const key of ["c", "n", "t", "m", "e", "v", "x", "s"]) KEYS[key] = () => press(key);

const isField = (e) => e.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(e.tagName) && !/^(checkbox|radio|button|submit)$/.test(e.type);

document.addEventListener("keydown", (event) => {
  const on = event.target;
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
    const form = on.closest?.("form[data-send], #move form");
    if (!form) return;
    event.preventDefault();
    form.requestSubmit(form.querySelector("[data-submit], button.btn-primary:not([name])") ?? undefined);
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat && !"jk".includes(event.key)) return;
  if (document.querySelector("dialog[open]") || isField(on)) return;
  const act = KEYS[event.key];
  if (!act || !areKeysOn()) return;
  event.preventDefault();
  act();
});

// -- another list, in place of the one that stands --
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target.id === "list") document.getElementById("list-title")?.focus({ preventScroll: true });
});

// -- a move's form, in place --
document.addEventListener("htmx:afterSwap", (event) => {
  const place = event.detail.target;
  if (!place.classList.contains("move-here")) return;
  // One form at a time.
  for (const other of document.querySelectorAll(".move-here")) if (other !== place) other.replaceChildren();
  place.querySelector("select, textarea, input:not([type=hidden])")?.focus();
});
document.addEventListener("click", (event) => {
  const close = event.target.closest?.(".move-here [data-close]");
  if (!close) return;
  event.preventDefault();
  close.closest(".move-here").replaceChildren();
  document.querySelector("#reply textarea")?.focus();
});

// -- who is here --
const presence = document.getElementById("presence");
if (presence) {
  const TYPING = 12_000; // longer than a round
  let typedAt = 0;
  let hasWorked = false;
  document.addEventListener("input", (event) => {
    if (!event.target.closest("#item")) return;
    const isNew = Date.now() - typedAt > TYPING;
    typedAt = Date.now();
    // Said at once, not with the next round.
    if (isNew) presence.dispatchEvent(new Event("typing"));
  });
  for (const sign of ["keydown", "pointerdown"]) document.addEventListener(sign, () => (hasWorked = true));
  presence.addEventListener("htmx:configRequest", (event) => {
    event.detail.parameters.typing = Date.now() - typedAt < TYPING ? "1" : "";
    event.detail.parameters.worked = hasWorked ? "1" : "";
    hasWorked = false;
  });
}
