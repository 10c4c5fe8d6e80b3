import type { HeldDocument } from "../../api/documents.ts";
import type { CodeViewProps } from "../../components/code/use-code.ts";

/** What a view of a document's text, as it was written, is made of. */
export function asWritten({ title, content, path, language, format, type }: HeldDocument["document"]): CodeViewProps {
  const prose = type !== "file" && format !== "code";
  return { label: `Text of ${title}`, text: content, path, language, format, prose };
}
