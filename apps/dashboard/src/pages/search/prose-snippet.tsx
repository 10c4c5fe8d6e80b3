import { memo } from "react";
import { CodeLine } from "../../components/code/code-line.tsx";
import type { Marker } from "../../components/code/marks.ts";

/** Some lines of what people wrote, with the words of the query marked. */
export const ProseSnippet = memo(function ProseSnippet({
  text,
  marker,
}: {
  readonly text: string;
  readonly marker: Marker;
}) {
  return (
    <div className="border-l-2 border-line pl-3 text-sm break-words text-ink-2">
      {text.split(/\r?\n/).map((line, index) => (
        <p key={index} className="min-h-2">
          <CodeLine text={line} index={index} colours={null} marker={marker} />
        </p>
      ))}
    </div>
  );
});
