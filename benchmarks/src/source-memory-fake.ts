// Holds the largest data set of one source's fake, and tells how to connect to it. A process of its own: what the fake
// takes is not the source's.
import { type Connection, connectable, type SourceKind } from "./source-memory-data.ts";

/** What this process says once the fake is filled. */
export type FakeReady = Connection;

const ready: FakeReady = await connectable[process.argv[2] as SourceKind]();
process.send?.(ready);
process.once("disconnect", () => process.exit());
