import { lazyRouteComponent } from "@tanstack/react-router";
import { serverThere } from "./api/connection.ts";

/**
 * Loads a part of the dashboard with `import`. While the server cannot be reached it waits. Throws what `import` throws for a
 * part that the server has no more: it was updated, and the page has to be loaded anew.
 */
export async function loadPart<Part>(load: () => Promise<Part>): Promise<Part> {
  try {
    return await load();
  } catch {
    await serverThere();
    return load();
  }
}

/** A page that is loaded when somebody goes there, or is about to. */
export const lazyPage: typeof lazyRouteComponent = (load, name) => lazyRouteComponent(() => loadPart(load), name);
