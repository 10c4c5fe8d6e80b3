import { createContext, useContext } from "react";
import type { Marker } from "../code/marks.ts";
import type { LinkBase } from "./link-target.ts";

/** What every part of a text needs to know of it. */
export interface Shown {
  readonly marker: Marker;
  readonly base: LinkBase;
}

/** Gives it to all parts. */
export const ShownContext = createContext<Shown>({ marker: () => [], base: {} });

/** What is marked in the text around, and where its links begin. */
export const useShown = () => useContext(ShownContext);

/** Before what a document calls its headings: it has no say in the ids of the page. */
export const HEADING_PREFIX = "text-";

/** The id of a heading. */
export const headingId = (slug: string) => `${HEADING_PREFIX}${slug}`;

/** The id of a note, which no heading has: their names have no colons. */
export const noteId = (number: number) => `${HEADING_PREFIX}note:${number}`;
