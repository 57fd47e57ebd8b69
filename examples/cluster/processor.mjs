/** A job of the queue, in a thread of its worker. */

import { workOn } from "./shard.mjs";

export default async ({ data }) => workOn(data);
