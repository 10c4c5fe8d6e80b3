import { memo, useMemo } from "react";
import { classes } from "../classes.ts";
import { CodeLine } from "./code-line.tsx";
import { languagesOf, useColours } from "./colours.ts";
import { beginsInComment } from "./comments.ts";
import { createMarker } from "./marks.ts";

/** Some lines of a text, as they stand there: with their numbers, and those that match marked. */
export const CodeSnippet = memo(function CodeSnippet({
  text,
  firstLine,
  matchedLines,
  path,
  query,
}: {
  readonly text: string;
  readonly firstLine: number;
  readonly matchedLines: readonly number[];
  readonly path: string | null;
  readonly query: string;
}) {
  const lines = useMemo(() => text.split(/\r?\n/), [text]);
  // A piece that begins within a comment would be read as code, and its apostrophes as the beginnings of strings.
  const lead = beginsInComment(text, path) ? "/*\n" : "";
  const colours = useColours(lead + text, languagesOf(path));
  const marker = useMemo(() => createMarker(query), [query]);
  const gutter = `${Math.max(3, String(firstLine + lines.length).length) + 1.5}ch`;
  return (
    <ol className="overflow-hidden rounded-lg border border-line bg-sunken/60 py-1 font-mono text-[12.5px] leading-[18px] [font-variant-ligatures:none] [tab-size:4]">
      {lines.map((line, index) => {
        const number = firstLine + index;
        const matched = matchedLines.includes(number);
        return (
          <li
            key={number}
            value={number}
            className={classes("flex border-l-2 pr-3", matched ? "border-accent" : "border-transparent")}
          >
            <span
              aria-hidden="true"
              className={classes(
                "shrink-0 pr-3 text-right select-none tabular",
                matched ? "text-accent" : "text-ink-3",
              )}
              style={{ width: gutter }}
            >
              {number}
            </span>
            <code className="min-h-[18px] min-w-0 flex-1 whitespace-pre-wrap [overflow-wrap:anywhere]">
              <CodeLine text={line} index={lead === "" ? index : index + 1} colours={colours} marker={marker} />
            </code>
          </li>
        );
      })}
    </ol>
  );
});
