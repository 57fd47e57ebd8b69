/** Selects the figures where all of a system's are shown. */
export const whole = ".figures:not(:has(> [data-out]))";

/** Of fewer, each takes the room that its row has. */
export const partial = `
  .figures:has(> [data-out]) { display: flex; flex-wrap: wrap; }
  .figures:has(> [data-out]) > * { flex: 1 1 19rem; }`;
