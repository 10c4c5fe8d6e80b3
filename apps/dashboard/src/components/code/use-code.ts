import { useMemo } from "react";
import type { Colours } from "./colour-kinds.ts";
import { languagesOf, useColours } from "./colours.ts";
import { createMarker, type Marker } from "./marks.ts";

/** What a view of a text is made of. */
export interface CodeViewProps {
  readonly label: string;
  readonly text: string;
  readonly path?: string | null | undefined;
  readonly language?: string | undefined;
  readonly format?: string | undefined;
  /** Whether it is what people wrote rather than a file: shown in the letters of the page. */
  readonly prose?: boolean;
  /** What is marked in it. */
  readonly query?: string | undefined;
  /** First and last line to mark and to scroll to, from 1. */
  readonly lines?: readonly [number, number] | null | undefined;
}

/** A text by lines, ready to be shown. */
export interface CodeLines {
  readonly label: string;
  readonly all: readonly string[];
  readonly colours: Colours | null;
  readonly marker: Marker;
  readonly prose: boolean;
  /** The lines somebody was led to, from 1; 0 for none. */
  readonly first: number;
  readonly last: number;
}

/** The lines of a text with their colours and marks; the colours come later. */
export function useCode({
  label,
  text,
  path,
  language,
  format,
  prose = false,
  query = "",
  lines,
}: CodeViewProps): CodeLines {
  const all = useMemo(() => text.replace(/\r?\n$/, "").split(/\r?\n/), [text]);
  const unified = useMemo(() => (text.includes("\r") ? text.replaceAll("\r\n", "\n") : text), [text]);
  const colours = useColours(unified, languagesOf(path, language, format));
  const marker = useMemo(() => createMarker(query), [query]);
  const [first, last] = lines ?? [0, 0];
  return { label, all, colours, marker, prose, first, last };
}
