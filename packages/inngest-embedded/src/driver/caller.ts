import { messageOf } from "../errors.ts";
import type { Kernel } from "../kernel.ts";
import type { Apps } from "../registry/apps.ts";
import type { QueueItem } from "../store/queue.ts";
import { buildRequest } from "./build-request.ts";
import { type ClassifiedResponse, classifyResponse } from "./classify.ts";

/** Makes one call into an app and reads the answer. Never rejects: what goes wrong is an outcome to be retried. */
export type Caller = (item: QueueItem) => Promise<ClassifiedResponse>;

/** Makes a caller that finds the handler of an item's app with `handlerOf`. */
export function createCaller(kernel: Kernel, handlerOf: Apps["handlerOf"]): Caller {
  return async (item) => {
    try {
      const config = kernel.registry.get(item.slug);
      const run = kernel.store.runs.get(item.runId);
      const handler = config && handlerOf(config.appId);
      if (!config || !run || !handler) throw new Error(`Function "${item.slug}" is not registered in this process.`);
      return classifyResponse(await handler.call(buildRequest(kernel, config, run, item, handler.isRemote)));
    } catch (error) {
      return {
        outcome: { kind: "retry", error: { name: "Error", message: messageOf(error) }, retryAfter: undefined },
        requestVersion: undefined,
      };
    }
  };
}
