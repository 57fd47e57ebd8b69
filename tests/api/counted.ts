// The inner boundary, to count what is taken from the module's memory and given back.
import bytes from "../../build/api/core/bytes.js";
import { createCore } from "../../build/api/instantiate.js";
import { Lemmata as Systems } from "../../build/api/load.js";
import type { Lemmata } from "lemmata";
import type { Core } from "../../build/api/memory.js";

/** A core that counts the arrays which calls have in the module's memory. */
export async function countedCore(): Promise<{ core: Core; held: ReadonlySet<number> }> {
  const core = await createCore(bytes());
  const held = new Set<number>();
  const counting = Object.create(core) as Core;
  counting._malloc = (bytes) => {
    const address = core._malloc(bytes);
    if (address !== 0) held.add(address);
    return address;
  };
  counting._free = (address) => {
    held.delete(address);
    core._free(address);
  };
  return { core: counting, held };
}

/** The systems on it. */
export async function counted(): Promise<{
  lemmata: Lemmata;
  core: Core;
  held: ReadonlySet<number>;
}> {
  const { core, held } = await countedCore();
  // The constructor takes a core, which is nothing for users to know.
  const lemmata = Reflect.construct(Systems, [core]) as unknown as Lemmata;
  return { lemmata, core, held };
}
