import { failure } from "./errors.js";
import type { Core, Frame, Memory } from "./memory.js";
import type { Handle } from "./values.js";

/** A C++ object for as long as it is held: what the finalizer may keep, for it does not know the handle. */
class Lease {
  readonly memory: Memory;
  readonly #release: (core: Core, address: number) => void;
  #address: number | undefined;

  constructor(memory: Memory, address: number, release: (core: Core, address: number) => void) {
    this.memory = memory;
    this.#address = address;
    this.#release = release;
  }

  get address(): number | undefined {
    return this.#address;
  }

  end(): void {
    const address = this.#address;
    this.#address = undefined;
    // With the module its whole memory is gone.
    if (address !== undefined && !this.memory.disposed) this.#release(this.memory.core, address);
  }
}

let finalizers: FinalizationRegistry<Lease> | undefined;

/** What holds a C++ object. One that is forgotten is disposed when it is collected. */
export abstract class Held implements Handle {
  readonly #name: string;
  readonly #lease: Lease;

  /**
   * Takes over the object at `address`, which `release` deletes; `name` is what messages call it.
   * @internal
   */
  constructor(
    memory: Memory,
    name: string,
    address: number,
    release: (core: Core, address: number) => void,
  ) {
    this.#name = name;
    this.#lease = new Lease(memory, address, release);
    finalizers ??= new FinalizationRegistry((lease) => lease.end());
    finalizers.register(this, this.#lease, this.#lease);
  }

  /** Whether the handle or the module it came from was disposed. */
  get disposed(): boolean {
    return this.#lease.address === undefined || this.#lease.memory.disposed;
  }

  /** Gives the memory back. Using the handle afterwards throws DISPOSED; disposing twice is harmless. */
  dispose(): void {
    finalizers?.unregister(this.#lease);
    this.#lease.end();
  }

  /** `dispose`, at the end of a block with `using`. */
  [Symbol.dispose](): void {
    this.dispose();
  }

  /**
   * Runs `body` in a frame of the module's memory, with the object's address.
   * @internal
   */
  protected use<Result>(body: (frame: Frame, address: number) => Result): Result {
    const { address, memory } = this.#lease;
    if (address === undefined) {
      throw failure("DISPOSED", "this {object} was disposed", { object: this.#name });
    }
    return memory.frame((frame) => body(frame, address));
  }
}
