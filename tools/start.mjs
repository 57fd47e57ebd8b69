/**
 * Builds what has to be built and serves the site on this machine.
 *
 *   npm start [-- --port 8080]
 */

import { build } from "./build.mjs";
import { inCheckout } from "./checkout.mjs";
import { command, Failure } from "./console.mjs";
import { serve } from "./serve.mjs";

await command(async () => {
  const port = readPort(process.argv.slice(2));
  await build();
  const { url, close } = await serve(inCheckout("web/dist"), port);
  console.log(`\nlemmata is at ${url}   (Ctrl-C ends it)`);
  for (const signal of ["SIGINT", "SIGTERM"]) {
    process.once(signal, async () => {
      await close();
      process.exit(0);
    });
  }
});

function readPort(args) {
  if (args.length === 0) return 8080;
  const port = Number(args[1]);
  if (
    args.length !== 2 ||
    args[0] !== "--port" ||
    !Number.isInteger(port) ||
    port < 0 ||
    port > 65535
  ) {
    throw new Failure("usage: npm start [-- --port NUMBER]; 0 takes any free port");
  }
  return port;
}
