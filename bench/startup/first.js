/** Imports `entry` of the package: the milliseconds of that, and of all up to the first result. */
export async function first(entry) {
  const began = performance.now();
  const { load } = await import(entry);
  const imported = performance.now() - began;
  const { entropy } = await load();
  entropy.shannon([0.5, 0.5]);
  return { imported, first: performance.now() - began };
}
