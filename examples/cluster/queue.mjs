/** The queue that coordinator and workers share: REDIS_URL is redis://host:port, or the path of a socket. */

import Redis from "ioredis";

if (process.env.REDIS_URL === undefined) throw new Error("REDIS_URL names no Redis");
export const queueName = "lemmata-rows";
export const connection = new Redis(process.env.REDIS_URL, { maxRetriesPerRequest: null });
