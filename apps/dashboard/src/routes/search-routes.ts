import { createRoute } from "@tanstack/react-router";
import { lazyPage } from "../load-part.ts";
import { SearchPage } from "../pages/search/search-page.tsx";
import { optional, textOf, textsOf, timeOf } from "../search-parameters.ts";
import { shell } from "./root.tsx";

/** What the address of the search holds: the query, and one list for each filter. */
interface SearchAddress {
  readonly q?: string;
  readonly source?: string[];
  readonly type?: string[];
  readonly repository?: string[];
  readonly author?: string[];
  readonly state?: string[];
  readonly after?: string;
  readonly before?: string;
}

const search = createRoute({
  getParentRoute: () => shell,
  path: "/",
  validateSearch: (given: Record<string, unknown>): SearchAddress =>
    optional({
      q: textOf(given.q),
      source: textsOf(given.source),
      type: textsOf(given.type),
      repository: textsOf(given.repository),
      author: textsOf(given.author),
      state: textsOf(given.state),
      after: timeOf(given.after),
      before: timeOf(given.before),
    }),
  component: SearchPage,
});

const document = createRoute({
  getParentRoute: () => shell,
  path: "/documents/$documentId",
  // `line`: where a hit was, to be scrolled to and marked; `q`: what is marked in the text; `view`: `source` for as it was written.
  validateSearch: (given: Record<string, unknown>): { line?: string; q?: string; view?: string } =>
    optional({ line: textOf(given.line), q: textOf(given.q), view: textOf(given.view) }),
  component: lazyPage(() => import("../pages/documents/document-page.tsx"), "DocumentPage"),
});

const graph = createRoute({
  getParentRoute: () => shell,
  path: "/graph",
  validateSearch: (given: Record<string, unknown>): { document?: string; kind?: string[]; q?: string } =>
    optional({ document: textOf(given.document), kind: textsOf(given.kind), q: textOf(given.q) }),
  component: lazyPage(() => import("../pages/graph/graph-page.tsx"), "GraphPage"),
});

/** The search, the documents it leads to, and their graph. */
export const searchRoutes = [search, document, graph];
