/** Has the worker do a task while the page draws, and says how long the page stood still. */
globalThis.run = async (task, sizes) => {
  const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
  let [longest, last, running] = [0, performance.now(), true];
  const frame = (now) => {
    longest = Math.max(longest, now - last);
    last = now;
    if (running) requestAnimationFrame(frame);
  };
  requestAnimationFrame((now) => {
    last = now;
    requestAnimationFrame(frame);
  });
  try {
    return await new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve({ ...data, longest });
      worker.onerror = (event) => reject(new Error(event.message));
      worker.postMessage({ task, sizes });
    });
  } finally {
    running = false;
    worker.terminate();
  }
};
