// Makes pages quicker and handier; every page also works without it.
"use strict";

// Printing needs a script, so its button is hidden until there is one.
function showWhatNeedsScript() {
  for (const element of document.querySelectorAll("[data-needs-script]")) {
    element.hidden = false;
  }
}
showWhatNeedsScript();
document.addEventListener("htmx:afterSettle", showWhatNeedsScript);

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) {
    window.print();
  }
});

// The search field asks while one types. Leaving it says nothing new, and asking again would move the page
// under the pointer that is about to click.
document.addEventListener(
  "change",
  (event) => {
    if (event.target.type === "search") {
      event.stopPropagation();
    }
  },
  true,
);

// The other language keeps the filters.
document.addEventListener("htmx:pushedIntoHistory", () => {
  for (const link of document.querySelectorAll(".vugge-language, link[rel=alternate]")) {
    link.href = link.href.split("?")[0] + location.search;
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
