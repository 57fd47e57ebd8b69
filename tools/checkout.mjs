/** Paths in the checkout that the tools belong to. */

import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const checkout = fileURLToPath(new URL("..", import.meta.url));

/** A path in the checkout. */
export function inCheckout(...parts) {
  return join(checkout, ...parts);
}
