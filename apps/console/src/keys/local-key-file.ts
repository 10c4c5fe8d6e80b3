import { join } from "node:path";

/** File in the data folder that holds the API key of this machine's owner. */
export function localKeyFile(home: string): string {
  return join(home, "local-key");
}
