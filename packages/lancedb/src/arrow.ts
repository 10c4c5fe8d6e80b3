import { createRequire } from "node:module";

/**
 * The copy of Apache Arrow that LanceDB itself loads: its CommonJS build. Tables made with the classes of the other build
 * would be taken apart and put together again at every write, for a seventh of its time.
 */
export const arrow: typeof import("apache-arrow") = createRequire(import.meta.url)("apache-arrow");
