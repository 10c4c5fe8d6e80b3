import { appUrls } from "./app-urls.ts";
import { gatewayRequests } from "./gateway-requests.ts";
import { initial } from "./initial.ts";
import { manualOperations } from "./manual-operations.ts";
import { realtimeAndEndpoints } from "./realtime-and-endpoints.ts";
import { signalsAndDefers } from "./signals-and-defers.ts";
import { stepHistory } from "./step-history.ts";

/**
 * What brings a file from one version to the next, oldest first. Once released, an entry is never changed: a change of
 * the schema is another entry.
 */
export const migrations: readonly string[] = [initial, gatewayRequests, signalsAndDefers, manualOperations, appUrls, realtimeAndEndpoints, stepHistory];

/** The version this engine writes, kept in the file's `user_version`; a file with a higher one is refused. */
export const schemaVersion = migrations.length;
