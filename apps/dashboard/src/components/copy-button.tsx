import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { IconButton } from "./button.tsx";

const SHOWN_MS = 1_500;

/** Copies a text; without access to the clipboard the text itself can still be selected beside it. */
export function CopyButton({ text, label = "Copy" }: { readonly text: string; readonly label?: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
      setTimeout(() => setCopied(false), SHOWN_MS);
    } catch {
      setCopied(false);
    }
  };
  return (
    <IconButton label={copied ? "Copied" : label} onClick={copy}>
      {copied ? (
        <Check aria-hidden="true" className="size-4 text-good" />
      ) : (
        <Copy aria-hidden="true" className="size-4" />
      )}
    </IconButton>
  );
}

/** A text to copy, whole and selectable. */
export function CopyField({ text, label }: { readonly text: string; readonly label: string }) {
  return (
    <div className="flex items-center gap-1 rounded-lg border border-line bg-sunken py-0.5 pr-0.5 pl-3">
      {/* Focusable, since a keyboard has to be able to scroll what is longer than the field. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above */}
      <code tabIndex={0} className="min-w-0 flex-1 overflow-x-auto font-mono text-[13px] whitespace-nowrap">
        {text}
      </code>
      <CopyButton text={text} label={label} />
    </div>
  );
}
