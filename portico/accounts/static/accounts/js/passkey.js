// Shows what needs a passkey only where the browser has passkeys, and says so in words when one did not work.
const parts = document.querySelectorAll("[data-passkey]");
if (window.PublicKeyCredential) for (const part of parts) part.hidden = false;
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const words of document.querySelectorAll("[data-passkey-failed]")) words.hidden = false;
});
