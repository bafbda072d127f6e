// Takes an offer to undo away before the server stops taking it: the last second is never offered, so that a press
// still arrives in time. Without this script the offer stays, and a late press is told that it came too late.
const MARGIN = 1;

function attach(toast) {
  const seconds = Math.max(1, Number(toast.dataset.seconds) - MARGIN);
  toast.style.setProperty("--toast-time", `${seconds}s`);
  toast.classList.add("is-counting");
  setTimeout(() => {
    // Whoever stands on the button with the keyboard is led back to the page, not dropped at its top.
    if (toast.contains(document.activeElement)) document.getElementById("main")?.focus();
    toast.hidden = true;
  }, seconds * 1000);
}

const attachAll = (root) => {
  if (root.matches?.("[data-seconds]")) attach(root);
  root.querySelectorAll("[data-seconds]").forEach(attach);
};
attachAll(document);
document.addEventListener("htmx:load", (event) => {
  if (event.detail.elt !== document.body) attachAll(event.detail.elt);
});
