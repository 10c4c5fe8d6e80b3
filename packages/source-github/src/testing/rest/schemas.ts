import type { components } from "@octokit/openapi-types";
import type { World } from "../state/world.ts";

/** Object shapes of GitHub's published REST schema. */
export type Schemas = components["schemas"];

/** What rendering needs besides the record. */
export interface RenderContext {
  readonly world: World;
  /** Where API links point. */
  readonly apiUrl: string;
}

/** Where links for people point. */
export const webUrl = "https://github.com";

/** The rollup of reactions at an address: nobody reacts here. */
export function renderReactions(url: string): Schemas["reaction-rollup"] {
  const none = { "+1": 0, "-1": 0, laugh: 0, hooray: 0, confused: 0, heart: 0, rocket: 0, eyes: 0 };
  return { url: `${url}/reactions`, total_count: 0, ...none };
}
