// Passkeys: connects the forms of log-in with the browser's own dialogue. Without a script those forms stay hidden.
"use strict";

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const message of document.querySelectorAll("[data-passkey-error]")) {
    message.hidden = false;
  }
});

document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("[data-passkey]");
  const forms = window.allauth?.webauthn?.forms;
  if (!form || !forms) {
    return;
  }
  const ids = {
    login: "passkey-button",
    authenticate: "passkey-button",
    add: "passkey-button",
    credential: "passkey-credential",
    data: "passkey-data",
    passwordless: "id_passwordless",
  };
  const connect = { login: forms.loginForm, authenticate: forms.authenticateForm, add: forms.addForm };
  connect[form.dataset.passkey]({ ids });
});
