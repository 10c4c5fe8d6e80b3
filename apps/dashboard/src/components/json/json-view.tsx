import { useMemo } from "react";
import { CopyButton } from "../copy-button.tsx";
import { formatBytes } from "../format.ts";
import { JsonTree } from "./json-tree.tsx";

/** A value as the server has it: JSON text, of a large one only the beginning. */
export interface JsonText {
  readonly text: string;
  readonly bytes: number;
  readonly cut: boolean;
}

/** A JSON value under its name, indented, with parts to open and close and the text to copy. */
export function JsonView({ name, json }: { readonly name: string; readonly json: JsonText }) {
  const { text, bytes, cut } = json;
  const parsed = useMemo(() => (cut ? undefined : parse(text)), [text, cut]);
  return (
    <figure aria-label={name} className="min-w-0 overflow-hidden rounded-lg border border-line bg-sunken/60">
      <figcaption className="flex items-center justify-between gap-3 border-b border-line py-0.5 pr-1 pl-3 text-[13px]">
        <span className="font-medium text-ink-2">{name}</span>
        <span className="flex items-center gap-1 text-xs text-ink-3 tabular">
          {formatBytes(bytes)}
          <CopyButton
            text={parsed === undefined ? text : JSON.stringify(parsed.value, null, 2)}
            label={`Copy ${name.toLowerCase()}`}
          />
        </span>
      </figcaption>
      {cut && (
        <p className="border-b border-line bg-warn-soft px-3 py-1.5 text-[13px] text-warn">
          Only the beginning is shown, {formatBytes(new Blob([text]).size)} of {formatBytes(bytes)}.
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard has to be able to scroll it */}
      <section tabIndex={0} aria-label={name} className="max-h-96 overflow-y-auto px-1.5 py-1.5 -outline-offset-2">
        {parsed === undefined ? (
          <pre className="px-1.5 font-mono text-[12.5px] leading-5 whitespace-pre-wrap [overflow-wrap:anywhere]">
            {text}
          </pre>
        ) : (
          <JsonTree value={parsed.value} />
        )}
      </section>
    </figure>
  );
}

function parse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}
