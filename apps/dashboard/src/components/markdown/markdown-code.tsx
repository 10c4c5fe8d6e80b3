import { Fragment, useMemo } from "react";
import { CodeLine } from "../code/code-line.tsx";
import { languagesOf, useColours } from "../code/colours.ts";
import { useShown } from "./shown.ts";

/** A piece of code in a text, coloured where its language is known. */
export function MarkdownCode({ text, language }: { readonly text: string; readonly language: string }) {
  const { marker } = useShown();
  const lines = useMemo(() => text.split("\n"), [text]);
  const colours = useColours(text, languagesOf(null, language));
  return (
    <pre
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard has to be able to scroll it
      tabIndex={0}
    >
      <code>
        {lines.map((line, index) => (
          <Fragment key={index}>
            {index > 0 && "\n"}
            <CodeLine text={line} index={index} colours={colours} marker={marker} />
          </Fragment>
        ))}
      </code>
    </pre>
  );
}
