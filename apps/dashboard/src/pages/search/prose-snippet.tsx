import { memo, useMemo } from "react";
import { CodeLine } from "../../components/code/code-line.tsx";
import { createMarker } from "../../components/code/marks.ts";

/** Some lines of what people wrote, with the words of the query marked. */
export const ProseSnippet = memo(function ProseSnippet({
  text,
  query,
}: {
  readonly text: string;
  readonly query: string;
}) {
  const marker = useMemo(() => createMarker(query), [query]);
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
