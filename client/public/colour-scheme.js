// Runs before the first paint, as a file of its own so that the page needs no inline script.
(() => {
  const chosen = localStorage.getItem("tower-colour-scheme");
  const dark = chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.setAttribute("data-mantine-color-scheme", dark ? "dark" : "light");
})();
