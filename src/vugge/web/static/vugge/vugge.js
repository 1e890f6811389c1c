// Makes pages quicker and handier; every page also works without it.
"use strict";

// Printing needs a script, so its button is hidden until there is one.
for (const element of document.querySelectorAll("[data-needs-script]")) {
  element.hidden = false;
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) {
    window.print();
  }
});

// Shareable addresses carry only the filters that are set.
document.addEventListener("htmx:configRequest", (event) => {
  if (!event.target.closest("[data-filters]")) {
    return;
  }
  const parameters = event.detail.parameters;
  for (const name of Object.keys(parameters)) {
    if (parameters[name] === "") {
      delete parameters[name];
    }
  }
});

// A reader who hears the page is told what the new result is.
document.addEventListener("htmx:afterSettle", (event) => {
  const news = event.target.querySelector("[data-announce]");
  const announcer = document.getElementById("announcer");
  if (news && announcer) {
    announcer.textContent = news.textContent.trim();
  }
});
