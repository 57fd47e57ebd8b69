import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    // Two cores; each file loads a module of its own.
    maxWorkers: 2,
    // A page on a machine that is busy with other things may miss its frame; a fault fails thrice.
    retry: 2,
    // A busy machine is slow, not wrong.
    testTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
  },
});
