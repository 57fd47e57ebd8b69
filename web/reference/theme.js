// Before the first paint: the colours chosen here, else those chosen on the site's pages.
try {
  const chosen = localStorage.getItem("tsd-theme") ?? localStorage.getItem("lemmata-theme");
  if (chosen) {
    localStorage.setItem("tsd-theme", chosen);
    document.documentElement.dataset.theme = chosen;
  } else {
    document.documentElement.dataset.theme = "os";
  }
} catch {
  document.documentElement.dataset.theme = "os";
}
