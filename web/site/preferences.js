// The reader's own colours and motion, chosen on an earlier visit.
try {
  for (const name of ["theme", "motion"]) {
    const chosen = localStorage.getItem(`lemmata-${name}`);
    if (chosen) document.documentElement.dataset[name] = chosen;
  }
} catch {
  // Storage is closed to this page: the system's settings hold.
}
